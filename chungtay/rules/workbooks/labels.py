"""Says of a row whose it is, which line of the form it speaks of, and which part of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from chungtay.rules.messages import Message
from chungtay.rules.reports import TOTAL

from .grid import Cell, Grid, folded, is_empty, text_of
from .known import AskedLine, Known, Unit
from .mapping import LINE, PART, UNIT, SheetMap, read_target
from .words import is_sum


class Remark(NamedTuple):
    """Something about a cell, or about a sheet where no cell is named."""

    sheet: str
    at: str
    message: Message


class Labels(NamedTuple):
    """What a row speaks of; no line where its columns say which."""

    unit: Unit
    line: AskedLine | None
    part: str


@dataclass
class RowReader:
    """Reads the labels of one sheet, row after row: a row that names only a part belongs to the line above it."""

    grid: Grid
    columns: Mapping[str, int]  # @unit, @line, @part → where they stand
    mapping: SheetMap
    known: Known
    unit: Unit | None  # where the whole sheet is one unit's
    faults: list[Remark]
    strange_units: dict[str, str]  # names that nobody bears: folded → as it stands
    strange_lines: dict[str, str]
    line: AskedLine | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.parts: dict[tuple[int, Cell], str | None] = {}
        self.by_code = {name: unit for unit in self.known.units for name in (unit.key, *unit.names)}

    def read(self, row: int, *, has_figures: bool) -> Labels | None:
        """None where it is nobody's row, which is a fault if it has figures."""
        unit = self._unit(row, has_figures) if UNIT in self.columns else self.unit
        if unit is None:
            return None
        if LINE not in self.columns:
            return Labels(unit, None, TOTAL)
        found = self._line(row, has_figures)
        return Labels(unit, *found) if found else None

    def is_sum(self, row: int) -> bool:
        """Whether the row repeats what others say: "Tổng cộng" where units are named, or before."""
        before = self.grid.rows[row][: self.columns.get(UNIT, -1) + 1]
        return any(is_sum(folded(cell)) for cell in before if isinstance(cell, str))

    def _unit(self, row: int, has_figures: bool) -> Unit | None:
        column = self.columns[UNIT]
        cell = self.grid.shown(row, column)
        chosen = self.by_code.get(self.mapping.units.get(folded(cell), "")) if self.mapping.units else None
        found = [chosen] if chosen else self.known.units_called(cell)
        if len(found) == 1:
            return found[0]
        if has_figures:
            self._refuse_unit(row, column, cell, found)
        return None

    def _refuse_unit(self, row: int, column: int, cell: Cell, found: list[Unit]) -> None:
        if is_empty(cell):
            text = "There are figures in this row, but no unit. Write whose they are, or delete them."
            self.fault(row, column, Message(text))
            return
        near = ", ".join(unit.name for unit in self.known.units_like(cell))
        text = "No unit that is asked is called %(typed)s. Choose below who is meant, or mend the name."
        if found:
            text = "Several units are called %(typed)s. Choose below which one is meant, or write its code."
        elif near:
            text = "No unit that is asked is called %(typed)s. Is %(near)s meant? Choose below, or mend the name."
        self._strange(row, column, text, self.strange_units, near=near)

    def _line(self, row: int, has_figures: bool) -> tuple[AskedLine, str] | None:
        cell = self.grid.shown(row, self.columns[LINE])
        if self.mapping.lines and (target := self.mapping.lines.get(folded(cell))):
            number, part = read_target(target)
            line = self.known.by_number.get(number or 0)
            return (line, part) if line else None
        if called := self.known.line_called(cell):
            self.line = called
            return called, self._part(row, called)
        if self.line is not None and (named := self.line.part_of([folded(cell)])) is not None:
            return self.line, named
        if has_figures and not is_sum(folded(cell)):
            text = "The form has no line called %(typed)s. Choose below which one is meant."
            self._strange(row, self.columns[LINE], text, self.strange_lines)
        return None

    def _part(self, row: int, line: AskedLine) -> str:
        """Which part of its line a row names in a column of its own."""
        if PART not in self.columns:
            return TOTAL
        column = self.columns[PART]
        cell = self.grid.shown(row, column)
        if is_empty(cell):
            return TOTAL
        if (line.number, cell) not in self.parts:
            self.parts[line.number, cell] = str(cell) if cell in line.parts else line.part_of([folded(cell)])
        part = self.parts[line.number, cell]
        if part is None:
            text = "%(line)s has no part called %(typed)s. The form asks for: %(parts)s."
            names = ", ".join(" · ".join(min(one) for one in names) for names in line.parts.values())
            values = {"line": line.names[0], "typed": text_of(cell), "parts": names or "–"}
            self.fault(row, column, Message(text, values))
        return str(part or TOTAL)

    def _strange(self, row: int, column: int, text: str, names: dict[str, str], **values: str) -> None:
        typed = text_of(self.grid.shown(row, column))
        names.setdefault(folded(typed), typed)
        self.fault(row, column, Message(text, {"typed": typed, **values}))

    def fault(self, row: int, column: int, message: Message) -> None:
        self.faults.append(Remark(self.grid.name, self.grid.address(row, column), message))
