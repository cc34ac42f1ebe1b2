"""Decides where a regime cuts time: which period a day falls into, when its report is due, what came a year before.

A regime says for each span of time on which days its periods end. A period begins the day after the one before of
its span ended: under a year that is cut off on 14/12, the 15th of December is the first day of the next year. Nine
months, and figures as of one day, count from the beginning of the regime's year instead, so that some days fall into
none of them. One day's facts fall into every regime's own period; nothing is typed twice.
"""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .messages import Message, RuleBroken

LAST = 31  # as a day: the last of the month, however long it is
MOST_REMINDERS = 6
REMINDED_WITHIN = 60  # days around the due day


class Span(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    ONCE = "once"  # figures as of one day


PARTS = {  # how many periods of a span a year has; as of one day, as many as there are days
    Span.MONTH: 12,
    Span.QUARTER: 4,
    Span.HALF: 2,
    Span.NINE_MONTHS: 1,
    Span.YEAR: 1,
}
FROM_THE_YEAR = frozenset({Span.NINE_MONTHS, Span.ONCE})  # begin where the regime's year begins


@dataclass(frozen=True, slots=True)
class CutOff:
    """The last day of one period each year, and the day on which its report is due; both without the year."""

    span: Span
    month: int
    day: int
    due_month: int
    due_day: int

    def ends(self, year: int) -> date:
        return _day(year, self.month, self.day)

    def due(self, ended: date) -> date:
        """The first such day on or after the end of the period; it may lie in the next year."""
        return next_on(ended, month=self.due_month, day_of_month=self.due_day)


@dataclass(frozen=True, slots=True)
class Regime:
    name: str
    cut_offs: tuple[CutOff, ...]

    def of(self, span: Span | str) -> tuple[CutOff, ...]:
        """In the order of the year."""
        found = (cut_off for cut_off in self.cut_offs if cut_off.span == span)
        return tuple(sorted(found, key=lambda one: (one.month, one.day)))

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(span for span in Span if self.of(span))


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included."""

    span: Span
    first_on: date
    last_on: date
    due_on: date

    def holds(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


def periods_of(regime: Regime, first: date, last: date, span: Span | str | None = None) -> list[Period]:
    """The periods that have a day between `first` and `last`, the earliest end first, shorter before longer."""
    spans = regime.spans if span is None else (Span(span),)
    found = [
        period
        for one in spans
        for period in _periods(regime, one, first.year - 1, last.year + 2)
        if period.first_on <= last and period.last_on >= first
    ]
    order = list(Span)
    return sorted(found, key=lambda period: (period.last_on, order.index(period.span)))


def period_of(regime: Regime, span: Span | str, day: date) -> Period:
    """The period of that span into which the day falls; RuleBroken where the regime has none there."""
    held = [period for period in periods_of(regime, day, day, span) if period.holds(day)]
    if held:
        return held[0]  # figures as of several days of one year: the next of them
    text = "%(regime)s has no such period on %(day)s."
    raise RuleBroken(Message(text, {"regime": regime.name, "day": day}, "span"))


def periods_on(regime: Regime, day: date) -> list[Period]:
    """Of each span the period into which the day falls, where there is one."""
    found: dict[Span, Period] = {}
    for period in periods_of(regime, day, day):
        found.setdefault(period.span, period)
    return [found[span] for span in Span if span in found]


def year_before(regime: Regime, period: Period) -> Period:
    """Cùng kỳ: the period of the same span that ended a year earlier."""
    ended = _day(period.last_on.year - 1, period.last_on.month, period.last_on.day)
    return period_of(regime, period.span, ended)


def year_start(regime: Regime, day: date) -> date:
    """From where lũy kế counts: the first day of the regime's year; without one, of the calendar's."""
    ends = [cut_off.ends(year) for cut_off in regime.of(Span.YEAR) for year in (day.year - 1, day.year)]
    over = [end for end in ends if end < day]
    return max(over) + timedelta(days=1) if over else date(day.year, 1, 1)


def read_cut_offs(text: str) -> tuple[CutOff, ...]:
    """One line each: `year 14/12 25/12`, span, last day, due day. `month 14/* 25/*` stands for all twelve months."""
    found: list[CutOff] = []
    for number, line in enumerate(text.strip().splitlines(), 1):
        match line.split():
            case []:
                continue
            case [span, ends, due]:
                found += _read_line(span, ends, due, number)
            case _:
                raise RuleBroken(_unreadable(number))
    return tuple(found)


def every_month(span: Span, day: int, due_day: int) -> tuple[CutOff, ...]:
    """The same day of each month; due in that month, or in the next if the day has passed by then."""
    later = 0 if due_day >= day else 1
    return tuple(CutOff(span, month, day, (month - 1 + later) % 12 + 1, due_day) for month in range(1, 13))


def check_regime(
    *, name: str, source: str, cut_offs: Sequence[CutOff], reminders: Sequence[int] = (),
    valid_from: date | None = None, valid_to: date | None = None,
) -> None:  # fmt: skip
    """Every fault at once, each under its field; the rows of cut-offs are counted from 1."""
    faults = [*_cut_offs(cut_offs), *_reminders(reminders)]
    if not source.strip():
        text = "Name the decree, circular or decision that sets this, with its number and day."
        faults.insert(0, Message(text, where="source"))
    if not name.strip():
        faults.insert(0, Message("Write the name.", where="name"))
    if valid_from and valid_to and valid_to <= valid_from:
        faults.append(Message("It would end before it begins.", where="valid_to"))
    if faults:
        raise RuleBroken(faults)


def next_on(day: date, *, month: int, day_of_month: int) -> date:
    """The first such day of the year on or after a day."""
    found = _day(day.year, month, day_of_month)
    return found if found >= day else _day(day.year + 1, month, day_of_month)


def is_day(month: int, day: int) -> bool:
    """Whether some year has this day; 31 is the last day of any month."""
    return 1 <= month <= 12 and (day == LAST or 1 <= day <= calendar.monthrange(2024, month)[1])


def _cut_offs(cut_offs: Sequence[CutOff]) -> Iterator[Message]:
    if not cut_offs:
        yield Message("Write at least one day on which a period ends.", where="cut_offs")
    ends: set[tuple[Span, int, int]] = set()
    for number, one in enumerate(cut_offs, 1):
        for name, month, day in (("ends", one.month, one.day), ("due", one.due_month, one.due_day)):
            if not is_day(month, day):
                text = "There is no day %(day)s/%(month)s. For the last day of a month write 31."
                yield Message(text, {"day": day, "month": month}, f"cut_offs.{number}.{name}")
        if (one.span, one.month, one.day) in ends:
            text = "Two periods of one kind would end on %(day)s/%(month)s."
            yield Message(text, {"day": one.day, "month": one.month}, f"cut_offs.{number}.ends")
        ends.add((one.span, one.month, one.day))
    for span, parts in PARTS.items():
        many = sum(1 for one in cut_offs if one.span == span)
        if many and many != parts:
            text = "A year has %(parts)s periods of this kind, and %(many)s are written here."
            first = next(number for number, one in enumerate(cut_offs, 1) if one.span == span)
            yield Message(text, {"parts": parts, "many": many}, f"cut_offs.{first}.span")


def _reminders(days: Sequence[int]) -> Iterator[Message]:
    if len(set(days)) != len(days):
        yield Message("The same day stands twice among the reminders.", where="reminders")
    if len(days) > MOST_REMINDERS:
        text = "At most %(most)s reminders; whoever is reminded more often stops reading."
        yield Message(text, {"most": MOST_REMINDERS}, "reminders")
    if any(abs(one) > REMINDED_WITHIN for one in days):
        text = "A reminder lies at most %(most)s days from the due day."
        yield Message(text, {"most": REMINDED_WITHIN}, "reminders")


def _periods(regime: Regime, span: Span, first_year: int, last_year: int) -> Iterator[Period]:
    """Those that end in one of these years, in order of their ends."""
    cut_offs = regime.of(span)
    ended = cut_offs[-1].ends(first_year - 1) if cut_offs else date.min
    for year in range(first_year, last_year + 1):
        for cut_off in cut_offs:
            last = cut_off.ends(year)
            first = year_start(regime, last) if span in FROM_THE_YEAR else ended + timedelta(days=1)
            yield Period(span, first, last, cut_off.due(last))
            ended = last


def _read_line(kind: str, ends: str, due: str, number: int) -> tuple[CutOff, ...]:
    try:
        span = Span(kind)
        (day, month), (due_day, due_month) = (one.split("/") for one in (ends, due))
        if month == due_month == "*":
            return every_month(span, int(day), int(due_day))
        return (CutOff(span, int(month), int(day), int(due_month), int(due_day)),)
    except ValueError:
        raise RuleBroken(_unreadable(number)) from None


def _unreadable(number: int) -> Message:
    text = "Write the kind of period, its last day and the due day, such as “year 14/12 25/12”."
    return Message(text, where=f"cut_offs.{number}")


def _day(year: int, month: int, day: int) -> date:
    """That day, or the last of its month where the month is shorter."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
