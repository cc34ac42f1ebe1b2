"""Opens a workbook or a CSV file as grids, in a child process with limits: nothing here trusts what it reads.

What comes back is plain lists, so that it can cross as JSON; a day is a list of one text. `grids_of` makes grids of it.
"""

import io
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Any

from chungtay.rules.loading.files import Cell as Read
from chungtay.rules.loading.files import cell_of, lines_of
from chungtay.rules.messages import Message, RuleBroken

from .grid import Cell, Grid

MOST_SHEETS = 400  # a province has fewer communes
MOST_CELLS = 12_000_000  # of one sheet as wide as its widest row
ZIP = b"PK\x03\x04"


def opened(content: bytes, *, name: str) -> list[dict[str, Any]]:
    """The sheets in their order, hidden ones too: our own workbook keeps its ids in one."""
    return _workbook(name, content) if content.startswith(ZIP) else [_text(name, content)]


def grids_of(told: Iterable[dict[str, Any]]) -> list[Grid]:
    return [
        Grid(
            one["name"],
            [[_cell(cell) for cell in row] for row in one["rows"]],
            [tuple(found) for found in one["merged"]],
            is_hidden=one["hidden"],
        )
        for one in told
    ]


def _workbook(name: str, content: bytes) -> list[dict[str, Any]]:
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        book = load_workbook(io.BytesIO(content))
        sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        found = []
        for one in islice(sheets, MOST_SHEETS):
            sheet = book.get_sheet_by_name(one.name)
            if (sheet.total_height or 0) * (sheet.total_width or 0) > MOST_CELLS:
                text = (
                    "The sheet %(sheet)s of %(name)s reaches far beyond what is written in it. Delete its empty rows"
                    " and columns, or copy the table into a new sheet."
                )
                raise RuleBroken(Message(text, {"sheet": one.name, "name": name}))
            rows = [[_told(cell_of(cell)) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]
            hidden = one.visible != SheetVisibleEnum.Visible
            found.append({"name": one.name, "rows": rows, "merged": merged, "hidden": hidden})
    except (CalamineError, IndexError):
        text = "%(name)s is damaged or is not an XLSX file. Save it again as XLSX."
        raise RuleBroken(Message(text, {"name": name})) from None
    return found


def _text(name: str, content: bytes) -> dict[str, Any]:
    rows = [[*map(_told, row)] for row in lines_of(name, content)]
    width = max(map(len, rows), default=0)
    squared = [row + [""] * (width - len(row)) for row in rows]
    return {"name": "", "rows": squared, "merged": [], "hidden": False}


def _told(cell: Read) -> Any:
    return [cell.isoformat()] if isinstance(cell, date) else cell


def _cell(told: Any) -> Cell:
    return date.fromisoformat(told[0]) if isinstance(told, list) else told
