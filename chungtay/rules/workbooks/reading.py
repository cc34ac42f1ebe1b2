"""Reads a sheet as it was mapped: what each unit says to each line, and everything that is wrong, cell by cell.

A row that sums up others is not taken, but compared: where it says something else than its rows, somebody should look.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from chungtay.rules.amounts import DECIMALS, Amount
from chungtay.rules.ledger import Qualifier
from chungtay.rules.messages import Message
from chungtay.rules.reports import LineState

from .amounts import NOTHING, Said, qualifier_in, read_cells
from .grid import Cell, Grid, text_of
from .heads import Table
from .known import Known, Unit
from .labels import Labels, Remark, RowReader
from .mapping import LABELS, LEFT_OUT, LINE, OF_ROW, QUALIFIER, UNIT, SheetMap, read_target

NOT_BOTH = "A figure is written here, but “not applicable” is chosen beside it. Empty one of the two."
Meanings = Mapping[Cell, Said | Message]


class Heard(NamedTuple):
    """What one cell says of one part of a line of one unit."""

    unit: str
    number: int
    part: str
    said: Said
    sheet: str
    at: str


@dataclass
class Reading:
    """All that was read from all sheets."""

    heard: list[Heard] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)  # to be looked at; nothing is refused for them
    rows: int = 0
    strange_units: dict[str, str] = field(default_factory=dict)
    strange_lines: dict[str, str] = field(default_factory=dict)


class SheetReader:
    """One sheet while it is read; `unit` where all of it is one unit's."""

    def __init__(self, table: Table, mapping: SheetMap, known: Known, unit: Unit | None = None) -> None:
        self.grid: Grid = table.grid
        self.first, self.mapping, self.known, self.unit = table.first, mapping, known, unit
        at = {head: column for column, head in enumerate(table.heads)}
        given = [(at[head], to) for head, to in mapping.columns.items() if head in at and to != LEFT_OUT]
        self.labels = {target: column for column, target in given if target in LABELS}
        self.qualifier = next((column for column, target in given if target == QUALIFIER), None)
        self.values = {column: to for column, to in given if to not in (*LABELS, QUALIFIER)}
        self.sums: dict[int, int] = defaultdict(int)
        self.sum_rows: list[int] = []

    def add_to(self, reading: Reading) -> None:
        if missing := self._what_is_missing():
            reading.faults.append(Remark(self.grid.name, "", missing))
            return
        meanings = self._meanings()
        labels = RowReader(
            self.grid, self.labels, self.mapping, self.known, self.unit,
            reading.faults, reading.strange_units, reading.strange_lines,
        )  # fmt: skip
        for row in range(self.first, len(self.grid.rows)):
            cells = self.grid.rows[row]
            has_figures = any(_is_figure(cells[column], meanings) for column in self.values)
            if has_figures and labels.is_sum(row):
                self.sum_rows.append(row)
            elif found := labels.read(row, has_figures=has_figures):
                reading.rows += has_figures
                self._hear_row(row, found, meanings, reading)
        self._compare_sums(meanings, reading)

    def _what_is_missing(self) -> Message | None:
        """What must be said of the columns before anything can be read."""
        if not self.values:
            return Message("Say of at least one column what it holds.")
        by_row = any(read_target(target)[0] is None for target in self.values.values())
        if by_row and LINE not in self.labels:
            return Message("Say which column names the lines of the form.")
        if self.unit is None and UNIT not in self.labels:
            return Message("Say which column names the units, or whose sheet this is.")
        return None

    def _meanings(self) -> Meanings:
        rows = self.grid.rows[self.first :]
        cells = (row[column] for column in self.values for row in rows)
        return read_cells(cells, self.known.measures, dash=self.mapping.dash, numbers=self.mapping.numbers)

    def _hear_row(self, row: int, labels: Labels, meanings: Meanings, reading: Reading) -> None:
        cells, mark = self.grid.rows[row], self._mark(row, reading)
        for column, target in self.values.items():
            number, part = read_target("" if target == OF_ROW else target)
            line = labels.line if number is None else self.known.by_number.get(number)
            if line is None or line.is_counted:
                continue
            meaning = meanings[cells[column]]
            if (
                isinstance(meaning, Said)
                and meaning.amount
                and meaning.amount % 10 ** (DECIMALS - line.decimals)
            ):
                meaning = _too_fine(meaning.amount, line.decimals)
            elif mark.state is LineState.NOT_APPLICABLE and meaning != NOTHING:
                meaning = Message(NOT_BOTH)
            if isinstance(meaning, Message):
                reading.faults.append(Remark(self.grid.name, self.grid.address(row, column), meaning))
                continue
            said = _marked(meaning, mark)
            if said.state is None and not self.mapping.is_own:
                continue
            self.sums[column] += said.amount or 0
            part = part or (labels.part if number is None else "")
            at = self.grid.address(row, column)
            reading.heard.append(Heard(labels.unit.key, line.number, part, said, self.grid.name, at))

    def _mark(self, row: int, reading: Reading) -> Said:
        if self.qualifier is None:
            return NOTHING
        cell = self.grid.rows[row][self.qualifier]
        found = qualifier_in(cell)
        if found is None:
            text = "%(typed)s does not say how exact a number is. Choose from the list of the cell."
            at = self.grid.address(row, self.qualifier)
            reading.faults.append(Remark(self.grid.name, at, Message(text, {"typed": text_of(cell)})))
        return found or NOTHING

    def _compare_sums(self, meanings: Meanings, reading: Reading) -> None:
        """Of one row of sums it is clear what it sums up; of several it is not."""
        if len(self.sum_rows) != 1:
            return
        row = self.sum_rows[0]
        for column in self.values:
            meaning = meanings[self.grid.rows[row][column]]
            if isinstance(meaning, Said) and meaning.amount not in (None, self.sums[column]):
                text = "The sheet says %(said)s in all, its rows add up to %(sum)s."
                values = {"said": Amount(meaning.amount or 0), "sum": Amount(self.sums[column])}
                at = self.grid.address(row, column)
                reading.notes.append(Remark(self.grid.name, at, Message(text, values)))


def _is_figure(cell: Cell, meanings: Meanings) -> bool:
    """Also one that is written wrongly; not the words of a signature below the table."""
    meaning = meanings[cell]
    if isinstance(meaning, Said):
        return meaning.state is not None
    return not isinstance(cell, str) or cell.strip()[0] in "0123456789-~<>≈≲"


def _marked(said: Said, mark: Said) -> Said:
    """A number with what the column beside it says of it."""
    if said.state is None and mark.state in (LineState.NOT_APPLICABLE, LineState.NOT_REPORTED):
        return mark
    if said.state is LineState.GIVEN and mark.qualifier is not Qualifier.EXACT:
        return Said(said.state, said.amount, mark.qualifier)
    return said


def _too_fine(amount: int, decimals: int) -> Message:
    text = (
        "%(typed)s has more than %(decimals)s decimals." if decimals else "%(typed)s must be a whole number."
    )
    return Message(text, {"typed": Amount(amount), "decimals": decimals})
