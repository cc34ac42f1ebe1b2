"""Reports over the API: read, write, hand in, send back, agree, confirm, correct, open again."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router
from ninja.pagination import paginate

from chungtay.actions import reports as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.actions.reports import LineAnswer, SignedPaper, Told
from chungtay.answers.reports import last_hand_in, linkable_activities
from chungtay.models import Approval, Document, Report
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reports import ReportState

from ..asking import Asking, programmes_of
from ..lists import Window
from ..shapes import ten_thousandths
from .given import (
    AnswerIn,
    ApprovalIn,
    ApprovalsIn,
    CorrectionIn,
    HandedInWith,
    NoteIn,
    NumberedAnswerIn,
    ReopeningIn,
    WrittenIn,
)
from .shapes import ApprovedOut, ReportFull, ReportMoved, ReportOut

router = Router(tags=["reports"])


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
    actions.write_report(
        shown, read, narratives={one.number: one.text for one in given.narratives},
        comments={one.number: one.text for one in given.comments},
        forecasts={
            one.number: None if one.amount is None else ten_thousandths(one.amount) for one in given.forecasts
        },
        note=given.note, by=request.person, at=timezone.now(),
    )  # fmt: skip
    return found(request, id)


@router.post("/reports/{uuid:id}/hand-in", response=ReportMoved)
def hand_in(request: Asking, id: UUID, given: HandedInWith | None = None) -> dict[str, Any]:
    """With the last answers, if any: all of it, or nothing."""
    shown = found(request, id)
    read = answers_in(request, shown, given.answers if given else [])
    note = given.note if given else None
    told = given.on_behalf if given else None
    on_behalf = None
    if told:
        paper = paper_of(request, told.paper) if told.paper else None
        on_behalf = Told(told_by=told.told_by, channel=told.channel, paper=paper)
    made = actions.hand_in(shown, read, note=note, on_behalf=on_behalf, by=request.person, at=timezone.now())
    return {
        "id": shown.pk, "state": ReportState.HANDED_IN, "hand_in": made.pk, "fingerprint": made.fingerprint,
    }  # fmt: skip


@router.post("/reports/{uuid:id}/return", response=ReportFull)
def send_back(request: Asking, id: UUID, given: NoteIn) -> Report:
    notes = {one.number: one.note for one in given.line_notes}
    actions.send_back(
        found(request, id), note=given.note, line_notes=notes, by=request.person, at=timezone.now()
    )
    return found(request, id)


@router.post("/reports/{uuid:id}/approval", response=ReportMoved)
def approval(request: Asking, id: UUID, given: ApprovalIn | None = None) -> dict[str, Any]:
    """At the last level the figures go into the ledger; refused where a newer hand-in than the named one has come."""
    shown = found(request, id)
    seen = str(given.hand_in) if given and given.hand_in else ""
    signed = given.paper if given else None
    paper = None
    if signed:
        paper = SignedPaper(signed_by=signed.signed_by, scan=paper_of(request, signed.document))
    made = actions.approve_report(shown, seen=seen, paper=paper, by=request.person, at=timezone.now())
    told = {"id": shown.pk, "hand_in": seen or last_hand_in_id(shown)}
    if made is None:
        return told | {"state": ReportState.HANDED_IN, "approved_levels": actions.level_of(shown)}
    return told | {
        "state": ReportState.APPROVED, "posting": made.posting_id, "approved_levels": shown.form.levels,
    }  # fmt: skip


@router.post("/reports/{uuid:id}/confirmation", response=ReportFull)
def confirmation(request: Asking, id: UUID) -> Report:
    """The unit confirms what somebody else has typed for it."""
    shown = found(request, id)
    refuse_unless_may(request.person, Act.REPORT, shown, timezone.now())
    last = last_hand_in(shown)
    if last is None:
        raise RuleBroken(Message("Nothing that was typed for the unit waits to be confirmed here."))
    actions.confirm_on_behalf(last, by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/reports/{uuid:id}/reopening", response=ReportFull)
def reopening(request: Asking, id: UUID, given: ReopeningIn) -> Report:
    """Gives an approved report back to its unit; its figures are taken out of the ledger, in one posting."""
    actions.reopen_report(found(request, id), reason=given.reason, by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/reports/{uuid:id}/copy", response=ReportFull)
def copy(request: Asking, id: UUID) -> Report:
    """Fills the blank lines with what the unit said last period."""
    actions.copy_last_period(found(request, id), by=request.person, at=timezone.now())
    return found(request, id)


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
    return seen.select_related("form__agreement", "form__regime", "holder", "place")


def found(request: Asking, id: UUID) -> Report:
    return get_object_or_404(visible(request), pk=id)


def last_hand_in_id(report: Report) -> UUID | None:
    return report.hand_ins.order_by("-handed_in_at", "-id").values_list("pk", flat=True).first()


def paper_of(request: Asking, id: UUID) -> Document:
    return get_object_or_404(Document.objects.visible_to(request.person, request.today), pk=id)


def answers_in(request: Asking, shown: Report, given: list[NumberedAnswerIn]) -> dict[int, LineAnswer]:
    return {one.number: answer_of(request, shown, one) for one in given}


def answer_of(request: Asking, shown: Report, given: AnswerIn) -> LineAnswer:
    linkable = linkable_activities(shown, request.person, request.today) if given.activities else []
    named = set(given.activities or ())
    activities = [activity for activity in linkable if activity.pk in named]
    if len(activities) != len(named):
        raise RuleBroken(Message("An activity lies outside the report’s place, period or programme."))
    return LineAnswer(
        state=given.state,
        total=None if given.total is None else ten_thousandths(given.total),
        qualifier=given.qualifier,
        cells={cell: ten_thousandths(value) for cell, value in given.cells.items()},
        activities=None if given.activities is None else activities,
    )
