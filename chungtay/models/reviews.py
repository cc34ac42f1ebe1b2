"""Remembers reviews: results against promises over a window, narrative, directions, and the frozen bytes."""

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.ledger import Qualifier
from chungtay.rules.people import Kind

from .access import Held
from .agreements import Agreement, Commitment, Phase, Seat
from .documents import Document
from .indicators import Indicator
from .ledger import Posting
from .people import Organisation, Person, Post
from .places import Place
from .plans import Content, Plan
from .record import Record, words
from .reports import Report
from .requests import ReportRequest
from .sharing import SharedQuerySet, shares_of


class ReviewKind(models.TextChoices):
    INTERIM = "interim"
    FINAL = "final"
    RESOLUTION = "resolution"  # ten years of a resolution, say


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
    map_on = models.DateField(null=True, blank=True)  # empty: the map of the last day
    phase = models.ForeignKey(Phase, models.SET_NULL, null=True, blank=True, related_name="reviews")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="reviews")
    seat = models.ForeignKey(
        Seat, models.SET_NULL, null=True, blank=True, related_name="reviews"
    )  # one side only
    unit = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="unit_reviews"
    )
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="reviews")
    resolution = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="reviews")
    request = models.ForeignKey(
        ReportRequest, models.SET_NULL, null=True, blank=True, related_name="reviews"
    )  # by which units were asked to contribute
    outline = models.TextField(
        blank=True
    )  # of a resolution's review: a heading a line, sections "outline:<n>"
    outline_lo = models.TextField(blank=True)
    outline_en = models.TextField(blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="as_review"
    )  # the signed paper
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
    section = models.CharField(max_length=60)  # a passage of the paper, or "content:<id>"
    text = models.TextField(blank=True)
    text_lo = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

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
    text_lo = models.TextField(blank=True)
    text_en = models.TextField(blank=True)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return self.text


class ReviewContribution(Record):
    """What a unit said to a section, taken over into the review; its own words stay beside what was made of them."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="contributions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.SET_NULL, null=True, blank=True, related_name="+")
    section = models.CharField(max_length=60)
    text = models.TextField()
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ("section", "taken_at")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "organisation", "section"], name="contribution_once_a_unit"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Conference(Record):
    """Where the review was held: day, place, who came, what was said, who was commended."""

    review = models.OneToOneField(Review, models.CASCADE, related_name="conference")
    held_on = models.DateField()
    venue = words(300, blank=True)
    chair = words(300, blank=True)  # by post
    attended = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)  # among them
    bodies = models.TextField(blank=True)  # one a line
    minutes = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.held_on}"


class ConferenceOpinion(Record):
    """What somebody said at the conference, by post."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="opinions")
    number = models.PositiveSmallIntegerField()
    said_by = words(300)
    text = models.TextField()

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return self.text


class Commendation(Record):
    """A body or post that was commended, by what and for what."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="commendations")
    number = models.PositiveSmallIntegerField()
    awarded_to = words(300)
    award = words(300)  # giấy khen, bằng khen
    reason = words(500, blank=True)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return self.awarded_to


class SignOff(Record):
    """A seat agrees to exactly the frozen bytes of a review."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="sign_offs")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="sign_offs")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    signer = words(300)  # the post as it is printed
    fingerprint = models.CharField(max_length=64)
    signed_on = models.DateField()
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("seat__number",)
        constraints = [models.UniqueConstraint(fields=["review", "seat"], name="signed_off_once_a_seat")]

    def __str__(self) -> str:
        return self.signer
