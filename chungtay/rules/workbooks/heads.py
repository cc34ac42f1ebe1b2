"""Finds where in a sheet the heads end and the rows begin, and what stands above each column."""

from collections.abc import Sequence
from dataclasses import dataclass

from .grid import Cell, Grid, folded, is_empty, text_of
from .known import Known
from .mapping import heads_of

MOST_HEADS = 6  # rows of heads above a table
SEARCHED = 60  # rows in which a table begins, if there is one
LOOKED_AT = 400  # rows that tell what a column names
SHOWN = 5  # rows that the person is shown as an example


@dataclass(frozen=True)
class Table:
    """A grid with its heads found."""

    grid: Grid
    top: int  # the first row of heads
    first: int  # the first row below them
    paths: Sequence[Sequence[str]]  # the words above each column, from above, as they stand

    @property
    def heads(self) -> list[str]:
        return heads_of(self.paths)

    def examples(self, column: int) -> list[str]:
        """What stands there, for a person who must say what it is."""
        rows = self.grid.rows[self.first : self.first + SEARCHED]
        found = (text_of(row[column]) for row in rows if not is_empty(row[column]))
        return list(dict.fromkeys(found))[:SHOWN]


def table_of(grid: Grid, known: Known) -> Table | None:
    """None where nothing in the sheet looks like a table."""
    first = _first_row(grid, known)
    if first is None:
        return None
    top = first
    while top > 0 and first - top < MOST_HEADS and _is_head(grid, top - 1):
        top -= 1
    if top == first:
        return None
    return Table(grid, top, first, [_path(grid, top, first, column) for column in range(grid.width)])


def units_down(grid: Grid, known: Known) -> tuple[int, int]:
    """The column that names most units, and how many; codes are looked for where there are no names."""
    rows = grid.rows[:LOOKED_AT]
    for may_be_number in (False, True):
        counts = [
            len({_unit(known, row[at], may_be_number) for row in rows} - {""}) for at in range(grid.width)
        ]
        if any(counts):
            break
    return _most(counts)


def units_across(grid: Grid, known: Known) -> int:
    """How many units the row names that names most."""
    return max((len({_unit(known, cell) for cell in row} - {""}) for row in grid.rows[:SEARCHED]), default=0)


def lines_down(grid: Grid, known: Known, since: int = 0) -> tuple[int, int]:
    """The column that names most lines of the form, and how many."""
    rows = grid.rows[since : since + LOOKED_AT]
    return _most([len({_line(known, row[at]) for row in rows} - {0}) for at in range(grid.width)])


def lines_across(grid: Grid, known: Known) -> int:
    return max((len({_line(known, cell) for cell in row} - {0}) for row in grid.rows[:SEARCHED]), default=0)


def _first_row(grid: Grid, known: Known) -> int | None:
    """The first row that names a unit or, where there are none, a line; a sum above it belongs to the rows."""
    column, units = units_down(grid, known)
    if units:
        first = next(at for at, row in enumerate(grid.rows) if _unit(known, row[column], True))
    else:
        column, lines = lines_down(grid, known)
        if not lines:
            return _below_the_widest(grid)
        first = next(at for at, row in enumerate(grid.rows) if _line(known, row[column]))
    while first > 1 and _has_numbers(grid.rows[first - 1]) and not _is_counting(grid.rows[first - 1]):
        first -= 1
    return first


def _below_the_widest(grid: Grid) -> int | None:
    """Nothing is known by name: the row with most words is taken for the heads, the person says the rest."""
    words = [len({*map(folded, row)} - {""}) for row in grid.rows[:SEARCHED]]
    if not words or max(words) < 2:
        return None
    first = words.index(max(words)) + 1
    return first if first < len(grid.rows) else None


def _is_head(grid: Grid, row: int) -> bool:
    """Several different words stand in it; a title is one word over all columns, or one alone."""
    shown = {folded(grid.shown(row, column)) for column in range(grid.width)} - {""}
    return len(shown) > 1 or _is_counting(grid.rows[row])


def _path(grid: Grid, top: int, first: int, column: int) -> list[str]:
    """The different words above a column. A gap beside a head belongs to it, if something stands below."""
    path: list[str] = []
    for row in range(top, first):
        if _is_counting(grid.rows[row]):
            continue
        cell = grid.shown(row, column)
        if is_empty(cell) and any(not is_empty(grid.shown(below, column)) for below in range(row + 1, first)):
            cell = _beside(grid, row, column)
        if (text := text_of(cell)) and text not in path:
            path.append(text)
    return path


def _beside(grid: Grid, row: int, column: int) -> Cell:
    """What stands next to the left in a row of heads, as far as that stands over something, too."""
    if (row, column) in grid.covered:
        return ""
    left = next((at for at in range(column - 1, -1, -1) if not is_empty(grid.shown(row, at))), None)
    return "" if left is None else grid.shown(row, left)


def _is_counting(row: Sequence[Cell]) -> bool:
    """A row that only numbers the columns: A, B, 1, 2, 3 or (1), (2), (3)."""
    said = [folded(cell) for cell in row if not is_empty(cell)]
    numbers = [int(one) for one in said if one.isdecimal()]
    rest = [one for one in said if not one.isdecimal()]
    counts = len(numbers) > 1 and numbers == [*range(numbers[0], numbers[0] + len(numbers))]
    return counts and numbers[0] <= 2 and all(len(one) == 1 for one in rest)


def _has_numbers(row: Sequence[Cell]) -> bool:
    return sum(isinstance(cell, float) for cell in row) > 0


def _most(counts: list[int]) -> tuple[int, int]:
    most = max(counts, default=0)
    return (counts.index(most), most) if most else (0, 0)


def _unit(known: Known, cell: Cell, may_be_number: bool = False) -> str:
    if is_empty(cell) or (isinstance(cell, float) and not may_be_number):
        return ""
    units = known.units_called(cell)
    return units[0].key if units else ""


def _line(known: Known, cell: Cell) -> int:
    line = known.line_called(cell) if isinstance(cell, str) and cell else None
    return line.number if line else 0
