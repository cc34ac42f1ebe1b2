"""Decides what a directive may say, and how one unit stands to it.

"Do this by that day", told to many at once. Each addressee has it as a task of its own, and every answer is a step of
that task: accepting it is the acknowledgement.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from .messages import Message, RuleBroken
from .tasks import STEPS, Move, TaskState


class Standing(StrEnum):
    """How one unit stands to a directive."""

    WAITING = "waiting"  # has not acknowledged it
    ACKNOWLEDGED = "acknowledged"
    DAY_PROPOSED = "day_proposed"
    RETURNED = "returned"
    DONE = "done"
    TAKEN_BACK = "taken_back"


STANDINGS = {
    TaskState.GIVEN: Standing.WAITING,
    TaskState.ACCEPTED: Standing.ACKNOWLEDGED,
    TaskState.DAY_PROPOSED: Standing.DAY_PROPOSED,
    TaskState.RETURNED: Standing.RETURNED,
    TaskState.DONE: Standing.DONE,
    TaskState.CONFIRMED: Standing.DONE,
    TaskState.DROPPED: Standing.TAKEN_BACK,
}
OPEN = frozenset({Standing.WAITING, Standing.ACKNOWLEDGED, Standing.DAY_PROPOSED, Standing.RETURNED})
# Whose turn it is to answer is the sender's; the others can be reminded.
REMINDED = frozenset({Standing.WAITING, Standing.ACKNOWLEDGED})
# The states from which the sender may take a task back.
TAKEN_BACK_FROM = tuple(state for state, move in STEPS if move is Move.DROP)


def standing_of(state: TaskState) -> Standing:
    return STANDINGS[state]


def is_late(standing: Standing, due_on: date, today: date) -> bool:
    return standing in OPEN and due_on < today


def check_directive(
    *,
    text: str,
    due_on: date,
    today: date,
    plan_ends_on: date | None,
    asked: int,
    strange: Iterable[str],
) -> None:
    """`strange`: units that do not stand under the body that sends it."""
    said = []
    if not text.strip():
        said.append(Message("Write what is to be done.", where="text"))
    if due_on < today:
        said.append(Message("This day has passed already.", where="due_on"))
    if plan_ends_on is not None and due_on > plan_ends_on:
        text = "The plan ends on %(day)s. Choose a day until then."
        said.append(Message(text, {"day": plan_ends_on}, "due_on"))
    if not asked:
        said.append(Message("Choose at least one unit.", where="units"))
    text = "%(unit)s does not stand under the body that sends the directive."
    said += [Message(text, {"unit": unit}, "units") for unit in strange]
    if said:
        raise RuleBroken(said)


def check_reminder(*, withdrawn: bool, waited_for: int) -> None:
    if withdrawn:
        raise RuleBroken(Message("This directive was withdrawn. Nobody need be reminded of it."))
    if not waited_for:
        raise RuleBroken(
            Message("Nobody need be reminded: each unit has finished, or waits for your answer.")
        )


def check_withdrawal(*, reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(Message("Say why it is withdrawn; the units read it.", where="reason"))
