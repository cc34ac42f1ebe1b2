"""Draws a form as a workbook to be filled in without a network: locked but for its yellow cells, checked while filled.

One unit gets its lines below each other; many units get a row each. Hidden beside the rows and above the columns stand
the keys by which `rules.workbooks.own` knows the workbook when it comes back.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from chungtay.rules.workbooks import Stamp

from .looks import Looks
from .words import LANGUAGES, WORDS, said

Cells = Mapping[str, int]  # by target, in ten-thousandths


@dataclass(frozen=True)
class PartRow:
    """A cell of a breakdown; its target is as `rules.workbooks.mapping` writes it."""

    target: str
    name: str


@dataclass(frozen=True)
class SplitRows:
    """A breakdown; `rest` is the target that holds what was not stated."""

    name: str
    is_base: bool
    parts: Sequence[PartRow]
    rest: str = ""


@dataclass(frozen=True)
class QuestionRow:
    """A line of the form. What is counted elsewhere is shown and not asked."""

    number: int
    name: str
    measure: str
    splits: Sequence[SplitRows] = ()
    decimals: int = 0
    heading: str = ""
    hint: str = ""
    condition: str = ""
    is_counted: bool = False

    @property
    def target(self) -> str:
        return f"{self.number}"


@dataclass(frozen=True)
class TextRow:
    """A question in words; it stands behind the line `after`."""

    key: str
    title: str
    after: int = 999
    hint: str = ""


@dataclass(frozen=True)
class UnitSheet:
    """One unit: what it has said so far, how exactly, what it said last time, its words."""

    key: str
    name: str
    cells: Cells = field(default_factory=dict)
    marks: Mapping[int, str] = field(default_factory=dict)  # line → nearly, about, over, not_applicable
    before: Cells = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FormBook:
    """The whole, in one language."""

    title: str
    language: str
    form: str  # its id
    first_on: date
    last_on: date
    due_on: date
    questions: Sequence[QuestionRow]
    texts: Sequence[TextRow]
    units: Sequence[UnitSheet]
    purpose: str = ""

    def said(self, name: str) -> str:
        return said(f"fill.{name}", self.language)

    def stamp(self, unit: str = "") -> Stamp:
        return Stamp(self.form, self.first_on, self.last_on, unit)

    @property
    def period(self) -> str:
        days = {"first": self.first_on, "last": self.last_on, "due": self.due_on}
        return self.said("period").format(**{name: f"{day:%d/%m/%Y}" for name, day in days.items()})


def form_workbook(book: FormBook) -> bytes:
    """The bytes of an .xlsx file."""
    from .many_units import draw_units
    from .one_unit import draw_unit

    assert book.units, "a workbook is made for somebody"
    held = io.BytesIO()
    kept = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    made = Workbook(held, kept)
    made.set_properties({"title": book.title})
    looks = Looks(made, book.language)
    if len(book.units) == 1:
        draw_unit(made.add_worksheet(book.said("report")), book, book.units[0], looks)
    else:
        draw_units(made.add_worksheet(book.said("units")), book, looks)
    _draw_guide(made.add_worksheet(said("how", book.language)), looks)
    made.close()
    return held.getvalue()


def _draw_guide(sheet: Worksheet, looks: Looks) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, len(LANGUAGES) - 1, 44)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for row, words in enumerate(WORDS["guide"].values()):
        for column, language in enumerate(LANGUAGES):
            sheet.write_string(row, column, words[language], looks.of("guide"))
    sheet.protect()
