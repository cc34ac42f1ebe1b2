"""Says of every task whether it is on track, at risk or late, and why.

Read down; the first that fits counts:

- none: done, confirmed or dropped.
- **late**: its due day has passed.
- **at risk**: its day comes within so many days as the plan says; or it waits for something that is not done yet and
  is late or due only after it; or it was sent back; or another day is proposed.
- **on track**: else.

What a task waits for is judged by its own days alone: a chain is told link by link, so that each page says whom to
call for this task.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..access import Key
from ..tasks import OVER, TaskState


class Pace(StrEnum):
    LATE = "late"
    AT_RISK = "at_risk"
    ON_TRACK = "on_track"


class Why(StrEnum):
    """What puts a task at risk."""

    DUE_SOON = "due_soon"
    WAITS_FOR_LATE = "waits_for_late"
    WAITS_FOR_LATER = "waits_for_later"  # what it waits for is due after it
    SENT_BACK = "sent_back"
    DAY_PROPOSED = "day_proposed"


@dataclass(frozen=True, slots=True)
class Known:
    """What the rule needs to know of a task."""

    state: TaskState
    due_on: date
    done_on: date | None = None
    waits_for: tuple[Key, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.state not in OVER

    def is_late(self, today: date) -> bool:
        return self.is_open and self.due_on < today


@dataclass(frozen=True, slots=True)
class Judged:
    """No pace: the task has ended. The reasons are told for what is at risk only."""

    pace: Pace | None
    why: tuple[Why, ...] = ()


def judge(tasks: Mapping[Key, Known], *, today: date, at_risk_days: int) -> dict[Key, Judged]:
    """What a task waits for and is not among these is not asked about."""
    return {key: _judged(task, tasks, today, at_risk_days) for key, task in tasks.items()}


def _judged(task: Known, tasks: Mapping[Key, Known], today: date, at_risk_days: int) -> Judged:
    if not task.is_open:
        return Judged(None)
    if task.is_late(today):
        return Judged(Pace.LATE)
    waited_for = [tasks[key] for key in task.waits_for if key in tasks]
    why = tuple(dict.fromkeys(_risks(task, waited_for, today, at_risk_days)))
    return Judged(Pace.AT_RISK if why else Pace.ON_TRACK, why)


def _risks(task: Known, waited_for: list[Known], today: date, at_risk_days: int) -> Iterator[Why]:
    if (task.due_on - today).days <= at_risk_days:
        yield Why.DUE_SOON
    for other in waited_for:
        if other.is_late(today):
            yield Why.WAITS_FOR_LATE
        elif other.is_open and other.due_on > task.due_on:
            yield Why.WAITS_FOR_LATER
    if task.state is TaskState.RETURNED:
        yield Why.SENT_BACK
    if task.state is TaskState.DAY_PROPOSED:
        yield Why.DAY_PROPOSED
