"""A form as a workbook: for one unit its lines below each other, for many a row each, with what was said so far."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chungtay.models import Breakdown, Combination, Line, NarrativeAnswer, Person, Question, Report
from chungtay.papers.workbooks import FormBook, PartRow, QuestionRow, SplitRows, TextRow, UnitSheet
from chungtay.rules.ledger import Qualifier
from chungtay.rules.reports import LineState, is_rest
from chungtay.rules.workbooks import target_of

from ..reports import previous_lines
from .known import is_counted, questions_of

NOTE = "note"


def form_book(reports: Sequence[Report], person: Person, today: date, language: str) -> FormBook:
    """Of reports of one round that the person may write."""
    first = reports[0]
    form = first.form
    said = said_so_far(reports)
    before = {str(first.pk): _before(first)} if len(reports) == 1 else {}
    units = [
        UnitSheet(
            str(report.pk),
            _name(report, language, alone=len(reports) == 1),
            said[report.pk].cells,
            said[report.pk].marks,
            before.get(str(report.pk), {}),
            said[report.pk].texts,
        )
        for report in reports
    ]
    return FormBook(
        title=form.said("name", language),
        purpose=form.said("purpose", language),
        language=language,
        form=str(form.pk),
        first_on=first.first_on,
        last_on=first.last_on,
        due_on=max(report.due_on for report in reports),
        questions=[_question(question, language) for question in questions_of(form)],
        texts=[
            TextRow(f"w{one.number}", one.said("title", language), one.after, one.said("hint", language))
            for one in form.narrative_questions.all()
        ],
        units=units,
    )


class SaidSoFar:
    """What a report holds: amounts by target, how exact a line is, words."""

    def __init__(self, note: str = "") -> None:
        self.cells: dict[str, int] = {}
        self.marks: dict[int, str] = {}
        self.texts: dict[str, str] = {NOTE: note} if note else {}


def said_so_far(reports: Sequence[Report]) -> dict[UUID, SaidSoFar]:
    found = defaultdict(SaidSoFar, {report.pk: SaidSoFar(report.note) for report in reports})
    lines = Line.objects.filter(report__in=reports).order_by()
    for report, number, state, total, qualifier in lines.values_list(
        "report", "question__number", "state", "total", "qualifier"
    ):
        if state == LineState.NOT_APPLICABLE:
            found[report].marks[number] = state
        elif total is not None:
            found[report].cells[target_of(number)] = total
            if qualifier != Qualifier.EXACT:
                found[report].marks[number] = qualifier
    cells = lines.exclude(cells=None).values_list(
        "report", "question__number", "cells__combination__slug", "cells__amount"
    )
    for report, number, slug, amount in cells:
        found[report].cells[target_of(number, slug)] = amount
    for report, number, text in NarrativeAnswer.objects.filter(report__in=reports).values_list(
        "report", "question__number", "text"
    ):
        found[report].texts[f"w{number}"] = text
    return found


def said_names(cell: Combination, language: str) -> str:
    return " · ".join(category.said("name", language) for category in cell.categories.all())


def _question(question: Question, language: str) -> QuestionRow:
    indicator = question.indicator
    breakdowns = [(question.base, True), *((one, False) for one in question.of_which.all())]
    splits = [_split(question, one, is_base, language) for one, is_base in breakdowns]
    return QuestionRow(
        number=question.number,
        name=indicator.said("name", language),
        measure=indicator.said("measure", language),
        splits=[split for split in splits if split.parts],
        decimals=indicator.decimals,
        heading=question.said("heading", language),
        hint=question.said("hint", language),
        condition=question.condition,
        is_counted=is_counted(question),
    )


def _split(question: Question, breakdown: Breakdown, is_base: bool, language: str) -> SplitRows:
    """An "of which" needs no cell for what was not stated: it never has to add up."""
    cells = [
        cell for cell in breakdown.combinations.all() if cell.slug and (is_base or not is_rest(cell.slug))
    ]
    parts = [PartRow(target_of(question.number, cell.slug), said_names(cell, language)) for cell in cells]
    rest = next((target_of(question.number, cell.slug) for cell in cells if is_rest(cell.slug)), "")
    name = " × ".join(dimension.said("name", language).lower() for dimension in breakdown.dimensions.all())
    return SplitRows(name, is_base, parts, rest)


def _before(report: Report) -> dict[str, int]:
    """What the unit said of the same indicators last time."""
    numbers = dict(report.form.questions.values_list("indicator", "number"))
    lines = previous_lines(report)
    return {
        target_of(numbers[key]): line.total
        for key, line in lines.items()
        if key in numbers and line.total is not None
    }


def _name(report: Report, language: str, *, alone: bool) -> str:
    """The body, and the place where its name does not say it."""
    holder, place = report.holder.said("name", language), report.place.said("name", language)
    if place.casefold() in holder.casefold():
        return holder
    return f"{holder} – {place}" if alone else f"{place} – {holder}"
