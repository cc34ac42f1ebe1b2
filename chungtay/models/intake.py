"""Remembers papers that were read in: the text, what the reader made of it, and what a person corrected."""

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Kind

from .access import Held, ProtectedQuerySet
from .agreements import Agreement
from .documents import Document
from .people import Organisation, Person
from .record import Record, words


class ReadingQuerySet(ProtectedQuerySet["Reading"]):
    programmes = "agreement__slug"


class Reading(Held, Record):
    """One file read in, waiting for a person, or accepted by one."""

    protected_as = Kind.READING

    name = words()
    sha256 = models.CharField(max_length=64)
    media_type = words(120)
    size = models.PositiveIntegerField()  # bytes
    text = models.TextField()
    draft = models.JSONField()  # what the reader understood, spans included
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="readings")
    read_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    agreement = models.ForeignKey(Agreement, models.SET_NULL, null=True, blank=True, related_name="readings")
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="readings")

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ("-read_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="reading_accepted_at_and_by",
            ),
            models.UniqueConstraint(fields=["holder", "sha256"], name="reading_once_an_office"),
        ]

    def __str__(self) -> str:
        return self.name

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug} if self.agreement else ())


class ReadingCorrection(Record):
    """What the reader said and what the person put in its place."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="corrections")
    path = words(120)  # the fact's place in the draft: documents.0.number
    read_value = models.TextField(blank=True)
    given_value = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.path
