"""Remembers how many days an office gives for an answer, a draft or a notice, and by which paper."""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.deadlines import DeadlineKind
from chungtay.rules.people import Act, Kind

from .access import Held, ProtectedQuerySet
from .people import Organisation, Person
from .record import Record, words


class DeadlineQuerySet(ProtectedQuerySet["Deadline"]):
    """What came with the installation is read by everybody who reads such things; an office sets its own."""

    def visible_to(self, person: Person, today: date) -> "DeadlineQuerySet":
        if not person.organisations_for(Act.READ, today, Kind.REGIME):
            return self.none()
        return self.filter(Q(holder=None) | person.reach(Act.READ, Kind.REGIME, today, holder="holder"))


class Deadline(Held, Record):
    """So many days from one step to the next, from a day on; the latest of an office holds, else the installation's."""

    protected_as = Kind.REGIME

    kind = models.CharField(max_length=30, choices=[(kind.value, kind.value) for kind in DeadlineKind])
    holder = models.ForeignKey(  # null: it came with the installation and holds where an office says nothing
        Organisation, models.PROTECT, null=True, blank=True, related_name="deadlines"
    )
    days = models.PositiveSmallIntegerField()
    source = words(500)  # the law, the guideline, the decision that says so
    valid_from = models.DateField()
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField(null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "-valid_from")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "holder", "valid_from"],
                nulls_distinct=False,
                name="one_deadline_a_kind_and_day",
            ),
            models.CheckConstraint(condition=Q(days__gt=0), name="deadline_has_days"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.days}"

    def holders(self, today: date) -> frozenset[access.Key]:
        return frozenset({self.holder_id} if self.holder_id else ())
