"""Remembers what was done in the field: talks, visits, letters, gifts, and who came."""

from django.db import models

from chungtay.rules import access
from chungtay.rules.people import Kind

from .access import Held, ProtectedQuerySet
from .documents import Document
from .indicators import Combination
from .ledger import Served
from .people import Organisation, Person
from .places import Place
from .plans import Content
from .record import Record, words
from .tasks import Task


class ActivityKind(models.TextChoices):
    SESSION = "session"  # a communication session, a talk
    VISIT = "visit"
    LETTER = "letter"
    CONFERENCE = "conference"
    GIFT = "gift"
    LIVELIHOOD = "livelihood"
    OTHER = "other"


class ActivityQuerySet(ProtectedQuerySet["Activity"]):
    place = "place"
    programmes = "served__agreements__slug"


class Activity(Held, Record):
    protected_as = Kind.ACTIVITY
    kind = models.CharField(max_length=20, choices=ActivityKind)
    title = words(500)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="activities")
    village = words(120, blank=True)
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="activities")
    served = models.ForeignKey(Served, models.PROTECT, related_name="activities")
    task = models.ForeignKey(Task, models.SET_NULL, null=True, blank=True, related_name="activities")
    content = models.ForeignKey(  # of a plan, where no task stands between
        Content, models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    documents = models.ManyToManyField(Document, related_name="activities", blank=True)
    narrative = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ("-first_on", "-id")
        verbose_name_plural = "activities"
        # Which fifty come first is found in this index alone, in a country of 200,000 too.
        indexes = [models.Index(fields=["holder", "-first_on", "place", "id"])]

    def __str__(self) -> str:
        return self.title

    def programmes_served(self) -> frozenset[access.Key]:
        return self.served.slugs()

    def attended(self) -> int:
        """All who came, as whole persons; reads prefetched attendances."""
        return sum(attendance.number for attendance in self.attendances.all())


class Attendance(Record):
    """How many of one combination came."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="attendances")
    combination = models.ForeignKey(Combination, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "combination"], name="attendance_once_a_combination")
        ]

    def __str__(self) -> str:
        return str(self.number)
