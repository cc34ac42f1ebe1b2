"""Opens a file of entries: CSV in UTF-8 or the first sheet of an XLSX, row by row, or one sentence why not."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from chungtay.rules.messages import Message, RuleBroken

Cell = str | float | date  # a sheet knows numbers and days, a CSV only text
Row = list[Cell]

PART = 10_000  # rows that are read, checked and later posted together
DELIMITERS = (",", ";", "\t")  # where the comma begins the decimals, a spreadsheet writes CSV with semicolons

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"


def rows_of(name: str, content: bytes) -> Iterator[list[Row]]:
    """All rows, the first one with the names of the columns, in parts."""
    ending = name.rpartition(".")[2].lower()
    if ending == "xls" or content.startswith(_OLD_OFFICE):
        raise _refused("%(name)s is an old Excel file or is protected by a password. Save it as XLSX.", name)
    if ending not in ("csv", "xlsx"):
        raise _refused("%(name)s cannot be loaded. Save it as CSV (UTF-8) or XLSX.", name)
    if content.startswith(_ZIP) != (ending == "xlsx"):
        raise _refused("%(name)s is not what its name says. Save it again as CSV (UTF-8) or XLSX.", name)
    rows = _sheet(name, content) if ending == "xlsx" else lines_of(name, content)
    while part := list(islice(rows, PART)):
        yield part


def lines_of(name: str, content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(
            "The letters of %(name)s are not in Unicode. Save it again as “CSV UTF-8”.", name
        ) from None
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as problem:
        values = {"row": reader.line_num, "problem": str(problem)}
        raise _refused("Line %(row)s of %(name)s is no CSV: %(problem)s.", name, **values) from None


def _sheet(name: str, content: bytes) -> Iterator[Row]:
    from python_calamine import CalamineError, load_workbook

    try:
        sheet = load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        for row in sheet.to_python(skip_empty_area=False):
            yield [cell_of(cell) for cell in row]
    except (CalamineError, IndexError):
        raise _refused("%(name)s is damaged or is not an XLSX file. Save it again as XLSX.", name) from None


def cell_of(cell: Any) -> Cell:
    """Text in one form, days as days, numbers as they are; what is none of these as it is shown."""
    if isinstance(cell, str):
        return cell if cell.isascii() else unicodedata.normalize("NFC", cell)
    if isinstance(cell, float):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == datetime.min.time() else str(cell)
    return cell if isinstance(cell, date) else float(cell) if isinstance(cell, int) else str(cell)


def _refused(text: str, name: str, **values: object) -> RuleBroken:
    return RuleBroken(Message(text, {"name": name, **values}))
