"""What is written down on the page of a supervision while it goes on: receipt, reports, sessions, findings."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions import supervision as actions
from chungtay.answers.supervision import SupervisionPage
from chungtay.models import Finding
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import attempt, carried_out
from chungtay.screens.middleware import Request

from .views import found, supervision_page
from .working_forms import FindingForm, FindingTaskForm, MinutesForm, RecommendForm, ReportForm, SessionForm


@require_POST
def receipt(request: Request, id: UUID, body_id: UUID) -> HttpResponse:
    """The body itself says that decision and outline arrived."""
    body = get_object_or_404(found(request, id).supervision.supervised.all(), pk=body_id)
    actions.receive_decision(body, by=request.person, at=timezone.now())
    return _done(request, id, _("Kept. The other side sees that you received it."))


@require_POST
def body_report(request: Request, id: UUID, body_id: UUID) -> HttpResponse:
    page, by, at = found(request, id), request.person, timezone.now()
    body = get_object_or_404(page.supervision.supervised.select_related("organisation"), pk=body_id)
    if not page.may_record and body.pk not in {one.pk for one in page.own}:
        raise RuleBroken(Message("Your post does not allow this."))
    form = ReportForm(page, body, request.POST, request.FILES)
    if form.is_valid():
        told = form.told()
        if attempt(form, lambda: actions.report_by_outline(body, **told, by=by, at=at)):
            return _done(request, id, _("The report is kept."))
    return supervision_page(request, page, wrong=form)


@require_POST
def sessions(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found_on_team(request, id), request.person, timezone.now()
    form = SessionForm(page, request.POST)
    if carried_out(form, lambda: actions.hold_session(form.session(), by=by, at=at)):
        return _done(request, id, _("The working session is kept."))
    return supervision_page(request, page, wrong=form)


@require_POST
def session_dropping(request: Request, id: UUID, session_id: UUID) -> HttpResponse:
    page = found_on_team(request, id)
    session = get_object_or_404(page.supervision.sessions.all(), pk=session_id)
    actions.drop_session(session, by=request.person, at=timezone.now())
    return _done(request, id, _("Taken out."))


@require_POST
def minutes(request: Request, id: UUID, session_id: UUID) -> HttpResponse:
    page, by, at = found_on_team(request, id), request.person, timezone.now()
    session = get_object_or_404(page.supervision.sessions.all(), pk=session_id)
    form = MinutesForm(session, request.POST, request.FILES)
    if form.is_valid():
        told = form.told()
        if attempt(form, lambda: actions.write_session_minutes(session, **told, by=by, at=at)):
            return _done(request, id, _("The minutes are kept."))
    return supervision_page(request, page, wrong=form)


@require_POST
def findings(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found_on_team(request, id), request.person, timezone.now()
    form = FindingForm(page, request.POST, request.FILES)
    if form.is_valid():
        papers = form.papers()
        if attempt(form, lambda: actions.write_finding(form.finding(), **papers, by=by, at=at)):
            return _done(request, id, _("The finding is written down."))
    return supervision_page(request, page, wrong=form)


@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: Request, id: UUID, number: int) -> HttpResponse:
    """Says a finding otherwise, until the conclusion."""
    page, by, at = found_on_team(request, id), request.person, timezone.now()
    one = finding_of(page, number)
    form = FindingForm(page, request.POST or None, request.FILES or None, finding=one)
    if request.method == "POST" and form.is_valid():
        papers = form.papers()
        if attempt(form, lambda: actions.rewrite_finding(form.finding(), **papers, by=by, at=at)):
            return _done(request, id, _("The finding is written down."))
    told = {"form": form, "supervision": page.supervision, "finding": one}
    return render(request, "supervision/finding.html", told, status=422 if form.errors else 200)


@require_POST
def recommendations(request: Request, id: UUID, number: int) -> HttpResponse:
    """Drafts what is recommended because of a finding, and leads to the draft."""
    page, by, at = found_on_team(request, id), request.person, timezone.now()
    one = finding_of(page, number)
    form = RecommendForm(page, one, request.POST)
    if form.is_valid():
        told = form.told()
        if made := attempt(form, lambda: actions.recommend_by_finding(one, **told, by=by, at=at)):
            messages.success(request, _("The draft is kept. Send it when it is ready."))
            return redirect("recommendation", made.pk)
    return supervision_page(request, page, wrong=form)


@require_POST
def tasks(request: Request, id: UUID, number: int) -> HttpResponse:
    """A task that comes of a finding."""
    page, by, at = found_on_team(request, id), request.person, timezone.now()
    one = finding_of(page, number)
    if page.supervision.agreement is None:
        raise RuleBroken(Message("This supervision stands in no programme. Recommend it instead."))
    form: Form = FindingTaskForm(page, one, request.POST)
    if form.is_valid():
        told = form.told()  # type: ignore[attr-defined]
        body = told.pop("organisation")
        if attempt(form, lambda: actions.give_by_finding(one, body, **told, by=by, at=at)):
            return _done(request, id, _("The task is set. It stands in the work of whoever does it."))
    return supervision_page(request, page, wrong=form)


def finding_of(page: SupervisionPage, number: int) -> Finding:
    return get_object_or_404(
        page.supervision.findings.select_related("supervision__holder", "supervised", "indicator"),
        number=number,
    )


def found_on_team(request: Request, id: UUID) -> SupervisionPage:
    page = found(request, id)
    if not page.on_team:
        raise RuleBroken(Message("Your post does not allow this."))
    return page


def _done(request: Request, id: UUID, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("supervision", id)
