"""Fills our workbooks in as an officer would, and makes sheets of their own for offices, as real XLSX files."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook


def rows_of(content: bytes, sheet: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(sheet).to_python(
        skip_empty_area=False
    )  # fmt: skip


def filled(content: bytes, figures: Mapping[str, Any], column: int = 4) -> bytes:
    """The sheet of one unit with these cells written into it, by the keys that stand hidden beside the rows."""
    rows = rows_of(content)
    for row in rows:
        if row[0] in figures:
            row[column] = figures[row[0]]
    return made({"Sheet": rows})


def filled_rows(content: bytes, figures: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The sheet of many units: by the unit's name, then by the keys that stand hidden above the columns."""
    rows = rows_of(content)
    keys = rows[0]
    for row in rows:
        for name, cells in figures.items():
            if name in str(row[2]):
                for key, value in cells.items():
                    row[keys.index(key)] = value
    return made({"Sheet": rows})


def made(
    sheets: Mapping[str, Sequence[Sequence[Any]]], merged: Sequence[tuple[int, int, int, int, str]] = ()
) -> bytes:
    """A workbook with these cells; numbers are numbers, `None` and "" are empty."""
    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell not in ("", None):
                    sheet.write(at, column, cell)
        for top, left, bottom, right, text in merged:
            sheet.merge_range(top, left, bottom, right, text)
    book.close()
    return held.getvalue()
