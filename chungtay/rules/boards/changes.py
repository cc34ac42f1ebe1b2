"""Decides whether a task's day or rank may be set anew, how near is too near, and under which name a view is kept."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from ..messages import Message, RuleBroken
from ..tasks import OVER, RANKS, TaskState

MOST_DAYS = 90
MOST_VIEWS = 50  # of one person on one plan
LONGEST_NAME = 80
LONGEST_ASKED = 500  # letters of an address
MOST_TASKS = 500  # at once


class Setting(StrEnum):
    """What is done to a task beside the steps of its table."""

    PUT_OFF = "put_off"
    RANK = "rank"


def check_many(count: int) -> None:
    if not count:
        raise RuleBroken(Message("Choose at least one task.", where="tasks"))
    if count > MOST_TASKS:
        text = "Choose at most %(most)s tasks at a time."
        raise RuleBroken(Message(text, {"most": MOST_TASKS}, "tasks"))


def check_due_day(
    *, state: TaskState, day: date | None, today: date, begins_on: date | None, last_on: date
) -> None:
    """`last_on`: the plan's last day."""
    _refuse([*_ended(state, proposed=True), *_of_day(day, today, begins_on, last_on)])


def _of_day(day: date | None, today: date, begins_on: date | None, last_on: date) -> Iterator[Message]:
    if day is None:
        yield Message("Write until when the task is put off.", where="day")
    elif day < today:
        yield Message("This day has passed already.", where="day")
    elif day > last_on:
        text = "The plan ends on %(day)s; choose a day up to then."
        yield Message(text, {"day": last_on}, "day")
    elif begins_on is not None and day < begins_on:
        text = "The task begins on %(day)s; it cannot be due before that."
        yield Message(text, {"day": begins_on}, "day")


def check_rank(*, state: TaskState, rank: int | None) -> None:
    said = [*_ended(state, proposed=False)]
    if rank not in RANKS:
        said.append(Message("Choose how much it presses: 1, 2 or 3.", where="rank"))
    _refuse(said)


def _ended(state: TaskState, *, proposed: bool) -> Iterator[Message]:
    if state in OVER:
        yield Message("It has ended; nothing is changed about it any more.")
    elif proposed and state is TaskState.DAY_PROPOSED:
        yield Message("Whoever does it asks for another day; answer that first.")


def check_risk_days(days: int | None) -> None:
    if days is None or not 0 <= days <= MOST_DAYS:
        text = "Write a number of days from 0 to %(most)s."
        raise RuleBroken(Message(text, {"most": MOST_DAYS}, "days"))


def check_view(*, name: str, asked: str, held: int) -> None:
    """`asked`: as an address says it; `held`: how many others the person keeps on this plan."""
    said = []
    if not name:
        said.append(Message("Give the view a name.", where="name"))
    if len(name) > LONGEST_NAME:
        text = "A name has at most %(most)s letters."
        said.append(Message(text, {"most": LONGEST_NAME}, "name"))
    if len(asked) > LONGEST_ASKED:
        said.append(Message("Look for fewer words, so that the view can be kept.", where="text"))
    if held >= MOST_VIEWS:
        text = "You keep %(most)s views of this plan already. Delete one first."
        said.append(Message(text, {"most": MOST_VIEWS}))
    _refuse(said)


def _refuse(said: list[Message]) -> None:
    if said:
        raise RuleBroken(said)
