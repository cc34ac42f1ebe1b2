"""The delegations that a person sees, the page of one, its steps and its printed programme."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import delegations as actions
from chungtay.answers.delegations import DelegationPage, delegations_for, own_sides, rotations_of, turns_open
from chungtay.answers.lists import Pages
from chungtay.answers.wordings import mark_unchecked
from chungtay.answers.work import bodies_of
from chungtay.models import Agreement, Delegation
from chungtay.models.record import Record
from chungtay.rules.delegations import Move, Part
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Kind
from chungtay.screens.errors import attempt, carried_out
from chungtay.screens.exchange.listing import refuse_without_side
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

from .forms import FilterForm, StepForm, VisitForm
from .part_forms import FORMS, AgreedTaskForm, RowForm
from .printed import printed
from .words import TOLD

A_PAGE = 50
LISTS = (Part.HOURS, Part.MEMBERS, Part.CONTENTS, Part.GIFTS, Part.PAPERS, Part.COSTS)


@require_safe
def delegations(request: Request) -> HttpResponse:
    """Whose turn it is, then every visit out and in, newest first."""
    asked, slug = FilterForm(request.GET), request.GET.get("programme", "")
    given = asked.cleaned_data if asked.is_valid() else {}
    seen = Agreement.objects.visible_to(request.person, request.today)
    programme = get_object_or_404(seen, slug=slug) if slug else None
    found = delegations_for(
        request.person, request.today, shown=given.get("shown") or "open",
        direction=given.get("direction", ""), programme=programme,
    )  # fmt: skip
    page = Pages(found, A_PAGE).get_page(request.GET.get("page"))
    turns = turns_open(request.person, request.today)
    things: list[Record | None] = [*page.object_list, *(one.rotation for one in turns)]
    programmes = [programme] if programme else seen
    told = {
        "page": page, "form": asked, "programme": programme, "turns": turns,
        "own": set(bodies_of(request.person, request.today)),
        "drafting": [one for one in programmes if own_sides(one, request.person, request.today)],
        "unchecked": mark_unchecked(things, page_language()),
    }  # fmt: skip
    return render(request, "delegations/delegations.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, slug: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    initial = {"turn": request.GET.get("turn", "")}
    form = _visit_form(request, agreement, request.POST or None, initial=initial)
    if not form.own:
        refuse_without_side(request, Kind.DELEGATION)
    if request.method == "POST" and form.is_valid():
        holder, by, at = form.holder(), request.person, timezone.now()
        if holder is None:
            form.add_error("guest", _("Your body is neither host nor guest of this visit."))
        else:
            one = Delegation(agreement=agreement, holder=holder, **form.told())
            made = attempt(form, lambda: actions.draft_delegation(one, by=by, at=at))
            if made:
                messages.success(request, _("Kept. Write its programme and members, then propose it."))
                return redirect("delegation", made.pk)
    told = {"form": form, "agreement": agreement}
    return render(request, "delegations/new.html", told, status=422 if form.errors else 200)


def _visit_form(
    request: Request, agreement: Agreement, data: Any, *, kept: Delegation | None = None, initial: Any = None
) -> VisitForm:
    turns = rotations_of(agreement, request.person, request.today)
    return VisitForm(
        agreement, request.person, request.today, data, turns=turns, kept=kept, initial=initial or {}
    )


@require_safe
def delegation(request: Request, id: UUID) -> HttpResponse:
    return delegation_page(request, found(request, id))


def delegation_page(request: Request, page: DelegationPage, wrong: Form | None = None) -> HttpResponse:
    """With a form for each step and list that this person may write; `wrong` is the one that must be mended."""
    steps: list[Form] = [StepForm(page, move) for move in page.moves]
    forms: dict[str, Form] = {
        part.value: FORMS[part](page) for part in LISTS if page.writes(part) and _has_side(page, part)
    }
    task = AgreedTaskForm(page) if page.may_give and page.agreed_on else None
    if isinstance(wrong, RowForm):
        forms[wrong.part.value] = wrong
    told = {
        "page": page,
        "delegation": page.delegation,
        "steps": [wrong if isinstance(wrong, StepForm) and wrong.move is one.move else one for one in steps],  # type: ignore[attr-defined]
        "forms": forms,
        "task_form": wrong if isinstance(wrong, AgreedTaskForm) else task,
        "unchecked": mark_unchecked(page.things, page_language()),
        "wrong": wrong,
    }
    return render(request, "delegations/delegation.html", told, status=422 if wrong else 200)


def _has_side(page: DelegationPage, part: Part) -> bool:
    return not FORMS[part].owner or bool(page.sides_written(part))


@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: Request, id: UUID) -> HttpResponse:
    """The words, days and turn, while they are the drafter's to write."""
    page, by, at = found(request, id), request.person, timezone.now()
    if not page.rights:
        raise RuleBroken(Message("Your post does not allow this."))
    form = _visit_form(request, page.delegation.agreement, request.POST or None, kept=page.delegation)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        if attempt(form, lambda: actions.write_delegation(page.delegation, told, by=by, at=at)):
            messages.success(request, _("Kept."))
            return redirect("delegation", id)
    told = {"form": form, "page": page, "delegation": page.delegation}
    return render(request, "delegations/writing.html", told, status=422 if form.errors else 200)


@require_POST
def moves(request: Request, id: UUID) -> HttpResponse:
    """Takes one step; pressing twice is harmless."""
    page, by, at = found(request, id), request.person, timezone.now()
    if request.POST.get("move") not in list(Move):
        raise Http404
    move = Move(request.POST["move"])
    if actions.just_moved(page.delegation, move, by=by, at=at):
        messages.info(request, _("This was kept already."))
        return redirect("delegation", id)
    if move not in page.moves:
        actions.move_delegation(page.delegation, move, note=request.POST.get("note", ""), by=by, at=at)
    form = StepForm(page, move, request.POST, request.FILES)
    if carried_out(form, lambda: actions.move_delegation(page.delegation, move, **form.told(), by=by, at=at)):
        messages.success(request, str(TOLD[move]))
        return redirect("delegation", id)
    return delegation_page(request, page, wrong=form)


@require_safe
def print_out(request: Request, id: UUID) -> HttpResponse:
    """The programme and the list of members, in both languages side by side."""
    page = found(request, id)
    return render(request, "delegations/print.html", printed(page))


def found(request: Request, id: UUID) -> DelegationPage:
    """To whom a delegation is not shown it does not exist."""
    visible = Delegation.objects.visible_to(request.person, request.today)
    near = visible.select_related("agreement", "holder", "host", "guest", "rotation")
    return DelegationPage(get_object_or_404(near, pk=id), request.person, request.today)
