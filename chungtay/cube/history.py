"""How a table came about, posting by posting, so that it can be read as it was known at any earlier time.

A checkpoint is the table's running sums as they stood after some posting. What was known at another time is the
checkpoint before it, and the changes that came between the two. A checkpoint keeps the days that it knew: a day that
turns up later belongs to what was not known yet.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np

from chungtay.rules.ledger import Window

ROOM = 128 << 20  # bytes for the checkpoints of one table
EVERY = 32_768  # changes between two checkpoints, at least


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
        amounts, counts = np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=np.int64)
        np.add.at(amounts, at, amount)
        np.add.at(counts, at, sign)
        return cls(
            (keys >> 40).astype(np.int32), ((keys >> 16) & 0xFFFFFF).astype(np.int32),
            (indicator * 65_536 + (keys & 0xFFFF)).astype(np.int32), amounts, counts.astype(np.int32),
        )  # fmt: skip

    @classmethod
    def together(cls, several: list[Changes]) -> Changes:
        columns = [np.concatenate([getattr(one, name) for one in several]) for name in cls.__slots__]
        order = np.argsort(columns[0], kind="stable")
        return cls(*(column[order] for column in columns))

    def __len__(self) -> int:
        return len(self.posting)

    def between(self, first: int, last: int) -> Changes:
        return Changes(*(getattr(self, name)[first:last] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Checkpoint:
    posting: int
    after: int  # how many changes are in it
    days: list[int]
    sums: np.ndarray  # [day, indicator, unit]
    counts: np.ndarray


class History:
    """All changes of a table and the checkpoints among them."""

    def __init__(self, changes: list[Changes], indicators: int) -> None:
        self.indicators = indicators
        self.changes = Changes.together(changes)
        self.coming: list[Changes] = []
        self.checkpoints: list[Checkpoint] = []
        self._mark()

    def add(self, changes: Changes) -> None:
        self.coming.append(changes)

    def over(
        self, posting: int, windows: tuple[Window, ...], standing: np.ndarray | None, units: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Amounts and counts by window, indicator and unit, as known at the end of a posting."""
        self._settle()
        shape = (len(windows), self.indicators, units)
        amounts, counts = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        number = bisect_right(self.checkpoints, posting, key=lambda one: one.posting) - 1
        start = 0
        if number >= 0:
            checkpoint = self.checkpoints[number]
            start = checkpoint.after
            self._from(checkpoint, windows, standing, amounts, counts)
        end = int(self.changes.posting.searchsorted(posting, side="right"))
        self._replay(self.changes.between(start, end), windows, standing, amounts, counts)
        return amounts, counts

    def _from(
        self, checkpoint: Checkpoint, windows: tuple[Window, ...], standing: np.ndarray | None,
        amounts: np.ndarray, counts: np.ndarray,
    ) -> None:  # fmt: skip
        known = checkpoint.sums.shape[2]
        for number, window in enumerate(windows):
            start = bisect_left(checkpoint.days, window.first.toordinal())
            end = bisect_right(checkpoint.days, window.last.toordinal())
            amounts[number, :, :known] = checkpoint.sums[end] - checkpoint.sums[start]
            counts[number, :, :known] = checkpoint.counts[end] - checkpoint.counts[start]
            if standing is not None:
                amounts[number, standing, :known] = checkpoint.sums[end, standing]
                counts[number, standing, :known] = checkpoint.counts[end, standing]

    def _replay(
        self, changes: Changes, windows: tuple[Window, ...], standing: np.ndarray | None,
        amounts: np.ndarray, counts: np.ndarray,
    ) -> None:  # fmt: skip
        units = amounts.shape[2]
        cell = (changes.cell >> 16) * units + (changes.cell & 0xFFFF)
        for number, window in enumerate(windows):
            inside = changes.on <= window.last.toordinal()
            begun = changes.on >= window.first.toordinal()
            inside &= begun if standing is None else begun | standing[changes.cell >> 16]
            np.add.at(amounts[number].reshape(-1), cell[inside], changes.amount[inside])
            np.add.at(counts[number].reshape(-1), cell[inside], changes.count[inside])

    def _settle(self) -> None:
        """Put what came since behind the rest."""
        if self.coming:
            self.changes = Changes.together([self.changes, *self.coming])
            self.coming = []
            if len(self.changes) - (self.checkpoints[-1].after if self.checkpoints else 0) > 2 * EVERY:
                self._mark()

    def _mark(self) -> None:
        """Checkpoints all along, as close as the room allows; always between two postings."""
        changes, self.checkpoints = self.changes, []
        if len(changes) <= EVERY:
            return
        days = np.unique(changes.on)
        units = int((changes.cell & 0xFFFF).max()) + 1
        shape = (len(days) + 1, self.indicators, units)
        size = int(np.prod(shape))
        step = max(EVERY, len(changes) * size * 12 // ROOM)
        line = ((days.searchsorted(changes.on) + 1) * self.indicators + (changes.cell >> 16)) * units
        at = line + (changes.cell & 0xFFFF)
        sums, counts = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int32)
        done = 0
        while done + step < len(changes):
            last = int(changes.posting[done + step - 1])
            end = int(changes.posting.searchsorted(last, side="right"))
            np.add.at(sums, at[done:end], changes.amount[done:end])
            np.add.at(counts, at[done:end], changes.count[done:end])
            done = end
            self.checkpoints.append(
                Checkpoint(
                    last, done, days.tolist(),
                    sums.reshape(shape).cumsum(axis=0), counts.reshape(shape).cumsum(axis=0, dtype=np.int32),
                )
            )  # fmt: skip
