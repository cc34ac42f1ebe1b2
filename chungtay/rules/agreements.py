"""Decides when a side may accept a plan, when a task is finished, and what is said of a result on its way."""

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


def check_acceptance(*, holds_seat: bool, accepted: bool) -> None:
    if not holds_seat:
        raise RuleBroken(Message("Only the body that holds this seat today can accept the plan for it."))
    if accepted:
        raise RuleBroken(Message("Your side has accepted this plan already."))


def check_finish(*, done_on: date | None, on: date, today: date) -> None:
    if done_on is not None:
        raise RuleBroken(Message("This task was finished on %(day)s already.", {"day": done_on}))
    if on > today:
        raise RuleBroken(Message("A task cannot be finished on a day that is still to come.", where="on"))


def place_in(window: Window, day: date) -> int:
    """Where the beginning of a day lies in a window, in ten-thousandths; outside it, at the nearer edge."""
    passed = min(max((day - window.first).days, 0), window.days)
    return rounded(passed * WHOLE, window.days)
