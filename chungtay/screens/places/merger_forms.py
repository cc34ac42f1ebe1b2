"""What is typed of a merger: its day, its resolution, and rows; or all of them in one file of commas.

Rows are kept under the numbers of a spreadsheet, the heads being row 1, as the rules of mergers name them; whoever
types into the page counts from 1.
"""

import csv
from collections.abc import Iterable
from dataclasses import replace
from io import StringIO
from typing import Any, Self

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.actions.places import read_merger
from chungtay.answers.sentences import said
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.places import Merger
from chungtay.screens.fields import DayField

HEADS = ("day", "instrument", "old", "new", "name", "kind", "parent", "share", "basis")
CELLS = HEADS[2:]
FIRST_ROW, USUAL, MORE, MOST = 2, 6, 6, 120  # rows; what is longer comes as a file and goes as one
LARGEST = 2_000_000  # bytes of a file


class MergerForm(forms.Form):
    """Cells are named by row and head, `3.share`, as the rules name what is wrong."""

    on = DayField(label=_("It takes force on"), required=False)
    instrument = forms.CharField(label=_("By which resolution"), max_length=300, required=False)
    file = forms.FileField(
        label=_("Or a CSV file"), required=False, max_length=300,
        help_text=_(
            "Heads: day (it takes force), instrument (resolution), old (old code), new (new code), name (of the "
            "new unit), kind (of unit), parent (code of the unit in which it lies), share (in percent), basis (of "
            "the share)."
        ),
        widget=forms.ClearableFileInput({"accept": ".csv,text/csv"}),
    )  # fmt: skip

    def __init__(self, typed: Any = None, files: Any = None, *, asked: bool = False, rows: int = 0) -> None:
        """`asked`: whether it is to be judged; else what was typed is only shown again."""
        shown = {name: value for name, value in typed.items() if name != "file"} if typed else {}
        if typed is not None and not asked:
            super().__init__(initial=shown, label_suffix="")
        else:
            super().__init__(typed, files, label_suffix="")
        self.heads = [HEAD_WORDS[name] for name in CELLS]
        self.count = rows or self._count(shown)
        for number in range(FIRST_ROW, FIRST_ROW + self.count):
            for name in CELLS:
                heard = f"{shown_row(number)}. {HEAD_WORDS[name]}"
                self.fields[f"{number}.{name}"] = forms.CharField(
                    required=False, max_length=300, label=HEAD_WORDS[name],
                    widget=forms.TextInput({"aria-label": heard, "autocomplete": "off"}),
                )  # fmt: skip

    def _count(self, shown: dict[str, Any]) -> int:
        told = str(shown.get("rows", ""))
        count = int(told) if told.isdecimal() and len(told) < 4 else USUAL
        return min(max(count, 1) + (MORE if "more" in shown else 0), MOST)

    @classmethod
    def of(cls, merger: Merger) -> Self:
        """The same merger, to be changed."""
        cells = {
            f"{row.number}.{name}": value
            for row in merger.rows
            for name, value in zip(CELLS, row_cells(row), strict=True)
        }
        last = max((row.number for row in merger.rows), default=FIRST_ROW)
        told = {"on": DayField().prepare_value(merger.on), "instrument": merger.instrument, **cells}
        return cls(told, rows=min(max(last - FIRST_ROW + 1, USUAL), MOST))

    @property
    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        numbers = range(FIRST_ROW, FIRST_ROW + self.count)
        return [(number, [self[f"{number}.{name}"] for name in CELLS]) for number in numbers]

    @property
    def has_faults(self) -> bool:
        return bool(self._errors)  # type: ignore[attr-defined]

    def merger(self) -> Merger | None:
        """None where it cannot be read; the form then says why, row by row."""
        if not self.is_valid():
            return None
        try:
            return read_merger(self._text())
        except RuleBroken as problem:
            is_typed = not self.cleaned_data["file"]
            put_faults(self, map(as_shown, problem.messages) if is_typed else problem.messages)
        except UnicodeDecodeError:
            self.add_error("file", gettext("This file is not in UTF-8. Save it as “CSV UTF-8”."))
        return None

    def _text(self) -> str:
        file = self.cleaned_data["file"]
        if file:
            if file.size > LARGEST:
                raise RuleBroken(Message("%(name)s is larger than 2 MB.", {"name": file.name}, "file"))
            return str(file.read().decode("utf-8-sig"))
        told = self.cleaned_data
        on = told["on"].isoformat() if told["on"] else ""
        cells = [[told[f"{number}.{name}"].strip() for name in CELLS] for number, _ in self.rows]
        return text_of([on, told["instrument"], *row] if any(row) else [] for row in cells)


class TableForm(forms.Form):
    """The table that was looked at, sent back as it was."""

    table = forms.CharField(max_length=LARGEST, strip=False, widget=forms.HiddenInput)

    def merger(self) -> Merger | None:
        if not self.is_valid():
            return None
        try:
            return read_merger(self.cleaned_data["table"])
        except RuleBroken as problem:
            put_faults(self, problem.messages)
            return None


HEAD_WORDS = {
    "old": _("Old code"),
    "new": _("New code"),
    "name": _("Name of the new unit"),
    "kind": _("Kind of unit"),
    "parent": _("Lies in (code)"),
    "share": _("Share, %"),
    "basis": _("Share worked out by"),
}
OF_ALL = {"day": "on", "instrument": "instrument"}  # what every row repeats stands once in the form


def shown_row(number: int) -> int:
    return number - FIRST_ROW + 1


def as_shown(fault: Message) -> Message:
    """The same fault with the numbers of rows that stand in the page."""
    rows: dict[str, Any] = {
        name: shown_row(fault.values[name]) for name in ("row", "other", "first") if name in fault.values
    }
    return replace(fault, values={**fault.values, **rows})


def put_faults(form: Any, faults: Iterable[Message]) -> Any:
    """Each at its cell where the form has one; else on top."""
    if form._errors is None:
        form._errors = ErrorDict()
        form.cleaned_data = {}
    for fault in faults:
        head = fault.where.rpartition(".")[2]
        where = OF_ALL.get(head, fault.where)
        form.add_error(where if where in form.fields else None, said(fault))
    return form


def table_of(merger: Merger) -> str:
    """As a file of commas; rows keep their numbers."""
    held = {row.number: row for row in merger.rows}
    told = (
        [merger.on.isoformat(), merger.instrument, *row_cells(held[number])] if number in held else []
        for number in range(FIRST_ROW, max(held) + 1)
    )
    return text_of(told)


def row_cells(row: Any) -> list[str]:
    share = "" if row.share is None else f"{row.share // 100}.{row.share % 100:02}"
    return [row.old, row.new, row.name, row.kind, row.parent, share, row.basis]


def text_of(rows: Iterable[list[str]]) -> str:
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(HEADS)
    for row in rows:
        table.writerow(row)
    return text.getvalue()
