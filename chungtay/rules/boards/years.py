"""Lays two years side by side: which content of a plan goes on with which of the year before, and how far each was.

A content goes on with the one that it follows; where it says nothing, with the one of the same number, unless another
content follows that one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..access import Key
from ..tasks import TaskState
from .pace import Known


@dataclass(frozen=True, slots=True)
class Numbered:
    """A content, by its key and number; `follows` is the key of the one that it goes on with."""

    key: Key
    number: int
    follows: Key | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Tasks as they stood on a day: all that were set, those due by then, those done by then, those late then."""

    set: int = 0
    due: int = 0
    done: int = 0
    late: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.set + other.set, self.due + other.due, self.done + other.done, self.late + other.late
        )


def matched(contents: Iterable[Numbered], before: Iterable[Numbered]) -> dict[Key, Key]:
    """From each content to the one of the year before; no two lead to the same one."""
    contents, before = list(contents), list(before)
    known = {one.key for one in before}
    found: dict[Key, Key] = {}
    for one in contents:
        if one.follows in known and one.follows not in found.values():
            assert one.follows is not None
            found[one.key] = one.follows
    by_number = {one.number: one.key for one in before if one.key not in found.values()}
    for one in contents:
        if one.key not in found and one.follows not in known and one.number in by_number:
            found[one.key] = by_number.pop(one.number)
    return found


def tally(tasks: Iterable[Known], day: date) -> Tally:
    """How the tasks stood at the end of that day. What was dropped does not count."""
    standing = [task for task in tasks if task.state is not TaskState.DROPPED]
    done = [task.done_on is not None and task.done_on <= day for task in standing]
    due = [task.due_on <= day for task in standing]
    late = sum(task.due_on < day and not is_done for task, is_done in zip(standing, done, strict=True))
    return Tally(len(standing), sum(due), sum(done), late)
