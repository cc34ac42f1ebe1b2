"""Remembers what is counted, by which rule and in which categories, every version of a rule kept with its reason.

An indicator carries the rule of today; its versions carry those of the past, so that what was said under an old rule
can still be read under it. Which kinds allow which rules stands in `rules.indicators`.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules import indicators as rules
from chungtay.rules.ledger import Indicator as Rule
from chungtay.rules.ledger import Kind
from chungtay.rules.people import Act
from chungtay.rules.people import Kind as Protected

from .access import Held
from .agreements import Agreement
from .people import Organisation, Person
from .record import Record, words

LANGUAGES = ("", "_lo", "_en")


class Counted(models.Model):
    """What is counted, in which unit, and how it adds up: the same columns today and in every version."""

    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    unit = models.CharField(
        max_length=20, choices=[(unit, unit) for unit in rules.UNITS], default=rules.OTHER
    )
    currency = models.CharField(max_length=3, blank=True)  # of money: VND, LAK
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    measure = words(80)  # lượt, câu lạc bộ, người, VND
    measure_lo = words(80, blank=True)
    measure_en = words(80, blank=True)
    definition = models.TextField(blank=True)
    definition_lo = models.TextField(blank=True)
    definition_en = models.TextField(blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    fed_by_register = models.BooleanField(
        default=False
    )  # else a stock is fed by statements, the rest by reports

    numerator_id: UUID | None  # of a ratio: what stands above and below its line
    denominator_id: UUID | None

    class Meta:
        abstract = True

    @property
    def over_time(self) -> str:
        """How it adds over days: adds, stands, once, remade."""
        return rules.rule_of(Kind(self.kind)).over_time

    @property
    def over_places(self) -> str:
        return rules.rule_of(Kind(self.kind)).over_places

    def told(self) -> dict[str, object]:
        """Every column of the rule by its name; relations by their ids."""
        own = [field.attname for field in Counted._meta.local_fields]
        return {name: getattr(self, name) for name in (*own, "numerator_id", "denominator_id")}

    def in_rules(self) -> Rule:
        numerator, denominator = (
            str(key) if key else None for key in (self.numerator_id, self.denominator_id)
        )
        return Rule(Kind(self.kind), numerator, denominator)


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def allowed(self, person: Person, act: Act, today: date) -> Self:
        """An indicator is in the hands of those who hold seats of the programmes that use it, and of who made it."""
        near = Agreement.objects.allowed(person, act, today, kind=Protected.INDICATOR)
        made = person.reach(act, Protected.INDICATOR, today, holder="holder")
        used = Q(pk__in=_in_use(near))
        parts = Q(numerator__in=_in_use(near), denominator__in=_in_use(near))
        return self.filter(Q(pk__in=self.model._base_manager.filter(made).values("pk")) | used | parts)


def _in_use(near: "models.QuerySet[Agreement]") -> Any:
    """The ids of what these programmes promise or ask for, as a subquery."""
    used = Q(targets__agreement__in=near.values("pk")) | Q(questions__form__agreement__in=near.values("pk"))
    return Indicator._base_manager.filter(used).values("pk")


class Indicator(Held, Record, Counted):
    """A thing that is counted, with its measure, by the rule of today."""

    protected_as = Protected.INDICATOR

    slug = models.SlugField(max_length=80, unique=True)
    numerator = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    denominator = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(  # the body that added it; None: it came with the installation
        Organisation, models.PROTECT, null=True, blank=True, related_name="indicators"
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name

    @cached_property
    def key(self) -> str:
        """Its id as the rules have it; written out once, for tables ask it of thirty at a time."""
        return str(self.pk)

    def used_by(self) -> models.QuerySet[Agreement]:
        """The programmes that promise it or ask for it; of a ratio also those that do so for both its parts."""
        used = Q(pk__in=_users([self.pk]))
        if self.kind == Kind.RATIO:
            used |= Q(pk__in=_users([self.numerator_id])) & Q(pk__in=_users([self.denominator_id]))
        return Agreement.objects.filter(used)

    def holders(self, today: date) -> frozenset[access.Key]:
        seats = self.used_by().prefetch_related("seats__holdings")
        held = {key for agreement in seats for key in agreement.holders(today)}
        return frozenset(held | ({self.holder_id} if self.holder_id else set()))

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset(self.used_by().values_list("slug", flat=True))

    def shared(self) -> tuple[access.Share, ...]:
        """Whoever reads a programme reads what it counts."""
        seats = self.used_by().prefetch_related("seats__holdings")
        return tuple(share for agreement in seats for share in agreement.shared())


def _users(indicators: list[UUID | None]) -> Any:
    """The ids of the programmes that promise these or ask for them, as a subquery."""
    used = Q(targets__indicator__in=indicators) | Q(forms__questions__indicator__in=indicators)
    return Agreement.objects.filter(used).values("pk")


class IndicatorVersionQuerySet(models.QuerySet["IndicatorVersion"]):
    def known(self, posting: int | None) -> Self:
        """What had been decided before a posting; all of it without one."""
        return self if posting is None else self.filter(Q(number=1) | Q(after_posting__lt=posting))

    def rules_on(self, day: date, known_at: int | None = None) -> dict[UUID, Rule]:
        """For each indicator the rule in force on a day, as known at a posting."""
        found: dict[UUID, Rule] = {}
        for version in self.known(known_at).order_by("number"):
            if version.indicator_id not in found or version.is_in_force(day):
                found[version.indicator_id] = version.in_rules()
        return found


class IndicatorVersion(Record, Counted):
    """One wording of the rule: why it became so, from which day on it counts, and what the ledger held by then."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="versions")
    numerator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    denominator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)  # only the first has none
    in_force_from = models.DateField(null=True)  # None: from the beginning
    after_posting = models.PositiveBigIntegerField(default=0)  # the ledger's last when it was decided
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = IndicatorVersionQuerySet.as_manager()

    class Meta:
        ordering = ("indicator", "number")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="indicator_version_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="indicator_version_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    def is_in_force(self, day: date) -> bool:
        return self.in_force_from is None or self.in_force_from <= day


def in_force(versions: Iterable[IndicatorVersion], day: date) -> IndicatorVersion | None:
    """Of one indicator's versions in order the last that counts on a day; before them all the first."""
    held = list(versions)
    return next((one for one in reversed(held) if one.is_in_force(day)), held[0] if held else None)


class Dimension(Record):
    """What a count may be divided by: sex, ethnicity, membership."""

    slug = models.SlugField(max_length=40, unique=True)
    name = words(80)
    name_lo = words(80, blank=True)
    name_en = words(80, blank=True)

    def __str__(self) -> str:
        return self.name


class Category(Record):
    """One value of a dimension. `not-stated` holds the rest."""

    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="categories")
    slug = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    name = words(80)
    name_lo = words(80, blank=True)
    name_en = words(80, blank=True)

    class Meta:
        ordering = ("dimension", "position")
        constraints = [models.UniqueConstraint(fields=["dimension", "slug"], name="category_slug_once")]

    def __str__(self) -> str:
        return self.name


class Breakdown(Record):
    """Dimensions taken together: sex, or sex × ethnicity. The breakdown without dimensions is the bare total."""

    slug = models.SlugField(max_length=80, unique=True)
    dimensions = models.ManyToManyField(Dimension, related_name="breakdowns", blank=True)

    def __str__(self) -> str:
        return self.slug


class Combination(Record):
    """One cell of a breakdown: female, or female and Gia Rai."""

    breakdown = models.ForeignKey(Breakdown, models.PROTECT, related_name="combinations")
    slug = models.CharField(
        max_length=200
    )  # "sex:female|ethnicity:gia-rai", dimensions in alphabetical order
    position = models.PositiveSmallIntegerField(default=0)
    categories = models.ManyToManyField(Category, related_name="combinations", blank=True)

    class Meta:
        ordering = ("breakdown", "position")
        constraints = [models.UniqueConstraint(fields=["breakdown", "slug"], name="combination_once")]

    def __str__(self) -> str:
        return self.slug
