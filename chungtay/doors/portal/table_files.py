"""An open table as a file to take away, the same for readers of every language: CSV, XLSX and JSON.

A version never changes, so neither do its bytes. What a cell says is text or a number, and never runs.
"""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook

from chungtay.models.published import ResultTable
from chungtay.rules.published.dictionary import COLUMNS, DAYS, LANGUAGES, NUMBERS, dictionary, told

BYTE_ORDER_MARK = (
    "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Vietnamese letters fall apart in table programs
)
COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\n")
INERT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDE, NARROW = 32, 13


def as_csv(table: ResultTable) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(COLUMNS)
    for row in told(table.rows, table.names):
        writer.writerow([_cell(row[column]) for column in COLUMNS])
    return (BYTE_ORDER_MARK + held.getvalue()).encode()


def _cell(value: Any) -> str:
    """Numbers as they are, a text that a table program would take for a formula in quotes."""
    if value is None:
        return ""
    if isinstance(value, Decimal | int):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    return f"'{value}" if value.lstrip(" ").startswith(COMMANDS) else value


def as_json(table: ResultTable) -> bytes:
    """Amounts are texts, so that no reader loses a digit."""
    rows = [
        {name: format(value, "f") if isinstance(value, Decimal) else value for name, value in row.items()}
        for row in told(table.rows, table.names)
    ]
    whole = {**about(table), "dictionary": dictionary(), "rows": rows}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def about(table: ResultTable) -> dict[str, Any]:
    """What is said of a table beside its rows."""
    return {
        "programme": table.programme.slug,
        "table": table.slug,
        "version": table.version,
        "title": {"vi": table.title, "lo": table.title_lo, "en": table.title_en},
        "first_on": f"{table.first_on}",
        "last_on": f"{table.last_on}",
        "known_on": f"{table.known_on}",
        "map_on": f"{table.map_on}",
        "fingerprint": table.fingerprint,
        "least": table.least,
        "licence": table.licence,
        "licence_url": table.licence_url,
        "published_on": f"{table.published_at:%Y-%m-%d}",
    }


def as_xlsx(table: ResultTable) -> bytes:
    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True, **INERT})
    book.set_properties({"title": table.title, "created": table.published_at.replace(tzinfo=None)})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    number = book.add_format({"num_format": "#,##0.####"})
    whole = book.add_format({"num_format": "#,##0"})
    page = book.add_worksheet("data")
    for place, column in enumerate(COLUMNS):
        page.set_column(place, place, WIDE if column[-3:] in {f"_{one}" for one in LANGUAGES} else NARROW)
        page.write_string(0, place, column, head)
    for line, row in enumerate(told(table.rows, table.names), 1):
        for place, column in enumerate(COLUMNS):
            value = row[column]
            if value is None or value == "":
                continue
            if column in NUMBERS:
                page.write_number(line, place, float(value), whole if value == int(value) else number)
            elif column in DAYS:
                page.write_datetime(line, place, date.fromisoformat(value), day)
            else:
                page.write_string(line, place, value)
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, len(table.rows), len(COLUMNS) - 1)
    _explain(book, table, head)
    book.close()
    return held.getvalue()


def _explain(book: Workbook, table: ResultTable, head: Any) -> None:
    """The second sheet: what the columns hold, then what is to be known of the whole."""
    page = book.add_worksheet("dictionary")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 16)
    page.set_column(1, 3, 48)
    for place, name in enumerate(("column", *LANGUAGES)):
        page.write_string(0, place, name, head)
    for line, (column, said) in enumerate(COLUMNS.items(), 1):
        for place, text in enumerate((column, *(said[language] for language in LANGUAGES))):
            page.write_string(line, place, text, wrap)
    for line, (name, value) in enumerate(about(table).items(), len(COLUMNS) + 2):
        page.write_string(line, 0, name, head)
        texts = value.values() if isinstance(value, dict) else [str(value)]
        for place, text in enumerate(texts, 1):
            page.write_string(line, place, text, wrap)
