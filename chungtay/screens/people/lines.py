"""Places the posts of a person, or the names of a body, on a line of years; the words beside say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chungtay.answers.people import Duty
from chungtay.rules.agreements import place_in
from chungtay.rules.ledger import Window
from chungtay.screens.agreements.timeline import percent

LOOKS = {"live": "on_track", "ends_soon": "at_risk", "coming": "content", "ended": "ended"}
MOST_YEARS = 12  # more names of years run into each other
POST = 24  # pixels


@dataclass(frozen=True)
class Year:
    x: str
    number: int


@dataclass(frozen=True)
class PostBar:
    x: str
    width: str
    y: int
    look: str


@dataclass(frozen=True)
class PostLine:
    years: list[Year]
    bars: list[PostBar]
    now: str
    height: int


def post_line(duties: Sequence[Duty], today: date) -> PostLine | None:
    """Several posts, the newest on top; one alone needs no picture."""
    if len(duties) < 2:
        return None
    first = min(duty.post.valid_from for duty in duties)
    last = max(
        today, *(duty.post.valid_to or today for duty in duties), *(duty.post.valid_from for duty in duties)
    )
    whole = Window(first.replace(month=1, day=1), last.replace(month=12, day=31))
    years = range(whole.first.year, whole.last.year + 1)
    step = -(-len(years) // MOST_YEARS)
    return PostLine(
        years=[Year(percent(place_in(whole, date(year, 1, 1))), year) for year in years[::step]],
        bars=[bar_of(duty, row, whole) for row, duty in enumerate(duties)],
        now=percent(place_in(whole, today)),
        height=POST * len(duties),
    )


def bar_of(duty: Duty, row: int, whole: Window) -> PostBar:
    start = place_in(whole, duty.post.valid_from)
    end = place_in(whole, min(duty.post.valid_to or whole.last, whole.last))
    width = percent(max(end - start, 60))
    return PostBar(percent(start), width, row * POST + 6, LOOKS[duty.standing])
