"""The lines of reports as acts need them: what the form asks, what is answered, and how an answer is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, F, OuterRef, Prefetch, QuerySet, Value
from django.utils import timezone

from chungtay.models import Activity, Breakdown, Cell, Combination, Line, Person, Question, Report
from chungtay.rules.ledger import Qualifier
from chungtay.rules.messages import RuleBroken
from chungtay.rules.reports import Asked, LineState, ReportState, after, check_answer, moves_of


@dataclass(frozen=True, kw_only=True)
class LineAnswer:
    """What a unit says to one question; amounts in ten-thousandths, cells by the slug of a combination."""

    state: LineState
    total: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    cells: Mapping[str, int] = field(default_factory=dict)
    activities: list[Activity] = field(default_factory=list)


@dataclass
class Asking:
    """What a question asks beside the total: its breakdowns, the base first, each with its combinations."""

    breakdowns: dict[tuple[bool, str], list[Combination]] = field(default_factory=dict)

    @cached_property
    def asked(self) -> list[Asked]:
        return [
            Asked(slug, tuple(cell.slug for cell in cells), not is_other)
            for (is_other, slug), cells in self.breakdowns.items()
        ]

    @cached_property
    def combinations(self) -> dict[str, Combination]:
        return {cell.slug: cell for cells in self.breakdowns.values() for cell in cells}

    @cached_property
    def slugs(self) -> dict[UUID, str]:
        return {cell.pk: slug for slug, cell in self.combinations.items()}


@dataclass
class ActLine:
    """A line with what its question asks and what its cells say, read once for a whole act."""

    line: Line
    asking: Asking
    cells: dict[str, int]


def lines_of(report: Report, person: Person, today: date) -> list[Line]:
    """The lines in the order of the form, with all that a page shows of them to this person."""
    linked = Activity.objects.visible_to(person, today).prefetch_related("attendances")
    return list(
        _lines([report])
        .select_related("question__base", "source", "report__form__agreement", "report__place")
        .prefetch_related(
            "question__base__dimensions",
            "question__base__combinations__categories",
            "question__of_which__dimensions",
            "question__of_which__combinations__categories",
            "cells__combination__categories",
            Prefetch("activities", linked),
            "corrections",
        )
    )


def act_lines(reports: Iterable[Report]) -> list[ActLine]:
    """The lines of these reports, report after report; as many queries for a hundred as for one."""
    held = {report.pk: report for report in reports}
    asking = asking_of({report.form_id for report in held.values()})
    found: dict[UUID, list[ActLine]] = {key: [] for key in held}
    by_key: dict[UUID, ActLine] = {}
    for line in _lines(list(held.values())):
        line.report = held[line.report_id]
        by_key[line.pk] = ActLine(line, asking[line.question_id], {})
        found[line.report_id].append(by_key[line.pk])
    written = Cell.objects.filter(line__report__in=held).values_list("line_id", "combination_id", "amount")
    for key, combination, amount in written:
        one = by_key[key]
        one.cells[one.asking.slugs[combination]] = amount
    return [line for lines in found.values() for line in lines]


def asking_of(forms: Iterable[UUID]) -> dict[UUID, Asking]:
    """What the questions of these forms ask, by question; one query."""
    of_forms = Question.objects.filter(form__in=forms).order_by()
    rows = _combinations(of_forms, "base", is_other=False).union(
        _combinations(of_forms, "of_which", is_other=True), all=True
    )
    found: dict[UUID, Asking] = {}
    for question, is_other, breakdown, slug, _, key, cell in sorted(rows, key=lambda row: row[1:6]):
        asking = found.setdefault(question, Asking())
        combination = Combination(pk=key, slug=cell, breakdown=Breakdown(pk=breakdown, slug=slug))
        asking.breakdowns.setdefault((bool(is_other), slug), []).append(combination)
    return found


def asked_by(question: Question) -> list[Asked]:
    """What the form asks for beside the total: the base first, then each "of which"."""
    return [
        Asked(one.slug, tuple(cell.slug for cell in one.combinations.all()), one == question.base)
        for one in (question.base, *question.of_which.all())
    ]


def check_answers(answers: Mapping[int, tuple[list[Asked], LineAnswer]]) -> None:
    """Every mistake of every line at once."""
    messages = []
    for number, (asked, answer) in answers.items():
        known = {cell for one in asked for cell in one.combinations}
        assert answer.cells.keys() <= known, f"question {number} does not ask for {set(answer.cells) - known}"
        messages += check_answer(
            number, state=answer.state, total=answer.total, cells=answer.cells, asked=asked
        )
    if messages:
        raise RuleBroken(messages)


def keep(answers: Sequence[tuple[ActLine, LineAnswer]], *, by: Person, at: datetime) -> None:
    """What is said now stands instead of what was said before."""
    lines = [one.line for one, _ in answers]
    cells, has_cells = [], [one.line.pk for one, _ in answers if one.cells]
    for one, answer in answers:
        line = one.line
        line.state, line.total, line.qualifier = answer.state, answer.total, answer.qualifier
        cells += [
            Cell(line=line, combination=one.asking.combinations[slug], amount=amount)
            for slug, amount in answer.cells.items()
        ]
        one.cells = dict(answer.cells)
    _save(lines)
    if has_cells:
        Cell.objects.filter(line__in=has_cells).delete()
    Cell.objects.bulk_create(cells)
    _link(answers, by, at)


def move(report: Report, step: str, **more: Any) -> None:
    """Decided on what stands in the database now: of two clicks at once only one moves the report."""
    moves = moves_of(step)
    told = {"state": next(iter(moves.values()))} if len(set(moves.values())) == 1 else {"state": F("state")}
    if Report.objects.filter(pk=report.pk, state__in=moves).update(**told, **more):
        return
    after(ReportState(Report.objects.values_list("state", flat=True).get(pk=report.pk)), step)
    move(report, step, **more)  # it came into such a state a moment ago


def _lines(reports: Sequence[Report]) -> QuerySet[Line]:
    links = Line.activities.through.objects.filter(line=OuterRef("pk"))
    return Line.objects.filter(report__in=reports).select_related("question__indicator").annotate(
        has_links=Exists(links)
    )  # fmt: skip


def _combinations(questions: QuerySet[Question], path: str, *, is_other: bool) -> QuerySet[Any, Any]:
    return questions.exclude(**{path: None}).values_list(
        "pk", Value(is_other, BooleanField()), f"{path}__pk", f"{path}__slug",
        f"{path}__combinations__position", f"{path}__combinations__pk", f"{path}__combinations__slug",
    )  # fmt: skip


def _save(lines: list[Line]) -> None:
    if len(lines) == 1:
        lines[0].save(update_fields=["state", "total", "qualifier"])
    elif lines:
        Line.objects.bulk_update(lines, ["state", "total", "qualifier"])


def _link(answers: Sequence[tuple[ActLine, LineAnswer]], by: Person, at: datetime) -> None:
    for one, answer in answers:
        if answer.activities or one.line.has_links:  # type: ignore[attr-defined]
            # Whoever cannot see a link does not undo it by saving.
            seen = Activity.objects.visible_to(by, timezone.localdate(at))
            one.line.activities.set([*answer.activities, *one.line.activities.exclude(pk__in=seen)])
