"""One unit as its page shows it: what it was and became, what lies around and in it, and its figures across the change.

A unit's territory is older than the unit. So its figures are asked on the unit's own map, where what its predecessors
reported lies in it; and for the years before the change it is said how many of those have reported.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from chungtay.models import (
    GroupMembership,
    Indicator,
    Organisation,
    Person,
    Place,
    PlaceGroup,
    PlacePicture,
    Succession,
)
from chungtay.rules.ledger import Row
from chungtay.rules.people import Act
from chungtay.rules.places import Key, World

from .evidence import indicators_visible_to
from .figures import Book, Figure
from .places import History, history_of, world

YEARS = 8  # so far back a series begins at most
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Year:
    """A year of the territory; `parts` units made it up before the change, of which `heard` reported something."""

    figure: Figure
    parts: int
    heard: int
    mark_on: date | None  # the day in this year on which the territory's units changed

    @property
    def year(self) -> int:
        return self.figure.window.first.year

    @property
    def is_partial(self) -> bool:
        """A part of which no report was due is not waited for."""
        return self.figure.reported < self.figure.due or (not self.figure.due and self.heard < self.parts)

    @property
    def is_assumed(self) -> bool:
        return self.figure.answer.total.assumed


@dataclass(frozen=True)
class Part:
    """A unit inside, with its figure where one was asked for; `place` is None for what lies in no one part."""

    number: int
    place: Place | None
    row: Row | None

    @property
    def amount(self) -> int | None:
        return self.row.amount if self.row else None

    @property
    def qualifier(self) -> str:
        return self.row.qualifier if self.row else "exact"

    @property
    def at_least(self) -> bool:
        return self.row is not None and self.row.at_least

    @property
    def estimated(self) -> bool:
        """Because of a share that was assumed."""
        return self.row is not None and self.row.assumed


class Unit:
    """A place on the map of its own time: today's while it stands, else that of its last day."""

    def __init__(
        self, place: Place, person: Person, today: date, *, indicator: str = "", year: int = 0
    ) -> None:
        self.place, self.person, self.today = place, person, today
        self._indicator, self._year = indicator, year
        self.key = str(place.pk)

    @property
    def map_on(self) -> date:
        if self.place.valid_to is not None and self.place.valid_to <= self.today:
            return self.place.valid_to - A_DAY
        return max(self.today, self.place.valid_from)

    @property
    def has_ended(self) -> bool:
        return self.place.valid_to is not None and self.place.valid_to <= self.today

    @property
    def is_to_come(self) -> bool:
        return self.today < self.place.valid_from

    @cached_property
    def world(self) -> World:
        return world()

    # What lies around it

    @cached_property
    def parents(self) -> list[Place]:
        """Highest first."""
        above = self.world.lineage(self.key, self.map_on)[1:]
        found = Place.objects.in_bulk([UUID(str(key)) for key in above])
        return [found[UUID(str(key))] for key in reversed(above)]

    @cached_property
    def places(self) -> list[Place]:
        """The units inside it, by their names as they are searched: Đ beside D."""
        keys = children_of(self.world, self.map_on).get(self.key, ())
        return sorted(
            Place.objects.filter(pk__in=keys), key=lambda place: (place.kind, place.folded, place.code)
        )

    @cached_property
    def history(self) -> History:
        return history_of(self.place)

    @cached_property
    def groups(self) -> list[GroupMembership]:
        """Groups that it belongs or belonged to."""
        return list(self.place.memberships.select_related("group").order_by("group__slug", "valid_from"))

    @cached_property
    def picture(self) -> PlacePicture | None:
        """An office's own map, where one stands."""
        return self.place.pictures.filter(taken_back_at=None).select_related("holder").first()

    @cached_property
    def may_put_picture(self) -> bool:
        return self.person.may(Act.RECORD, self.place.facts(self.today), self.today)

    @cached_property
    def bodies(self) -> list[Organisation]:
        """Who sits there, or sat there when the unit ended."""
        seated = Organisation.objects.filter(place=self.place).order_by("name")
        return [body for body in seated if body.valid_to is None or body.valid_to > self.map_on]

    # Its figures

    @cached_property
    def indicators(self) -> list[Indicator]:
        return list(indicators_visible_to(self.person, self.today).order_by("name"))

    @cached_property
    def indicator(self) -> Indicator | None:
        """The one that was asked for; else the first that anything was reported of."""
        asked = [one for one in self.indicators if one.slug == self._indicator]
        told = (one for one in self.indicators if any(figure.amount for figure in self.figures_of(one)))
        return asked[0] if asked else next(told, self.indicators[0] if self.indicators else None)

    @cached_property
    def book(self) -> Book:
        return Book(self.person, self.today)

    @cached_property
    def last_year(self) -> int:
        return min(self.map_on, self.today).year

    def figures_of(self, indicator: Indicator) -> list[Figure]:
        """A figure a year, the years before the first that says anything left out."""
        kept = self.__dict__.setdefault("_figures", {})
        if indicator.pk not in kept:
            years = range(self.last_year - YEARS + 1, self.last_year + 1)
            figures = [self._ask(indicator, *self.window(year)) for year in years]
            first = next((at for at, one in enumerate(figures) if one.amount is not None or one.due), None)
            kept[indicator.pk] = [] if first is None else figures[first:]
        found: list[Figure] = kept[indicator.pk]
        return found

    def window(self, year: int) -> tuple[date, date]:
        last = min(date(year, 12, 31), max(self.today, date(year, 1, 1)), self.map_on)
        return date(year, 1, 1), max(last, date(year, 1, 1))

    def _ask(self, indicator: Indicator, first: date, last: date) -> Figure:
        return self.book.ask(indicator, first, last, places=[self.place], map_on=self.map_on)

    @cached_property
    def series(self) -> list[Year]:
        """The chosen indicator, year by year."""
        return [self._year_of(figure) for figure in self.figures_of(self.indicator)] if self.indicator else []

    @property
    def change_days(self) -> list[date]:
        return sorted({step.on for step in self.history.came_from})

    def _year_of(self, figure: Figure) -> Year:
        """Of the year of the change itself, what came before it is looked at."""
        first, last = figure.window.first, figure.window.last
        mark_on = next((on for on in self.change_days if first <= on <= last), None)
        before = mark_on - A_DAY if mark_on and mark_on > first else last
        older = sorted(was_on(self.world, self.key, before), key=str)
        if older == [self.key] or not older:
            return Year(figure, 0, 0, mark_on)
        places = [Place(pk=UUID(str(key))) for key in older]
        told = self.book.ask(figure.indicator, first, before, places=places, map_on=before, by="place")
        heard = {
            key
            for row in told.rows
            if row.amount is not None and row.key is not None
            for key in self.world.lineage(row.key, before)  # type: ignore[arg-type]
        }
        return Year(figure, len(older), len(heard.intersection(older)), mark_on)

    @cached_property
    def years(self) -> list[int]:
        """Over all indicators, for the heads of the table."""
        return sorted(
            {figure.window.first.year for one in self.indicators for figure in self.figures_of(one)}
        )

    @cached_property
    def table(self) -> list[tuple[Indicator, list[Figure | None]]]:
        rows = []
        for indicator in self.indicators:
            found = {figure.window.first.year: figure for figure in self.figures_of(indicator)}
            if found:
                rows.append((indicator, [found.get(year) for year in self.years]))
        return rows

    # The figures of the units inside it

    @cached_property
    def year(self) -> int:
        """The year that the map shows: the one asked for, else the last that says anything."""
        told = [one.year for one in self.series if one.figure.amount is not None]
        return self._year if self._year in self.years else (told[-1] if told else self.last_year)

    @cached_property
    def inside(self) -> Figure | None:
        """The chosen indicator in the chosen year, over the units inside."""
        if self.indicator is None or not self.places:
            return None
        kinds = {place.kind for place in self.places}
        return self.book.ask(
            self.indicator, *self.window(self.year), places=[self.place], map_on=self.map_on,
            by="place", level=kinds.pop() if len(kinds) == 1 else "",
        )  # fmt: skip

    @cached_property
    def parts(self) -> list[Part]:
        """Every unit inside, numbered as on the map; last what was booked for no single one of them."""
        rows = {str(row.key): row for row in self.inside.rows} if self.inside else {}
        parts = [
            Part(number, place, rows.pop(str(place.pk), None)) for number, place in enumerate(self.places, 1)
        ]
        above = [Part(0, None, row) for row in rows.values() if row.amount is not None]
        return parts + (above if len({place.kind for place in self.places}) == 1 else [])


def was_on(world: World, key: Key, day: date) -> set[Key]:
    """The units on the map of `day` of which this one was made; itself once it stands."""
    if world.places[key].valid_from <= day:
        return {key}
    return {older for row in world.origins.get(key, ()) for older in was_on(world, row.old, day)}


@lru_cache(maxsize=16)
def children_of(world: World, day: date) -> dict[Key, tuple[Key, ...]]:
    """What lies directly in each unit on the map of a day."""
    laid: dict[Key, list[Key]] = defaultdict(list)
    for place in world.on_map(day):
        for above in world.lineage(place.key, day)[1:2]:
            laid[above].append(place.key)
    return {key: tuple(below) for key, below in laid.items()}


def with_parents(places: Iterable[Place], today: date) -> list[tuple[Place, list[Place], list[Succession]]]:
    """Each with the units around it, the nearest first, and what it became; two queries."""
    places, known = list(places), world()
    around = {place.pk: known.lineage(str(place.pk), _map_of(place, today))[1:] for place in places}
    named = Place.objects.in_bulk({UUID(str(key)) for keys in around.values() for key in keys})
    became: dict[UUID, list[Succession]] = defaultdict(list)
    for row in Succession.objects.filter(old__in=places).select_related("new").order_by("new__name"):
        became[row.old_id].append(row)
    return [
        (place, [named[UUID(str(key))] for key in around[place.pk]], became[place.pk]) for place in places
    ]


def _map_of(place: Place, today: date) -> date:
    return (
        place.valid_to - A_DAY if place.valid_to and place.valid_to <= today else max(today, place.valid_from)
    )


def groups_on(day: date) -> QuerySet[PlaceGroup]:
    """Each with `standing`, the number of its units that day."""
    live = Q(memberships__valid_from__lte=day) & (
        Q(memberships__valid_to=None) | Q(memberships__valid_to__gt=day)
    )
    return PlaceGroup.objects.annotate(standing=Count("memberships", filter=live)).order_by("name")


def members_of(group: PlaceGroup, day: date) -> dict[str, list[GroupMembership]]:
    """Those that belong to it and stand on that day; and those of before, the latest first."""
    rows = group.memberships.select_related("place__parent").order_by("place__folded", "valid_from")
    standing = [row for row in rows if is_live(row, day) and row.place.stands_on(day)]
    past = [row for row in rows if row not in standing]
    past.sort(key=lambda row: row.valid_from, reverse=True)
    return {"standing": standing, "past": past}


def is_live(row: GroupMembership, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
