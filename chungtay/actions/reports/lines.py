"""Answers to the questions of a report: what a page shows of them, what is wrong with them, and how they are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F, Prefetch
from django.utils import timezone

from chungtay.models import Activity, Breakdown, Cell, Line, Person, Question, Report
from chungtay.rules.ledger import Qualifier
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.reports import (
    Asked,
    LineState,
    ReportState,
    after,
    check_answer,
    check_asked,
    moves_of,
    reached_by,
)

from ..activities.feeding import set_feeding
from .reading import ActLine


@dataclass(frozen=True, kw_only=True)
class LineAnswer:
    """What a unit says to one question; amounts in ten-thousandths, cells by the slug of a combination."""

    state: LineState
    total: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    cells: Mapping[str, int] = field(default_factory=dict)
    activities: list[Activity] | None = None  # None: those behind the line stay as they are


READ = "_prefetched_objects_cache"  # where Django keeps what was read ahead


def lines_of(report: Report, person: Person, today: date) -> list[Line]:
    """The lines in the order of the form, with all that a page shows of them to this person."""
    linked = Activity.objects.visible_to(person, today).prefetch_related("attendances")
    found = report.lines.select_related(
        "question__indicator", "source", "report__form__agreement", "report__place"
    )
    beside = ("question__of_which", "cells", Prefetch("activities", linked), "corrections")
    lines = list(found.prefetch_related(*beside))
    _share_breakdowns(lines)
    return lines


def _share_breakdowns(lines: Sequence[Line]) -> None:
    """Sixty lines are broken down by the same few lists: each is read once, and stands behind all of them."""
    by = {
        one
        for line in lines
        for one in (line.question.base_id, *(b.pk for b in line.question.of_which.all()))
    }
    known = Breakdown.objects.prefetch_related("dimensions", "combinations__categories").in_bulk(by)
    cells = {cell.pk: cell for one in known.values() for cell in one.combinations.all()}
    for line in lines:
        line.question.base = known[line.question.base_id]
        for one in line.question.of_which.all():
            vars(one)[READ] = vars(known[one.pk])[READ]
        for cell in line.cells.all():
            if cell.combination_id in cells:
                cell.combination = cells[cell.combination_id]


def asked_by(question: Question) -> list[Asked]:
    """What the form asks for beside the total: the base first, then each "of which"."""
    return [
        Asked(one.slug, tuple(cell.slug for cell in one.combinations.all()), one == question.base)
        for one in (question.base, *question.of_which.all())
    ]


def check_answers(answers: Mapping[int, tuple[list[Asked], LineAnswer]]) -> None:
    """Every mistake of every line at once."""
    messages = [
        message for number, (asked, answer) in answers.items() for message in _wrong(number, asked, answer)
    ]
    if messages:
        raise RuleBroken(messages)


def check_given(lines: Mapping[int, ActLine], answers: Mapping[int, LineAnswer]) -> None:
    """The same, of answers that may name anything: questions and cells that the form does not know."""
    messages = []
    for number, answer in answers.items():
        if number not in lines:
            messages.append(Message("The form has no question %(number)s.", {"number": number}, f"{number}"))
            continue
        asked, decimals = lines[number].asking.asked, lines[number].line.question.indicator.decimals
        strange = check_asked(number, total=answer.total, cells=answer.cells, asked=asked, decimals=decimals)
        messages += strange or _wrong(number, asked, answer)
    if messages:
        raise RuleBroken(messages)


def _wrong(number: int, asked: list[Asked], answer: LineAnswer) -> list[Message]:
    return check_answer(number, state=answer.state, total=answer.total, cells=answer.cells, asked=asked)


def keep(answers: Sequence[tuple[ActLine, LineAnswer]], *, by: Person, at: datetime) -> None:
    """What is said now stands instead of what was said before."""
    had_cells = [one.line.pk for one, _ in answers if one.cells]
    cells = []
    for one, answer in answers:
        line = one.line
        line.state, line.total, line.qualifier = answer.state, answer.total, answer.qualifier
        cells += [
            Cell(line=line, combination=one.asking.combinations[slug], amount=amount)
            for slug, amount in answer.cells.items()
        ]
        one.cells = dict(answer.cells)
    _save([one.line for one, _ in answers])
    if had_cells:
        Cell.objects.filter(line__in=had_cells).delete()
    Cell.objects.bulk_create(cells)
    _link(answers, by, at)


def move(report: Report, step: str, **more: Any) -> None:
    """Decided on what stands in the database now: of two clicks at once only one moves the report."""
    moves, reached = moves_of(step), reached_by(step)
    state = F("state") if reached is None else reached
    if not Report.objects.filter(pk=report.pk, state__in=moves).update(state=state, **more):
        after(ReportState(Report.objects.values_list("state", flat=True).get(pk=report.pk)), step)


def _save(lines: list[Line]) -> None:
    if len(lines) == 1:
        lines[0].save(update_fields=["state", "total", "qualifier"])
    elif lines:
        Line.objects.bulk_update(lines, ["state", "total", "qualifier"])


def _link(answers: Sequence[tuple[ActLine, LineAnswer]], by: Person, at: datetime) -> None:
    for one, answer in answers:
        if answer.activities is not None and (answer.activities or one.has_links):
            # Whoever cannot see a link does not undo it by saving.
            seen = Activity.objects.visible_to(by, timezone.localdate(at))
            set_feeding(one.line, [*answer.activities, *one.line.activities.exclude(pk__in=seen)])
