"""Draws one sheet for many units: a row each, lines and their parts side by side, sums below."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from chungtay.rules.amounts import SCALE, amount_text

from .forms import FormBook, QuestionRow, SplitRows, UnitSheet
from .looks import Looks, height
from .one_unit import LARGEST
from .words import said

KEY, NUMBER, NAME, VALUES = range(4)
HEADS = 3  # rows: the line, the breakdown, the part
TITLES = 5  # rows above the heads, the keys among them


@dataclass(frozen=True)
class Column:
    """One column of figures."""

    target: str
    question: QuestionRow
    split: SplitRows | None = None


def draw_units(sheet: Worksheet, book: FormBook, looks: Looks) -> None:
    drawing = UnitsDrawing(sheet, book, looks)
    drawing.head()
    drawing.rows()
    drawing.close()


class UnitsDrawing:
    """One sheet while it is drawn."""

    def __init__(self, sheet: Worksheet, book: FormBook, looks: Looks) -> None:
        self.sheet, self.book, self.looks = sheet, book, looks
        self.columns = [
            column
            for question in book.questions
            for column in (
                Column(question.target, question),
                *(Column(part.target, question, split) for split in question.splits for part in split.parts),
            )
        ]
        self.first = TITLES + HEADS
        self.last = self.first + len(book.units) - 1
        self.texts = [*((text.key, text.title) for text in book.texts), ("note", book.said("note"))]
        self.end = VALUES + len(self.columns)

    def head(self) -> None:
        sheet, book, of = self.sheet, self.book, self.looks.of
        sheet.set_column(KEY, KEY, 2, None, {"hidden": True})
        sheet.set_column(NUMBER, NUMBER, 5)
        sheet.set_column(NAME, NAME, 32)
        sheet.set_column(VALUES, self.end - 1, 12)
        sheet.set_column(self.end, self.end + len(self.texts) - 1, 30)
        sheet.write_string(0, KEY, book.stamp().written(), of("key"))
        for at, column in enumerate(self.columns, VALUES):
            if not column.question.is_counted:
                sheet.write_string(0, at, column.target, of("key"))
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.write_string(1, NUMBER, book.title, of("heading_alone"))
        sheet.set_row(1, 24)
        for row, words in enumerate((book.period, book.said("how_many")), 2):
            sheet.write_string(row, NUMBER, words, self.looks.of("plain"))
        for at, words in ((NUMBER, book.said("number")), (NAME, book.said("unit"))):
            sheet.merge_range(TITLES, at, self.first - 1, at, words, of("head"))
        for question in book.questions:
            self._question_head(question)
        for at, (key, title) in enumerate(self.texts, self.end):
            sheet.write_string(0, at, key, of("key"))
            sheet.merge_range(TITLES, at, self.first - 1, at, title, of("head"))
        for row, points in enumerate((54, 40, 40), TITLES):
            sheet.set_row(row, points)
        sheet.freeze_panes(self.first, VALUES)

    def rows(self) -> None:
        for row, unit in enumerate(self.book.units, self.first):
            self.sheet.write_string(row, KEY, unit.key, self.looks.of("key"))
            self.sheet.write_number(row, NUMBER, row - self.first + 1, self.looks.of("centre"))
            self.sheet.write_string(row, NAME, unit.name, self.looks.of("label"))
            self.sheet.set_row(row, max(height(words, 32) for words in (unit.name, *unit.texts.values())))
            for at, column in enumerate(self.columns, VALUES):
                self._cell(row, at, column, unit)
            for at, (key, _) in enumerate(self.texts, self.end):
                self.sheet.write_string(row, at, unit.texts.get(key, ""), self.looks.of("words"))
        self._sums()

    def close(self) -> None:
        sheet = self.sheet
        for at, column in enumerate(self.columns, VALUES):
            if not column.question.is_counted:
                self._validate(at, column)
        for question in self.book.questions:
            for split in question.splits:
                self._mark_wrong(question, split)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(TITLES, self.first - 1)
        sheet.set_footer("&C&P/&N")
        sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True, "sort": True})

    def _question_head(self, question: QuestionRow) -> None:
        of, top = self.looks.of("head"), TITLES
        at = self._at(question.target)
        width = 1 + sum(len(split.parts) for split in question.splits)
        name = f"{question.number}. {question.name} ({question.measure})"
        if question.is_counted:
            name += f"\n{self.book.said('counted')}"
        if width == 1:
            self.sheet.merge_range(top, at, self.first - 1, at, name, of)
            self.sheet.set_column(at, at, 16)
            return
        self.sheet.merge_range(top, at, top, at + width - 1, name, of)
        self.sheet.merge_range(top + 1, at, top + 2, at, said("total", self.book.language), of)
        for split in question.splits:
            label = self.book.said("base" if split.is_base else "of_which").format(name=split.name)
            first = self._at(split.parts[0].target)
            if len(split.parts) == 1:
                self.sheet.write_string(top + 1, first, label, of)
            else:
                self.sheet.merge_range(top + 1, first, top + 1, first + len(split.parts) - 1, label, of)
            for part in split.parts:
                self.sheet.write_string(top + 2, self._at(part.target), part.name, of)

    def _cell(self, row: int, at: int, column: Column, unit: UnitSheet) -> None:
        question = column.question
        look = self.looks.of("counted" if question.is_counted else "figure", question.decimals)
        amount = unit.cells.get(column.target)
        mark = unit.marks.get(question.number, "") if column.split is None else ""
        if mark == "not_applicable":
            self.sheet.write_string(row, at, "x", look)
        elif amount is None:
            self.sheet.write_blank(row, at, None, look)
        elif mark in ("nearly", "about", "over"):
            word = said(f"exactness.{mark}", self.book.language).lower()
            self.sheet.write_string(row, at, f"{word} {amount_text(amount, self.book.language)}", look)
        else:
            self.sheet.write_number(row, at, amount / SCALE, look)

    def _sums(self) -> None:
        row, of = self.last + 1, self.looks.of
        self.sheet.write_blank(row, NUMBER, None, of("sum_label"))
        self.sheet.write_string(row, NAME, self.book.said("sum"), of("sum_label"))
        for at, column in enumerate(self.columns, VALUES):
            amounts = [unit.cells.get(column.target, 0) for unit in self.book.units]
            cells = xl_range(self.first, at, self.last, at)
            look = of("sum", column.question.decimals)
            self.sheet.write_formula(row, at, f"=SUM({cells})", look, sum(amounts) / SCALE)

    def _validate(self, at: int, column: Column) -> None:
        """A number, or after a question a word: `x`, "gần 1.000"."""
        told = self.book.said("numbers_or_words")
        self.sheet.data_validation(self.first, at, self.last, at, {
            "validate": "decimal" if column.question.decimals else "integer", "criteria": "between", "minimum": 0,
            "maximum": LARGEST, "error_type": "warning", "error_title": column.question.name[:32],
            "error_message": told[:255],
        })  # fmt: skip

    def _mark_wrong(self, question: QuestionRow, split: SplitRows) -> None:
        """The total turns red where its parts are more than it."""
        at, first, last = (
            self._at(one) for one in (question.target, split.parts[0].target, split.parts[-1].target)
        )
        whole, left, right = (xl_rowcol_to_cell(self.first, one, col_abs=True) for one in (at, first, last))
        parts = f"{left}:{right}"
        rule = f"=AND(ISNUMBER({whole}),SUM({parts})>{whole})"
        told = {"type": "formula", "criteria": rule, "format": self.looks.of("wrong_cell")}
        self.sheet.conditional_format(self.first, at, self.last, at, told)

    def _at(self, target: str) -> int:
        return VALUES + next(at for at, column in enumerate(self.columns) if column.target == target)
