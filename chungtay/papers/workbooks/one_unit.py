"""Draws the sheet of one unit: its lines below each other, a figure each, parts under them, words between."""

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from chungtay.rules.amounts import SCALE
from chungtay.rules.workbooks.mapping import OF_ROW, QUALIFIER

from .forms import FormBook, QuestionRow, SplitRows, TextRow, UnitSheet
from .looks import Looks, height
from .words import said

KEY, NUMBER, NAME, MEASURE, FIGURE, EXACTNESS, CHECK, BEFORE = range(8)
WIDTHS = (2, 5, 50, 13, 15, 16, 26, 13)
EXACTNESSES = ("exact", "nearly", "about", "over", "not_applicable")
LARGEST = 10**15
TITLES = 5  # rows above the heads


def draw_unit(sheet: Worksheet, book: FormBook, unit: UnitSheet, looks: Looks) -> None:
    drawing = UnitDrawing(sheet, book, unit, looks)
    drawing.head()
    drawing.lines()
    drawing.close()


class UnitDrawing:
    """One sheet while it is drawn, from above."""

    def __init__(self, sheet: Worksheet, book: FormBook, unit: UnitSheet, looks: Looks) -> None:
        self.sheet, self.book, self.unit, self.looks = sheet, book, unit, looks
        self.row = TITLES

    def head(self) -> None:
        sheet, book, of = self.sheet, self.book, self.looks.of
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width, None, {"hidden": column == KEY})
        sheet.write_string(0, KEY, book.stamp(self.unit.key).written(), of("key"))
        sheet.write_string(0, FIGURE, OF_ROW, of("key"))
        sheet.write_string(0, EXACTNESS, QUALIFIER, of("key"))
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.merge_range(1, NUMBER, 1, BEFORE, self.unit.name, of("unit"))
        sheet.merge_range(2, NUMBER, 2, BEFORE, book.title, of("title"))
        sheet.set_row(2, height(book.title, 90, 20))
        told = "\n".join(filter(None, (book.period, book.purpose, book.said("how"))))
        sheet.merge_range(3, NUMBER, 3, BEFORE, told, of("quiet"))
        sheet.set_row(3, height(told, 125))
        names = ("number", "", "", "figure", "exactness", "check", "before")
        heads = [book.said(name) if name else "" for name in names]
        heads[1], heads[2] = said("indicator", book.language), said("measure", book.language)
        for column, head in enumerate(heads, NUMBER):
            sheet.write_string(4, column, head, of("head"))
        sheet.set_row(4, 24)
        sheet.freeze_panes(TITLES, 0)
        sheet.repeat_rows(4)

    def lines(self) -> None:
        for question in self.book.questions:
            self._texts(question.number - 1)
            if question.heading:
                self._across(question.heading, "heading")
            self._question(question)
        self._texts(None)
        self._text(TextRow("note", self.book.said("note")))

    def close(self) -> None:
        sheet = self.sheet
        wrong = {"type": "text", "criteria": "begins with", "value": "⚠", "format": self.looks.of("wrong")}
        sheet.conditional_format(TITLES, CHECK, self.row, CHECK, wrong)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P/&N")
        sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})

    def _question(self, question: QuestionRow) -> None:
        sheet, of, row = self.sheet, self.looks.of, self.row
        sheet.write_number(row, NUMBER, question.number, of("centre"))
        about = (
            [self.book.said("condition").format(condition=question.condition)] if question.condition else []
        )
        about += [self.book.said("counted")] if question.is_counted else []
        name = "\n".join((question.name, *about))
        if about:
            parts = (of("bold"), question.name, of("aside"), "\n" + "\n".join(about))
            sheet.write_rich_string(row, NAME, *parts, of("line"))
        else:
            sheet.write_string(row, NAME, name, of("line"))
        sheet.set_row(row, height(name, 46))
        sheet.write_string(row, MEASURE, question.measure, of("centre"))
        self._figure(question, question.target)
        if question.is_counted:
            sheet.write_blank(row, EXACTNESS, None, of("label"))
        else:
            self._exactness(question)
        sheet.write_formula(row, CHECK, self._total_check(question), of("check"), "")
        self.row += 1
        for split in question.splits:
            self._split(question, split, row)

    def _split(self, question: QuestionRow, split: SplitRows, total: int) -> None:
        head, of = self.row, self.looks.of
        name = self.book.said("base" if split.is_base else "of_which").format(name=split.name)
        self.row += 1
        for part in split.parts:
            self.sheet.write_blank(self.row, NUMBER, None, of("centre"))
            self.sheet.write_string(self.row, NAME, part.name, of("part"))
            self.sheet.set_row(self.row, height(part.name, 44))
            self.sheet.write_blank(self.row, MEASURE, None, of("centre"))
            self._figure(question, part.target)
            for column in (EXACTNESS, CHECK):
                self.sheet.write_blank(self.row, column, None, of("label"))
            self.row += 1
        for column in range(NUMBER, BEFORE + 1):
            self.sheet.write_blank(head, column, None, of("label"))
        self.sheet.write_string(head, NAME, name, of("split"))
        self.sheet.set_row(head, height(name, 48))
        if split.parts and not question.is_counted:
            check = self._split_check(split, head + 1, self.row - 1, total)
            self.sheet.write_formula(head, CHECK, check, of("check"), "")

    def _figure(self, question: QuestionRow, target: str) -> None:
        sheet, row, decimals = self.sheet, self.row, question.decimals
        sheet.write_string(row, KEY, target, self.looks.of("key"))
        look = self.looks.of("counted" if question.is_counted else "figure", decimals)
        if target in self.unit.cells:
            sheet.write_number(row, FIGURE, self.unit.cells[target] / SCALE, look)
        else:
            sheet.write_blank(row, FIGURE, None, look)
        if target in self.unit.before:
            sheet.write_number(
                row, BEFORE, self.unit.before[target] / SCALE, self.looks.of("before", decimals)
            )
        else:
            sheet.write_blank(row, BEFORE, None, self.looks.of("before"))
        if not question.is_counted:
            told = self.book.said("only_numbers" if decimals else "whole_numbers")
            sheet.data_validation(row, FIGURE, row, FIGURE, {
                "validate": "decimal" if decimals else "integer", "criteria": "between", "minimum": 0,
                "maximum": LARGEST, "error_title": question.name[:32], "error_message": told[:255],
                **({"input_title": question.name[:32], "input_message": question.hint[:255]} if question.hint else {}),
            })  # fmt: skip

    def _exactness(self, question: QuestionRow) -> None:
        words = [said(f"exactness.{name}", self.book.language) for name in EXACTNESSES]
        mark = self.unit.marks.get(question.number, "")
        word = words[EXACTNESSES.index(mark)] if mark in EXACTNESSES else ""
        self.sheet.write_string(self.row, EXACTNESS, word, self.looks.of("choice"))
        choose = self.book.said("choose")
        self.sheet.data_validation(
            self.row, EXACTNESS, self.row, EXACTNESS,
            {"validate": "list", "source": words, "error_title": choose[:32], "error_message": choose},
        )  # fmt: skip

    def _total_check(self, question: QuestionRow) -> str:
        figure, mark = xl_rowcol_to_cell(self.row, FIGURE), xl_rowcol_to_cell(self.row, EXACTNESS)
        none = quoted(said("exactness.not_applicable", self.book.language))
        return f'=IF(AND({mark}={none},{figure}<>""),{quoted(self.book.said("not_both"))},"")'

    def _split_check(self, split: SplitRows, first: int, last: int, total: int) -> str:
        whole = xl_rowcol_to_cell(total, FIGURE)
        parts = f"{xl_rowcol_to_cell(first, FIGURE)}:{xl_rowcol_to_cell(last, FIGURE)}"
        words = {
            name: quoted(self.book.said(name))
            for name in ("write_total", "too_many", "rest", "missing", "adds_up")
        }
        less = f"{words['rest' if split.rest else 'missing']}&({whole}-SUM({parts}))"
        fits = f"IF(SUM({parts})<{whole},{less},{words['adds_up']})" if split.is_base else '""'
        over = f"IF(SUM({parts})>{whole},{words['too_many']}&(SUM({parts})-{whole}),{fits})"
        return f'=IF(COUNT({parts})=0,"",IF({whole}="",{words["write_total"]},{over}))'

    def _texts(self, before: int | None) -> None:
        """Questions in words that stand behind a line; None for all that are left."""
        numbers = [question.number for question in self.book.questions]
        for text in self.book.texts:
            behind = text.after if text.after in numbers or (text.after == 0 and 1 in numbers) else None
            if behind == before:
                self._text(text)

    def _text(self, text: TextRow) -> None:
        sheet, of = self.sheet, self.looks.of
        sheet.write_string(self.row, KEY, text.key, of("key"))
        sheet.write_blank(self.row, NUMBER, None, of("centre"))
        sheet.write_string(self.row, NAME, "\n".join(filter(None, (text.title, text.hint))), of("line"))
        sheet.write_blank(self.row, MEASURE, None, of("centre"))
        words = self.unit.texts.get(text.key, "")
        sheet.merge_range(self.row, FIGURE, self.row, BEFORE, words, of("words"))
        sheet.set_row(self.row, max(90, height(words, 68)))
        self.row += 1

    def _across(self, words: str, look: str) -> None:
        self.sheet.merge_range(self.row, NUMBER, self.row, BEFORE, words, self.looks.of(look))
        self.sheet.set_row(self.row, height(words, 110))
        self.row += 1


def quoted(words: str) -> str:
    """A text inside a formula."""
    return '"' + words.replace('"', '""') + '"'
