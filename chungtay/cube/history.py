"""How a table came about, posting by posting, so that it can be read as it was known at any earlier time.

A checkpoint is the table as it stood after some posting: its sums up to every few days. What was known at another time
is the checkpoint before it, the changes that came between the two, and, where a window begins or ends between two of
its lines, the changes of those few days.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import sqrt

import numpy as np

from chungtay.rules.ledger import Window

from .panels import spread

ROOM = 128 << 20  # bytes for the checkpoints of one table
EVERY = 16_384  # changes between two checkpoints, at least
SMALL = 65_536  # changes that may wait at the end before all are laid out anew


@dataclass(frozen=True, slots=True)
class Changes:
    """What postings added: by posting, day, indicator and unit, each once. In order of postings."""

    posting: np.ndarray
    on: np.ndarray
    cell: np.ndarray  # indicator * 65,536 + unit
    amount: np.ndarray
    count: np.ndarray

    @classmethod
    def of(
        cls, *, posting: np.ndarray, on: np.ndarray, indicator: int, unit: np.ndarray,
        amount: np.ndarray, sign: np.ndarray,
    ) -> Changes:  # fmt: skip
        """Rows of one indicator, those of the same posting, day and unit taken together."""
        key = (posting.astype(np.int64) << 40) | (on.astype(np.int64) << 16) | unit
        keys, at = np.unique(key, return_inverse=True)
        amounts, counts = spread(len(keys), at, amount), spread(len(keys), at, sign)
        return cls(
            (keys >> 40).astype(np.int32), ((keys >> 16) & 0xFFFFFF).astype(np.int32),
            indicator * 65_536 + (keys & 0xFFFF), amounts, counts,
        )  # fmt: skip

    @classmethod
    def together(cls, several: list[Changes]) -> Changes:
        columns = [np.concatenate([getattr(one, name) for one in several]) for name in cls.__slots__]
        order = np.argsort(columns[0], kind="stable")
        return cls(*(column[order] for column in columns))

    def __len__(self) -> int:
        return len(self.posting)

    def until(self, posting: int) -> int:
        """How many of them a posting and those before it brought."""
        return int(
            self.posting.searchsorted(np.int32(posting), side="right")
        )  # another width would copy them all

    def at(self, numbers: np.ndarray) -> Changes:
        return Changes(*(getattr(self, name).take(numbers) for name in self.__slots__))

    def between(self, first: int, last: int) -> Changes:
        return Changes(*(getattr(self, name)[first:last] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Checkpoint:
    posting: int
    after: int  # how many changes are in it
    sums: np.ndarray  # [line, cell]: of all days before the line's
    counts: np.ndarray


class History:
    """All changes of a table and the checkpoints among them."""

    def __init__(self, changes: list[Changes], indicators: int) -> None:
        self.indicators = indicators
        self.changes = Changes.together(changes)
        self.coming: list[Changes] = []
        self._lay_out()

    def add(self, changes: Changes) -> None:
        self.coming.append(changes)
        if sum(map(len, self.coming)) > SMALL:
            self.changes, self.coming = Changes.together([self.changes, *self.coming]), []
            self._lay_out()

    def over(
        self, posting: int, windows: tuple[Window, ...], standing: np.ndarray | None, units: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Amounts and counts by window, indicator and unit, as known at the end of a posting."""
        number = bisect_right(self.checkpoints, posting, key=lambda one: one.posting) - 1
        checkpoint = self.checkpoints[number] if number >= 0 else None
        start = checkpoint.after if checkpoint else 0
        end = self.changes.until(posting)
        tail = [self.changes.between(start, end)]
        tail += [one.between(0, one.until(posting)) for one in self.coming]
        changes = Changes.together(tail) if len(tail) > 1 else tail[0]
        shape = (len(windows), self.indicators, units)
        amounts, counts = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for number, window in enumerate(windows):
            first, last = window.first.toordinal(), window.last.toordinal()
            sums = Sums(amounts[number], counts[number])
            sums.put(changes, first, last + 1, standing)
            if checkpoint:
                self._until(checkpoint, last + 1, sums, 1, None)
                self._until(checkpoint, first, sums, -1, standing)
        return amounts, counts

    def _until(
        self, checkpoint: Checkpoint, day: int, sums: Sums, sign: int, standing: np.ndarray | None
    ) -> None:
        """Add (or take away) all that the checkpoint knew of the days before this one; of the standing nothing."""
        line = bisect_right(self.lines, day) - 1
        if line < 0:
            return
        shape = (self.indicators, self.units)
        through = np.ones(self.indicators, dtype=bool) if standing is None else ~standing
        amounts, counts = checkpoint.sums[line].reshape(shape), checkpoint.counts[line].reshape(shape)
        sums.amounts[through, : self.units] += sign * amounts[through]
        sums.counts[through, : self.units] += sign * counts[through]
        rest = self.by_day[self.starts[line] : int(self.days_in_order.searchsorted(np.int32(day)))]
        if len(rest):
            known = rest[rest < checkpoint.after]
            sums.put(self.changes.at(known), 0, day, None, sign=sign, but=standing)

    def _lay_out(self) -> None:
        """Changes by day, and checkpoints as close as the room allows; always between two postings."""
        changes = self.changes
        self.checkpoints: list[Checkpoint] = []
        self.lines: list[int] = []
        if len(changes) <= EVERY:
            return
        self.by_day = np.argsort(changes.on, kind="stable")
        self.days_in_order = changes.on[self.by_day]
        days = np.unique(changes.on)
        self.units = int((changes.cell & 0xFFFF).max()) + 1
        cells = self.indicators * self.units
        # As many days to a line as make both what is replayed and what is looked up between two lines small.
        lines = days[:: max(1, round(len(days) * sqrt(cells * 12 / (4 * ROOM))))]
        self.lines = [*lines.tolist(), int(days[-1]) + 1]
        self.starts = self.days_in_order.searchsorted(self.lines)
        step = max(EVERY, len(changes) * len(self.lines) * cells * 12 // ROOM)
        # What happened before a line's day belongs to it and to all lines after it.
        line = np.searchsorted(self.lines, changes.on, side="right")
        at = line * cells + (changes.cell >> 16) * self.units + (changes.cell & 0xFFFF)
        size = (len(self.lines) + 1) * cells
        sums, counts = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
        done = 0
        while done + step < len(changes):
            last = int(changes.posting[done + step - 1])
            end = changes.until(last)
            np.add.at(sums, at[done:end], changes.amount[done:end])
            np.add.at(counts, at[done:end], changes.count[done:end])
            done = end
            running = sums.reshape(-1, cells).cumsum(axis=0)
            counted = counts.reshape(-1, cells).cumsum(axis=0, dtype=np.int32)
            self.checkpoints.append(Checkpoint(last, done, running, counted))


@dataclass(frozen=True, slots=True)
class Sums:
    """One window's amounts and counts by indicator and unit, while they are put together."""

    amounts: np.ndarray
    counts: np.ndarray

    def put(
        self, changes: Changes, first: int, end: int, standing: np.ndarray | None, *, sign: int = 1,
        but: np.ndarray | None = None,
    ) -> None:  # fmt: skip
        """Add the changes from the first day on, of the `standing` from their beginning, before the day of the end."""
        inside = changes.on < end
        begun = changes.on >= first
        inside &= begun if standing is None else begun | standing[changes.cell >> 16]
        if but is not None:
            inside &= ~but[changes.cell >> 16]
        through = np.flatnonzero(inside)
        cell = changes.cell.take(through)
        at = (cell >> 16) * self.amounts.shape[1] + (cell & 0xFFFF)
        np.add.at(self.amounts.reshape(-1), at, sign * changes.amount.take(through))
        np.add.at(self.counts.reshape(-1), at, sign * changes.count.take(through))
