"""What an officer needs beside a report: last period's figures, sessions to link, and how it came this far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.models import Activity, AuditLine, Line, Person, Report, Return
from chungtay.rules.reports import TOTAL, LineState, ReportState


def previous_lines(report: Report) -> dict[UUID, Line]:
    """The same unit's last approved answer before this period, by indicator."""
    before = Line.objects.filter(
        report__holder=report.holder_id,
        report__form__agreement=report.form.agreement_id,
        report__state=ReportState.APPROVED,
        report__last_on__lt=report.first_on,
        state=LineState.GIVEN,
    )
    lines = before.select_related("report", "question__indicator").order_by("report__last_on")
    return {line.question.indicator_id: line for line in lines}


def previous_values(report: Report, numbers: Mapping[object, int]) -> dict[tuple[int, str], int | None]:
    """The same under the lines of this form: `numbers` says which line counts which indicator."""
    found: dict[tuple[int, str], int | None] = {}
    for indicator, line in previous_lines(report).items():
        if indicator in numbers:
            number = numbers[indicator]
            found[number, TOTAL] = line.total
            cells = line.cells.values_list("combination__slug", "amount")
            found |= {(number, cell): amount for cell, amount in cells}
    return found


def previous_words(report: Report) -> dict[int, str]:
    """What the unit answered in words in the approved report before, to the questions of the same titles."""
    before = (
        Report.objects.filter(holder=report.holder_id, form__agreement=report.form.agreement_id)
        .filter(form__slug=report.form.slug, state=ReportState.APPROVED, last_on__lt=report.first_on)
        .order_by("last_on")
        .last()
    )
    said = dict(before.narratives.values_list("question__title", "text")) if before else {}
    asked = report.form.narrative_questions.values_list("number", "title") if said else ()
    return {number: said[title] for number, title in asked if title in said}


def linkable_activities(report: Report, person: Person, today: date) -> QuerySet[Activity]:
    """What was done at the report's place in its period for its programme."""
    here = Q(place=report.place_id) | Q(place__parent=report.place_id)
    return (
        Activity.objects.visible_to(person, today)
        .standing()
        .filter(here, last_on__range=(report.first_on, report.last_on))
        .filter(served__agreements=report.form.agreement_id)
        .prefetch_related("attendances")
        .order_by("first_on")
    )


@dataclass(frozen=True)
class Event:
    """One step of a report: what, when, from which post, with which words."""

    act: str
    at: datetime
    post: str
    note: str = ""


def history_of(report: Report, lines: list[Line]) -> list[Event]:
    """Every step but the saving of drafts, oldest first; the posts are those that the audit wrote down."""
    things = [str(report.pk), *(str(line.pk) for line in lines)]
    returns = report.returns.prefetch_related("line_notes__line__question")
    notes = {one.returned_at: _note_of(one) for one in returns}
    steps = AuditLine.objects.filter(thing_id__in=things).exclude(act="write_report")
    return [
        Event(
            step.act,
            step.at,
            step.post,
            step.reason or (notes.get(step.at, "") if step.act == "send_back" else ""),
        )
        for step in steps
    ]


def _note_of(returned: Return) -> str:
    """What was said of the whole, then line by line."""
    beside = sorted((one.line.question.number, one.note) for one in returned.line_notes.all())
    return "\n".join(filter(None, [returned.note, *(f"{number}. {note}" for number, note in beside)]))
