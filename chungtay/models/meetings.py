"""Remembers meetings: who met when, the minutes, what was decided, and the tasks that came of it."""

from django.db import models

from chungtay.rules import access
from chungtay.rules.people import Kind

from .access import Held
from .agreements import Agreement
from .documents import Document
from .people import Organisation, Person
from .plans import Plan
from .record import Record, words
from .sharing import SharedQuerySet, shares_of
from .tasks import Task


class MeetingQuerySet(SharedQuerySet["Meeting"]):
    """A meeting is its holder's; sending out the minutes shares it with the seats."""

    programmes = "agreement__slug"


class Meeting(Held, Record):
    protected_as = Kind.MEETING

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="meetings")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="meetings")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="meetings")
    title = words(500)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    met_on = models.DateField()
    venue = words(blank=True)
    chair = words(blank=True)  # by post
    bodies = models.ManyToManyField(Organisation, related_name="attended_meetings", blank=True)
    notes = models.TextField(blank=True)
    minutes = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="meetings")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)  # from then on the minutes stand

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("-met_on", "-id")

    def __str__(self) -> str:
        return self.title

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug})

    def shared(self) -> tuple[access.Share, ...]:
        return shares_of(Kind.MEETING, self.pk)


class Decision(Record):
    """One numbered decision of a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_lo = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    tasks = models.ManyToManyField(Task, related_name="decisions", blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once")]

    def __str__(self) -> str:
        return self.text
