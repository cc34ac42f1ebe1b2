"""How a page says what changed in a report."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext

from chungtay.rules.reports import Change
from chungtay.screens.amounts import written

from .forms import QUALIFIERS, STATES, LineForm, ReportForm

LONGEST = 160  # letters of a text that are shown of it


@dataclass(frozen=True)
class Changed:
    """One row of the list of changes."""

    where: str  # the line on the page, for a link
    what: str
    before: str
    now: str


def change_words(changes: Iterable[Change], form: ReportForm) -> list[Changed]:
    lines = {line.number: line for line in form.lines}
    return [
        Changed(
            str(one.number) if one.part in ("state", "total", "qualifier", "cell", "forecast") else "",
            _name(one, lines.get(one.number), form),
            _value(one, one.before),
            _value(one, one.now),
        )
        for one in changes
    ]


def _name(change: Change, line: LineForm | None, form: ReportForm) -> str:
    if change.part == "note":
        return gettext("Words to go with the figures")
    if change.part == "words":
        titles = {one.question.number: one.question for one in form.words}
        return str(titles.get(change.number, ""))
    if change.part == "comment":
        return gettext("Why a check does not hold")
    name = f"{change.number}. {line.indicator}" if line else str(change.number)
    if change.part == "forecast":
        return f"{name}: {gettext('Expected for the year')}"
    return f"{name}: {_label(change.cell, line)}" if change.cell and line else name


def _label(cell: str, line: LineForm) -> str:
    boxes = (box for split in line.splits for box in split.boxes)
    return next((box.label for box in boxes if box.name == f"{line.number}.{cell}"), cell)


def _value(change: Change, value: Any) -> str:
    """Numbers as people there write them; an answer without a number by its word; nothing as what it is."""
    if isinstance(value, int):
        return written(value)
    named: dict[Any, Any] = {**dict(STATES), **dict(QUALIFIERS)}
    if value in named:
        return str(named[value])
    return str(value)[:LONGEST] if value else pgettext("in a list of changes", "empty")
