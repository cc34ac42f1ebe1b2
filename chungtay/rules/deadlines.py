"""Decides how many days an office gives: whose word holds on a day, and which day that makes.

The numbers themselves are data with a source; an office sets its own; where it says nothing, the
installation's hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from .messages import Message, RuleBroken


class DeadlineKind(StrEnum):
    ANSWER = "answer"  # to a recommendation, from the day on which it was sent
    ESCALATION = "escalation"  # from the day on which an answer was due
    SUPERVISION_NOTICE = "supervision_notice"  # decision and outline, before the first session
    CRITICISM_DRAFT = "criticism_draft"  # a draft comes in, before it is submitted
    CRITICISM_REPLY = "criticism_reply"  # the drafter's word, from the day on which the criticism was sent


@dataclass(frozen=True, kw_only=True)
class Told:
    """One row of the data: `holder` is None where it came with the installation."""

    kind: DeadlineKind
    days: int
    valid_from: date
    holder: UUID | None = None


def days_of(kind: DeadlineKind, rows: Iterable[Told], *, holder: UUID, on: date) -> int:
    """What holds for this body on this day: the latest of its own, else the latest of the installation."""
    known = [row for row in rows if row.kind is kind and row.valid_from <= on]
    own = [row for row in known if row.holder == holder]
    found = max(own or [row for row in known if row.holder is None], key=_begun, default=None)
    if found is None:
        raise RuleBroken(Message("No deadline is set for this. Set one first."))
    return found.days


def day_after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def day_before(day: date, days: int) -> date:
    return day - timedelta(days=days)


def check_deadline(*, days: int, source: str, valid_from: date, today: date, known: bool) -> None:
    """`known`: one of this kind begins on the same day. What held yesterday never changes."""
    said = []
    if not 1 <= days <= 366:
        said.append(Message("Write a number of days from 1 to 366.", where="days"))
    if not source.strip():
        said.append(Message("Write which paper says so.", where="source"))
    if valid_from < today:
        said.append(Message("This day has passed already.", where="valid_from"))
    if known:
        said.append(Message("One that begins on this day is set already.", where="valid_from"))
    if said:
        raise RuleBroken(said)


def _begun(row: Told) -> date:
    return row.valid_from
