"""The list of supervisions, the page of one, and what the body that looks into something does there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import supervision as actions
from chungtay.answers.documents import file_path
from chungtay.answers.lists import Pages
from chungtay.answers.supervision import Choice, SupervisionPage, supervisions_of, supervisors
from chungtay.answers.wordings import mark_unchecked
from chungtay.models import Agreement, Supervision, SupervisionPlan
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.supervision import Move
from chungtay.screens.errors import attempt, carried_out
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

from .forms import DrawingForm, FilterForm, MoveForm, OutlineForm, PaperForm
from .shown import forms_of
from .words import TOLD

A_PAGE = 50


@require_safe
def supervisions(request: Request) -> HttpResponse:
    """Newest first, by year and state."""
    form = FilterForm(request.person, request.today, request.GET or None)
    given = form.cleaned_data if form.is_valid() else {"year": "", "state": ""}
    slug = request.GET.get("programme", "")
    programmes = Agreement.objects.visible_to(request.person, request.today)
    programme = get_object_or_404(programmes, slug=slug) if slug else None
    choice = Choice(int(given["year"]) if given["year"] else None, given["state"], programme)
    found = supervisions_of(request.person, request.today, choice)
    page = Pages(found, A_PAGE).get_page(request.GET.get("page"))
    told = {
        "page": page,
        "unchecked": mark_unchecked(page.object_list, page_language()),
        "form": form,
        "choice": choice,
        "programme": programme,
        "may_draw": supervisors(request.person, request.today).exists(),
    }
    return render(request, "supervision/supervisions.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """A row of the plan that the address names, or one outside any plan."""
    plan = plan_in(request)
    form = DrawingForm(request.person, request.today, request.POST or None, plan=plan)
    if not form.holders:
        raise RuleBroken(Message("Your post does not allow this."))
    if request.method == "POST" and form.is_valid():
        told = {"bodies": form.cleaned_data["bodies"], "members": form.members()}
        by, at = request.person, timezone.now()
        if made := attempt(form, lambda: actions.plan_supervision(form.supervision(), **told, by=by, at=at)):
            messages.success(request, _("Kept."))
            return redirect("supervision-plan", plan.pk) if plan else redirect("supervision", made.pk)
    told = {"form": form, "plan": plan}
    return render(request, "supervision/drawing.html", told, status=422 if form.errors else 200)


@require_safe
def supervision(request: Request, id: UUID) -> HttpResponse:
    return supervision_page(request, found(request, id))


def supervision_page(request: Request, page: SupervisionPage, wrong: Form | None = None) -> HttpResponse:
    """With the forms of whoever may write something; `wrong` is the one that must be mended."""
    one = page.supervision
    unchecked = mark_unchecked([one, one.plan, *page.findings, *page.recommendations], page_language())
    told = {"page": page, "supervision": one, "unchecked": unchecked, **forms_of(page, wrong)}
    return render(request, "supervision/supervision.html", told, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def drawing(request: Request, id: UUID) -> HttpResponse:
    """Says anew what, whom, how and by whom, while the team is not decided."""
    page = found_to_record(request, id)
    one = page.supervision
    form = DrawingForm(request.person, request.today, request.POST or None, drawn=one)
    if request.method == "POST" and form.is_valid():
        told = {"bodies": form.cleaned_data["bodies"], "members": form.members()}
        by, at = request.person, timezone.now()
        if attempt(form, lambda: actions.redraw_supervision(form.supervision(), **told, by=by, at=at)):
            messages.success(request, _("Kept."))
            return redirect("supervision", id)
    told = {"form": form, "supervision": one, "plan": one.plan}
    return render(request, "supervision/drawing.html", told, status=422 if form.errors else 200)


@require_POST
def outline(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found_to_record(request, id), request.person, timezone.now()
    form = OutlineForm(page, request.POST)
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: actions.write_outline(page.supervision, **told, by=by, at=at)):
            return _kept(request, id)
    return supervision_page(request, page, wrong=form)


@require_POST
def decision(request: Request, id: UUID) -> HttpResponse:
    return _paper(request, id, "decision", actions.keep_decision)


@require_POST
def report(request: Request, id: UUID) -> HttpResponse:
    return _paper(request, id, "report", actions.keep_supervision_report)


@require_POST
def drafts(request: Request, id: UUID) -> HttpResponse:
    """Begins the official paper with the facts of this supervision, and leads to it."""
    page, paper = found_to_record(request, id), request.POST.get("paper", "")
    made = actions.begin_supervision_paper(page.supervision, paper, by=request.person, at=timezone.now())
    return redirect("paper", made.pk)


@require_POST
def moves(request: Request, id: UUID) -> HttpResponse:
    """Takes one step; pressing twice is harmless."""
    page, by, at = found_to_record(request, id), request.person, timezone.now()
    if request.POST.get("move") not in list(Move):
        raise Http404
    move, one = Move(request.POST["move"]), page.supervision
    if actions.just_moved(one, move, by=by, at=at):
        messages.info(request, _("This was kept already."))
        return redirect("supervision", id)
    form = MoveForm(page, move, request.POST)
    if move not in page.moves:
        actions.move_supervision(one, move, note=request.POST.get("note", ""), by=by, at=at)
    if carried_out(form, lambda: actions.move_supervision(one, move, **form.told(), by=by, at=at)):
        messages.success(request, str(TOLD[move]))
        return redirect("supervision", id)
    return supervision_page(request, page, wrong=form)


@require_safe
def paper(request: Request, id: UUID, sha256: str) -> FileResponse:
    """A paper of this supervision is read by whoever reads it here; to be saved, never to be run."""
    kept = get_object_or_404(found(request, id).files.filter(sha256=sha256)[:1])
    content = file_path(kept.sha256).open("rb")
    return FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.media_type)


def plan_in(request: Request) -> SupervisionPlan | None:
    """The plan that the address names, if the person reads it."""
    key = request.GET.get("plan", "")
    if not key:
        return None
    try:
        named = UUID(key)
    except ValueError as wrong:
        raise Http404 from wrong
    return get_object_or_404(SupervisionPlan.objects.visible_to(request.person, request.today), pk=named)


def found(request: Request, id: UUID) -> SupervisionPage:
    """To whom a supervision is not shown it does not exist."""
    visible = Supervision.objects.visible_to(request.person, request.today)
    near = visible.select_related(
        "holder",
        "agreement",
        "plan",
        "decision",
        "decision_draft__document",
        "report",
        "report_draft__document",
    )
    return SupervisionPage(get_object_or_404(near, pk=id), request.person, request.today, timezone.now())


def found_to_record(request: Request, id: UUID) -> SupervisionPage:
    """Only the body that looks into something changes it."""
    page = found(request, id)
    if not page.may_record:
        raise RuleBroken(Message("Your post does not allow this."))
    return page


def _paper(request: Request, id: UUID, name: str, keep: Any) -> HttpResponse:
    page, by, at = found_to_record(request, id), request.person, timezone.now()
    form = PaperForm(page, name, request.POST, request.FILES)
    if form.is_valid():
        told = form.told()
        if attempt(form, lambda: keep(page.supervision, **told, by=by, at=at)):
            return _kept(request, id)
    form.name = name  # type: ignore[attr-defined]
    return supervision_page(request, page, wrong=form)


def _kept(request: Request, id: UUID) -> HttpResponse:
    messages.success(request, _("Kept."))
    return redirect("supervision", id)
