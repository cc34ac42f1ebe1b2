"""Places contents and tasks on the line from a plan's first day to its last."""

from dataclasses import dataclass
from datetime import date

from chungtay.answers.boards import Board, Row
from chungtay.models import Content
from chungtay.rules.agreements import place_in
from chungtay.rules.boards import NO_CONTENT, span_in
from chungtay.rules.ledger import Window
from chungtay.screens.agreements.timeline import percent

POINT = 60  # ten-thousandths: what is shorter is drawn as a point on its last day


@dataclass(frozen=True)
class Bar:
    x: str
    width: str
    is_point: bool
    look: str  # a pace, ended, or content


@dataclass(frozen=True)
class Line:
    row: Row
    bar: Bar


@dataclass(frozen=True)
class Heap:
    """The tasks of one content; `content` is none for those without one."""

    content: Content | None
    bar: Bar | None
    lines: list[Line]


@dataclass(frozen=True)
class Month:
    x: str
    number: int


@dataclass(frozen=True)
class PlanLine:
    months: list[Month]
    heaps: list[Heap]
    now: str | None  # none on a day that is not the plan's


def plan_line(board: Board) -> PlanLine:
    plan = board.plan
    whole = Window(plan.first_on, max(plan.ends_on, plan.first_on))
    heaps = [heap_of(board, whole, content, content.number) for content in board.contents]
    heaps.append(heap_of(board, whole, None, NO_CONTENT))
    asked = board.asked
    return PlanLine(
        months=[Month(percent(place_in(whole, month.first)), month.first.month) for month in whole.months()],
        heaps=[heap for heap in heaps if heap.lines or (heap.content and not asked.narrows)],
        now=percent(place_in(whole, board.today)) if whole.has(board.today) else None,
    )


def heap_of(board: Board, whole: Window, content: Content | None, number: int) -> Heap:
    rows = [row for row in board.rows if (row.content.number if row.content else NO_CONTENT) == number]
    due_on = content.due_on if content else None
    bar = bar_of(whole, content.begins_on, due_on, "content") if content and due_on else None
    return Heap(content, bar, [Line(row, bar_of_task(row, whole)) for row in rows])


def bar_of_task(row: Row, whole: Window) -> Bar:
    return bar_of(whole, row.task.begins_on, row.task.due_on, str(row.pace or "ended"))


def bar_of(whole: Window, first: date | None, last: date, look: str) -> Bar:
    span = span_in(whole, first, last)
    is_point = span.width < POINT
    return Bar(
        percent(span.start + (span.width // 2 if is_point else 0)), percent(span.width), is_point, look
    )
