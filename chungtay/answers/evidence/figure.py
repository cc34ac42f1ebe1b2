"""What a figure is made of: its places, old and new, the entries in each, and where every entry came from.

A figure opens into the units of the chosen map, each into the units in which things were booked, each into
entries; an entry opens into its report line or register event, and that into the sessions behind it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from chungtay.answers.figures import Book, Figure, posting_known_on
from chungtay.models import (
    Agreement,
    Category,
    Dimension,
    Entry,
    Indicator,
    Person,
    Place,
    Posting,
    Registered,
    Report,
    Support,
)
from chungtay.models.ledger import categories_of
from chungtay.rules import ledger as rules
from chungtay.rules.ledger import Kind

SHOWN_A_PLACE = 40  # entries; the rest open with the place's own figure
SHOWN_ALONE = 500
# Entries behind a figure that are no longer listed with it: each unit\'s figure opens into its own.
MANY = 1_000

Grouped = dict[str, list[rules.Entry]]  # by the unit in which they were booked


@dataclass(frozen=True)
class Asked:
    """What the figure page was asked, each part already found among what the person may see."""

    indicator: Indicator
    programme: Agreement | None
    first_on: date
    last_on: date
    place: Place | None = None
    known_on: date | None = None
    map_on: date | None = None
    posting: int | None = None  # the last one that was known, where even the hour matters


@dataclass(frozen=True)
class EntryRow:
    """One entry as a row of a table; `report` is empty where the report is not shared with the person."""

    entry: rules.Entry
    recorded_at: datetime
    categories: list[Category]
    report: UUID | None
    question: int | None
    registered: Registered | None
    support: Support | None
    is_undone: bool  # reversed, or itself a reversal: struck through, and part of no sum


@dataclass(frozen=True)
class Booked:
    """A unit as it was when things were booked there."""

    place: Place
    amount: int
    is_about: bool
    rows: list[EntryRow]
    more: int  # entries that are not shown here


@dataclass(frozen=True)
class PlaceRow:
    """A unit on the chosen map; `place` is None for what cannot be placed on it."""

    place: Place | None
    row: rules.Row
    booked: list[Booked]

    @property
    def is_itself(self) -> bool:
        """Nothing was booked here under another unit."""
        return [booked.place for booked in self.booked] == [self.place]


class Evidence:
    """One figure and all that it was made from, as one person may see it."""

    def __init__(self, asked: Asked, person: Person, today: date) -> None:
        self.asked, self.person, self.today = asked, person, today
        self.book = Book(person, today, asked.programme)

    @cached_property
    def known_at(self) -> int | None:
        if self.asked.posting is not None:
            return self.asked.posting
        return posting_known_on(self.asked.known_on) if self.asked.known_on else None

    def ask(self, *, window: tuple[date, date] | None = None, **more: Any) -> Figure:
        """The question as it was asked, or with a part of it changed."""
        first_on, last_on = window or (self.asked.first_on, self.asked.last_on)
        told = {"map_on": self.asked.map_on, "known_at": self.known_at} | more
        places = [self.asked.place] if self.asked.place else None
        return self.book.ask(self.asked.indicator, first_on, last_on, places=places, **told)

    @cached_property
    def figure(self) -> Figure:
        return self.ask()

    @cached_property
    def entries(self) -> dict[int, rules.Entry]:
        return {entry.seq: entry for entry in self.of_indicator}

    @cached_property
    def of_indicator(self) -> list[rules.Entry]:
        return self.book.entries_about(self.figure)

    @property
    def is_large(self) -> bool:
        """So many entries that nobody reads them on one page; they are not fetched then."""
        return self.figure.count > MANY

    @cached_property
    def counted(self) -> list[rules.Entry]:
        return [self.entries[seq] for seq in self.book.opened(self.figure).total.entries]

    @property
    def units(self) -> int:
        """Reporting units; of a large figure, the units of the map in which it lies."""
        return len(self.rows) if self.is_large else len({entry.holder for entry in self.counted})

    @property
    def unsure(self) -> int:
        if self.is_large:
            return 0
        return sum(entry.qualifier is not rules.Qualifier.EXACT for entry in self.counted)

    @cached_property
    def newest_at(self) -> datetime | None:
        """When the last of the counted entries was recorded."""
        if self.is_large or not self.counted:
            return None
        number = max(entry.posting for entry in self.counted)
        return Posting.objects.values_list("recorded_at", flat=True).get(number=number)

    @property
    def is_ratio(self) -> bool:
        return self.asked.indicator.kind == Kind.RATIO

    @cached_property
    def months(self) -> tuple[rules.Row, ...]:
        return self.ask(by="month").rows

    @cached_property
    def years(self) -> list[Figure]:
        """The same question year by year, all on the one map."""
        first, last = self.asked.first_on, self.asked.last_on
        figures = [
            self.ask(
                window=(max(first, date(year, 1, 1)), min(last, date(year, 12, 31))),
                map_on=self.figure.map_on,
            )
            for year in range(first.year, last.year + 1)
        ]
        return [figure for figure in figures if figure.due or figure.amount is not None]

    @cached_property
    def categories(self) -> list[tuple[Dimension, list[tuple[Category | None, rules.Row]]]]:
        """For each dimension that the entries know, its categories in order; "not stated" last."""
        tables = []
        for slug in sorted(self.dimensions):
            rows = [
                (self.names.get((slug, str(row.key))), row)
                for row in self.ask(by="category", level=slug).rows
            ]
            rows.sort(key=lambda pair: pair[0].position if pair[0] else 10_000)
            dimension = next(category.dimension for key, category in self.names.items() if key[0] == slug)
            tables.append((dimension, rows))
        return tables

    @property
    def dimensions(self) -> set[str]:
        """Those by which something in the window is divided."""
        if self.is_large:
            days = (self.asked.first_on, self.asked.last_on)
            cells = self.book.cells_of(str(self.asked.indicator.pk), *days)
            return {dimension for cell in cells for dimension, _ in categories_of(cell)}
        return {
            dimension
            for entry in self.of_indicator
            for dimension, _ in entry.categories
            if self._is_of(entry)
        }

    @cached_property
    def names(self) -> dict[tuple[str, str], Category]:
        categories = Category.objects.select_related("dimension")
        return {(category.dimension.slug, category.slug): category for category in categories}

    # Places

    @cached_property
    def rows(self) -> list[PlaceRow]:
        """Every unit of the chosen map that holds something, what is booked in its older units beneath it."""
        if self.is_ratio:
            return []
        if self.is_large:
            return self._closed_rows()
        found = self.book.opened(self.ask(by="place")).rows
        grouped = [(row, self._grouped(row)) for row in found]
        shown = {
            entry.seq for _, groups in grouped for group in groups.values() for entry in group[: self._most]
        }
        keys = {str(row.key) for row in found if row.key is not None}
        places = Place.objects.in_bulk(keys.union(*(groups for _, groups in grouped)))
        told = self._told(shown)
        return [
            PlaceRow(
                place=places[UUID(str(row.key))] if row.key is not None else None,
                row=row,
                booked=[self._booked(places[UUID(key)], group, row, told) for key, group in groups.items()],
            )
            for row, groups in grouped
        ]

    def _closed_rows(self) -> list[PlaceRow]:
        found = self.ask(by="place").rows
        places = Place.objects.in_bulk([UUID(str(row.key)) for row in found if row.key is not None])
        return [
            PlaceRow(places[UUID(str(row.key))] if row.key is not None else None, row, []) for row in found
        ]

    @property
    def _most(self) -> int:
        return SHOWN_ALONE if self.asked.place else SHOWN_A_PLACE

    def _grouped(self, row: rules.Row) -> Grouped:
        grouped: Grouped = defaultdict(list)
        mine = [self.entries[seq] for seq in row.entries]
        for entry in sorted(
            [*mine, *(entry for entry in self._undone if self._lies_in(entry, row))],
            key=lambda entry: entry.seq,
        ):
            grouped[str(entry.place)].append(entry)
        return dict(sorted(grouped.items()))

    def _booked(
        self, place: Place, group: list[rules.Entry], row: rules.Row, told: dict[int, EntryRow]
    ) -> Booked:
        numbers = set(row.entries)
        counted = [entry for entry in group if entry.seq in numbers]
        return Booked(
            place=place,
            amount=sum(self._part(entry, row) for entry in counted),
            is_about=any(entry.qualifier is not rules.Qualifier.EXACT for entry in counted),
            rows=[told[entry.seq] for entry in group[: self._most]],
            more=max(0, len(group) - self._most),
        )

    def _part(self, entry: rules.Entry, row: rules.Row) -> int:
        """What of the entry lies in this row: all of it, or the share of a unit that was divided."""
        parts = self.book.world.parts(entry.place, entry.amount, self.figure.map_on)
        return sum(part.amount for part in parts if part.place == row.key)

    def _lies_in(self, entry: rules.Entry, row: rules.Row) -> bool:
        parts = self.book.world.parts(entry.place, entry.amount, self.figure.map_on)
        return row.key in {part.place for part in parts}

    @cached_property
    def _undone(self) -> list[rules.Entry]:
        """Reversed entries and their reversals, as far as they were known: shown, never summed."""
        known = [
            entry for entry in self.of_indicator if self.known_at is None or entry.posting <= self.known_at
        ]
        alive = {entry.seq for entry in rules.live(known)}
        return [
            entry
            for entry in known
            if entry.seq not in alive and entry.breakdown == rules.BASE and self._is_of(entry)
        ]

    def _is_of(self, entry: rules.Entry) -> bool:
        begun = self.asked.indicator.kind == Kind.STOCK or entry.on >= self.asked.first_on
        in_time = begun and entry.on <= self.asked.last_on
        return in_time and entry.indicator == str(self.asked.indicator.pk)

    def _told(self, numbers: set[int]) -> dict[int, EntryRow]:
        """Rows for these entries; three queries, whatever their number."""
        seen = set(Report.objects.visible_to(self.person, self.today).values_list("id", flat=True))
        registered = Registered.objects.visible_to(self.person, self.today)
        sources = Entry.objects.filter(seq__in=numbers).values("source")
        registers = {str(one.source_id): one for one in registered.filter(source__in=sources)}
        supports = Support.objects.visible_to(self.person, self.today).filter(source__in=sources)
        given = {str(one.source_id): one for one in supports}
        undone = {entry.seq for entry in self._undone}
        columns = (
            "seq", "posting__recorded_at", "source__line__report_id", "source__line__question__number"
        )  # fmt: skip
        return {
            seq: EntryRow(
                entry=(entry := self.entries[seq]),
                recorded_at=recorded_at,
                categories=[self.names[pair] for pair in sorted(entry.categories) if pair in self.names],
                report=report if report in seen else None,
                question=question,
                registered=registers.get(str(entry.source)),
                support=given.get(str(entry.source)),
                is_undone=seq in undone,
            )
            for seq, recorded_at, report, question in Entry.objects.filter(seq__in=numbers).values_list(
                *columns
            )
        }
