"""What may be made of a draft: lines, words and checks are added, put in another place, written anew and taken out.

Each gives back a new value. Where a line moves, checks and conditions go on speaking of the same line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from chungtay.rules.forms import moved, relying, renumbered, without
from chungtay.rules.messages import Message, RuleBroken

from .told import FormTold, LineTold, WordsTold

Part = Literal["lines", "words", "checks"]
PARTS: tuple[Part, ...] = ("lines", "words", "checks")
AT_THE_END = 999  # behind which line words stand that come last


def added(told: FormTold, part: Part, rows: Sequence[Any]) -> FormTold:
    """What stands there already, word for word, is not put there again: somebody pressed twice."""
    held = list(getattr(told, part))
    return _with(told, part, [*held, *(row for row in rows if row not in held)])


def written(told: FormTold, part: Part, number: int, row: Any) -> FormTold:
    rows = _rows(told, part, number)
    return _with(told, part, [*rows[: number - 1], row, *rows[number:]])


def moved_to(told: FormTold, part: Part, number: int, to: int) -> FormTold:
    """A place before the first is the first, one behind the last is the last."""
    rows = _rows(told, part, number)
    places = moved(len(rows), number, min(max(to, 1), len(rows)))
    order = sorted(places, key=lambda old: places[old])
    told = _with(told, part, [rows[old - 1] for old in order])
    return _renumbered(told, places) if part == "lines" else told


def dropped(told: FormTold, part: Part, number: int) -> FormTold:
    """A line goes only when nothing rests on it any more."""
    rows = _rows(told, part, number)
    left = _with(told, part, [*rows[: number - 1], *rows[number:]])
    if part != "lines":
        return left
    faults = list(_resting_on(told, number))
    if faults:
        raise RuleBroken(faults)
    return _renumbered(left, without(len(rows), number))


def _resting_on(told: FormTold, number: int) -> Iterator[Message]:
    checks = [one.expression for one in told.checks]
    conditions: list[tuple[str, list[str]]] = [
        ("Line %(other)s is asked by a condition on this line. Change that first.", _conditions(told.lines)),
        ("Question %(other)s in words is asked by a condition on this line. Change that first.",
         _conditions(told.words)),
        ("Check %(other)s rests on this line. Change or take out that first.", checks),
    ]  # fmt: skip
    for text, expressions in conditions:
        for other in relying(expressions, number):
            yield Message(text, {"other": other})


def _conditions(rows: Sequence[LineTold] | Sequence[WordsTold]) -> list[str]:
    return [one.condition for one in rows]


def _renumbered(told: FormTold, places: Mapping[int, int]) -> FormTold:
    def anew(text: str) -> str:
        return renumbered(text, places) if text else text

    return FormTold(
        told.head,
        [replace(one, condition=anew(one.condition)) for one in told.lines],
        [
            replace(one, condition=anew(one.condition), after=_after(one.after, places, len(told.lines)))
            for one in told.words
        ],
        [replace(one, expression=anew(one.expression)) for one in told.checks],
    )


def _after(after: int, places: Mapping[int, int], many: int) -> int:
    """Words follow their line; where that went, they stand behind the one before it."""
    if after == AT_THE_END:
        return after
    left = [old for old in range(after, 0, -1) if old in places]
    return min(places[left[0]], many) if left else 0


def _rows(told: FormTold, part: Part, number: int) -> list[Any]:
    rows = list(getattr(told, part))
    if not 1 <= number <= len(rows):
        raise RuleBroken(Message("This is no longer in the draft. Look at it again."))
    return rows


def _with(told: FormTold, part: Part, rows: Sequence[Any]) -> FormTold:
    return FormTold(told.head, **{one: rows if one == part else getattr(told, one) for one in PARTS})
