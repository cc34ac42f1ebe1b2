"""The window of a review, the windows beside it, and what was promised over it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from chungtay.rules.ledger import Kind, Window
from chungtay.rules.messages import Message, RuleBroken

from .facts import Column, Span


def check_window(first_on: date, last_on: date, phases: Sequence[tuple[str, Window]] = ()) -> None:
    """A review looks at days that were signed for: within one phase, or over several that follow each other."""
    if last_on < first_on:
        values: dict[str, object] = {"first": first_on, "last": last_on}
        raise RuleBroken(
            Message("The window ends on %(last)s, before it begins on %(first)s.", values, "last_on")
        )
    if not phases:
        return
    messages = []
    begun = min(window.first for _, window in phases)
    if first_on < begun:
        text = "The window begins on %(first)s, before the first phase, which runs from %(begun)s. Begin it there."
        messages.append(Message(text, {"first": first_on, "begun": begun}, "first_on"))
    ended = max(window.last for _, window in phases)
    if last_on > ended:
        text = "The window ends on %(last)s, after the last phase, which runs until %(ended)s. End it there."
        messages.append(Message(text, {"last": last_on, "ended": ended}, "last_on"))
    if messages:
        raise RuleBroken(messages)


def spans_beside(window: Window, phases: Sequence[Window]) -> tuple[Span, ...]:
    """What a reader compares with: the period before, the same period, the phase before, and lũy kế."""
    return tuple(_spans(window, sorted(phases)))


def _spans(window: Window, phases: Sequence[Window]) -> Iterator[Span]:
    own = next((phase for phase in reversed(phases) if phase.has(window.last)), None)
    whole = own is not None and window.covers(own)
    previous = before(window)
    if not whole:
        yield Span(Column.PREVIOUS, previous.first, previous.last)
        same = Window(a_year_before(window.first), a_year_before(window.last))
        if window.days <= 366 and same != previous:
            yield Span(Column.SAME_PERIOD, same.first, same.last)
    earlier = [phase for phase in phases if own is not None and phase.first < own.first]
    if whole and earlier:
        yield Span(Column.PREVIOUS_PHASE, earlier[-1].first, earlier[-1].last)
    if own is not None and own.first < window.first:
        yield Span(Column.CUMULATIVE, own.first, window.last)


def before(window: Window) -> Window:
    """As many whole months directly before, where the window is made of whole months; else as many days."""
    last = window.first - timedelta(days=1)
    if window.first.day == 1 and (window.last + timedelta(days=1)).day == 1:
        first = window.first
        for _ in window.months():
            first = (first - timedelta(days=1)).replace(day=1)
        return Window(first, last)
    return Window(last - timedelta(days=window.days - 1), last)


def a_year_before(day: date) -> date:
    """Of 29 February the 28th; of a February's last day the last one, so that months stay whole."""
    if (day.month, day.day) == (2, 28) and _leaps(day.year - 1):
        return day.replace(year=day.year - 1, day=29)
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day and not _leaps(day.year - 1) else day.day)


def _leaps(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def promised(targets: Sequence[tuple[Window, int]], kind: Kind) -> int | None:
    """What was promised over a window, from promises that lie inside it and may overlap.

    A promise for the phase outweighs the yearly ones inside it; yearly promises of a flow add up, and of anything
    else (a stock, a ratio, distinct persons) the last one stands.
    """
    kept: list[tuple[Window, int]] = []
    for window, amount in sorted(targets, key=lambda target: (-target[0].days, target[0])):
        if all(window.last < other.first or other.last < window.first for other, _ in kept):
            kept.append((window, amount))
    if not kept:
        return None
    return sum(amount for _, amount in kept) if kind.adds_over_days else max(kept)[1]


def promised_for_longer(targets: Sequence[tuple[Window, int]], window: Window) -> tuple[Window, int] | None:
    """The shortest promise that covers more than the window: a year's plan beside its first half."""
    longer = [(span, amount) for span, amount in targets if span.covers(window) and span != window]
    return min(longer, key=lambda target: (target[0].days, target[0]), default=None)
