"""Draws a programme's figures as a workbook for table programs: numbers as numbers, days as days, text never run.

The many rows of figures are written straight into the stream that XlsxWriter keeps for a sheet in constant memory:
its own call for each cell takes four times as long, and a province's programme has a quarter of a million of them.
"""

import io
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from chungtay.rules.amounts import SCALE

from .words import LANGUAGES, WORDS, said

# What no XML may hold, and what table programs would read as such a sign: both are written as they spell them.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
MARKS = {"": "", "nearly": '"≲ "', "about": '"≈ "', "over": '"> "', "at_least": '"≥ "'}
HEADS = ("code", "place", "indicator", "measure", "part")
WIDTHS = (10, 30, 44, 14, 26)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One row: its words, then ten-thousandths for each period; None stays empty, which is not zero.

    `marks` says of what is not exact how it is meant, by the place of its period.
    """

    words: tuple[str, ...]
    amounts: Sequence[int | None]
    decimals: int = 0
    marks: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FigureSheet:
    """The whole: a title, the three clocks that it answers to, and its periods."""

    title: str
    language: str  # of whoever takes it: the names of the sheets
    first_on: date
    last_on: date
    map_on: date
    known_at: int  # the last posting that was looked at
    periods: Sequence[tuple[date, date]]


def figures_workbook(sheet: FigureSheet, lines: Iterable[FigureLine]) -> bytes:
    """The bytes of an .xlsx file."""
    held = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="chungtay-workbook-") as folder:
        kept = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False}
        book = Workbook(held, {**kept, "strings_to_urls": False, "strings_to_numbers": False})
        book.set_properties({"title": sheet.title})
        figures = book.add_worksheet(said("figures", sheet.language))
        first = _draw_heads(book, figures, sheet)
        last = _draw_lines(book, figures, first, lines)
        figures.autofilter(first - 1, 0, max(first - 1, last), len(HEADS) + len(sheet.periods) - 1)
        _draw_about(book, book.add_worksheet(said("how", sheet.language)))
        book.close()
    return held.getvalue()


def _draw_heads(book: Workbook, figures: Worksheet, sheet: FigureSheet) -> int:
    """Gives the row of the first figure."""
    bold, quiet = book.add_format({"bold": True}), book.add_format({"font_color": "#555555"})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "font_color": "#555555", "align": "right"})
    words = len(HEADS)
    for column, width in enumerate(WIDTHS):
        figures.set_column(column, column, width)
    figures.set_column(words, words + len(sheet.periods), 12)
    figures.write_string(0, 0, sheet.title, bold)
    for row, language in enumerate(LANGUAGES, 1):
        figures.write_string(row, 0, _clocks(sheet, language), quiet)
    row = len(LANGUAGES) + 2
    for which, name in enumerate(("first", "last")):
        figures.write_string(
            row, words - 1, " · ".join(said(name, language) for language in LANGUAGES), quiet
        )
        for column, period in enumerate(sheet.periods, words):
            figures.write_datetime(row, column, period[which], day)
        row += 1
    for language in LANGUAGES:
        for column, heading in enumerate(_heads(sheet, language)):
            figures.write_string(row, column, heading, head)
        row += 1
    figures.freeze_panes(row, words)
    return row


def _clocks(sheet: FigureSheet, language: str) -> str:
    days = {"first": sheet.first_on, "last": sheet.last_on, "map": sheet.map_on}
    told = {name: f"{on:%d/%m/%Y}" for name, on in days.items()}
    return said("clocks", language).format(known=sheet.known_at, **told)


def _heads(sheet: FigureSheet, language: str) -> list[str]:
    quarter = said("quarter", language)
    each = [quarter.format(number=(first.month + 2) // 3, year=first.year) for first, _ in sheet.periods]
    return [*(said(name, language) for name in HEADS), *each]


def _draw_lines(book: Workbook, figures: Worksheet, first: int, lines: Iterable[FigureLine]) -> int:
    formats: dict[tuple[int, str], int] = {}
    columns: list[str] = []
    row = first
    figures._write_single_row(first)  # the heads leave memory
    write = figures.row_data_fh.write
    for line in lines:
        if not columns:
            columns = [xl_col_to_name(at) for at in range(len(line.words) + len(line.amounts))]
            figures._check_dimensions(first, len(columns) - 1)
        row += 1
        cells = [
            f'<c r="{column}{row}" t="inlineStr"><is><t xml:space="preserve">{written(word)}</t></is></c>'
            for column, word in zip(columns, line.words, strict=False)
        ]
        for at, (column, amount) in enumerate(zip(columns[len(line.words) :], line.amounts, strict=True)):
            if amount is not None:
                key = (line.decimals, line.marks.get(at, ""))
                style = formats.get(key) or formats.setdefault(key, _style(book, *key))
                cells.append(f'<c r="{column}{row}" s="{style}"><v>{number(amount)}</v></c>')
        write(f'<row r="{row}">{"".join(cells)}</row>')
    if columns:
        figures._check_dimensions(row - 1, len(columns) - 1)
    return row - 1


def _draw_about(book: Workbook, about: Worksheet) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    about.set_column(0, len(LANGUAGES) - 1, 60)
    for row, words in enumerate(WORDS["about"].values()):
        for column, language in enumerate(LANGUAGES):
            about.write_string(row, column, words[language], wrapped)


def _style(book: Workbook, decimals: int, mark: str) -> int:
    places = "." + "0" * decimals if decimals else ""
    made: Any = book.add_format({"num_format": f"{MARKS[mark]}#,##0{places}"})
    assert isinstance(made, Format)
    return int(made._get_xf_index())


def written(text: str) -> str:
    """As XML, and as text whatever its first sign is: a cell of this type is never a formula."""
    text = UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return text.translate(ESCAPED)


def number(amount: int) -> str:
    whole, rest = divmod(abs(amount), SCALE)
    sign = "-" if amount < 0 else ""
    return f"{sign}{whole}.{rest:04d}" if rest else f"{sign}{whole}"
