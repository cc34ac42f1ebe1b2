"""What the board, the table, the calendar and the timeline of one plan show; one `Board` a request."""

from .board import Board, shown_plans, tasks_of
from .rows import Call, Column, Day, Row
from .years import YearBefore, Years

__all__ = ["Board", "Call", "Column", "Day", "Row", "YearBefore", "Years", "shown_plans", "tasks_of"]
