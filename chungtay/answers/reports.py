"""What an officer needs beside a report: last period's figures, sessions to link, and how it came this far."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.models import Activity, AuditLine, Line, Person, Report
from chungtay.rules.reports import LineState, ReportState


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


def linkable_activities(report: Report, person: Person, today: date) -> QuerySet[Activity]:
    """What was done at the report's place in its period for its programme."""
    here = Q(place=report.place_id) | Q(place__parent=report.place_id)
    return (
        Activity.objects.visible_to(person, today)
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
    notes = {one.returned_at: one.note for one in report.returns.all()}
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
