"""The windows that are reviewed again and again: a phase, a year, half a year. Any other days may be typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from chungtay.rules.ledger import Window

YEARS_BACK = 3
AHEAD = timedelta(days=45)  # so long before its last day a review is begun
RECENT = timedelta(days=366)


class Span(StrEnum):
    PHASE = "phase"
    YEAR = "year"
    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"


@dataclass(frozen=True)
class Preset:
    """`name` is the phase's or the year's own; `key` stands for it in an address."""

    span: Span
    name: str
    window: Window

    @property
    def key(self) -> str:
        return f"{self.span}:{self.window.first.isoformat()}"

    @property
    def is_final(self) -> bool:
        return self.span is Span.PHASE


def presets(phases: Sequence[tuple[str, date, date]], today: date) -> list[Preset]:
    """Whatever has begun, the phases first, then years from the latest on; cut to the days of the phases."""
    begun = sorted((phase for phase in phases if phase[1] <= today), key=lambda phase: phase[1], reverse=True)
    found = [Preset(Span.PHASE, name, Window(first, last)) for name, first, last in begun]
    for year in range(today.year, today.year - YEARS_BACK, -1):
        halves = (
            (Span.YEAR, date(year, 1, 1), date(year, 12, 31)),
            (Span.FIRST_HALF, date(year, 1, 1), date(year, 6, 30)),
            (Span.SECOND_HALF, date(year, 7, 1), date(year, 12, 31)),
        )
        for span, first, last in halves:
            window = _within(first, last, begun)
            if window and window.first <= today:
                found.append(Preset(span, str(year), window))
    return found


def usual(found: Sequence[Preset], today: date) -> Preset | None:
    """What is most likely wanted: a phase that ended within the year, else the half or year that ended last; what
    ends soon is begun before."""
    ended = [one for one in found if one.window.last < today + AHEAD]
    phases = [one for one in ended if one.is_final and today - one.window.last < RECENT]
    return next(iter(phases), None) or max(
        (one for one in ended if not one.is_final),
        key=lambda one: (one.window.last, one.window.days),
        default=next(iter(found), None),
    )


def _within(first: date, last: date, phases: Sequence[tuple[str, date, date]]) -> Window | None:
    """The days of a calendar year that lie in the phase with most of it; a review does not reach beyond one."""
    touching = [
        Window(max(first, begins), min(last, ends))
        for _, begins, ends in phases
        if begins <= last and first <= ends
    ]
    return max(touching, key=lambda window: window.days, default=None)
