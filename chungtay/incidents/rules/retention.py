"""Decides when sealed bytes may be destroyed: so many months after the last side closed its part, as was agreed.

What is destroyed is the bytes, of a side's own items and of those between both. The trail stays: that there was notice
7 of 2026, who opened it when, and that its bytes are gone. Backups made before still hold them until they age out.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chungtay.rules.messages import Message, RuleBroken

from .life import Step


@dataclass(frozen=True, slots=True)
class Term:
    """How long is agreed, and where that is written."""

    months: int
    source: str


def closings(steps: Iterable[tuple[str, Step, datetime]]) -> dict[str, datetime]:
    """When each side closed its part, of those that have and did not open it again. Steps: side, which, when."""
    found: dict[str, datetime] = {}
    for side, step, at in steps:
        if step is Step.CLOSED:
            found[side] = at
        elif step is Step.REOPENED:
            found.pop(side, None)
    return found


def due_on(closed_on: Mapping[str, date], sides: Iterable[str], term: Term | None) -> date | None:
    """The first day on which bytes may go; None while a side is open, or nothing was agreed."""
    days = [closed_on.get(side) for side in sides]
    if term is None or not days or None in days:
        return None
    return months_after(max(day for day in days if day), term.months)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last: 31 August and six months are 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def check_destruction(
    *, is_own: bool, has_bytes: bool, term: Term | None, due: date | None, today: date
) -> None:
    """Every fault at once."""
    said = []
    if not is_own:
        said.append(Message("Only a recipient of this side, or who keeps its keys, destroys what it holds."))
    if not has_bytes:
        said.append(Message("Nothing sealed is left of this notice for your side to destroy."))
    if term is None:
        said.append(Message("Nobody has agreed yet how long notices are kept. Add it to the lists first."))
    elif due is None:
        said.append(Message("A side has not closed its part yet. Nothing is destroyed before each side has."))
    elif today < due:
        text = (
            "This is kept until %(day)s: %(months)s months after the last side closed its part (%(source)s)."
        )
        said.append(Message(text, {"day": due, "months": term.months, "source": term.source}))
    if said:
        raise RuleBroken(said)
