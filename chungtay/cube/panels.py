"""Running sums: for each row of an answer what stood after each day, so that any window is one difference.

A panel keeps amounts, and beside them how many entries there are and how sure they are: an entry adds one, its
reversal takes one away, so that what was taken back leaves no trace in any sum. Only days on which something happened
have a line of their own; a window that begins or ends between two of them is as exact as any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from chungtay.rules.ledger import Qualifier, Window

from .layouts import ALL_MEASURES, EXACT_ONLY, Laid
from .shelves import ABOUT, ESTIMATED, NEARLY, OVER, QUALIFIER

SURE_OF = (Qualifier.NEARLY, Qualifier.ABOUT, Qualifier.OVER)


@dataclass(frozen=True, slots=True)
class Sum:
    """What some entries add up to."""

    amount: int
    count: int
    unsure: tuple[int, int, int] = (0, 0, 0)  # nearly, about, over
    estimated: int = 0
    assumed: int = 0

    @property
    def qualifier(self) -> Qualifier:
        """One part keeps its own word; of several, any that is not exact makes it "about"."""
        if not any(self.unsure):
            return Qualifier.EXACT
        if self.count == 1:
            return next(word for word, there in zip(SURE_OF, self.unsure, strict=True) if there)
        return Qualifier.ABOUT


def counts_of(laid: Laid, measures: int) -> Iterator[np.ndarray]:
    """For each measure how much every row adds to it."""
    yield laid.sign
    if measures == EXACT_ONLY:
        return
    for qualifier in (NEARLY, ABOUT, OVER):
        yield laid.sign * ((laid.flags & QUALIFIER) == qualifier)
    yield laid.sign * ((laid.flags & ESTIMATED) > 0)
    yield laid.sign * laid.assumed


def measures_in(laid: Laid) -> int:
    unsure = (laid.flags & (QUALIFIER | ESTIMATED)).any() or laid.assumed.any()
    return ALL_MEASURES if unsure else EXACT_ONLY


def spread(size: int, at: np.ndarray, what: np.ndarray) -> np.ndarray:
    """Whole numbers added up at their places; floats would lose the last digits of large sums."""
    if what.dtype == object:
        whole = np.zeros(size, dtype=object)
        np.add.at(whole, at.astype(np.intp, copy=False), what)
        return whole
    found = np.zeros(size, dtype=np.int64)
    np.add.at(
        found, at.astype(np.intp, copy=False), what.astype(np.int64, copy=False)
    )  # else it is 40 times slower
    return found


class Panel:
    """Running sums over days of one indicator, by the rows of a layout."""

    def __init__(self, laid: Laid) -> None:
        self.days, day = axis_of(laid.on)
        self.rows, row = axis_of(laid.row)
        self.row_at = {number: at for at, number in enumerate(self.rows.tolist())}
        shape = (len(self.days) + 1, len(self.rows))
        at = (day + 1) * shape[1] + row
        size = shape[0] * shape[1]
        self.amounts = spread(size, at, laid.amount).reshape(shape).cumsum(axis=0)
        self.counts = np.stack(
            [
                spread(size, at, what).reshape(shape).cumsum(axis=0, dtype=np.int32)
                for what in counts_of(laid, measures_in(laid))
            ]
        )

    @property
    def bytes(self) -> int:
        return self.amounts.nbytes + self.counts.nbytes

    def until(self, day: date) -> int:
        """How many of its days have passed when this one is over."""
        return int(self.days.searchsorted(day.toordinal(), side="right"))

    def over(self, window: Window | None, last: date) -> tuple[np.ndarray, np.ndarray]:
        """Amounts by row and counts by measure and row: of a window, or all that came up to the last day."""
        end = self.until(last)
        if window is None:
            return self.amounts[end], self.counts[:, end]
        start = int(self.days.searchsorted(window.first.toordinal(), side="left"))
        return self.amounts[end] - self.amounts[start], self.counts[:, end] - self.counts[:, start]

    def add(self, laid: Laid) -> None:
        """Take in rows that came since, in place."""
        if not len(laid):
            return
        if measures_in(laid) > len(self.counts):
            more = np.zeros((ALL_MEASURES - len(self.counts), *self.amounts.shape), dtype=np.int32)
            self.counts = np.concatenate([self.counts, more])
        self._widen(laid)
        lines = self.days.searchsorted(laid.on) + 1
        row = np.array([self.row_at[number] for number in laid.row.tolist()])
        for line in np.unique(lines):
            mine = lines == line
            self.amounts[line:] += spread(len(self.rows), row[mine], laid.amount[mine])
            for measure, what in enumerate(counts_of(laid, len(self.counts))):
                self.counts[measure, line:] += spread(len(self.rows), row[mine], what[mine]).astype(np.int32)

    def _widen(self, laid: Laid) -> None:
        """Lines for days and columns for rows that were not there; a new day begins with what stood before it."""
        days = np.setdiff1d(laid.on, self.days)
        if len(days):
            at = self.days.searchsorted(days)
            self.days = np.insert(self.days, at, days)
            self.amounts = np.insert(self.amounts, at + 1, self.amounts[at], axis=0)
            self.counts = np.insert(self.counts, at + 1, self.counts[:, at], axis=1)
        rows = np.setdiff1d(laid.row, self.rows)
        if len(rows):
            for number in rows.tolist():
                self.row_at[number] = len(self.row_at)
            self.rows = np.append(self.rows, rows)
            self.amounts = np.pad(self.amounts, ((0, 0), (0, len(rows))))
            self.counts = np.pad(self.counts, ((0, 0), (0, 0), (0, len(rows))))


class PeriodPanel:
    """Distinct persons by the period within which they were counted once, and by row."""

    def __init__(self, laid: Laid) -> None:
        days = np.maximum(laid.days, 1).astype(np.int64)  # somebody counted the persons of one day
        self.periods, period = np.unique((laid.on - days + 1) * (1 << 32) + laid.on, return_inverse=True)
        self.rows, row = axis_of(laid.row)
        self.row_at = {number: at for at, number in enumerate(self.rows.tolist())}
        shape = (len(self.periods), len(self.rows))
        at, size = period * shape[1] + row, shape[0] * shape[1]
        self.amounts = spread(size, at, laid.amount).reshape(shape)
        self.counts = np.stack(
            [spread(size, at, what).reshape(shape) for what in counts_of(laid, measures_in(laid))]
        )

    @property
    def bytes(self) -> int:
        return self.amounts.nbytes + self.counts.nbytes

    def within(self, window: Window) -> tuple[np.ndarray, bool]:
        """The periods to look at: exactly the window where somebody counted it, else all inside (and "at least")."""
        first, last = self.periods >> 32, self.periods & 0xFFFFFFFF
        known = self.counts[0].any(axis=1) if len(self.periods) else np.zeros(0, dtype=bool)
        inside = known & (first >= window.first.toordinal()) & (last <= window.last.toordinal())
        exactly = inside & (first == window.first.toordinal()) & (last == window.last.toordinal())
        return (exactly, False) if exactly.any() else (inside, True)


def axis_of(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct numbers in order, and for each where it stands among them; without sorting a million of them."""
    if not len(numbers):
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64)
    least, greatest = int(numbers.min()), int(numbers.max())
    if greatest - least > 1 << 22:
        axis, where = np.unique(numbers, return_inverse=True)
        return axis, where
    there = np.zeros(greatest - least + 1, dtype=bool)
    there[numbers - least] = True
    place = np.cumsum(there) - 1
    return np.flatnonzero(there).astype(np.int32) + np.int32(least), place[numbers - least]
