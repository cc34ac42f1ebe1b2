"""Decides on which days the parts of a line happened: those of its activities on theirs, the rest at the period's end.

So one talk of 20 December lies in the year of a regime that ends on 14 December as well as in the calendar's, each time
once, whichever report it was told in. Nothing is guessed: where a line says less than its activities, or divides them
in a way that the activities do not know, the whole line stands on the period's last day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..places import Key
from .lines import TOTAL, Part, is_rest

Amounts = dict[Part, int]


@dataclass(frozen=True, slots=True)
class Added:
    """What one activity adds to a line: in all, and by combination; in ten-thousandths."""

    on: date
    place: Key
    amount: int
    cells: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DatedPart:
    part: Part
    on: date
    place: Key


def dated(parts: Sequence[Part], added: Sequence[Added], *, on: date, place: Key) -> list[DatedPart]:
    """The parts of a line by day and place, the same in all; `on` and `place` hold what no activity tells."""
    rest = {part: part.amount for part in parts}
    split: dict[tuple[date, Key], Amounts] = {}
    for one in added:
        held = split.setdefault((one.on, one.place), dict.fromkeys(parts, 0))
        cells = _cells_of(one, parts)
        if sum(amount for part, amount in cells.items() if part.is_base) != one.amount:
            return [
                DatedPart(part, on, place) for part in parts
            ]  # the line does not divide what came as it does
        for part, amount in cells.items():
            held[part] += amount
            rest[part] -= amount
    if not added or not all(_fits(amounts) for amounts in (rest, *split.values())):
        return [DatedPart(part, on, place) for part in parts]
    at_end = split.setdefault((on, place), dict.fromkeys(parts, 0))
    for part, amount in rest.items():
        at_end[part] += amount
    return [
        DatedPart(replace(part, amount=amount), *spot)
        for spot, amounts in split.items()
        for part, amount in amounts.items()
        if amount
    ] or [DatedPart(part, on, place) for part in parts]


def _cells_of(one: Added, parts: Sequence[Part]) -> Amounts:
    """What the activity says of each part; what it leaves open falls to "not stated" where the line has that."""
    said = {part: one.cells.get(part.combination, 0) for part in parts if not _holds_the_rest(part)}
    said |= {part: one.amount for part in parts if part.combination == TOTAL}
    open_ = one.amount - sum(amount for part, amount in said.items() if part.is_base)
    return said | {part: open_ for part in parts if _holds_the_rest(part)}


def _holds_the_rest(part: Part) -> bool:
    return part.is_base and is_rest(part.combination)


def _fits(amounts: Amounts) -> bool:
    """Nothing below zero, and no "of which" above the whole."""
    base = sum(amount for part, amount in amounts.items() if part.is_base)
    of_which: dict[str, int] = {}
    for part, amount in amounts.items():
        if not part.is_base:
            of_which[part.breakdown] = of_which.get(part.breakdown, 0) + amount
    return min(amounts.values(), default=0) >= 0 and all(sum_ <= base for sum_ in of_which.values())
