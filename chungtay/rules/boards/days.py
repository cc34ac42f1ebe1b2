"""Lays days out: in the weeks of a month, Monday first, and along the line from a plan's first day to its last."""

from dataclasses import dataclass
from datetime import date, timedelta

from ..agreements import place_in
from ..ledger import Window

WEEK = 7


@dataclass(frozen=True, slots=True)
class Span:
    """Where something lies on the line, in ten-thousandths of it; what lies beyond an edge ends at that edge."""

    start: int
    width: int


def month_of(day: date) -> date:
    """A month is named by its first day."""
    return day.replace(day=1)


def next_month(month: date, step: int = 1) -> date:
    years, number = divmod(month.month - 1 + step, 12)
    return date(month.year + years, number + 1, 1)


def weeks_of(month: date) -> list[list[date]]:
    """Whole weeks from Monday to Sunday; the first and the last lend days of the months beside."""
    last = next_month(month) - timedelta(days=1)
    monday = month - timedelta(days=month.weekday())
    weeks = (last - monday).days // WEEK + 1
    return [
        [monday + timedelta(days=WEEK * week + number) for number in range(WEEK)] for week in range(weeks)
    ]


def span_in(window: Window, first: date | None, last: date) -> Span:
    """From the morning of the first day to the evening of the last; without a first day, the last alone."""
    first = min(first or last, last)
    start = place_in(window, first)
    return Span(start, place_in(window, last + timedelta(days=1)) - start)


def same_day_a_year_before(day: date) -> date:
    """29 February has the 28th before it."""
    leaps = (day.month, day.day) == (2, 29)
    return date(day.year - 1, day.month, 28 if leaps else day.day)
