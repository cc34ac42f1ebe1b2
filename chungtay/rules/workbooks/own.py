"""Knows the workbooks that we wrote ourselves, by the keys that stand hidden beside their rows and above their columns.

The first cell names form, period and unit. A key says what its row or column is, wherever somebody moved it: the id of
a report, a target of `mapping`, `w3` for the third question in words, or `note`. Rows without a key are heads.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from .grid import Cell, Grid, folded, is_empty, text_of
from .guessing import lines_to_choose
from .heads import Table
from .known import Known, Unit
from .mapping import LABELS, LINE, OF_ROW, QUALIFIER, UNIT, SheetMap

MARK = "chungtay"
LAYOUT = "1"
ALL_UNITS = "*"
NOTE = "note"
WORDS = "w"


@dataclass(frozen=True)
class Stamp:
    """What the first cell says; `unit` is the id of a report where the sheet is one unit's."""

    form: str
    first_on: date
    last_on: date
    unit: str = ""

    def written(self) -> str:
        return " ".join(
            (MARK, LAYOUT, self.form, f"{self.first_on}", f"{self.last_on}", self.unit or ALL_UNITS)
        )


@dataclass
class OwnSheet:
    """One of our sheets, ready to be read like any other, with its texts beside."""

    stamp: Stamp
    table: Table
    mapping: SheetMap
    texts: dict[str, dict[str, str]] = field(default_factory=dict)  # unit → key → words

    def unit(self, known: Known) -> Unit | None:
        return next((unit for unit in known.units if unit.key == self.stamp.unit), None)


def stamp_of(grid: Grid) -> Stamp | None:
    """None where the sheet is not ours; nothing in it is believed but that it names these."""
    cell = grid.rows[0][0] if grid.rows and grid.width else ""
    words = cell.split() if isinstance(cell, str) else []
    if len(words) != 6 or words[:2] != [MARK, LAYOUT]:
        return None
    try:
        first_on, last_on = (date.fromisoformat(word) for word in words[3:5])
        return Stamp(str(UUID(words[2])), first_on, last_on, "" if words[5] == ALL_UNITS else words[5])
    except ValueError:
        return None


def own_sheet(grid: Grid, known: Known) -> OwnSheet | None:
    stamp = stamp_of(grid)
    if stamp is None:
        return None
    heads = ["", *(text_of(cell) for cell in grid.rows[0][1:])]
    label = LINE if stamp.unit else UNIT
    heads[0] = label
    texts = _texts(grid, heads, stamp)
    targets = {target: target for target, _, _ in lines_to_choose(known)}
    columns = {head: head for head in heads if head in targets or head in (OF_ROW, QUALIFIER, *LABELS)}
    mapping = SheetMap(
        columns=columns,
        units={folded(unit.key): unit.key for unit in known.units},
        lines={folded(target): target for target in targets},
        is_own=True,
    )
    keys = set(targets) if stamp.unit else {unit.key for unit in known.units}
    table = Table(
        _only_keyed(grid, keys, one_unit=bool(stamp.unit)), 0, 1, [[head] if head else [] for head in heads]
    )
    return OwnSheet(stamp, table, mapping, texts)


def _only_keyed(grid: Grid, keys: set[str], *, one_unit: bool) -> Grid:
    """Heads and texts are no figures; a row of a unit that is not asked shows its name instead of its key."""
    rows: list[Sequence[Cell]] = []
    for row in grid.rows:
        key = text_of(row[0])
        if key in keys:
            rows.append(row)
        elif key and not one_unit and _is_id(key):
            rows.append([_name(row), *row[1:]])
        else:
            rows.append([""] * len(row))
    return replace(grid, rows=rows, merged=())


def _texts(grid: Grid, heads: Sequence[str], stamp: Stamp) -> dict[str, dict[str, str]]:
    """Answers in words: beside their question, or in a column of their own."""
    found: dict[str, dict[str, str]] = {}
    if stamp.unit:
        column = heads.index(OF_ROW) if OF_ROW in heads else 1
        rows = ((text_of(row[0]), row[column]) for row in grid.rows[1:])
        found[stamp.unit] = {key: _words(cell) for key, cell in rows if _is_text_key(key)}
        return found
    columns = [(at, head) for at, head in enumerate(heads) if _is_text_key(head)]
    for row in grid.rows[1:]:
        if _is_id(key := text_of(row[0])):
            found[key] = {head: _words(row[at]) for at, head in columns}
    return found


def _name(row: Sequence[Cell]) -> Cell:
    return next((cell for cell in row[1:] if isinstance(cell, str) and not is_empty(cell)), "")


def _words(cell: Cell) -> str:
    """Lines of a text stay lines."""
    return cell.strip() if isinstance(cell, str) else text_of(cell)


def _is_text_key(key: str) -> bool:
    return key == NOTE or (key.startswith(WORDS) and key[1:].isdecimal())


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def stamps_of(grids: Iterable[Grid]) -> list[Stamp]:
    """Each different one once, in the order of the sheets."""
    return list(dict.fromkeys(stamp for grid in grids if (stamp := stamp_of(grid))))
