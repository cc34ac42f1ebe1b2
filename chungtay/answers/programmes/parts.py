"""The parts of a programme's answer: a result, a content on its way, a seat, a quoted figure, an event."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from chungtay.answers.figures import Figure
from chungtay.models import (
    Activity,
    Commitment,
    Content,
    Organisation,
    Phase,
    PlanAcceptance,
    QuotedFigure,
    Review,
    Seat,
    Task,
)
from chungtay.rules import agreements as rules
from chungtay.rules.ledger import Window, progress
from chungtay.rules.places import WHOLE


@dataclass(frozen=True)
class Result:
    """A figure beside what was promised; `due` is where an even pace would stand today."""

    figure: Figure
    target: int | None
    due: int | None
    begins_on: date | None = (
        None  # where what was promised has not begun yet: then nothing is slow or reached
    )

    @property
    def has_target(self) -> bool:
        return self.target is not None

    @property
    def share(self) -> int | None:
        return progress(self.figure.amount, self.target)

    @property
    def pace(self) -> rules.Pace:
        return rules.pace(self.share, self.due)

    @property
    def is_paced(self) -> bool:
        """Whether its bar bears the line where an even pace would stand today."""
        return self.begins_on is None and self.due is not None and self.due < WHOLE


@dataclass(frozen=True)
class PlannedContent:
    """A content of a plan with its results, its tasks and the seats behind it."""

    content: Content
    results: list[Result]
    tasks: list[Task]
    commitments: list[Commitment]
    coordinating: list[Organisation]
    priorities: list[tuple[int, Organisation]]
    today: date

    @property
    def done(self) -> int:
        return sum(task.done_on is not None for task in self.tasks)

    @property
    def total(self) -> int:
        return len(self.tasks)

    @property
    def share_done(self) -> int | None:
        return progress(self.done, len(self.tasks))

    @property
    def late_tasks(self) -> list[Task]:
        return [task for task in self.tasks if task.is_late(self.today)]

    @property
    def is_late(self) -> bool:
        """Its day has passed while a target or a task is still short."""
        if self.content.due_on is None or self.content.due_on >= self.today:
            return False
        shares = [result.share for result in self.results]
        if not shares:  # nothing was promised in numbers: only its tasks can be late
            return bool(self.late_tasks)
        return any(share is None or share < WHOLE for share in shares)


@dataclass(frozen=True)
class SeatSaid:
    """A side of the programme: who holds it on the day that is shown, and whether it accepted the plan."""

    seat: Seat
    holder: Organisation | None
    acceptance: PlanAcceptance | None

    @property
    def body(self) -> Organisation | None:
        """A yes keeps the name of its day: whoever held the seat then, else who holds it on the day shown."""
        if self.acceptance is None:
            return self.holder
        return self.seat.holder_on(timezone.localdate(self.acceptance.accepted_at)) or self.holder

    @property
    def has_passed_on(self) -> bool:
        return self.holder is not None and self.body != self.holder


@dataclass(frozen=True)
class Quoted:
    """What a paper says beside what the ledger holds for the same days."""

    quoted: QuotedFigure
    figure: Figure | None

    @property
    def difference(self) -> int | None:
        """Ledger less paper; none where the paper names no indicator or the ledger holds nothing."""
        if self.figure is None or self.figure.amount is None:
            return None
        return self.figure.amount - self.quoted.quantity


@dataclass(frozen=True)
class Event:
    """A day worth a dot on the timeline."""

    on: date
    kind: str  # signing, review, or the kind of an activity
    thing: Phase | Review | Activity


@dataclass(frozen=True)
class Completeness:
    """The reports of one period: how many are approved, wait, or have not come."""

    window: Window
    approved: int
    waiting: int
    missing: int

    @property
    def due(self) -> int:
        return self.approved + self.waiting + self.missing
