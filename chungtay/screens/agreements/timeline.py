"""Draws a programme's phases over the years: bars, today, and a dot for every signing, review and visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chungtay.answers.programmes import Event
from chungtay.models import Phase
from chungtay.rules.agreements import place_in
from chungtay.rules.ledger import Window
from chungtay.rules.places import WHOLE

MANY_YEARS = 8  # more than these do not fit under a phone's timeline
LABEL_FITS = 2_200  # ten-thousandths of a phone's width


@dataclass(frozen=True)
class Year:
    x: str
    year: int
    is_minor: bool


@dataclass(frozen=True)
class PhaseBar:
    phase: Phase
    x: str
    width: str
    past: str  # the width of what has passed
    text_x: str
    look: str  # past, running, next
    fits: bool
    in_past: bool  # whether the label lies on the filled part


@dataclass(frozen=True)
class Timeline:
    years: list[Year]
    bars: list[PhaseBar]
    dots: list[str]
    now: str
    now_anchor: str
    events: Sequence[Event]


def timeline(phases: Sequence[Phase], events: Sequence[Event], today: date) -> Timeline | None:
    """None where nothing was signed yet."""
    if not phases:
        return None
    last = max(max(phase.last_on for phase in phases), today)
    whole = Window(date(min(phase.first_on for phase in phases).year, 1, 1), date(last.year, 12, 31))
    years = range(whole.first.year, whole.last.year + 1)
    now = place_in(whole, today)
    return Timeline(
        years=[
            Year(percent(place_in(whole, date(year, 1, 1))), year, len(years) > MANY_YEARS and place % 3 > 0)
            for place, year in enumerate(years)
        ],
        bars=[phase_bar(phase, whole, today) for phase in phases],
        dots=[percent(place_in(whole, event.on)) for event in events if whole.has(event.on)],
        now=percent(now),
        now_anchor="end" if now > WHOLE // 2 else "start",
        events=events,
    )


def phase_bar(phase: Phase, whole: Window, today: date) -> PhaseBar:
    start, end, now = (place_in(whole, day) for day in (phase.first_on, phase.last_on, today))
    past = min(max(now - start, 0), end - start)
    in_past = past >= LABEL_FITS
    look = "next" if today < phase.first_on else "past" if today > phase.last_on else "running"
    return PhaseBar(
        phase=phase,
        x=percent(start),
        width=percent(end - start),
        past=percent(past),
        text_x=percent(start + 100 if in_past else start + past + 100),
        look=look,
        fits=in_past or end - start - past >= LABEL_FITS,
        in_past=in_past,
    )


def percent(share: int) -> str:
    return f"{share / 100:.2f}%"
