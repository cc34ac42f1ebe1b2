"""One question on its way to its answer: which sums it needs, and what the rows say that are read from them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from chungtay.rules.ledger import BASE, Kind, Question, Row, Window
from chungtay.rules.ledger.totals import RowKey, in_order, only_one
from chungtay.rules.places import Key

from .layouts import Layout, Part
from .maps import NOWHERE
from .panels import Panel, PeriodPanel, Sum
from .shelves import Shelf
from .sight import Sight
from .statements import Statements

if TYPE_CHECKING:
    from .answer import Cube


class Asking:
    """One question on its way to its answer."""

    def __init__(self, cube: Cube, question: Question, kind: Kind, sight: Sight) -> None:
        self.cube, self.question, self.kind = cube, question, kind
        self.once = kind is Kind.PERSONS
        self.sight = sight
        self.chosen = cube.choice(question, sight)
        self.view = cube.view(question.map_on)
        self.last_seq = cube.seq_known_at(question.as_known_at)
        self.names = cube.shelves.names
        self.shelf = cube.shelves.shelf(question.indicator) or Shelf()
        self.said: dict[Hashable, Statements] = {}

    def total(self) -> Row:
        place = None if self.question.by == "place" else only_one(self.question.places)
        return self.of_all(self.question.window, place, categories=self.dimensions(by=None))

    def rows(self) -> tuple[Row, ...]:
        question = self.question
        if question.by is None:
            return ()
        if question.by == "month":
            place = only_one(question.places)
            dimensions = self.dimensions(by=None)
            return tuple(
                replace(self.of_all(month, place, categories=dimensions), key=f"{month.first:%Y-%m}")
                for month in question.window.months()
            )
        found = {row.key: row for row in self.by_row(question.window)}
        return tuple(found[key] for key in in_order(found))

    def of_all(self, window: Window, place: Key | None, categories: frozenset[str]) -> Row:
        layout = ("all", self.question.places)
        rows = self.added(window, layout, categories)
        said = rows.get(0)
        if said is None:
            return Row()
        return self.row(None, said, window, layout, 0, place)

    def by_row(self, window: Window) -> Iterable[Row]:
        question = self.question
        categories = self.dimensions(by=question.by)
        if question.by == "place":
            layout: tuple[Hashable, ...] = ("place", question.level, question.places)
            found = self.added(window, layout, categories)
            for number, said in found.items():
                key = None if number == NOWHERE else self.names.places.names[number]
                yield self.row(key, said, window, layout, number, key)
            return
        layout = ("category", question.level, question.places)
        keys = self.cube.keys_of(question.level)
        found = self.added(window, layout, categories)
        for number, said in found.items():
            yield self.row(keys.names[number], said, window, layout, number, only_one(question.places))

    def laid_out(self, layout: tuple[Hashable, ...]) -> Layout:
        """The layout that these words stand for."""
        places = self.question.places
        if layout[0] == "all":
            return Layout(self.view, places)
        if layout[0] == "place":
            return Layout(self.view, places, group=self.view.rows_of(self.question.level))
        keys, level = self.cube.keys_of(self.question.level), self.question.level

        def row_of_cells() -> np.ndarray:
            return keys.array(dict(cats).get(level) if level else cats for _, cats in self.names.cells)

        return Layout(self.view, places, cell_row=row_of_cells)

    # Sums

    def added(
        self, window: Window, layout: tuple[Hashable, ...], categories: frozenset[str]
    ) -> dict[int, tuple[Sum, bool]]:
        """For each row that holds anything what it adds up to, and whether that is only "at least" so."""
        breakdown = self.breakdown(window, categories)
        self.counting = self.cells(breakdown, self.question.categories)
        panel = self.panel((layout, breakdown), lambda: self.laid_out(layout), self.counting)
        if isinstance(panel, PeriodPanel):
            return self.of_periods(panel, window)
        amounts, counts = panel.over(None if self.kind is Kind.STOCK else window, window.last)
        return {
            int(panel.rows[at]): (sum_of(amounts, counts, at), False)
            for at in np.flatnonzero(counts[0]).tolist()
        }

    def of_periods(self, panel: PeriodPanel, window: Window) -> dict[int, tuple[Sum, bool]]:
        inside, at_least = panel.within(window)
        found = {}
        for at, number in enumerate(panel.rows.tolist()):
            there = np.flatnonzero(inside & (panel.counts[0][:, at] > 0))
            if len(there):  # the greatest, and of equal ones the first
                best = int(there[np.argmax(panel.amounts[there, at])])
                found[number] = sum_of(panel.amounts[best], panel.counts[:, best], at), at_least
        return found

    def panel(
        self, what: Hashable, make: Callable[[], Layout], cells: Callable[[], np.ndarray]
    ) -> Panel | PeriodPanel:
        question = self.question
        key = (
            what, question.categories, bisect_right(self.cube.changes, question.map_on),
            self.sight, question.programmes, question.holders,
        )  # fmt: skip
        return self.cube.panel(
            question.indicator, key, lambda: Part(self.chosen, make(), cells), self.last_seq, self.once
        )

    def cells(self, breakdown: str, categories: frozenset[tuple[str, str]]) -> Callable[[], np.ndarray]:
        def counting() -> np.ndarray:
            return np.array(
                [b == breakdown and categories <= cats for b, cats in self.names.cells], dtype=bool
            )

        return counting

    # Breakdowns

    def dimensions(self, by: str | None) -> frozenset[str]:
        """What must be known of an entry for it to be told apart as asked."""
        asked = {dimension for dimension, _ in self.question.categories}
        return frozenset(asked | {self.question.level} if by == "category" and self.question.level else asked)

    def breakdown(self, window: Window, dimensions: frozenset[str]) -> str:
        """The base, unless only an "of which" breakdown knows these dimensions in these days."""
        if not dimensions:
            return BASE
        knowing = {self.cube.breakdowns.names[number] for number in self.told_apart(window, dimensions)}
        return BASE if BASE in knowing or not knowing else min(knowing)

    def told_apart(self, window: Window, dimensions: frozenset[str]) -> list[int]:
        def row_of_cells() -> np.ndarray:
            knows = [dimensions <= {name for name, _ in cats} for _, cats in self.names.cells]
            numbers = self.cube.breakdowns.array(breakdown for breakdown, _ in self.names.cells)
            return np.where(knows, numbers, -1)

        def every_cell() -> np.ndarray:
            return np.ones(len(self.names.cells), dtype=bool)

        panel = self.panel(
            ("breakdowns", dimensions), lambda: Layout(self.view, cell_row=row_of_cells), every_cell
        )
        if isinstance(panel, PeriodPanel):
            first, last = panel.periods >> 32, panel.periods & 0xFFFFFFFF
            inside = (first >= window.first.toordinal()) & (last <= window.last.toordinal())
            return panel.rows[(panel.counts[0][inside] > 0).any(axis=0)].tolist()
        _, counts = panel.over(None if self.kind is Kind.STOCK else window, window.last)
        return panel.rows[counts[0] > 0].tolist()

    # Rows

    def row(
        self,
        key: RowKey,
        said: tuple[Sum, bool],
        window: Window,
        layout: tuple[Hashable, ...],
        number: int,
        place: RowKey,
    ) -> Row:
        added, at_least = said
        row = Row(
            key=key, amount=added.amount, qualifier=added.qualifier, at_least=at_least,
            assumed=added.assumed > 0, estimated=added.estimated > 0, count=added.count,
        )  # fmt: skip
        if self.kind is Kind.STOCK and self.shelf.has_statements:
            return self.statements(window, layout).onto(row, number, place)
        return row

    def statements(self, window: Window, layout: tuple[Hashable, ...]) -> Statements:
        """What stands behind a stated stock: which statements are in force, and which units have said something."""
        if (window, layout) not in self.said:
            part = Part(self.chosen, self.laid_out(layout), self.counting)
            self.said[window, layout] = Statements(part, self.shelf, window, self.last_seq)
        return self.said[window, layout]


def sum_of(amounts: np.ndarray, counts: np.ndarray, at: int) -> Sum:
    if len(counts) == 1:
        return Sum(int(amounts[at]), int(counts[0, at]))
    n, nearly, about, over, estimated, assumed = counts[:, at].tolist()
    return Sum(int(amounts[at]), n, (nearly, about, over), estimated, assumed)
