"""An open table: every number that a frozen review prints of the ledger, a row each, with what must be hidden of it.

A table stands under an address that says what was reviewed and over which days; a later review of the same becomes its
next version. What older papers say, and what persons wrote, is no part of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from chungtay.rules.ledger import Kind
from chungtay.rules.reviews import Facts, ScopeKind, Words, numbers

from .suppression import Count, Hidden, Partition, Published, Where, suppressed

PLACE = "place"
Parents = Mapping[str, str]  # the unit around a unit, both as code@day


@dataclass(frozen=True, kw_only=True)
class Row:
    """One number. Without a place and a category it is of everything that was reviewed."""

    code: str  # as the review prints it
    indicator: str
    first_on: date
    last_on: date
    place: str = ""  # code; with `since` the unit as it stood
    since: str = ""
    dimension: str = ""
    category: str = ""
    amount: int | None  # ten-thousandths; None: nothing was reported, or it is hidden
    qualifier: str = "exact"
    target: int | None = None
    reported: int | None = None
    due: int | None = None
    hidden: str = ""  # why there is no amount: `small`, `protected`, `withheld`

    @property
    def question(self) -> tuple[str, ...]:
        """What makes two rows, of whatever versions, answers to one question."""
        days = self.first_on.isoformat(), self.last_on.isoformat()
        return self.indicator, *days, self.place, self.since, self.dimension, self.category

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        days = {"first_on": self.first_on.isoformat(), "last_on": self.last_on.isoformat()}
        return {**asdict(self), **days}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Row":
        days = {name: date.fromisoformat(plain[name]) for name in ("first_on", "last_on")}
        return cls(**{**plain, **days})


@dataclass(frozen=True)
class Counting:
    """How an indicator counts, as far as hiding needs to know it."""

    kind: Kind
    is_of_persons: bool
    parts: tuple[str, ...] = ()  # of a ratio: what it is made of, where these are counts of persons


def slug_of(facts: Facts) -> str:
    """What was reviewed, over which days: the same for every version."""
    scope = facts.scope.kind.value if facts.scope.kind is not ScopeKind.PROGRAMME else ""
    mark = sha256(scope_of(facts).encode() + facts.scope.place.encode()).hexdigest()[:8] if scope else ""
    words = (facts.kind or "review", scope, mark, f"{facts.first_on:%Y%m%d}", f"{facts.last_on:%Y%m%d}")
    return "-".join(word for word in words if word)


def rows_of(facts: Facts) -> list[Row]:
    """In the order of the paper; a number that is printed twice stands once. A row without a key cannot be placed."""
    found: dict[tuple[str, ...], Row] = {}
    for asked in numbers(facts):
        if not asked.in_scope:
            continue
        place, _, since = (asked.place or "").partition("@")
        result = facts.result(asked.code) if asked.code in codes_of(facts) else None
        row = Row(
            code=asked.code, indicator=asked.indicator, first_on=asked.first_on, last_on=asked.last_on,
            place="?" if asked.place == "" else place, since=since, dimension=asked.dimension,
            category=asked.category or ("?" if asked.dimension else ""), amount=asked.actual,
            qualifier=asked.qualifier, target=asked.target, reported=result.reported if result else None,
            due=result.due if result else None,
        )  # fmt: skip
        found.setdefault(row.question, row)
    return list(found.values())


def with_amount(row: Row, amount: int | None) -> Row:
    """A hidden number as the review has it, to reckon with."""
    return replace(row, amount=amount)


def codes_of(facts: Facts) -> frozenset[str]:
    return frozenset(result.code for result in facts.results)


def names_of(facts: Facts) -> dict[str, dict[str, dict[str, str]]]:
    """What rows are called, in every language: indicators with their measures, places, dimensions, categories."""
    divided = facts.divisions
    return {
        "indicators": {one.indicator: in_languages(one.label) for one in facts.results},
        "measures": {one.indicator: in_languages(one.measure) for one in facts.results},
        "places": {unit.key or "?": in_languages(unit.place) for unit in facts.units},
        "dimensions": {one.dimension: in_languages(one.name) for one in divided},
        "categories": {
            f"{one.dimension}:{share.key or '?'}": in_languages(share.name)
            for one in divided
            for share in one.rows
        },
    }


def in_languages(words: Words) -> dict[str, str]:
    return {"vi": words.vi, "lo": words.lo, "en": words.en}


# What must be hidden


def scope_of(facts: Facts) -> str:
    """Which side or body; of one unit of the map, its categories are its own too."""
    scope = facts.scope
    if scope.kind is ScopeKind.PLACE:
        return f"place:{scope.place}"
    mark = sha256(",".join(scope.holders).encode()).hexdigest()[:12]
    return f"{scope.kind.value}:{mark}" if scope.holders else ""


def published(facts: Facts, rows: Iterable[Row], counting: Mapping[str, Counting]) -> Published:
    """The counts of persons among the rows, and what lies in what. `rows` of a public table say what is hidden."""
    counts, hidden = [], {}
    for row in rows:
        if row.amount is None or not counting[row.indicator].is_of_persons:
            continue
        count = Count(row.indicator, where_of(facts, row), row.first_on, row.last_on, row.amount)
        counts.append(count)
        if row.hidden:
            hidden[count.place] = Hidden(row.hidden)
    return Published(tuple(counts), tuple(partitions(facts, [count.where for count in counts])), hidden)


def where_of(facts: Facts, row: Row) -> Where:
    scope = scope_of(facts)
    if row.dimension:
        return Where(facts.programme, scope, row.dimension, row.category)
    if facts.scope.kind is ScopeKind.PLACE:  # the unit itself, and those below it, are the programme's
        return Where(facts.programme, "", PLACE, key_of(row) or facts.scope.place)
    return Where(facts.programme, scope, PLACE if row.place else "", key_of(row))


def key_of(row: Row) -> str:
    return f"{row.place}@{row.since}" if row.since else row.place


def partitions(facts: Facts, wheres: Iterable[Where]) -> list[Partition]:
    """Units and categories of this table are parts of its total; what one side did is a part of what all did."""
    known = list(dict.fromkeys(wheres))
    is_place = facts.scope.kind is ScopeKind.PLACE
    whole = Where(
        facts.programme, "" if is_place else scope_of(facts), PLACE if is_place else "", facts.scope.place
    )
    inside: dict[str, list[Where]] = {}
    for where in known:
        if where != whole and where.axis:
            inside.setdefault(where.axis, []).append(where)
    narrower = [where for where in known if where.scope]
    return [
        *(Partition(whole, tuple(parts)) for parts in inside.values()),
        *(Partition(where._replace(scope=""), (where,)) for where in narrower),
    ]


def across(tables: Sequence[Published], parents: Parents) -> list[Partition]:
    """What no single table shows: all sides beside the whole, and the units of one table inside those of another."""
    wheres = list(dict.fromkeys(count.where for table in tables for count in table.counts))
    sides: dict[Where, list[Where]] = {}
    for where in wheres:
        if where.scope.startswith(ScopeKind.SEAT.value):
            sides.setdefault(where._replace(scope=""), []).append(where)
    found = [Partition(whole, tuple(parts)) for whole, parts in sides.items() if len(parts) > 1]
    places = [where for where in wheres if where.axis == PLACE]
    for whole in places:
        for table in tables:
            own = dict.fromkeys(count.where for count in table.counts)
            if whole not in own:
                parts = tuple(one for one in own if one.axis == PLACE and lies_in(one, whole, parents))
                found += [Partition(whole, parts)] if parts else []
    return found


def lies_in(part: Where, whole: Where, parents: Parents) -> bool:
    if part[:2] != whole[:2]:
        return False
    key = parents.get(part.key)
    while key and key != whole.key:
        key = parents.get(key)
    return bool(key)


def covered(
    facts: Facts,
    rows: Sequence[Row],
    before: Sequence[Published],
    *,
    counting: Mapping[str, Counting],
    parents: Parents,
    least: int,
) -> list[Row]:
    """The rows as readers may have them. `before`: all that was ever public, the newest first."""
    own = published(facts, rows, counting)
    own = replace(own, partitions=(*own.partitions, *across([own, *before], parents)))
    kinds = {indicator: one.kind for indicator, one in counting.items()}
    hidden = suppressed(own, before, kinds=kinds, least=least)
    return _without_ratios([_covered(facts, row, hidden) for row in rows], counting)


def _covered(facts: Facts, row: Row, hidden: Mapping[Any, Hidden]) -> Row:
    count = Count(row.indicator, where_of(facts, row), row.first_on, row.last_on, row.amount or 0)
    why = hidden.get(count.place) if row.amount is not None else None
    return replace(row, amount=None, hidden=why.value) if why else row


def _without_ratios(rows: Sequence[Row], counting: Mapping[str, Counting]) -> list[Row]:
    """A ratio of persons is shown only beside both its parts: with one of them it gives the other."""
    shown = {row.question for row in rows if row.amount is not None}
    return [
        replace(row, amount=None, hidden=Hidden.PROTECTED.value)
        if row.amount is not None
        and any((part, *row.question[1:]) not in shown for part in counting[row.indicator].parts)
        else row
        for row in rows
    ]
