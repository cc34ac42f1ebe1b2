"""Many indicators by the units of one level over several windows: the review's table, read out of one block of memory.

The running sums of all its indicators lie behind each other, day by day: `sums[day, indicator, unit]`. A window is
two of its slices. What was known at an earlier time is read from a checkpoint: the block as it stood after so many
entries, and the few that came between.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from chungtay.rules.ledger import BASE, Window
from chungtay.rules.places import Key

from .history import Changes, History
from .layouts import Laid, Layout, Part
from .panels import axis_of, spread
from .remembered import Remembered
from .shelves import Rows, Shelf
from .sight import Sight

if TYPE_CHECKING:
    from .answer import Cube

ROOM = 256 << 20  # bytes for all tables together, their checkpoints included


@dataclass(frozen=True, slots=True)
class Table:
    """Amounts and numbers of entries by window, indicator and unit. A count of 0: nothing was reported."""

    amounts: np.ndarray
    counts: np.ndarray
    places: tuple[Key | None, ...]  # None: what cannot be placed on this map
    map_on: date
    known_at: int


class Block:
    """The running sums of some indicators by the units of one level, in arrays that belong to nobody else."""

    def __init__(self, parts: dict[int, Part], cube: Cube) -> None:
        self.parts, self.cube = parts, cube
        self.place_in_block = {indicator: at for at, indicator in enumerate(parts)}
        each = [Tile(self._laid(indicator)) for indicator in parts]
        self.days = np.unique(np.concatenate([tile.days for tile in each]))
        self.units = np.unique(np.concatenate([tile.units for tile in each]))
        shape = (len(self.days) + 1, len(parts), len(self.units))
        self.sums, self.counts = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int32)
        for at, tile in enumerate(each):
            rows, columns = self.days.searchsorted(tile.days) + 1, self.units.searchsorted(tile.units)
            where = np.ix_(rows, np.array([at]), columns)
            self.sums[where] = tile.amounts[:, None, :]
            self.counts[where] = tile.counts[:, None, :]
        np.cumsum(self.sums, axis=0, out=self.sums)
        np.cumsum(self.counts, axis=0, out=self.counts)
        self.history: History | None = None
        self._standing: tuple[frozenset[Key], np.ndarray] | None = None
        self._name()

    def _laid(self, indicator: int) -> Laid:
        return self.parts[indicator].of_shelf(self.cube.shelves.of.get(indicator) or Shelf())

    def _name(self) -> None:
        names = self.cube.shelves.names.places.names
        self.places = tuple(names[unit] if unit >= 0 else None for unit in self.units.tolist())
        self.day_list = self.days.tolist()
        self.unit_at = {unit: at for at, unit in enumerate(self.units.tolist())}

    @property
    def bytes(self) -> int:
        return self.sums.nbytes + self.counts.nbytes

    def over(self, windows: tuple[Window, ...], standing: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        """Amounts and counts by window, indicator and unit; of what is `standing` all that came until the last day."""
        shape = (len(windows), *self.sums.shape[1:])
        amounts, counts = np.empty(shape, dtype=np.int64), np.empty(shape, dtype=np.int32)
        for number, window in enumerate(windows):
            start = bisect_left(self.day_list, window.first.toordinal())
            end = bisect_right(self.day_list, window.last.toordinal())
            np.subtract(self.sums[end], self.sums[start], out=amounts[number])
            np.subtract(self.counts[end], self.counts[start], out=counts[number])
            if standing is not None:
                amounts[number, standing] = self.sums[end, standing]
                counts[number, standing] = self.counts[end, standing]
        return amounts, counts

    def standing_of(self, indicators: tuple[Key, ...], stocks: frozenset[Key]) -> np.ndarray:
        """Which of its indicators are stocks."""
        if self._standing is None or self._standing[0] != stocks:
            self._standing = stocks, np.array([one in stocks for one in indicators], dtype=bool)
        return self._standing[1]

    def as_known(
        self, posting: int, windows: tuple[Window, ...], standing: np.ndarray | None
    ) -> tuple[np.ndarray, np.ndarray]:
        """The same, as it was known when this posting was the last."""
        if self.history is None:
            self.history = History([self._changes(indicator) for indicator in self.parts], len(self.parts))
        return self.history.over(posting, windows, standing, len(self.units))

    def _changes(self, indicator: int, laid: Laid | None = None) -> Changes:
        laid = self._laid(indicator) if laid is None else laid
        unit = np.array([self.unit_at[number] for number in axis_of(laid.row)[0].tolist()], dtype=np.int64)
        return Changes.of(
            posting=np.searchsorted(self.cube.postings, laid.seq) + 1, on=laid.on,
            indicator=self.place_in_block[indicator], unit=unit[axis_of(laid.row)[1]] if len(laid) else unit,
            amount=laid.amount, sign=laid.sign,
        )  # fmt: skip

    def add(self, indicator: int, rows: Rows) -> None:
        """Take in rows that came since."""
        laid = self.parts[indicator].of(rows)
        if not len(laid):
            return
        self._widen(laid)
        tile, at = Tile(laid), self.place_in_block[indicator]
        units = [self.unit_at[unit] for unit in tile.units.tolist()]
        # What came runs up first, so that each line is touched once, however many days came.
        amounts, counts = tile.amounts.cumsum(axis=0), tile.counts.cumsum(axis=0).astype(np.int32)
        starts = [bisect_left(self.day_list, day) + 1 for day in tile.days.tolist()]
        for row, (start, end) in enumerate(pairwise([*starts, len(self.sums)])):
            self.sums[start:end, at, units] += amounts[row]
            self.counts[start:end, at, units] += counts[row]
        if self.history is not None:
            self.history.add(self._changes(indicator, laid))

    def _widen(self, laid: Laid) -> None:
        """A line for a new day begins with what stood before it; a new unit comes behind the others."""
        days = np.setdiff1d(laid.on, self.days)
        units = np.setdiff1d(laid.row, self.units)
        if len(days):
            at = self.days.searchsorted(days)
            self.days = np.insert(self.days, at, days)
            self.sums = np.insert(self.sums, at + 1, self.sums[at], axis=0)
            self.counts = np.insert(self.counts, at + 1, self.counts[at], axis=0)
        if len(units):
            self.units = np.append(self.units, units)
            wider = ((0, 0), (0, 0), (0, len(units)))
            self.sums, self.counts = np.pad(self.sums, wider), np.pad(self.counts, wider)
        if len(days) or len(units):
            self._name()


class Tile:
    """What one indicator adds on each day in each unit; not yet running."""

    def __init__(self, laid: Laid) -> None:
        self.days, day = axis_of(laid.on)
        self.units, unit = axis_of(laid.row)
        shape = (len(self.days), len(self.units))
        at = day * shape[1] + unit
        self.amounts = spread(shape[0] * shape[1], at, laid.amount).reshape(shape)
        self.counts = spread(shape[0] * shape[1], at, laid.sign).reshape(shape)


class Tables:
    """The blocks that were asked for, kept and grown like every running sum."""

    def __init__(self, cube: Cube) -> None:
        self.cube = cube
        self.blocks: Remembered[Block] = Remembered(ROOM)

    def clear(self) -> None:
        self.blocks.clear()

    def put(self, came: dict[int, Rows]) -> None:
        for _, block in self.blocks.of(0):
            for indicator, rows in came.items():
                if indicator in block.parts:
                    block.add(indicator, rows)

    def ask(
        self, indicators: tuple[Key, ...], windows: tuple[Window, ...], level: str, map_on: date,
        programmes: frozenset[Key] | None, known_at: int | None, stocks: frozenset[Key], sight: Sight,
    ) -> Table:  # fmt: skip
        cube = self.cube
        key = (indicators, level, bisect_right(cube.changes, map_on), programmes, sight)
        block = self.blocks.get(key)
        if block is None:
            block = Block(self._parts(indicators, level, map_on, programmes, sight), cube)
            self.blocks.keep(key, 0, block)
        standing = block.standing_of(indicators, stocks) if stocks else None
        if known_at is None or known_at >= cube.last_posting:
            amounts, counts = block.over(windows, standing)
            known_at = cube.last_posting
        else:
            amounts, counts = block.as_known(known_at, windows, standing)
        return Table(amounts, counts, block.places, map_on, known_at)

    def _parts(
        self, indicators: tuple[Key, ...], level: str, map_on: date, programmes: frozenset[Key] | None, sight: Sight
    ) -> dict[int, Part]:  # fmt: skip
        cube = self.cube
        names = cube.shelves.names
        view = cube.view(map_on)
        chosen = cube.chosen_by(sight, programmes, None)
        layout = Layout(view, group=view.rows_of(level))

        def base() -> np.ndarray:
            return np.array([breakdown == BASE for breakdown, _ in names.cells], dtype=bool)

        return {names.indicators.code(one): Part(chosen, layout, base) for one in indicators}
