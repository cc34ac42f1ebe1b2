"""The parts of a board: a task with its pace, a column, a day, and a body that somebody has to call."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from chungtay.models import Content, Organisation, Task
from chungtay.rules.boards import Judged, Pace
from chungtay.rules.tasks import Move, TaskState, steps_for


@dataclass(frozen=True)
class Row:
    """A task as one person sees it in a plan."""

    task: Task
    judged: Judged
    content: Content | None
    bodies: tuple[Organisation, ...]  # that coordinate
    waits_for: tuple[Task, ...]  # what must be done before, as far as the person reads it
    turn: Organisation | None  # whose word is next
    moves: tuple[Move, ...]  # that the person may take now
    may_set: bool  # day and rank
    due_in: int  # days from today

    @property
    def state(self) -> TaskState:
        return TaskState(self.task.state)

    @property
    def pace(self) -> Pace | None:
        return self.judged.pace

    @property
    def targets(self) -> dict[TaskState, Move]:
        """To which state which step leads."""
        steps = steps_for(asked=self.task.asker_id is not None)
        found = {steps[self.state, move].after: move for move in reversed(self.moves)}
        return {state: move for state, move in found.items() if state is not self.state}

    @property
    def quick(self) -> tuple[Move, ...]:
        """What one press does: no reason, no day and no evidence must be given."""
        steps = steps_for(asked=self.task.asker_id is not None)
        return tuple(
            move
            for move in self.moves
            if not steps[self.state, move].needs_note and not (move is Move.FINISH and self.task.product)
        )

    @property
    def noted(self) -> frozenset[Move]:
        """The steps that ask for words: why, or where the product is."""
        return frozenset(self.moves) - frozenset(self.quick)

    def is_by(self, body: UUID) -> bool:
        """It leads, it coordinates, or its word is next."""
        word = [self.turn] if self.turn else []
        return body in {one.pk for one in (self.task.organisation, *self.bodies, *word)}

    @property
    def involved(self) -> tuple[Organisation, ...]:
        """Who leads, who coordinates, and who asked: the same, however the task moves."""
        asker = [self.task.asker] if self.task.asker else []
        return (self.task.organisation, *self.bodies, *asker)


@dataclass(frozen=True)
class Column:
    """One heap of a board; `thing` is the state, the body or the content that it stands for; none: no content."""

    key: str
    thing: Any
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Day:
    """A day of the calendar with what is due on it."""

    on: date
    rows: list[Row]
    contents: list[Content]
    is_of_month: bool

    @property
    def is_empty(self) -> bool:
        return not self.rows and not self.contents


@dataclass(frozen=True)
class Call:
    """A body whose word is next on what slips, and how much of that is late and at risk."""

    body: Organisation
    late: int
    at_risk: int
    is_own: bool  # the person's own office: nobody need be called
