"""Supervision over the API: the year's plans, each supervision with its steps, sessions, reports and findings."""

from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router
from ninja.files import UploadedFile
from ninja.pagination import paginate

from chungtay.actions import supervision as actions
from chungtay.actions.supervision import Member
from chungtay.answers.documents import file_path
from chungtay.answers.programmes import bodies_for
from chungtay.answers.supervision import (
    Choice,
    PlanPage,
    SupervisionPage,
    bodies_to_name,
    plans_of,
    supervisions_of,
    supervisors,
)
from chungtay.answers.tasks import askers_for
from chungtay.models import (
    Finding,
    Organisation,
    Supervision,
    SupervisionPlan,
    SupervisionSession,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.supervision import SupervisionState

from .asking import Asking, programmes_of
from .lists import Window
from .shapes import known_bodies, words
from .supervision_shapes import (
    DrawnIn,
    DrawnPaperOut,
    FindingIn,
    FindingTaskIn,
    NewSupervisionIn,
    NewSupervisionPlanIn,
    OutlineIn,
    OwnReportIn,
    PaperKindIn,
    RecommendedIn,
    RecommendedOut,
    SessionIn,
    SessionMinutesIn,
    SupervisionFull,
    SupervisionIssueIn,
    SupervisionMoveIn,
    SupervisionOut,
    SupervisionPlanFull,
    SupervisionPlanIn,
    SupervisionPlanOut,
    SupervisionSignedIn,
)

router = Router(tags=["supervision"])
DRAWN = {"subject", "form", "framework", "first_on", "last_on", "purpose", "scope"}


@router.get("/supervision-plans", response=list[SupervisionPlanOut])
@paginate(Window)
def plans(request: Asking) -> QuerySet[SupervisionPlan]:
    return plans_of(request.person, request.today)


@router.post("/supervision-plans", response=SupervisionPlanFull)
def draft_plan(request: Asking, given: NewSupervisionPlanIn) -> dict[str, Any]:
    """Draw up a plan of a year for the caller's own office; the same one twice is one."""
    agreement = programmes_of(request, [given.programme])[0] if given.programme else None
    plan = SupervisionPlan(
        holder=_holder(request), agreement=agreement, **given.dict(include={"title", "year", "purpose"})
    )
    made = actions.draft_supervision_plan(plan, by=request.person, at=timezone.now())
    return told_plan(_plan(request, made.pk))


@router.get("/supervision-plans/{uuid:id}", response=SupervisionPlanFull)
def plan(request: Asking, id: UUID) -> dict[str, Any]:
    return told_plan(_plan(request, id))


@router.put("/supervision-plans/{uuid:id}", response=SupervisionPlanFull)
def edit_plan(request: Asking, id: UUID, given: SupervisionPlanIn) -> dict[str, Any]:
    """Change title, year and purpose until it is issued."""
    actions.edit_supervision_plan(
        _plan(request, id).plan, **given.dict(), by=request.person, at=timezone.now()
    )
    return told_plan(_plan(request, id))


@router.post("/supervision-plans/{uuid:id}/issue", response=SupervisionPlanFull)
def issue(request: Asking, id: UUID, given: SupervisionIssueIn) -> dict[str, Any]:
    """From now on the plan stands. Issuing it twice is harmless."""
    page = _plan(request, id)
    if page.plan.issued_by_id != request.person.pk:
        actions.issue_supervision_plan(page.plan, on=given.on, by=request.person, at=timezone.now())
    return told_plan(_plan(request, id))


@router.post("/supervision-plans/{uuid:id}/draft", response=DrawnPaperOut)
def draw_plan(request: Asking, id: UUID) -> Any:
    """Begin the plan as an official paper, drawn from its rows."""
    return actions.begin_plan_paper(_plan(request, id).plan, by=request.person, at=timezone.now())


@router.get("/supervisions", response=list[SupervisionOut])
@paginate(Window)
def supervisions(
    request: Asking,
    year: int | None = None,
    state: Literal["", "open"] | SupervisionState = "",
    programme: str = "",
) -> QuerySet[Supervision]:
    """Newest first, by year, state and programme."""
    chosen = programmes_of(request, [programme])[0] if programme else None
    return supervisions_of(request.person, request.today, Choice(year, str(state), chosen))


@router.post("/supervisions", response=SupervisionFull)
def plan_one(request: Asking, given: NewSupervisionIn) -> dict[str, Any]:
    """Plan a supervision as a row of a plan, or outside any; the same one twice is one."""
    row = _plan(request, given.plan).plan if given.plan else None
    agreement = programmes_of(request, [given.programme])[0] if given.programme else None
    one = Supervision(
        holder=row.holder if row else _holder(request), agreement=row.agreement if row else agreement, plan=row,
        **given.dict(include=DRAWN),
    )  # fmt: skip
    made = actions.plan_supervision(one, **_named(request, one, given), by=request.person, at=timezone.now())
    return told(found(request, made.pk))


@router.get("/supervisions/{uuid:id}", response=SupervisionFull)
def supervision(request: Asking, id: UUID) -> dict[str, Any]:
    return told(found(request, id))


@router.put("/supervisions/{uuid:id}", response=SupervisionFull)
def redraw(request: Asking, id: UUID, given: DrawnIn) -> dict[str, Any]:
    """Say anew what, whom, how and by whom, while the team is not decided."""
    one = _of_holder(request, id).supervision
    named = _named(request, one, given)
    for name, value in given.dict(include=DRAWN).items():
        setattr(one, name, value)
    actions.redraw_supervision(one, **named, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.put("/supervisions/{uuid:id}/outline", response=SupervisionFull)
def outline(request: Asking, id: UUID, given: OutlineIn) -> dict[str, Any]:
    """By which the bodies report, and until when; open until it is sent."""
    actions.write_outline(
        found(request, id).supervision, **given.dict(), by=request.person, at=timezone.now()
    )
    return told(found(request, id))


@router.post("/supervisions/{uuid:id}/decision", response=SupervisionFull)
def decision(
    request: Asking, id: UUID, given: Form[SupervisionSignedIn], file: File[UploadedFile]
) -> dict[str, Any]:
    """Keep the signed decision on the team."""
    one, paper = found(request, id).supervision, _brought(file)
    actions.keep_decision(one, **given.dict(), file=paper, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/supervisions/{uuid:id}/report", response=SupervisionFull)
def report(
    request: Asking, id: UUID, given: Form[SupervisionSignedIn], file: File[UploadedFile]
) -> dict[str, Any]:
    """Keep the signed report, once the conclusion is written."""
    one, paper = found(request, id).supervision, _brought(file)
    actions.keep_supervision_report(one, **given.dict(), file=paper, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/supervisions/{uuid:id}/drafts", response=DrawnPaperOut)
def drafts(request: Asking, id: UUID, given: PaperKindIn) -> Any:
    """Begin the plan with its team, or the report, as an official paper."""
    one = found(request, id).supervision
    return actions.begin_supervision_paper(one, given.paper, by=request.person, at=timezone.now())


@router.post("/supervisions/{uuid:id}/moves", response=SupervisionFull)
def moves(request: Asking, id: UUID, given: SupervisionMoveIn) -> dict[str, Any]:
    """Take one step; the same one twice within a moment is one."""
    one, by, at = found(request, id).supervision, request.person, timezone.now()
    if not actions.just_moved(one, given.move, by=by, at=at):
        actions.move_supervision(one, **given.dict(), by=by, at=at)
    return told(found(request, id))


@router.post("/supervisions/{uuid:id}/bodies/{uuid:body_id}/receipt", response=SupervisionFull)
def receipt(request: Asking, id: UUID, body_id: UUID) -> dict[str, Any]:
    """The body itself says that decision and outline arrived."""
    body = get_object_or_404(found(request, id).supervision.supervised.all(), pk=body_id)
    actions.receive_decision(body, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.put("/supervisions/{uuid:id}/bodies/{uuid:body_id}/report", response=SupervisionFull)
def own_report(request: Asking, id: UUID, body_id: UUID, given: OwnReportIn) -> dict[str, Any]:
    """The body's report by the outline; the other side names the paper by which it came."""
    body = get_object_or_404(found(request, id).supervision.supervised.all(), pk=body_id)
    actions.report_by_outline(body, **given.dict(), by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/supervisions/{uuid:id}/sessions", response=SupervisionFull)
def sessions(request: Asking, id: UUID, given: SessionIn) -> dict[str, Any]:
    """Fix a working session; over another, or too soon, only with a reason."""
    one = found(request, id).supervision
    told_of = given.dict()
    body = told_of.pop("body")
    supervised = get_object_or_404(one.supervised.all(), pk=body) if body else None
    session = SupervisionSession(supervision=one, supervised=supervised, **told_of)
    actions.hold_session(session, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.delete("/supervisions/{uuid:id}/sessions/{uuid:session_id}", response=SupervisionFull)
def drop_session(request: Asking, id: UUID, session_id: UUID) -> dict[str, Any]:
    """Take a session out that has no minutes."""
    actions.drop_session(_session(request, id, session_id), by=request.person, at=timezone.now())
    return told(found(request, id))


@router.put("/supervisions/{uuid:id}/sessions/{uuid:session_id}/minutes", response=SupervisionFull)
def minutes(request: Asking, id: UUID, session_id: UUID, given: SessionMinutesIn) -> dict[str, Any]:
    """What was said there, until the conclusion."""
    session = _session(request, id, session_id)
    actions.write_session_minutes(session, minutes=given.minutes, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/supervisions/{uuid:id}/findings", response=SupervisionFull)
def findings(request: Asking, id: UUID, given: FindingIn) -> dict[str, Any]:
    """Write a finding down under the next number."""
    one = found(request, id).supervision
    finding = Finding(supervision=one)
    actions.write_finding(_said(finding, given), by=request.person, at=timezone.now())
    return told(found(request, id))


@router.put("/supervisions/{uuid:id}/findings/{number}", response=SupervisionFull)
def rewrite(request: Asking, id: UUID, number: int, given: FindingIn) -> dict[str, Any]:
    """Say a finding otherwise, until the conclusion. Its papers stay."""
    finding = _finding(request, id, number)
    actions.rewrite_finding(
        _said(finding, given), evidence=finding.evidence.all(), by=request.person, at=timezone.now()
    )
    return told(found(request, id))


@router.post("/supervisions/{uuid:id}/findings/{number}/recommendations", response=RecommendedOut)
def recommend(request: Asking, id: UUID, number: int, given: RecommendedIn) -> Any:
    """Draft a recommendation because of a finding; it is sent among the recommendations."""
    finding = _finding(request, id, number)
    return actions.recommend_by_finding(finding, **given.dict(), by=request.person, at=timezone.now())


@router.post("/supervisions/{uuid:id}/findings/{number}/tasks", response=SupervisionFull)
def task(request: Asking, id: UUID, number: int, given: FindingTaskIn) -> dict[str, Any]:
    """Make a task of a finding, in the programme of the supervision."""
    finding, agreement = _finding(request, id, number), found(request, id).supervision.agreement
    if agreement is None:
        raise RuleBroken(Message("This supervision stands in no programme. Recommend it instead."))
    askers = askers_for(agreement, request.person, request.today)
    asker = get_object_or_404(askers, pk=given.asker) if given.asker else askers.first()
    bodies = bodies_for(agreement, request.person, Act.PLAN, request.today)
    lead = get_object_or_404(bodies, pk=given.organisation)
    told_of = given.dict(include={"text", "due_on"})
    actions.give_by_finding(finding, lead, asker=asker, **told_of, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.get("/supervisions/{uuid:id}/papers/{slug:sha256}", response=None)
def paper(request: Asking, id: UUID, sha256: str) -> FileResponse:
    """A paper of this supervision, as whoever reads the supervision reads it."""
    kept = get_object_or_404(found(request, id).files.filter(sha256=sha256)[:1])
    content = file_path(kept.sha256).open("rb")
    return FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.media_type)


def found(request: Asking, id: UUID) -> SupervisionPage:
    visible = Supervision.objects.visible_to(request.person, request.today)
    near = visible.select_related(
        "holder", "agreement", "decision", "decision_draft__document", "report", "report_draft__document"
    )
    return SupervisionPage(get_object_or_404(near, pk=id), request.person, request.today, timezone.now())


def told_plan(page: PlanPage) -> dict[str, Any]:
    plain = ("id", "holder", "year", "purpose", "issued_on")
    return {name: getattr(page.plan, name) for name in plain} | {
        "title": words(page.plan, "title"),
        "supervisions": page.rows,
    }


def told(page: SupervisionPage) -> dict[str, Any]:
    one = page.supervision
    plain = (
        "id", "holder", "form", "framework", "state", "first_on", "last_on", "purpose", "scope", "outline",
        "reports_due_on", "sent_at", "late_reason", "concluded_at",
    )  # fmt: skip
    seen = {body.pk for body, seen in page.reports if seen}
    body_plain = ("id", "organisation", "told_at", "reported_at", "paper_number", "paper_on")
    return {name: getattr(one, name) for name in plain} | {
        "subject": words(one, "subject"),
        "programme": one.agreement.slug if one.agreement else "",
        "conclusion": words(one, "conclusion"),
        "members": page.members,
        "sessions": page.sessions,
        "bodies": [
            {name: getattr(body, name) for name in body_plain}
            | {"report": body.report if body.pk in seen else ""}
            for body in page.bodies
        ],
        "findings": [
            {
                "number": row.number, "kind": row.kind, "text": words(row, "text"), "found_on": row.found_on,
                "tasks": [task.pk for task in row.tasks.all()],
                "directives": [directive.pk for directive in row.directives.all()],
            }
            for row in page.findings
        ],
    }  # fmt: skip


def _holder(request: Asking) -> Organisation:
    holder = supervisors(request.person, request.today).first()
    if holder is None:
        raise RuleBroken(Message("Your post does not allow this."))
    return holder


def _plan(request: Asking, id: UUID) -> PlanPage:
    visible = SupervisionPlan.objects.visible_to(request.person, request.today)
    near = visible.select_related("holder", "agreement", "draft")
    return PlanPage(get_object_or_404(near, pk=id), request.person, request.today)


def _of_holder(request: Asking, id: UUID) -> SupervisionPage:
    """What is named in a change is looked at only for whoever may change it."""
    page = found(request, id)
    if not page.may_record:
        raise RuleBroken(Message("Your post does not allow this."))
    return page


def _named(request: Asking, one: Supervision, given: DrawnIn) -> dict[str, Any]:
    """The bodies and the team; one that may not be named is refused like one that nobody has."""
    may = bodies_to_name(one.agreement, request.person, request.today)
    team = known_bodies([row.organisation for row in given.members], may, "members")
    bodies = known_bodies(given.bodies, may, "bodies")
    members = [Member(team[row.organisation], row.post, row.leads) for row in given.members]
    return {"bodies": list(bodies.values()), "members": members}


def _session(request: Asking, id: UUID, session_id: UUID) -> SupervisionSession:
    rows = found(request, id).supervision.sessions.select_related("supervision__holder")
    return get_object_or_404(rows, pk=session_id)


def _finding(request: Asking, id: UUID, number: int) -> Finding:
    page = found(request, id)
    if not page.on_team:
        raise RuleBroken(Message("Your post does not allow this."))
    rows = page.supervision.findings.select_related("supervision__holder", "supervised")
    return get_object_or_404(rows, number=number)


def _said(finding: Finding, given: FindingIn) -> Finding:
    told_of = given.dict()
    body = told_of.pop("body")
    finding.supervised = get_object_or_404(finding.supervision.supervised.all(), pk=body) if body else None
    for name, value in told_of.items():
        setattr(finding, name, value)
    return finding


def _brought(file: UploadedFile) -> tuple[str, bytes, str]:
    return file.name or "", file.read(), file.content_type or ""
