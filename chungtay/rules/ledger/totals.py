"""Figures from entries: one question, one answer, every row with the entries behind it.

Read `totals` first: choose the entries that count, lay each on the map, put the pieces into rows, add each
row up as its kind of indicator adds. Every piece lies in exactly one row by place, so the rows always give
the total.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from chungtay.rules.ledger.entries import (
    BASE,
    Categories,
    Entry,
    Indicator,
    Kind,
    Qualifier,
    Window,
    combined,
    live,
)
from chungtay.rules.ledger.statements import overtaken, parts_reported
from chungtay.rules.ledger.targets import rounded
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.places import WHOLE, Key, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked. `None` means all; a map that is not named is the one of the window's last day.

    `by="place"` gives a row for each unit of `level` ("province"); what stands above that level, or on a
    line without it, keeps a row of its own. Without a level each figure stays in the lowest unit that is
    known for it. `by="category"` gives a row for each value of the dimension `level`, or for each
    combination without one.
    """

    indicator: Key
    window: Window
    places: frozenset[Key] | None = None
    programmes: frozenset[Key] | None = None
    holders: frozenset[Key] | None = None
    categories: Categories = frozenset()  # only what carries all of these
    map_day: date | None = None
    as_known_at: int | None = None  # number of the last posting that counts
    by: Literal["place", "month", "category"] | None = None
    level: str = ""

    @property
    def map_on(self) -> date:
        return self.map_day or self.window.last


RowKey = Key | Categories | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure. An amount of `None` says that nothing was reported, which is not zero.

    `key` is a place (`None`: it cannot be placed on this map), a month "2025-07", the value of a dimension
    (`None`: not stated) or a combination. `reported` of `due` is how complete it is: filled here for stated
    stocks (parts of the territory that have said something), by the forms and regimes for everything else.
    """

    key: RowKey = None
    amount: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    at_least: bool = False
    assumed: bool = False
    estimated: bool = False
    reported: int | None = None
    due: int | None = None
    count: int = 0  # how many entries it is made of
    entries: tuple[int, ...] = ()  # their numbers, where somebody looked them up


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The total and its rows, and under which map and which knowledge they hold."""

    question: Question
    total: Row
    rows: tuple[Row, ...] = ()
    map_on: date
    known_at: int  # number of the last posting that was looked at, 0 = none

    def amounts(self) -> dict[RowKey, int | None]:
        return {row.key: row.amount for row in self.rows}


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of an entry that lies in one unit of the map; `of` parts in all."""

    entry: Entry
    place: Key | None
    amount: int
    assumed: bool
    of: int


def totals(
    entries: Iterable[Entry], question: Question, world: World, indicators: Mapping[Key, Indicator]
) -> Answer:
    """The answer to any question, from entries alone. Slow and obvious; what is fast must equal it."""
    indicator = indicators[question.indicator]
    held = [
        entry for entry in entries if question.as_known_at is None or entry.posting <= question.as_known_at
    ]
    check_places(question, world)
    if indicator.kind is Kind.RATIO:
        total, rows = _ratio(held, question, world, indicators)
    elif question.by == "month":
        total, rows = _total(held, question, world, indicator.kind), _months(held, question, world, indicator)
    else:
        total, rows = _total(held, question, world, indicator.kind), _rows(held, question, world, indicator)
    known_at = max((entry.posting for entry in held), default=0)
    return Answer(question=question, total=total, rows=rows, map_on=question.map_on, known_at=known_at)


def _total(entries: list[Entry], question: Question, world: World, kind: Kind) -> Row:
    pieces = _pieces(entries, replace(question, by=None, level=""), world, kind)
    return _row(None, pieces, question, world, kind)


def _months(entries: list[Entry], question: Question, world: World, indicator: Indicator) -> tuple[Row, ...]:
    """Every month of the window, all on one map; a stock as it stands at the month's end."""
    rows = []
    for month in question.window.months():
        asked = replace(question, window=month, map_day=question.map_on)
        rows.append(replace(_total(entries, asked, world, indicator.kind), key=f"{month.first:%Y-%m}"))
    return tuple(rows)


def _rows(entries: list[Entry], question: Question, world: World, indicator: Indicator) -> tuple[Row, ...]:
    if question.by is None:
        return ()
    in_rows: dict[RowKey, list[Piece]] = defaultdict(list)
    for piece in _pieces(entries, question, world, indicator.kind):
        in_rows[_key(piece, question, world)].append(piece)
    return tuple(_row(key, in_rows[key], question, world, indicator.kind) for key in in_order(in_rows))


def _pieces(entries: list[Entry], question: Question, world: World, kind: Kind) -> list[Piece]:
    """What counts for the question, laid on its map."""
    pieces = []
    for entry in _counting(entries, question, kind):
        parts = world.parts(entry.place, entry.amount, question.map_on)
        for part in parts:
            if _lies_within(part.place, question, world):
                pieces.append(Piece(entry, part.place, part.amount, part.assumed, len(parts)))
    if kind is Kind.PERSONS:
        exactly = [piece for piece in pieces if _period(piece.entry) == question.window]
        return exactly or pieces
    return pieces


def _counting(entries: list[Entry], question: Question, kind: Kind) -> list[Entry]:
    chosen = [
        entry
        for entry in live(entries)
        if entry.indicator == question.indicator
        and (question.programmes is None or entry.programmes & question.programmes)
        and (question.holders is None or entry.holder in question.holders)
        and _is_in_time(entry, question.window, kind)
    ]
    breakdown = _breakdown_asked(chosen, question)
    return [
        entry for entry in chosen if entry.breakdown == breakdown and question.categories <= entry.categories
    ]


def _is_in_time(entry: Entry, window: Window, kind: Kind) -> bool:
    if kind is Kind.STOCK:
        return entry.on <= window.last
    if kind is Kind.PERSONS:
        return window.covers(_period(entry))
    return window.has(entry.on)


def _period(entry: Entry) -> Window:
    return entry.period or Window(entry.on, entry.on)  # somebody counted the persons of one day


def _breakdown_asked(entries: list[Entry], question: Question) -> str:
    """The base, unless a dimension is asked for that only an "of which" breakdown knows."""
    dimensions = {dimension for dimension, _ in question.categories}
    if question.by == "category" and question.level:
        dimensions.add(question.level)
    if not dimensions:
        return BASE
    knowing = {entry.breakdown for entry in entries if dimensions <= {name for name, _ in entry.categories}}
    return BASE if BASE in knowing or not knowing else min(knowing)


def _lies_within(place: Key | None, question: Question, world: World) -> bool:
    if question.places is None:
        return True
    return place is not None and not question.places.isdisjoint(world.lineage(place, question.map_on))


def _key(piece: Piece, question: Question, world: World) -> RowKey:
    if question.by == "category":
        values = dict(piece.entry.categories)
        return values.get(question.level) if question.level else piece.entry.categories
    if piece.place is None or not question.level:
        return piece.place
    lineage = world.lineage(piece.place, question.map_on)
    return next((key for key in lineage if world.places[key].level == question.level), piece.place)


def _row(key: RowKey, pieces: list[Piece], question: Question, world: World, kind: Kind) -> Row:
    """Add up the pieces of one row as this kind of indicator adds."""
    if not pieces:
        return Row(key=key)
    if kind is Kind.PERSONS:
        pieces = _greatest_period(pieces)
    sure_by = _in_force(pieces, question.map_on, world) if kind is Kind.STOCK else pieces
    held = Counter(piece.entry.seq for piece in pieces)
    qualifiers = {piece.entry.seq: piece.entry.qualifier for piece in sure_by}
    row = Row(
        key=key,
        amount=sum(piece.amount for piece in pieces),
        qualifier=combined(list(qualifiers.values())),
        at_least=kind is Kind.PERSONS and _period(pieces[0].entry) != question.window,
        assumed=any(piece.assumed and held[piece.entry.seq] < piece.of for piece in pieces),
        estimated=any(piece.entry.estimated for piece in sure_by),
        count=len(held),
        entries=tuple(sorted(held)),
    )
    return _with_parts(row, pieces, question, world) if kind is Kind.STOCK else row


def _with_parts(row: Row, pieces: list[Piece], question: Question, world: World) -> Row:
    """How many of the parts of a unit have stated this stock, where the unit or its predecessors state it."""
    place = row.key if question.by == "place" else only_one(question.places)
    if not isinstance(place, Key):
        return row
    stated = [piece.entry for piece in pieces]
    reported, due = parts_reported(stated, place, question.window.last, world)
    return replace(row, reported=reported, due=due) if reported else row


def _greatest_period(pieces: list[Piece]) -> list[Piece]:
    of_period: dict[Window, list[Piece]] = defaultdict(list)
    for piece in pieces:
        of_period[_period(piece.entry)].append(piece)
    return max(
        (of_period[period] for period in sorted(of_period)),
        key=lambda held: sum(piece.amount for piece in held),
        default=[],
    )


def _in_force(pieces: list[Piece], map_on: date, world: World) -> list[Piece]:
    """Without what was stated anew: "about 10" in June does not blur the exact 12 of December."""
    placed = [(piece.entry, piece.place) for piece in pieces]
    replaced = overtaken(placed, map_on, world)
    return [piece for piece, gone in zip(pieces, replaced, strict=True) if not gone]


def _ratio(
    entries: list[Entry], question: Question, world: World, indicators: Mapping[Key, Indicator]
) -> tuple[Row, tuple[Row, ...]]:
    ratio = indicators[question.indicator]
    assert ratio.numerator is not None and ratio.denominator is not None, "a ratio names what it is made from"
    above = totals(entries, replace(question, indicator=ratio.numerator), world, indicators)
    below = totals(entries, replace(question, indicator=ratio.denominator), world, indicators)
    return quotients(above, below)


def quotients(above: Answer, below: Answer) -> tuple[Row, tuple[Row, ...]]:
    """A ratio's total and rows, each made anew from the sums above and below the line."""
    over = {row.key: row for row in above.rows}
    under = {row.key: row for row in below.rows}
    rows = [
        _quotient(over.get(key, Row(key=key)), under.get(key, Row(key=key)))
        for key in in_order({**over, **under})
    ]
    return _quotient(above.total, below.total), tuple(rows)


def _quotient(above: Row, below: Row) -> Row:
    """Halves are rounded away from zero. Without a denominator there is no ratio: `None`, never 0."""
    amount = None
    if above.amount is not None and below.amount:
        amount = rounded(above.amount * WHOLE, below.amount)
    exact = above.qualifier == below.qualifier == Qualifier.EXACT and not (above.at_least or below.at_least)
    return Row(
        key=above.key,
        amount=amount,
        qualifier=Qualifier.EXACT if exact else Qualifier.ABOUT,
        assumed=above.assumed or below.assumed,
        estimated=above.estimated or below.estimated,
        count=above.count + below.count,
        entries=tuple(sorted({*above.entries, *below.entries})),
    )


def check_places(question: Question, world: World) -> None:
    messages = []
    for key in sorted(question.places or (), key=str):
        place = world.places.get(key)
        if place is None:
            messages.append(Message("There is no place %(place)s.", {"place": str(key)}, "places"))
        elif not place.is_on_map(question.map_on):
            values = {"place": str(key), "day": question.map_on}
            text = "%(place)s did not exist on %(day)s. Ask on the map of a day on which it did."
            messages.append(Message(text, values, "places"))
    if messages:
        raise RuleBroken(messages)


def only_one(places: frozenset[Key] | None) -> Key | None:
    return next(iter(places)) if places is not None and len(places) == 1 else None


def in_order(keys: Iterable[RowKey]) -> list[RowKey]:
    """By their text; what cannot be placed or was not stated comes last."""
    return sorted(keys, key=lambda key: (key is None, _text(key)))


def _text(key: RowKey) -> str:
    if isinstance(key, frozenset):
        return ", ".join(f"{dimension} {value}" for dimension, value in sorted(key))
    return str(key)
