"""A sheet as a grid of cells: where each stands, what a merged one covers, and the same turned by a quarter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from chungtay.rules.places.names import fold

Cell = str | float | date
Row = Sequence[Cell]
Range = tuple[int, int, int, int]  # top, left, bottom, right; all included
EMPTY = ""


@dataclass(frozen=True)
class Grid:
    """Rows of equal width, counted from 0; `address` names a cell as table programs do."""

    name: str
    rows: Sequence[Row]
    merged: Sequence[Range] = ()
    is_turned: bool = False
    is_hidden: bool = False
    covered: dict[tuple[int, int], tuple[int, int]] = field(
        init=False, repr=False
    )  # → the cell that covers it

    def __post_init__(self) -> None:
        covered = {
            (row, column): (top, left)
            for top, left, bottom, right in self.merged
            for row in range(top, min(bottom, len(self.rows) - 1) + 1)
            for column in range(left, min(right, self.width - 1) + 1)
        }
        object.__setattr__(self, "covered", covered)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def turned(self) -> "Grid":
        """Its columns as rows: a table with the units across reads like one with the units down."""
        merged = [(left, top, right, bottom) for top, left, bottom, right in self.merged]
        rows = list(map(list, zip(*self.rows, strict=True)))
        return replace(self, rows=rows, merged=merged, is_turned=not self.is_turned)

    def shown(self, row: int, column: int) -> Cell:
        """What a reader sees in it: a covered cell shows what covers it."""
        top, left = self.covered.get((row, column), (row, column))
        return self.rows[top][left]

    def address(self, row: int, column: int) -> str:
        if self.is_turned:
            row, column = column, row
        return f"{letters(column)}{row + 1}"

    def filled(self, row: int) -> Iterator[tuple[int, Cell]]:
        """The cells of a row that are not empty, each merged one once."""
        return ((at, cell) for at, cell in enumerate(self.rows[row]) if not is_empty(cell))


def letters(column: int) -> str:
    """The name of a column: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def is_empty(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def text_of(cell: Cell) -> str:
    """A label as somebody would have typed it: a code kept as the number 23344.0 is 23344."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return " ".join(cell.split()) if isinstance(cell, str) else f"{cell:%d/%m/%Y}"


@lru_cache(maxsize=50_000)  # a long sheet names the same units and lines again and again
def folded(cell: Cell) -> str:
    """A label as it is compared."""
    return fold(text_of(cell))
