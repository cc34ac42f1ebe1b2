"""The border matters that a person sees, the page of one, and every step that it and its actions take."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import matters as actions
from chungtay.answers.lists import Pages
from chungtay.answers.matters import SHOWN, MatterPage, matters_for, raisers
from chungtay.answers.tongues import tongues_of
from chungtay.answers.wordings import mark_unchecked
from chungtay.models import Agreement, Matter
from chungtay.rules.matters import ActionMove, Move
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Kind
from chungtay.screens.errors import attempt, carried_out
from chungtay.screens.exchange.forms import AlsoForm, file_of
from chungtay.screens.exchange.listing import A_PAGE, asked_for, refuse_without_side
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

from .forms import ActionForm, MatterForm, ProposalForm, StepForm
from .words import TOLD


@require_safe
def matters(request: Request) -> HttpResponse:
    """Newest first; of one programme where the address names it."""
    shown, programme = asked_for(request, SHOWN)
    found = matters_for(request.person, request.today, shown=shown, programme=programme)
    page = Pages(found, A_PAGE).get_page(request.GET.get("page"))
    seen = [programme] if programme else Agreement.objects.visible_to(request.person, request.today)
    choices = {
        "open": pgettext("matter", "Open"),
        "mine": pgettext("matter", "Our turn"),
        "solved": pgettext("matter", "Solved by both sides"),
        "all": pgettext("matter", "All"),
    }
    told = {
        "page": page, "shown": shown, "programme": programme, "choices": choices.items(),
        "raising": [one for one in seen if raisers(one, request.person, request.today)],
        "unchecked": mark_unchecked(page.object_list, page_language()),
    }  # fmt: skip
    return render(request, "matters/matters.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, slug: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    form = MatterForm(agreement, request.person, request.today, request.POST or None)
    if not form.own:
        refuse_without_side(request, Kind.MATTER)
    if request.method == "POST" and form.is_valid():
        matter = Matter(agreement=agreement, **form.told())
        made = attempt(form, lambda: actions.draft_matter(matter, by=request.person, at=timezone.now()))
        if made:
            messages.success(request, _("Kept. Read it once more, then raise it with the other side."))
            return redirect("matter", made.pk)
    told = {"form": form, "agreement": agreement}
    return render(request, "matters/new.html", told, status=422 if form.errors else 200)


@require_safe
def matter(request: Request, id: UUID) -> HttpResponse:
    return matter_page(request, found(request, id))


def matter_page(request: Request, page: MatterPage, wrong: Form | None = None) -> HttpResponse:
    """With a form for each step that this person may take; `wrong` is the one that must be mended."""
    rows = [(row, [mended(ActionForm(page, row, move), wrong) for move in row.moves]) for row in page.actions]
    change = (
        MatterForm(page.matter.agreement, page.person, page.today, of=page.matter)
        if page.may_change
        else None
    )
    told = {
        "page": page,
        "matter": page.matter,
        "steps": [mended(StepForm(page, move), wrong) for move in page.moves],
        "rows": rows,
        "proposal": mended(ProposalForm(page), wrong) if page.may_propose else None,
        "change": mended(change, wrong) if change else None,
        "in_tongues": tongues_of(page.matter),
        "also": AlsoForm(page.matter) if page.sides and not page.may_change else None,
        "also_of": [AlsoForm(row.action) for row in page.actions] if page.sides else [],
        "unchecked": mark_unchecked([page.matter, *(row.action for row in page.actions)], page_language()),
    }
    return render(request, "matters/matter.html", told, status=422 if wrong else 200)


def mended(form: Any, wrong: Form | None) -> Any:
    """The form as it came back, where it is this one."""
    return (
        wrong if wrong is not None and type(wrong) is type(form) and wrong.auto_id == form.auto_id else form
    )


@require_POST
def writing(request: Request, id: UUID) -> HttpResponse:
    """Writes it otherwise, until it is raised."""
    page, by, at = found(request, id), request.person, timezone.now()
    if not page.may_change:
        actions.change_matter(page.matter, {}, by=by, at=at)
    form = MatterForm(page.matter.agreement, by, request.today, request.POST, of=page.matter)
    if carried_out(form, lambda: actions.change_matter(page.matter, form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Kept."))
        return redirect("matter", id)
    return matter_page(request, page, wrong=form)


@require_POST
def moves(request: Request, id: UUID) -> HttpResponse:
    """Takes one step; pressing twice is harmless."""
    page, by, at = found(request, id), request.person, timezone.now()
    if request.POST.get("move") not in list(Move):
        raise Http404
    move = Move(request.POST["move"])
    if move is not Move.SAY and actions.just_stepped(page.matter, move, by=by, at=at):
        messages.info(request, _("This was kept already."))
        return redirect("matter", id)
    if move not in page.moves:
        actions.move_matter(page.matter, move, note=request.POST.get("note", ""), by=by, at=at)
    form = StepForm(page, move, request.POST)
    if form.is_valid():
        note = form.cleaned_data.get("note", "")
        if attempt(form, lambda: actions.move_matter(page.matter, move, note=note, by=by, at=at)):
            messages.success(request, str(TOLD[move]))
            return redirect("matter", id)
    return matter_page(request, page, wrong=form)


@require_POST
def proposals(request: Request, id: UUID) -> HttpResponse:
    """What is to be done, as one side proposes it."""
    page, by, at = found(request, id), request.person, timezone.now()
    if not page.sides:
        raise RuleBroken(Message("Your post does not allow this."))
    form = ProposalForm(page, request.POST)
    if form.is_valid():
        told = dict(form.cleaned_data)
        owner = told.pop("owner")
        if attempt(form, lambda: actions.propose_action(page.matter, owner, **told, by=by, at=at)):
            messages.success(request, _("Proposed. It counts once the other side agrees."))
            return redirect("matter", id)
    return matter_page(request, page, wrong=form)


@require_POST
def action_moves(request: Request, id: UUID, action_id: UUID) -> HttpResponse:
    """One step of an action; pressing twice is harmless."""
    page, by, at = found(request, id), request.person, timezone.now()
    row = next((one for one in page.actions if one.action.pk == action_id), None)
    if row is None or request.POST.get("move") not in list(ActionMove):
        raise Http404
    move = ActionMove(request.POST["move"])
    if actions.just_stepped(page.matter, move, by=by, at=at, of=row.action):
        messages.info(request, _("This was kept already."))
        return redirect("matter", id)
    if move not in row.moves:
        actions.move_action(row.action, move, note=request.POST.get("note", ""), by=by, at=at)
    form = ActionForm(page, row, move, request.POST, request.FILES)
    if form.is_valid():
        told = {"note": form.cleaned_data.get("note", ""), "on": form.cleaned_data.get("on")}
        file = file_of(form)
        if attempt(form, lambda: actions.move_action(row.action, move, **told, file=file, by=by, at=at)):
            messages.success(request, str(TOLD[move]))
            return redirect("matter", id)
    return matter_page(request, page, wrong=form)


def found(request: Request, id: UUID) -> MatterPage:
    """To whom a matter is not shown it does not exist."""
    visible = Matter.objects.visible_to(request.person, request.today)
    near = visible.select_related("agreement", "holder", "other", "place", "other_place")
    return MatterPage(get_object_or_404(near, pk=id), request.person, request.today)
