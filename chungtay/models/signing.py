"""Remembers how an agreement came to be signed and what became of it: opinions, signatures, and each later turn."""

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Kind
from chungtay.rules.signing import Answer, Turn

from .access import Held, ProtectedQuerySet
from .agreements import Agreement, Phase, Seat, SeatHolding
from .documents import Document
from .people import Organisation, Person, Post
from .record import Record, words
from .versions import Version


class OpinionQuerySet(ProtectedQuerySet["Opinion"]):
    """Whom a side asked, and what came back, is that side's own: it is never shown to the other sides."""

    programmes = "version__agreement__slug"


class Opinion(Held, Record):
    """An agency that was asked what it thinks of a proposed text: on which day, and what it answered when."""

    protected_as = Kind.AGREEMENT

    version = models.ForeignKey(Version, models.CASCADE, related_name="opinions")
    holder = models.ForeignKey(
        Organisation, models.PROTECT, related_name="asked_opinions"
    )  # the side that asks
    agency = words()  # as the letter names it; most agencies are no bodies of the house
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="opinions"
    )
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    letter = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Answer], blank=True)
    text = models.TextField(blank=True)
    reply = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ("asked_on", "agency")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="", noted_by=None)
                | (Q(answered_on__isnull=False, noted_by__isnull=False) & ~Q(answer="")),
                name="opinion_answered_whole",
            ),
            models.UniqueConstraint(
                fields=["version", "holder", "agency"], name="opinion_asked_once_an_agency"
            ),
        ]

    def __str__(self) -> str:
        return self.agency

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.version.agreement.slug})


class Signature(Record):
    """A seat has signed a version: where, when, which body that day, by which post. Never rewritten later."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="signatures")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="signatures")
    body_name = words()  # as the body was called that day
    signer = words()  # the signer's post, as the paper prints it
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    signed_on = models.DateField()
    venue = words(blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("signed_on", "seat__number")
        constraints = [models.UniqueConstraint(fields=["version", "seat"], name="version_signed_once_a_seat")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.seat_id}"


class EqualText(Record):
    """The signed text in one language, with its file."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("language",)
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="text_once_a_language")]

    def __str__(self) -> str:
        return self.language


class StandingChange(Record):
    """A turn in the life of a signed agreement, by a document: suspended, taken up again, extended, ended."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="turns")
    turn = models.CharField(max_length=20, choices=[(turn.value, turn.value) for turn in Turn])
    on = models.DateField()
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="turns")  # extended
    last_on = models.DateField(null=True, blank=True)  # the phase's new last day
    last_on_before = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="turns")
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "noted_at")

    def __str__(self) -> str:
        return f"{self.agreement} {self.turn}"


class SeatSuccession(Record):
    """One body took another's seat, by which paper. What the seat owes passes on; papers keep the name of their day."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="successions")
    old = models.OneToOneField(SeatHolding, models.PROTECT, related_name="passed_on")
    new = models.OneToOneField(SeatHolding, models.PROTECT, related_name="taken_over")
    on = models.DateField()
    reason = words(500, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("on",)

    def __str__(self) -> str:
        return f"{self.seat_id} {self.on}"
