"""Remembers reviews: results against promises over a window, narrative, directions, and the frozen bytes."""

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.ledger import Qualifier
from chungtay.rules.people import Kind

from .access import Held
from .agreements import Agreement, Commitment
from .indicators import Indicator
from .ledger import Posting
from .people import Organisation, Person
from .plans import Content
from .record import Record, words
from .sharing import SharedQuerySet, shares_of


class ReviewKind(models.TextChoices):
    INTERIM = "interim"
    FINAL = "final"


class ReviewQuerySet(SharedQuerySet["Review"]):
    """A draft is its holder's; freezing shares it with the seats."""

    programmes = "agreement__slug"


class Review(Held, Record):
    protected_as = Kind.REVIEW
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="reviews")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=10, choices=ReviewKind)
    title = words(500)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    recipients = models.TextField(blank=True)  # one a line, as the paper prints them
    number = models.PositiveIntegerField(null=True, blank=True)  # typed after the office gave it
    signed_on = models.DateField(null=True, blank=True)
    frozen_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    known_at = models.ForeignKey(Posting, models.PROTECT, null=True, blank=True, related_name="+")
    canonical = models.BinaryField(null=True, blank=True)  # the bytes that the fingerprint covers
    fingerprint = models.CharField(max_length=64, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("-drafted_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(frozen_at=None, frozen_by=None, fingerprint="")
                | (Q(frozen_at__isnull=False, frozen_by__isnull=False) & ~Q(fingerprint="")),
                name="review_frozen_whole",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug})

    def shared(self) -> tuple[access.Share, ...]:
        return shares_of(Kind.REVIEW, self.pk)


class Narrative(Record):
    """A passage that a person wrote: causes, lessons, shortcomings."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="narratives")
    section = models.CharField(max_length=40)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "section"], name="narrative_once_a_section")]

    def __str__(self) -> str:
        return self.section


class Figure(Record):
    """One result as it stood when the review was frozen."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="figures")
    code = models.CharField(max_length=20)  # printed beside the number; opens its evidence
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, models.SET_NULL, null=True, related_name="+")
    content = models.ForeignKey(Content, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    target = models.BigIntegerField(null=True)
    actual = models.BigIntegerField(null=True)  # null: nothing was reported
    qualifier = models.CharField(max_length=10, choices=[(q.value, q.value) for q in Qualifier])
    reported = models.PositiveIntegerField(default=0)
    due = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("code",)
        constraints = [models.UniqueConstraint(fields=["review", "code"], name="figure_code_once")]

    def __str__(self) -> str:
        return self.code


class Direction(Record):
    """What the next phase should do."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="directions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return self.text
