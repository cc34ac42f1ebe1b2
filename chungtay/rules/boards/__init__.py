"""Decides how the tasks of a plan are looked at: their pace, the days on which they lie, and what may be asked for."""

from .asked import NO_CONTENT, SORTS, Asked, By, Shape, address_read, folded, pairs_of, read_asked
from .changes import (
    MOST_DAYS,
    MOST_TASKS,
    Setting,
    check_due_day,
    check_many,
    check_rank,
    check_risk_days,
    check_view,
)
from .days import Span, month_of, next_month, same_day_a_year_before, span_in, weeks_of
from .pace import Judged, Known, Pace, Why, judge
from .years import Numbered, Tally, matched, tally

__all__ = [
    "MOST_DAYS",
    "MOST_TASKS",
    "NO_CONTENT",
    "SORTS",
    "Asked",
    "By",
    "Judged",
    "Known",
    "Numbered",
    "Pace",
    "Setting",
    "Shape",
    "Span",
    "Tally",
    "Why",
    "address_read",
    "check_due_day",
    "check_many",
    "check_rank",
    "check_risk_days",
    "check_view",
    "folded",
    "judge",
    "matched",
    "month_of",
    "next_month",
    "pairs_of",
    "read_asked",
    "same_day_a_year_before",
    "span_in",
    "tally",
    "weeks_of",
]
