"""Remembers who was reminded of a report, how and with which answer, and for whom reminding was stopped."""

from django.db import models
from django.db.models import Q

from chungtay.rules.rounds import Channel

from .people import Person
from .record import Record
from .reports import Report


class ReportReminder(Record):
    """A unit was reminded of a report. Rows are only ever added."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="reminders")
    channel = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Channel])
    note = models.TextField(blank=True)  # what the unit said
    promised_on = models.DateField(null=True, blank=True)  # until then nobody rings again
    reminded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField()

    class Meta:
        ordering = ("reminded_at",)
        indexes = [models.Index(fields=["report", "reminded_at"])]

    def __str__(self) -> str:
        return f"{self.channel} {self.reminded_at:%Y-%m-%d}"


class ReminderStop(Record):
    """Nobody reminds the unit of this report any more, for a reason, until somebody begins again."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="reminder_stops")
    reason = models.TextField()
    stopped_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField()
    resumed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    resumed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("stopped_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(resumed_at=None), name="reminding_stopped_once"
            )
        ]

    def __str__(self) -> str:
        return self.reason
