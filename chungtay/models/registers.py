"""Remembers lasting things that a village keeps, each once: clubs, teams, trusted addresses, on dated facts."""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules import registers as rules
from chungtay.rules.people import Kind
from chungtay.rules.registers import FactKind

from .access import Held, ProtectedQuerySet
from .documents import Document
from .indicators import Breakdown, Combination, Indicator
from .ledger import Served, Source
from .people import Organisation, Person
from .places import Place
from .record import Record, words


class RegisterKind(Held, Record):
    """A kind of thing that is kept in a register, with the indicators that its dated facts feed. Everybody reads it."""

    protected_as = Kind.INDICATOR

    slug = models.SlugField(max_length=40, unique=True)
    name = words(120)
    name_lo = words(120, blank=True)
    name_en = words(120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_pair = models.BooleanField(default=False)  # of two villages, one on each side of the border
    base = models.ForeignKey(
        Breakdown, models.PROTECT, null=True, related_name="+"
    )  # null: it has no members
    of_which = models.ManyToManyField(Breakdown, related_name="+", blank=True)
    stock = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    founded = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    strengthened = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(  # the body that added it; null: it came with the installation
        Organisation, models.PROTECT, null=True, blank=True, related_name="register_kinds"
    )

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.name


class RegisteredQuerySet(ProtectedQuerySet["Registered"]):
    place = "place"
    programmes = "served__agreements__slug"

    def open_on(self, day: date) -> "RegisteredQuerySet":
        return self.filter(opened_on__lte=day).filter(Q(closed_on=None) | Q(closed_on__gt=day))


class Registered(Held, Record):
    """A lasting thing, as it is today; its facts say since when. Opening posts +1 to the stock, closing −1."""

    protected_as = Kind.REGISTERED

    kind = models.ForeignKey(RegisterKind, models.PROTECT, related_name="registered")
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="registered")
    village = words(120, blank=True)
    twin_place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    twin_village = words(120, blank=True)  # of a pair, the village on the other side
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="registered")
    served = models.ForeignKey(Served, models.PROTECT, related_name="registered")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    source = models.OneToOneField(Source, models.PROTECT, related_name="registered")

    objects = RegisteredQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")),
                name="registered_closes_after_opening",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def programmes_served(self) -> frozenset[access.Key]:
        return self.served.slugs()

    @property
    def members_said(self) -> "RegisterFact | None":
        """The fact of the latest day that says how many there are; a list has fetched it for all its rows."""
        fetched: list[RegisterFact] | None = getattr(self, "fetched_counts", None)
        return next(
            iter(fetched if fetched is not None else self.facts_told.filter(is_latest_count=True)), None
        )

    def in_rules(self) -> rules.Standing:
        """Reads the facts and servings; nothing can end before the last of them."""
        days = [
            *self.facts_told.values_list("on", flat=True),
            *self.servings.values_list("first_on", flat=True),
        ]
        return rules.Standing(
            opened_on=self.opened_on, closed_on=self.closed_on, since=max(days, default=self.opened_on)
        )


class RegisterFact(Record):
    """What happened to a thing on a day: who said it, why, and what it was called or counted from then on."""

    registered = models.ForeignKey(Registered, models.CASCADE, related_name="facts_told")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in FactKind])
    on = models.DateField()
    reason = models.TextField(blank=True)
    name = words(blank=True)  # from that day on; empty: as before
    members = models.PositiveIntegerField(null=True)  # null: nobody counted them that day
    is_latest_count = models.BooleanField(default=False)  # of all that say how many members there are
    other = models.ForeignKey(Registered, models.PROTECT, null=True, related_name="+")  # merged or split off
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["registered"],
                condition=Q(is_latest_count=True),
                name="register_fact_latest_count_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.registered} {self.kind} {self.on}"


class MemberCount(Record):
    """How many members of one combination there were."""

    fact = models.ForeignKey(RegisterFact, models.CASCADE, related_name="counts")
    combination = models.ForeignKey(Combination, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fact", "combination"], name="member_count_once_a_combination")
        ]

    def __str__(self) -> str:
        return str(self.number)


class RegisteredServing(Record):
    """Which programmes a thing served from a day on, until it served others."""

    registered = models.ForeignKey(Registered, models.CASCADE, related_name="servings")
    served = models.ForeignKey(Served, models.PROTECT, related_name="servings")
    first_on = models.DateField()
    until = models.DateField(null=True)  # exclusive
    reason = models.TextField(blank=True)
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("first_on",)
        constraints = [
            models.UniqueConstraint(
                fields=["registered"], condition=Q(until=None), name="registered_serves_one_set_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registered}: {self.served}"
