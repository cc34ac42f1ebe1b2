"""Proposes how a sheet is to be read, for a person to look at: nothing that is guessed is taken in unseen.

Four shapes are known. Units down and lines across, or the same turned; one row for each unit and line; the lines of
one unit, whose name stands on the sheet's tab or who is chosen.
"""

from collections.abc import Sequence

from chungtay.rules.places.names import fold
from chungtay.rules.reports import TOTAL

from .grid import Grid
from .heads import Table, lines_across, lines_down, table_of, units_across, units_down
from .known import AskedLine, Known
from .mapping import LEFT_OUT, LINE, OF_ROW, PART, QUALIFIER, UNIT, SheetMap, read_target, target_of

QUALIFIER_HEADS = frozenset(
    map(fold, ("Mức", "Mức độ chính xác", "Độ chính xác", "Exactness", "ລະດັບຄວາມແນ່ນອນ"))
)
SAID_OF_ROW = frozenset(
    map(fold, ("Số liệu", "Kết quả", "Số lượng", "Thực hiện", "Figure", "Amount", "Result", "ຕົວເລກ", "ຜົນ"))
)
PART_HEADS = frozenset(map(fold, ("Phần", "Phân loại", "Chia theo", "Part", "ສ່ວນ")))


def oriented(grid: Grid, known: Known) -> Grid:
    """Turned where the units stand side by side."""
    return grid.turned() if units_across(grid, known) > max(units_down(grid, known)[1], 1) else grid


def guess(table: Table, known: Known) -> SheetMap:
    grid, heads = table.grid, table.heads
    unit, units = units_down(grid, known)
    line, lines = lines_down(grid, known, table.first)
    # Where lines stand above columns, a line's name in a row is a coincidence.
    by_row = lines > 0 and lines >= lines_across(grid, known) and not (units and line == unit)
    columns = dict.fromkeys(filter(None, heads), LEFT_OUT)
    if units:
        columns[heads[unit]] = UNIT
    if by_row:
        columns[heads[line]] = LINE
    taken = {unit if units else -1, line if by_row else -1}
    before: AskedLine | None = None  # a head that names only a part belongs to the line beside it
    for at, (head, path) in enumerate(zip(heads, table.paths, strict=True)):
        if head and at not in taken:
            columns[head] = _target_beside(path, known) if by_row else _target(path, known, before)
            before = known.by_number.get(read_target(columns[head])[0] or 0)
    if by_row and not any(target == OF_ROW for target in columns.values()):
        _take_first_numbers(table, columns)
    return SheetMap(is_turned=grid.is_turned, columns=columns)


def _target(path: Sequence[str], known: Known, before: AskedLine | None) -> str:
    labels = [fold(text) for text in path]
    line = next((found for text in path if (found := known.line_called(text))), None)
    if line is None and before is not None and (part := before.part_of(labels)):
        return target_of(before.number, part)
    if line is None:
        line = next((found for text in path if (found := known.line_like(text))), None)
    if line is None:
        return LEFT_OUT
    names = {fold(name) for name in line.names}
    part = line.part_of(label for label in labels if label not in names)
    return target_of(line.number, part or TOTAL) if part is not None or len(path) == 1 else LEFT_OUT


def _target_beside(path: Sequence[str], known: Known) -> str:
    """What a column beside the names of lines holds."""
    labels = [fold(text) for text in path]
    if QUALIFIER_HEADS & set(labels):
        return QUALIFIER
    if PART_HEADS & set(labels):
        return PART
    if SAID_OF_ROW & set(labels):
        return OF_ROW
    parts = {line.part_of(labels) for line in known.lines} - {None}
    if len(parts) != 1:
        return LEFT_OUT
    part = parts.pop()
    return f".{part}" if part else OF_ROW


def _take_first_numbers(table: Table, columns: dict[str, str]) -> None:
    """The first column of numbers that is left holds what the rows speak of; a column that counts the rows does not."""
    for at, head in enumerate(table.heads):
        cells = [row[at] for row in table.grid.rows[table.first :]]
        numbers = [cell for cell in cells if isinstance(cell, float)]
        counts = numbers == [float(one) for one in range(1, len(numbers) + 1)]
        if columns.get(head) == LEFT_OUT and numbers and not counts:
            columns[head] = OF_ROW
            return


def looked_at(grid: Grid, known: Known) -> tuple[Table, SheetMap] | None:
    """The table of a sheet and how it seems to be meant; None where there is no table."""
    table = table_of(oriented(grid, known), known)
    return (table, guess(table, known)) if table else None


def lines_to_choose(known: Known) -> list[tuple[str, AskedLine, str]]:
    """Every target that a column may be given: its name, its line and its part."""
    return [
        (target_of(line.number, part), line, part)
        for line in known.lines
        if not line.is_counted
        for part in (TOTAL, *line.parts)
    ]
