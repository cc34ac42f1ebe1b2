"""What workbooks say, in the words of the page: lines and parts of a form, answers before and after, cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language, gettext, pgettext

from chungtay.answers.sentences import said
from chungtay.answers.workbooks import NOTE, remark_of, said_names
from chungtay.answers.workbooks.known import is_counted, questions_of
from chungtay.models import Form, Question
from chungtay.rules.ledger import Qualifier
from chungtay.rules.reports import LineState
from chungtay.rules.workbooks import target_of
from chungtay.screens.amounts import written
from chungtay.screens.tags import said_plain

Choice = tuple[str, Any]


class Targets:
    """The lines of a form and their parts, as a page offers them."""

    def __init__(self, form: Form) -> None:
        language = (get_language() or "vi")[:2]
        self.questions = list(questions_of(form))
        self.parts = {
            cell.slug: said_names(cell, language)
            for question in self.questions
            for breakdown in (question.base, *question.of_which.all())
            for cell in breakdown.combinations.all()
            if cell.slug
        }
        self.breakdowns = {
            breakdown.slug: " × ".join(
                said_plain(dimension, "name") for dimension in breakdown.dimensions.all()
            )
            for question in self.questions
            for breakdown in (question.base, *question.of_which.all())
        }
        self.lines = {one.number: said_plain(one.indicator, "name") for one in self.questions}
        self.texts = {
            f"w{one.number}": said_plain(one, "title") for one in form.narrative_questions.all()
        } | {NOTE: gettext("Words to go with the figures")}

    def of_lines(self) -> list[Choice]:
        """Grouped by line: the whole and each part."""
        return [
            (f"{one.number}. {self.lines[one.number]}", self._of(one))
            for one in self.questions
            if not is_counted(one)
        ]

    def of_columns(self) -> list[Choice]:
        rows = [
            ("@unit", pgettext("column", "The unit")),
            ("@line", pgettext("column", "The line of the form")),
            ("@part", pgettext("column", "The part of the line")),
        ]
        beside = [("=", gettext("The figure of the row’s line")), ("~", gettext("How exact the figure is"))]
        parts = [(f".{slug}", name) for slug, name in self.parts.items()]
        return [
            ("", gettext("Leave out")),
            (gettext("What the row speaks of"), rows),
            *self.of_lines(),
            (gettext("Where each row is a line of the form"), [*beside, *parts]),
        ]

    def _of(self, question: Question) -> list[Choice]:
        slugs = [
            cell.slug
            for breakdown in (question.base, *question.of_which.all())
            for cell in breakdown.combinations.all()
            if cell.slug
        ]
        in_all = pgettext("of a line", "in all")
        whole = (target_of(question.number), f"{self.lines[question.number]}: {in_all}")
        return [
            whole,
            *((target_of(question.number, slug), self.parts[slug]) for slug in dict.fromkeys(slugs)),
        ]


@dataclass(frozen=True)
class ChangeRow:
    """One line of one unit, before and after."""

    unit: str
    line: str
    before: str
    after: str


@dataclass(frozen=True)
class CellRow:
    """A cell and what is said of it."""

    cell: str
    words: str


def change_rows(preview: dict[str, Any], targets: Targets) -> list[ChangeRow]:
    figures = [
        ChangeRow(
            unit,
            f"{number}. {targets.lines.get(number, '')}",
            _answer(before, targets),
            _answer(after, targets),
        )
        for unit, number, before, after in preview["changes"]
    ]
    words = [
        ChangeRow(unit, targets.texts.get(name, name), "", text) for unit, name, text in preview["texts"]
    ]
    return figures + words


def cell_rows(kept: Sequence[Sequence[Any]], targets: Targets, *, many_sheets: bool) -> list[CellRow]:
    found = []
    for one in map(remark_of, kept):
        sheet = one.sheet if many_sheets or not one.at else ""
        values = dict(one.message.values)
        if "breakdown" in values:
            values["breakdown"] = targets.breakdowns.get(values["breakdown"], values["breakdown"])
        words = said(replace(one.message, values=values))
        found.append(CellRow(" ".join(filter(None, (sheet, one.at))), words))
    return found


def _answer(told: Sequence[Any], targets: Targets) -> str:
    state, total, qualifier, cells = told
    if state == LineState.NOT_APPLICABLE:
        return gettext("not applicable")
    if total is None:
        return gettext("not reported")
    parts = "; ".join(f"{targets.parts.get(slug, slug)} {written(amount)}" for slug, amount in cells.items())
    figure = written(total)
    exact = {
        Qualifier.NEARLY: pgettext("before a number", "nearly"),
        Qualifier.ABOUT: pgettext("before a number", "about"),
        Qualifier.OVER: pgettext("before a number", "over"),
    }.get(Qualifier(qualifier), "")
    return " ".join(filter(None, (exact, figure, f"({parts})" if parts else "")))
