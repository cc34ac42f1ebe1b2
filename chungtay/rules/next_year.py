"""Decides what next year's plan begins with: what goes on, what was left undone, and how the two years differ.

Every line of the draft says where it comes from. A room that has something to say about next year (a review its
directions, supervision its recommendations) gives `Suggestion`s; nothing here knows the rooms.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from .messages import Message, RuleBroken


class Origin(StrEnum):
    """The origins that stand already; a later room adds its own."""

    CONTENT = "content"  # of this year's plan
    TASK = "task"  # that is not finished
    COMMITMENT = "commitment"  # signed, and without a content in this year's plan
    DIRECTION = "direction"  # of a review
    PHASE_TASK = "phase_task"  # left open by the phase before, and taken over by the one of next year
    PROBLEM = "problem"  # that a workshop ranked and noted for this plan
    RECOMMENDATION = "recommendation"  # that a body of the plan accepted and has not done


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One line that may go into next year's plan; `key` names it in a form."""

    origin: str
    thing: UUID
    text: str
    text_lo: str = ""
    text_en: str = ""
    why: Message
    is_proposed: bool = True  # ticked before anybody looked

    @property
    def key(self) -> str:
        return f"{self.origin}:{self.thing}"

    def said(self, field: str, language: str) -> str:
        """In a language; in Vietnamese where that language is silent."""
        return getattr(self, f"{field}_{language}", "") or str(getattr(self, field))


def carried(day: date | None, year: int) -> date | None:
    """The same day of another year; the 29th of February is the 28th where there is none."""
    if day is None:
        return None
    last = 28 if (day.month, day.day) == (2, 29) and not _is_leap(year) else day.day
    return day.replace(year=year, day=last)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def check_next_year(
    *, year: int, has_phase: bool, is_drawn: bool, chosen: Sequence[str], offered: Iterable[str]
) -> None:
    """`is_drawn`: a plan for that year follows this one already."""
    said = []
    if is_drawn:
        said.append(
            Message("A plan for %(year)s follows this one already. Go on with that one.", {"year": year})
        )
    if not has_phase:
        text = "No phase covers %(year)s. Sign the next phase, or extend the one that runs, before its plan is drawn."
        said.append(Message(text, {"year": year}))
    if not set(chosen) <= set(offered):
        said.append(
            Message(
                "One of the lines is no longer offered. Reload the page and choose again.", where="chosen"
            )
        )
    elif not any(not key.startswith(f"{Origin.TASK}:") for key in chosen):
        said.append(Message("Choose at least one content: a plan without contents is none.", where="chosen"))
    if said:
        raise RuleBroken(said)


@dataclass(frozen=True, kw_only=True)
class YearRow:
    """A content of either year, as far as the two are compared."""

    key: UUID
    number: int
    text: str
    follows: UUID | None = None
    lead: str = ""
    due_on: date | None = None
    product: str = ""
    budget: int | None = None
    funds: str = ""
    origin: str = ""


class Standing(StrEnum):
    KEPT = "kept"
    CHANGED = "changed"
    NEW = "new"
    LEFT_OUT = "left_out"


FIELDS = ("number", "text", "lead", "due_on", "product", "budget", "funds")


@dataclass(frozen=True)
class YearLine:
    """One content in both years. `changed` names the fields, in the order of the page."""

    standing: Standing
    this: YearRow | None
    next: YearRow | None
    changed: tuple[str, ...] = field(default=())


def compared(this_year: Sequence[YearRow], next_year: Sequence[YearRow]) -> list[YearLine]:
    """Next year's contents in their order, each beside the one that it follows; what was left out comes last."""
    before = {row.key: row for row in this_year}
    lines = [_line(before.get(row.follows) if row.follows else None, row) for row in next_year]
    followed = {row.follows for row in next_year}
    return lines + [YearLine(Standing.LEFT_OUT, row, None) for row in this_year if row.key not in followed]


def _line(this: YearRow | None, following: YearRow) -> YearLine:
    if this is None:
        return YearLine(Standing.NEW, None, following)
    changed = tuple(_changed(this, following))
    return YearLine(Standing.CHANGED if changed else Standing.KEPT, this, following, changed)


def _changed(this: YearRow, following: YearRow) -> Iterator[str]:
    for name in FIELDS:
        old, new = getattr(this, name), getattr(following, name)
        if name == "due_on" and old and new:
            old = carried(old, new.year)  # the same day a year later is no change
        if old != new:
            yield name
