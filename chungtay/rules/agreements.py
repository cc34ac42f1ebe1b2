"""Decides when a form may be sent out, what a target is, and what is said of a result on its way."""

from datetime import date
from enum import StrEnum

from .ledger.entries import Window
from .ledger.targets import rounded
from .messages import Message, RuleBroken
from .places import WHOLE


class Pace(StrEnum):
    """A result beside its target and beside where an even pace would stand today."""

    OVER = "over"
    REACHED = "reached"
    ON_PACE = "on_pace"
    SLOW = "slow"
    NOT_REPORTED = "not_reported"


def pace(share: int | None, due: int | None) -> Pace:
    """`share` of the target, never capped; without `due` a result short of its target is only on its way."""
    if share is None:
        return Pace.NOT_REPORTED
    if share > WHOLE:
        return Pace.OVER
    if share == WHOLE:
        return Pace.REACHED
    return Pace.SLOW if due is not None and share < due else Pace.ON_PACE


def place_in(window: Window, day: date) -> int:
    """Where the beginning of a day lies in a window, in ten-thousandths; outside it, at the nearer edge."""
    passed = min(max((day - window.first).days, 0), window.days)
    return rounded(passed * WHOLE, window.days)


def check_target(amount: int) -> None:
    if amount <= 0:
        raise RuleBroken(Message("A target is a number above zero.", where="amount"))


def check_request(
    *, first_on: date, last_on: date, due_on: date, valid_from: date, valid_to: date | None, today: date
) -> None:
    """Whether a form may be sent out for a period; it must be valid on one of its days."""
    wrong = []
    if last_on < first_on:
        wrong.append(Message("The period ends before it begins.", where="last_on"))
    if due_on < max(today, first_on):
        text = "The due day is in the past, or before the period begins."
        wrong.append(Message(text, where="due_on"))
    if last_on < valid_from:
        wrong.append(Message("This form is valid from %(day)s.", {"day": valid_from}, "form"))
    if valid_to is not None and first_on >= valid_to:
        wrong.append(Message("This form ended on %(day)s.", {"day": valid_to}, "form"))
    if wrong:
        raise RuleBroken(wrong)
