"""Reports over the API: read, write, hand in, send back, approve, correct."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import reports as actions
from chungtay.actions.reports import LineAnswer, asked_by, lines_of
from chungtay.answers.reports import Event, history_of, linkable_activities
from chungtay.models import Approval, Line, Report
from chungtay.rules.ledger import Qualifier
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.reports import LineState, ReportState

from .asking import Asking, programmes_of
from .lists import Window
from .named import Given
from .shapes import Amount, Body, GivenAmount, Unit, Words, amount, ten_thousandths, words

router = Router(tags=["reports"])


class ReportOut(Schema):
    id: UUID
    form: str
    programme: str
    holder: Body
    place: Unit
    first_on: date
    last_on: date
    due_on: date
    state: ReportState
    note: str

    @staticmethod
    def resolve_form(report: Report) -> str:
        return report.form.slug

    @staticmethod
    def resolve_programme(report: Report) -> str:
        return report.form.agreement.slug


class AskedOut(Schema):
    breakdown: str
    is_base: bool  # the base adds up to the total; the others are "of which"
    combinations: list[str]


class LineOut(Schema):
    number: int
    indicator: str
    name: Words
    measure: Words
    asked: list[AskedOut]
    state: LineState
    total: Amount | None
    qualifier: Qualifier
    cells: dict[str, Amount]
    activities: list[UUID]


class StepOut(Schema):
    act: str
    at: datetime
    post: str
    note: str


class ReportFull(ReportOut):
    hand_in: UUID | None  # the last one; an approval that names it approves nothing newer
    lines: list[LineOut]
    history: list[StepOut]  # every step but the saving of drafts, oldest first

    @staticmethod
    def resolve_hand_in(report: Report) -> UUID | None:
        return last_hand_in(report)

    @staticmethod
    def resolve_history(report: Report, context: dict[str, Any]) -> list[Event]:
        return history_of(report, lines_for(context["request"], report))

    @staticmethod
    def resolve_lines(report: Report, context: dict[str, Any]) -> list[dict[str, Any]]:
        return [told_of(line) for line in lines_for(context["request"], report)]


class ReportMoved(Schema):
    """What an act says of the report; its lines and history are read with the report itself."""

    id: UUID
    state: ReportState
    hand_in: UUID | None
    posting: int | None = None  # none before it is approved, and where it says no figure


class AnswerIn(Given):
    state: LineState
    total: GivenAmount | None = None
    qualifier: Qualifier = Qualifier.EXACT
    cells: dict[str, GivenAmount] = Field(default={}, max_length=500)
    activities: list[UUID] = Field(default=[], max_length=200)


class NumberedAnswerIn(AnswerIn):
    number: int


class WrittenIn(Given):
    answers: list[NumberedAnswerIn] = Field(max_length=200)
    note: str = Field("", max_length=10_000)


class HandedInWith(Given):
    """What is typed last; without it the report is handed in as it stands."""

    answers: list[NumberedAnswerIn] = Field([], max_length=200)
    note: str | None = Field(None, max_length=10_000)


class NoteIn(Given):
    note: str = Field(max_length=10_000)


class ApprovalIn(Given):
    hand_in: UUID | None = None


class ReadReportIn(Given):
    report: UUID
    hand_in: UUID | None = None  # the one that was read


class ApprovalsIn(Given):
    reports: list[ReadReportIn] = Field(max_length=500)


class ApprovedOut(Schema):
    report: UUID
    approved_at: datetime
    posting: int | None  # one for all; none where a report says no figure

    @staticmethod
    def resolve_report(approval: Approval) -> UUID:
        return approval.report_id

    @staticmethod
    def resolve_posting(approval: Approval) -> int | None:
        return approval.posting_id


class CorrectionIn(Given):
    answer: AnswerIn
    reason: str = Field(max_length=500)


@router.get("/reports", response=list[ReportOut])
@paginate(Window)
def reports(
    request: Asking, state: ReportState | None = None, programme: str = "", late: bool = False
) -> QuerySet[Report]:
    shown = visible(request)
    if state:
        shown = shown.filter(state=state)
    if programme:
        shown = shown.filter(form__agreement__in=programmes_of(request, [programme]))
    return shown.filter(pk__in=Report.objects.late_on(request.today)) if late else shown


@router.get("/reports/{uuid:id}", response=ReportFull)
def report(request: Asking, id: UUID) -> Report:
    return found(request, id)


@router.put("/reports/{uuid:id}/answers", response=ReportFull)
def answers(request: Asking, id: UUID, given: WrittenIn) -> Report:
    """Keep what is given, all of it or nothing; questions that are not answered stay as they are."""
    shown = found(request, id)
    read = answers_in(request, shown, given.answers)
    actions.write_report(shown, read, note=given.note, by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/reports/{uuid:id}/hand-in", response=ReportMoved)
def hand_in(request: Asking, id: UUID, given: HandedInWith | None = None) -> dict[str, Any]:
    """With the last answers, if any: all of it, or nothing."""
    shown = found(request, id)
    read = answers_in(request, shown, given.answers if given else [])
    note = given.note if given else None
    made = actions.hand_in(shown, read, note=note, by=request.person, at=timezone.now())
    return {"id": shown.pk, "state": ReportState.HANDED_IN, "hand_in": made.pk}


@router.post("/reports/{uuid:id}/return", response=ReportFull)
def send_back(request: Asking, id: UUID, given: NoteIn) -> Report:
    actions.send_back(found(request, id), note=given.note, by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/reports/{uuid:id}/approval", response=ReportMoved)
def approval(request: Asking, id: UUID, given: ApprovalIn | None = None) -> dict[str, Any]:
    """The figures go into the ledger, in one posting; refused where a newer hand-in than the named one has come."""
    shown = found(request, id)
    seen = str(given.hand_in) if given and given.hand_in else ""
    made = actions.approve_report(shown, seen=seen, by=request.person, at=timezone.now())
    read = seen or last_hand_in(shown)
    return {"id": shown.pk, "state": ReportState.APPROVED, "hand_in": read, "posting": made.posting_id}


@router.post("/reports/approvals", response=list[ApprovedOut])
def approvals(request: Asking, given: ApprovalsIn) -> list[Approval]:
    """Many at once, in one posting: all or none. Each fault names its report."""
    seen = {one.report: str(one.hand_in or "") for one in given.reports}
    held = visible(request).in_bulk(list(seen))
    if len(held) < len(seen):
        raise Http404
    chosen = [held[key] for key in seen]
    return actions.approve_reports(chosen, seen=seen, by=request.person, at=timezone.now())


@router.post("/reports/{uuid:id}/lines/{int:number}/correction", response=ReportFull)
def correction(request: Asking, id: UUID, number: int, given: CorrectionIn) -> Report:
    """Mend a line of an approved report: what stood is reversed, the new value posted."""
    shown = found(request, id)
    line = get_object_or_404(shown.lines.select_related("question__indicator"), question__number=number)
    line.report = shown
    answer = answer_of(request, shown, given.answer)
    actions.correct_line(line, answer=answer, reason=given.reason, by=request.person, at=timezone.now())
    return found(request, id)


def visible(request: Asking) -> QuerySet[Report]:
    seen = Report.objects.visible_to(request.person, request.today)
    return seen.select_related("form__agreement", "holder", "place")


def found(request: Asking, id: UUID) -> Report:
    return get_object_or_404(visible(request), pk=id)


def last_hand_in(report: Report) -> UUID | None:
    return report.hand_ins.order_by("-handed_in_at").values_list("pk", flat=True).first()


def answers_in(request: Asking, shown: Report, given: list[NumberedAnswerIn]) -> dict[int, LineAnswer]:
    return {one.number: answer_of(request, shown, one) for one in given}


def lines_for(request: Asking, report: Report) -> list[Line]:
    """Read once for each report that is told."""
    held: dict[str, list[Line]] = report.__dict__.setdefault("_told", {})
    if "lines" not in held:
        held["lines"] = lines_of(report, request.person, request.today)
    return held["lines"]


def answer_of(request: Asking, shown: Report, given: AnswerIn) -> LineAnswer:
    linkable = linkable_activities(shown, request.person, request.today) if given.activities else []
    activities = [activity for activity in linkable if activity.pk in given.activities]
    if len(activities) != len(set(given.activities)):
        raise RuleBroken(Message("An activity lies outside the report’s place, period or programme."))
    return LineAnswer(
        state=given.state,
        total=None if given.total is None else ten_thousandths(given.total),
        qualifier=given.qualifier,
        cells={cell: ten_thousandths(value) for cell, value in given.cells.items()},
        activities=activities,
    )


def told_of(line: Line) -> dict[str, Any]:
    indicator = line.question.indicator
    return {
        "number": line.question.number,
        "indicator": indicator.slug,
        "name": words(indicator, "name"),
        "measure": words(indicator, "measure"),
        "asked": [
            {"breakdown": one.breakdown, "is_base": one.is_base, "combinations": list(one.combinations)}
            for one in asked_by(line.question)
        ],
        "state": line.state,
        "total": amount(line.total),
        "qualifier": line.qualifier,
        "cells": {cell.combination.slug: amount(cell.amount) for cell in line.cells.all()},
        "activities": [activity.pk for activity in line.activities.all()],
    }
