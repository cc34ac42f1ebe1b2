"""Brings together two texts that were copied from the same one: by row and by field, so that nothing is lost.

What only one side touched is taken as that side has it. What both touched differently is a conflict, and a person
chooses. A row that one side dropped is gone only where the other side left it and everything under it alone, and
moved nothing into it; else that too is a conflict, of the row as a whole, and until somebody chose the row stands.

`theirs` is the text that came into force meanwhile, `ours` the copy that is being brought up to date.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ..messages import Message, RuleBroken
from .differences import PLACES
from .text import NUMBERED, Body, Row, RowKind, Value


class Side(StrEnum):
    THEIRS = "theirs"
    OURS = "ours"

    @property
    def other(self) -> "Side":
        return Side.OURS if self is Side.THEIRS else Side.THEIRS


@dataclass(frozen=True, slots=True)
class Conflict:
    """Of one field (`theirs` and `ours` are its values), or, without a field, of a row that one side dropped."""

    key: str
    kind: RowKind
    field: str = ""
    base: Value | None = None
    theirs: Value | None = None
    ours: Value | None = None
    dropped_by: Side | None = None

    @property
    def name(self) -> str:
        """What a choice is given under."""
        return f"{self.key}.{self.field}" if self.field else self.key


@dataclass(frozen=True, slots=True)
class Merged:
    """One text, and what is still to be chosen: until then a field says ours, and a dropped row stands."""

    body: Body
    conflicts: tuple[Conflict, ...]
    theirs: Body
    ours: Body

    def of(self, side: Side) -> Body:
        return self.theirs if side is Side.THEIRS else self.ours


def merge(base: Body, theirs: Body, ours: Body) -> Merged:
    work = _Work(base.by_key, {Side.THEIRS: theirs, Side.OURS: ours})
    for key in sorted({row.key for body in (base, theirs, ours) for row in body.rows}):
        work.decide(key)
    work.keep_what_is_in_doubt()
    body = Body(tuple(work.rows.values()))
    places = {row.key: place for place, row in enumerate(body.rows)}
    conflicts = sorted(
        [*work.in_fields, *work.of_whole_rows(body)], key=lambda one: (places[one.key], one.name)
    )
    return Merged(body, tuple(conflicts), theirs, ours)


def settle(merged: Merged, chosen: Mapping[str, Side]) -> Body:
    """The text once each conflict was decided; refused, with all that is still open, where one was not."""
    text = "Choose which of the two wordings stands."
    still_open = [Message(text, where=one.name) for one in merged.conflicts if one.name not in chosen]
    if still_open:
        raise RuleBroken(still_open)
    rows = merged.body.by_key
    for one in merged.conflicts:
        if one.field and chosen[one.name] is Side.THEIRS:
            rows[one.key] = said_otherwise(rows[one.key], one.field, one.theirs)
            _house(rows[one.key].under, rows, merged.theirs.by_key)
    stood = dict(rows)
    dropped = {one.key: chosen[one.name] for one in merged.conflicts if chosen[one.name] is one.dropped_by}
    for key, side in dropped.items():
        _drop(key, rows, merged.of(side))
    for one in merged.conflicts:
        if one.dropped_by and one.key not in dropped:
            _put_back(one.key, rows, stood, dropped)
    return _numbered_apart(rows, merged)


def said_otherwise(row: Row, name: str, value: Value | None) -> Row:
    if name == "number":
        return replace(row, number=value if isinstance(value, int) else 0)
    if name == "under":
        return replace(row, under=value if isinstance(value, str) else "")
    return replace(row, values={**row.values, name: "" if value is None else value})


@dataclass(slots=True)
class _Work:
    """A merge while it goes on."""

    base: Mapping[str, Row]
    bodies: dict[Side, Body]
    rows: dict[str, Row] = field(default_factory=dict)
    in_fields: list[Conflict] = field(default_factory=list)
    in_doubt: dict[str, Side] = field(default_factory=dict)  # rows that one side dropped: which
    by_side: dict[Side, dict[str, Row]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_side = {side: body.by_key for side, body in self.bodies.items()}

    def decide(self, key: str) -> None:
        base = self.base.get(key)
        theirs, ours = (self.by_side[side].get(key) for side in (Side.THEIRS, Side.OURS))
        if theirs and ours:
            self.rows[key] = self.by_fields(base, theirs, ours)
            return
        kept = theirs or ours
        if kept and base is None:
            self.rows[key] = kept
        elif kept and kept != base:
            self.in_doubt[key] = Side.OURS if theirs else Side.THEIRS

    def by_fields(self, base: Row | None, theirs: Row, ours: Row) -> Row:
        row = ours
        for name in sorted({*PLACES, *theirs.values, *ours.values, *(base.values if base else ())}):
            before = base.get(name) if base else None
            their, our = theirs.get(name), ours.get(name)
            if their in (our, before):
                continue
            if our == before:
                row = said_otherwise(row, name, their)
            else:
                self.in_fields.append(Conflict(ours.key, ours.kind, name, before, their, our))
        return row

    def keep_what_is_in_doubt(self) -> None:
        """Let each such row stand with all that its keeper has under it; also where only what is under it stands."""
        for key, dropper in self.in_doubt.items():
            self.let_stand(key, dropper.other)
        while homeless := self.without_a_place():
            for key, dropper in homeless.items():
                self.in_doubt[key] = dropper
                self.let_stand(key, dropper.other)

    def without_a_place(self) -> dict[str, Side]:
        """The rows that others stand under, or may once somebody chose, and that one side dropped: which side."""
        homes = {row.under for row in self.rows.values()}
        homes |= {
            str(home) for one in self.in_fields if one.field == "under" for home in (one.theirs, one.ours)
        }
        lacking = homes - self.rows.keys() - {""}
        return {key: side for key in sorted(lacking) for side in Side if key in self.by_side[side.other]}

    def let_stand(self, key: str, keeper: Side) -> None:
        """With what its keeper has under it; not with what the other side has elsewhere."""
        if key not in self.rows:
            self.rows[key] = self.by_side[keeper][key]
            for row in self.bodies[keeper].under(key):
                self.let_stand(row.key, keeper)

    def of_whole_rows(self, body: Body) -> list[Conflict]:
        """One conflict for a row and all that the same side dropped and that is sure to stand under it."""
        moving = {one.key for one in self.in_fields if one.field == "under"}
        settled = Body(tuple(row for row in body.rows if row.key not in moving))
        covered = {
            row.key
            for key, side in self.in_doubt.items()
            for row in settled.within(key)
            if self.in_doubt.get(row.key) is side
        }
        return [
            Conflict(key, self.rows[key].kind, dropped_by=side)
            for key, side in self.in_doubt.items()
            if key not in covered
        ]


def _drop(key: str, rows: dict[str, Row], dropper: Body) -> None:
    """Take a row out with all under it; what the dropper has elsewhere goes back there."""
    held = dropper.by_key
    for row in (*Body(tuple(rows.values())).within(key), *([rows[key]] if key in rows else ())):
        del rows[row.key]
        _house(row.key, rows, held)


def _put_back(key: str, rows: dict[str, Row], stood: Mapping[str, Row], dropped: Container[str]) -> None:
    """Let a row that was chosen stand as it stood, with what is under it, though one above it went."""
    _house(key, rows, stood)
    for row in Body(tuple(stood.values())).within(key):
        if row.key not in dropped and row.under in rows:
            rows.setdefault(row.key, row)


def _house(key: str, rows: dict[str, Row], held: Mapping[str, Row]) -> None:
    """Let a row stand as it is held, with those above it."""
    row = held.get(key)
    while row and row.key not in rows:
        rows[row.key] = row
        row = held.get(row.under)


def _numbered_apart(rows: dict[str, Row], merged: Merged) -> Body:
    """Rows that only our copy has make way for rows of the text in force that came to bear the same number."""
    theirs = merged.theirs.by_key
    taken = {(row.kind, row.under, row.number) for key, row in rows.items() if key in theirs}
    for key, row in list(rows.items()):
        place = (row.kind, row.under, row.number)
        if key not in theirs and row.kind in NUMBERED and place in taken:
            number = Body(tuple(rows.values())).next_number(row.kind, row.under)
            rows[key] = replace(row, number=number)
    return Body(tuple(rows.values()))
