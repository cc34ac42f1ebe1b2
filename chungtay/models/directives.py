"""Remembers directives: one body tells many to do this by that day; each of them gets it as a task of its own."""

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Kind

from .access import Held, ProtectedQuerySet
from .agreements import Agreement
from .documents import Document
from .people import Organisation, Person
from .plans import Plan
from .record import Record, words


class DirectiveQuerySet(ProtectedQuerySet["Directive"]):
    programmes = "agreement__slug"


class Directive(Held, Record):
    """Whoever it is sent to reads it as a task; the directive itself, with every answer, is its holder's."""

    protected_as = Kind.DIRECTIVE

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="directives")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="directives")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="directives")
    text = words(500)
    text_lo = words(500, blank=True)
    text_en = words(500, blank=True)
    note = models.TextField(blank=True)
    due_on = models.DateField()
    number = words(80, blank=True)  # of the paper, typed after the office gave it
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="directives")
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        ordering = ("-sent_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="directive_withdrawn_at_and_by",
            )
        ]

    def __str__(self) -> str:
        return self.text

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug})


class Reminder(Record):
    """One body was reminded of a directive. Rows are only ever added."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="reminders")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reminders")
    note = models.TextField(blank=True)
    reminded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField()

    class Meta:
        ordering = ("reminded_at",)

    def __str__(self) -> str:
        return f"{self.directive_id} {self.organisation_id}"
