"""Remembers what was done in the field: talks, visits, letters, gifts; who came, with whom, for what money."""

from collections.abc import Iterable
from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.activities import Adds
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Qualifier
from chungtay.rules.people import Kind

from .access import Held, ProtectedQuerySet
from .documents import Document
from .indicators import Combination, Indicator
from .ledger import Served
from .people import Organisation, Person
from .places import Place
from .plans import Content
from .record import Record, words
from .tasks import Task


class ActivityKindQuerySet(ProtectedQuerySet["ActivityKind"]):
    def offered_to(self, bodies: Iterable[UUID], today: date) -> Self:
        """Those that came with the installation, and those of the bodies themselves and of all above them."""
        above = Organisation.objects.at_or_above(bodies, today)
        return self.filter(Q(holder=None) | Q(holder__in=above))


class ActivityKind(Held, Record):
    """A kind of activity: a talk, a visit. A list that offices add to."""

    protected_as = Kind.INDICATOR  # looked after by whoever says what is counted

    slug = models.SlugField(max_length=40, unique=True)
    name = words(120)
    name_lo = words(120, blank=True)
    name_en = words(120, blank=True)
    position = models.PositiveSmallIntegerField(default=100)
    is_event = models.BooleanField(default=False)  # stands on the timeline of its programme
    holder = models.ForeignKey(  # the body that added it; None: it came with the installation
        Organisation, models.PROTECT, null=True, blank=True, related_name="activity_kinds"
    )
    retired_on = models.DateField(null=True, blank=True)  # from then on it is not offered any more

    objects = ActivityKindQuerySet.as_manager()

    class Meta:
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name

    def holders(self, today: date) -> frozenset[access.Key]:
        return frozenset({self.holder_id} if self.holder_id else ())


class CountingRule(Record):
    """What an activity of a kind adds to an indicator: one, those who came, or its money."""

    kind = models.ForeignKey(ActivityKind, models.CASCADE, to_field="slug", related_name="counting_rules")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="counting_rules")
    adds = models.CharField(max_length=12, choices=[(adds.value, adds.value) for adds in Adds])
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "indicator"], name="counting_rule_once")]

    def __str__(self) -> str:
        return f"{self.kind_id} → {self.indicator_id}: {self.adds}"


class ActivityQuerySet(ProtectedQuerySet["Activity"]):
    place = "place"
    programmes = "served__agreements__slug"

    def standing(self) -> Self:
        """Without those that were withdrawn."""
        return self.filter(withdrawn_at=None)

    def unlinked(self) -> Self:
        """Of which nobody has said yet which programme they served."""
        return self.filter(withdrawn_at=None, served__key="")


class Activity(Held, Record):
    protected_as = Kind.ACTIVITY
    kind = models.ForeignKey(ActivityKind, models.PROTECT, to_field="slug", related_name="activities")
    title = words(500)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="activities")
    village = words(120, blank=True)
    village_unit = models.ForeignKey(  # the village as a unit, where the map knows it
        Place, models.PROTECT, null=True, blank=True, related_name="+"
    )
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="activities")
    lead = models.ForeignKey(  # None: the holder itself
        Organisation, models.PROTECT, null=True, blank=True, related_name="led_activities"
    )
    partners = models.ManyToManyField(Organisation, related_name="shared_activities", blank=True)
    partners_named = words(500, blank=True)  # those that have no account here: the border post, the school
    served = models.ForeignKey(Served, models.PROTECT, related_name="activities")
    task = models.ForeignKey(Task, models.SET_NULL, null=True, blank=True, related_name="activities")
    content = models.ForeignKey(  # of a plan, where no task stands between
        Content, models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    came = models.PositiveIntegerField(null=True, blank=True)  # all of them; null: nobody counted
    came_qualifier = models.CharField(
        max_length=10, choices=[(q.value, q.value) for q in Qualifier], default=Qualifier.EXACT
    )
    documents = models.ManyToManyField(Document, related_name="activities", blank=True)
    narrative = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_for = models.TextField(blank=True)  # why

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
        """All who came, as whole persons."""
        return self.came or 0

    @property
    def came_amount(self) -> int | None:
        """The same in ten-thousandths, as every number is shown."""
        return None if self.came is None else self.came * SCALE


class Attendance(Record):
    """How many of one combination came. Each breakdown lies within all who came."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="attendances")
    combination = models.ForeignKey(Combination, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "combination"], name="attendance_once_a_combination")
        ]

    def __str__(self) -> str:
        return str(self.number)


class ActivityMoney(Record):
    """What an activity cost, in one currency and from one source."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="money")
    amount = models.BigIntegerField()  # ten-thousandths
    currency = models.CharField(max_length=3)
    source = words(200, blank=True)  # the State budget, Project 8, the members themselves

    class Meta:
        ordering = ("currency", "source")

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


class ActivityChange(Record):
    """What an activity said before somebody changed it, and why."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="changes")
    before = models.JSONField()  # as `rules.activities` compares it: only what became different
    after = models.JSONField()
    reason = models.TextField()
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("changed_at",)

    def __str__(self) -> str:
        return self.reason
