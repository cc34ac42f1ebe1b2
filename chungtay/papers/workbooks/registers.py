"""An office's register of papers as a file for table programs, XLSX or CSV: what a cell says is text and never runs."""

import csv
import io
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlsxwriter import Workbook

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
OUTGOING = ("number", "on", "abstract", "signers", "recipients", "remark")
INCOMING = ("came_on", "arrival", "sender", "number", "on", "abstract", "remark")
WIDTHS = {"number": 24, "on": 12, "abstract": 60, "signers": 30, "recipients": 40, "remark": 30, "came_on": 12,
          "arrival": 10, "sender": 40}  # fmt: skip
BYTE_ORDER_MARK = (
    "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Vietnamese letters fall apart in table programs
)
COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\n")
DAY = "dd/mm/yyyy"


@dataclass(frozen=True, kw_only=True)
class RegisterLine:
    """One line, its words by the names of the columns."""

    number: str
    on: date | None
    abstract: str
    signers: str = ""
    recipients: str = ""
    remark: str = ""
    came_on: date | None = None
    arrival: str = ""
    sender: str = ""


@dataclass(frozen=True)
class RegisterSheet:
    """A register of a year: whose, its name, which columns, in which language."""

    holder: str
    name: str
    year: int
    is_incoming: bool
    language: str

    @property
    def columns(self) -> Sequence[str]:
        return INCOMING if self.is_incoming else OUTGOING

    @property
    def heads(self) -> list[str]:
        return [word(name, self.language) for name in self.columns]


def word(name: str, language: str) -> str:
    return str(WORDS[name].get(language, WORDS[name]["vi"]))


def register_workbook(sheet: RegisterSheet, lines: Iterable[RegisterLine]) -> bytes:
    """The bytes of an .xlsx file: days as days, everything else as text."""
    held = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(held, {"in_memory": True, **plain})
    page = book.add_worksheet(str(sheet.year))
    bold, head = (
        book.add_format({"bold": True}),
        book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
    )
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    day = book.add_format({"num_format": DAY, "valign": "top", "align": "left"})
    page.write_string(0, 0, sheet.holder, bold)
    page.write_string(1, 0, sheet.name, bold)
    page.write_string(2, 0, word("year", sheet.language).format(year=sheet.year))
    for column, (name, title) in enumerate(zip(sheet.columns, sheet.heads, strict=True)):
        page.set_column(column, column, WIDTHS[name])
        page.write_string(4, column, title, head)
    for row, line in enumerate(lines, 5):
        for column, name in enumerate(sheet.columns):
            value = getattr(line, name)
            if isinstance(value, date):
                page.write_datetime(row, column, value, day)
            else:
                page.write_string(row, column, value or "", text)
    page.freeze_panes(5, 0)
    page.repeat_rows(4)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    book.close()
    return held.getvalue()


def register_csv(sheet: RegisterSheet, lines: Iterable[RegisterLine]) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(sheet.heads)
    for line in lines:
        writer.writerow([inert(_plain(getattr(line, name))) for name in sheet.columns])
    return (BYTE_ORDER_MARK + held.getvalue()).encode()


def inert(cell: str) -> str:
    """A cell that a table program would take for a formula is quoted as text."""
    return f"'{cell}" if cell.lstrip(" ").startswith(COMMANDS) else cell


def _plain(value: date | str | None) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value or ""
