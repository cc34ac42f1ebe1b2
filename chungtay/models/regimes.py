"""Remembers reporting regimes: where each cuts time, who reports to whom, when, and who is reminded."""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Kind
from chungtay.rules.regimes import CutOff as CutOffRule
from chungtay.rules.regimes import Regime as RegimeRule
from chungtay.rules.regimes import Span

from .people import Organisation, Person
from .places import PlaceKind
from .record import Record, words


class RegimeQuerySet(models.QuerySet["Regime"]):
    def valid_on(self, day: date) -> "RegimeQuerySet":
        begun = Q(valid_from=None) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to=None) | Q(valid_to__gt=day))

    def whole(self) -> "RegimeQuerySet":
        """With all that `in_rules` and its page read."""
        return self.prefetch_related("cut_offs", "steps", "reminders")


class Regime(Record):
    """A set of cut-offs with its source. A cut-off belongs to the regime, never to an indicator."""

    slug = models.SlugField(max_length=80, unique=True)
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    source = words(500)  # the decree, circular or decision
    source_link = models.URLField(max_length=500, blank=True)
    holder = models.ForeignKey(  # the office that keeps it; None: it came with the installation
        Organisation, models.PROTECT, null=True, blank=True, related_name="regimes"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)  # exclusive
    # Where an office has a single officer: the office above approves, or the leader signs the paper.
    single_officer_approval = models.CharField(
        max_length=10, choices=[("above", "above"), ("paper", "paper")], default="above"
    )
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = RegimeQuerySet.as_manager()

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name

    def in_rules(self) -> RegimeRule:
        return RegimeRule(self.name, tuple(cut_off.in_rules() for cut_off in self.cut_offs.all()))

    def facts(self, today: date) -> access.Thing:
        """What came with the installation is in nobody's hands; an office makes its own from it."""
        holders = frozenset({self.holder_id} if self.holder_id else ())
        return access.Thing(kind=Kind.REGIME, holders=holders)


class CutOff(Record):
    """Where one period of a span ends each year; it begins the day after the one before of the same span ended."""

    regime = models.ForeignKey(Regime, models.CASCADE, related_name="cut_offs")
    span = models.CharField(max_length=12, choices=[(span.value, span.value) for span in Span])
    month = models.PositiveSmallIntegerField()  # of the last day
    day = models.PositiveSmallIntegerField()  # 31: the last of the month
    due_month = models.PositiveSmallIntegerField()
    due_day = (
        models.PositiveSmallIntegerField()
    )  # 31: the last of the month; in the next year if before the cut-off

    class Meta:
        ordering = ("regime", "span", "month", "day")
        constraints = [
            models.UniqueConstraint(fields=["regime", "span", "month", "day"], name="cut_off_once")
        ]

    def __str__(self) -> str:
        return f"{self.span} {self.day}/{self.month}"

    def in_rules(self) -> CutOffRule:
        return CutOffRule(Span(self.span), self.month, self.day, self.due_month, self.due_day)


class RegimeStep(Record):
    """A day by which something is done at a level: the chair authenticates, the commune sends, figures are updated."""

    regime = models.ForeignKey(Regime, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    level = models.CharField(max_length=20, choices=PlaceKind, blank=True)  # of the units that do it
    to_level = models.CharField(max_length=20, choices=PlaceKind, blank=True)  # to whom it goes
    span = models.CharField(max_length=12, choices=[(span.value, span.value) for span in Span], blank=True)
    month = models.PositiveSmallIntegerField(null=True, blank=True)  # null: days after the cut-off
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    days_after = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("regime", "position")

    def __str__(self) -> str:
        return self.name


class RegimeReminder(Record):
    """On which days around the due day a unit is reminded; none after the last."""

    regime = models.ForeignKey(Regime, models.CASCADE, related_name="reminders")
    days = models.SmallIntegerField()  # after the due day; before it when negative

    class Meta:
        ordering = ("regime", "days")
        constraints = [models.UniqueConstraint(fields=["regime", "days"], name="regime_reminder_once")]

    def __str__(self) -> str:
        return str(self.days)
