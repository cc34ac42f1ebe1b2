"""Finds all the faults of a text at once; each message names the row, the field and the mend.

A text that somebody is writing may lack much. What is plainly wrong in one row is refused when the row is written
(`check_row`); what a whole text still lacks is shown beside it, and refused when it is proposed (`check_body`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from ..messages import Message, RuleBroken
from .text import EMPTY, FIELD_OF, FIELDS, LISTS, NUMBERED, NUMBERS, ROLES, UNDER, Body, Row, RowKind, Shape

HIGHEST = 10**17  # below what the house can hold
NUMBERS_END = 9_999
LABELS = {
    RowKind.AGREEMENT: "The agreement",
    RowKind.PLAN: "The plan",
    RowKind.SEAT: "Side %(number)s",
    RowKind.PHASE: "Phase %(name)s",
    RowKind.COMMITMENT: "Signed content %(number)s",
    RowKind.CONTENT: "Content %(number)s",
    RowKind.TARGET: "A target",
}
MENDS = {
    "name": "%(row)s: write its name.",
    "text": "%(row)s: write its text.",
    "organisation": "%(row)s: choose the body that holds it.",
    "role": "%(row)s: choose its role.",
    "first_on": "%(row)s: write its first day.",
    "last_on": "%(row)s: write its last day.",
    "lead": "%(row)s: choose the body that leads it.",
    "indicator": "%(row)s: choose what it counts.",
    "amount": "%(row)s: write a number above zero.",
}


@dataclass(frozen=True, slots=True)
class Named:
    """What the house has under the keys that a text may name; of a body, the day on which it ended."""

    bodies: Mapping[str, date | None] = field(default_factory=dict)
    seats: frozenset[str] = frozenset()
    commitments: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()


def label(row: Row) -> Message:
    """How a message or a page calls a row."""
    return Message(LABELS[row.kind], {"number": row.number, "name": row.text("name")})


def check_row(row: Row) -> None:
    """Refuse what is plainly wrong in one row; which body leads or holds it may be said later."""
    later = {one.name for one in FIELDS[row.kind] if one.shape is Shape.BODY}
    missing = [one for one in missing_in(row) if one.where not in later]
    wrong = [*missing, *wrong_in(row)]
    if wrong:
        raise RuleBroken(wrong)


def check_body(
    body: Body, *, on: date | None = None, named: Named | None = None, base: Body = EMPTY
) -> list[Message]:
    """All the faults of a text that was copied from `base` and shall be proposed on a day."""
    rows = chain.from_iterable(
        at_row(row, chain(missing_in(row), wrong_in(row), misplaced(row, body))) for row in body.rows
    )
    unknown = chain.from_iterable(at_row(row, unknown_to(named, row, on)) for row in body.rows if named)
    return [*rows, *numbers_used_twice(body), *wrong_sides(body), *unknown, *lacking(body), *gone(base, body)]


def at_row(row: Row, faults: Iterator[Message]) -> Iterator[Message]:
    for one in faults:
        yield Message(one.text, one.values, where=f"{row.key}.{one.where}" if one.where else row.key)


def missing_in(row: Row) -> Iterator[Message]:
    for one in FIELDS[row.kind]:
        if one.is_needed and row.get(one.name) is None:
            yield Message(MENDS[one.name], {"row": label(row)}, one.name)
    if row.kind in NUMBERED and row.number < 1:
        yield Message("%(row)s: give it a number from 1 up.", {"row": label(row)}, "number")


def wrong_in(row: Row) -> Iterator[Message]:
    values: dict[str, Any] = {"row": label(row)}
    if row.number > NUMBERS_END:
        yield Message("%(row)s: this number is too great.", values, "number")
    for name, value in row.values.items():
        one = FIELD_OF[row.kind].get(name)
        if one is None:
            yield Message(
                "%(row)s: there is no field “%(field)s”.", {**values, "field": name[:40]}, name[:40]
            )
            continue
        if not fits(one.shape, value):
            yield Message("%(row)s: this cannot be read.", values, name)
        elif isinstance(value, int) and not 0 < value <= (one.longest or HIGHEST):
            text = MENDS["amount"] if value <= 0 else "%(row)s: this number is too great."
            yield Message(text, values, name)
        elif one.longest and isinstance(value, str) and len(value) > one.longest:
            text = "%(row)s: write at most %(longest)s letters."
            yield Message(text, {**values, "longest": one.longest}, name)
    yield from wrong_days(row, "first_on", "last_on")
    yield from wrong_days(row, "begins_on", "due_on")


def wrong_days(row: Row, begins: str, ends: str) -> Iterator[Message]:
    first, last = row.text(begins), row.text(ends)
    if is_day(first) and is_day(last) and last < first:
        text = "%(row)s ends on %(last)s, before it begins on %(first)s. Correct one of the two days."
        values = {"row": label(row), "first": date.fromisoformat(first), "last": date.fromisoformat(last)}
        yield Message(text, values, ends)


def fits(shape: Shape, value: Any) -> bool:
    if shape in LISTS:
        return isinstance(value, list)
    if shape in NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool)
    if not isinstance(value, str) or "\x00" in value:
        return False
    match shape:
        case Shape.DAY:
            return is_day(value)
        case Shape.ROLE:
            return value in ROLES
        case Shape.CURRENCY:
            return bool(re.fullmatch("[A-Z]{3}", value))
        case Shape.LINE:
            return "\n" not in value
    return True


def is_day(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def misplaced(row: Row, body: Body) -> Iterator[Message]:
    """A row stands under one of the right kind; the agreement, or the plan, stands alone at the top."""
    above = next((one for one in body.rows if one.key == row.under), None)
    if not UNDER[row.kind]:
        fits_there = not row.under and len(body.of_kind(row.kind)) == 1
    else:
        fits_there = above is not None and above.kind in UNDER[row.kind]
    if not fits_there:
        text = "%(row)s stands under nothing that this text has. Choose what it belongs to, or take it out."
        yield Message(text, {"row": label(row)}, "under")
    if row.kind is RowKind.TARGET and above is not None and above.kind is RowKind.COMMITMENT:
        phase = next((one for one in body.rows if one.key == above.under), None)
        if phase and not _lies_in(row, phase):
            text = "%(row)s of %(above)s lies outside the days of its phase. Correct its days."
            yield Message(text, {"row": label(row), "above": label(above)}, "last_on")


def _lies_in(row: Row, phase: Row) -> bool:
    days = [one.text(name) for one in (row, phase) for name in ("first_on", "last_on")]
    return not all(map(is_day, days)) or (days[2] <= days[0] and days[1] <= days[3])


def numbers_used_twice(body: Body) -> Iterator[Message]:
    places = Counter((row.kind, row.under, row.number) for row in body.rows if row.kind in NUMBERED)
    text = "The number of %(row)s is used twice. Give one of the two the next free number, %(free)s."
    for row in body.rows:
        if places[row.kind, row.under, row.number] > 1:
            free = body.next_number(row.kind, row.under)
            yield Message(text, {"row": label(row), "free": free}, f"{row.key}.number")


def wrong_sides(body: Body) -> Iterator[Message]:
    seats = body.of_kind(RowKind.SEAT)
    leads = [seat for seat in seats if seat.text("role") == "lead"]
    for seat in leads[1:]:
        text = "%(row)s leads, and so does %(other)s. Let one of the two lead."
        yield Message(text, {"row": label(seat), "other": label(leads[0])}, f"{seat.key}.role")
    held: dict[str, Row] = {}
    for seat in seats:
        body_key = seat.text("organisation")
        if body_key and held.setdefault(body_key, seat) is not seat:
            text = (
                "%(row)s and %(other)s are held by the same body. Choose another, or take one of the two out."
            )
            values = {"row": label(seat), "other": label(held[body_key])}
            yield Message(text, values, f"{seat.key}.organisation")


def lacking(body: Body) -> Iterator[Message]:
    """What a text as a whole cannot be without."""
    for top in body.of_kind(RowKind.AGREEMENT):
        if len(body.of_kind(RowKind.SEAT)) < 2:
            yield Message("An agreement has at least two sides. Add the other one.", where=top.key)
    for top in body.of_kind(RowKind.PLAN):
        if not body.of_kind(RowKind.CONTENT):
            yield Message("A plan has at least one content. Add it.", where=top.key)


def gone(base: Body, body: Body) -> Iterator[Message]:
    """Plans, reports and reviews stand under a phase: a signed one may become shorter, but does not vanish."""
    held = body.by_key
    text = (
        "%(row)s is in force and cannot be taken out. Put it back, and give it an earlier last day instead."
    )
    for row in base.of_kind(RowKind.PHASE):
        if row.key not in held:
            yield Message(text, {"row": label(row)}, row.key)


def unknown_to(named: Named | None, row: Row, on: date | None) -> Iterator[Message]:
    assert named is not None, "asked only where the house was asked"
    values: dict[str, Any] = {"row": label(row)}
    known: dict[Shape, Any] = {
        Shape.SEATS: named.seats, Shape.COMMITMENT: named.commitments, Shape.COMMITMENTS: named.commitments,
        Shape.INDICATOR: named.indicators, Shape.BODY: named.bodies,
    }  # fmt: skip
    for one in FIELDS[row.kind]:
        value = row.get(one.name)
        if value is None or one.shape not in known:
            continue
        keys = value if isinstance(value, list) else [value]
        if any(key not in known[one.shape] for key in keys):
            text = "%(row)s names something that is not there, or no more. Choose again."
            yield Message(text, values, one.name)
        elif (
            one.shape is Shape.BODY and on is not None and (ended := named.bodies[str(value)]) and ended <= on
        ):
            text = "%(row)s: this body ended on %(day)s. Choose the one that took over from it."
            yield Message(text, {**values, "day": ended}, one.name)
