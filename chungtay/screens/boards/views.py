"""Four ways of looking at one plan, what is done there to one task or to many, and the views that are kept."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions import boards as actions
from chungtay.answers.boards import Board, shown_plans
from chungtay.models import Plan, SavedView
from chungtay.rules.boards import Asked, Shape, read_asked
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import DaysForm, DeedForm, ViewForm
from .page import Page, address_of


@require_safe
def board(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    return looked_at(request, found(request, slug, plan_id), Shape.BOARD)


@require_safe
def table(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    return looked_at(request, found(request, slug, plan_id), Shape.TABLE)


@require_safe
def calendar(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    return looked_at(request, found(request, slug, plan_id), Shape.CALENDAR)


@require_safe
def timeline(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    return looked_at(request, found(request, slug, plan_id), Shape.TIMELINE)


@require_POST
def deeds(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    """One step for one card, or the same for all that are ticked; what stops one stops all."""
    plan = sent_for(request, slug, plan_id)
    form, by, at = DeedForm((), request.POST), request.person, timezone.now()
    if form.is_valid():
        done = attempt(form, lambda: actions.act_together(plan, form.keys(), form.deed(), by=by, at=at))
        if done:
            text = ngettext("Done for %(count)s task.", "Done for %(count)s tasks.", len(done))
            messages.success(request, text % {"count": len(done)})
            return back(request, plan, anchor=f"#t-{done[0].pk}" if form.is_single else "")
    return looked_back_at(request, plan, deed=form)


@require_POST
def risk_days(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    plan = sent_for(request, slug, plan_id)
    form, by, at = DaysForm(plan.at_risk_days, request.POST), request.person, timezone.now()
    if form.is_valid():
        days = form.cleaned_data["days"]
        if attempt(form, lambda: actions.set_risk_days(plan, days, by=by, at=at)):
            messages.success(request, _("Kept. The tasks are judged by it from now on."))
            return back(request, plan)
    return looked_back_at(request, plan, days=form)


@require_POST
def views(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    """Keeps the way of looking from which the form was sent."""
    plan = sent_for(request, slug, plan_id)
    form, by, at = ViewForm(request.POST), request.person, timezone.now()
    if form.is_valid():
        shape, asked = way_back(request)
        name, written = form.cleaned_data["name"], asked.address(shape)
        keep = actions.save_view
        if attempt(form, lambda: keep(plan, name, shape=shape, asked=written, by=by, at=at)):
            messages.success(request, _("Kept. Only you see your views."))
            return back(request, plan)
    return looked_back_at(request, plan, view=form)


@require_POST
def view_deletion(request: Request, slug: str, plan_id: UUID, id: UUID) -> HttpResponse:
    plan = sent_for(request, slug, plan_id)
    view = get_object_or_404(SavedView, person=request.person, plan=plan, pk=id)
    actions.delete_view(view, by=request.person, at=timezone.now())
    messages.success(request, _("The view is deleted."))
    return back(request, plan)


def found(request: Request, slug: str, plan_id: UUID) -> Plan:
    plans = shown_plans(request.person, request.today)
    return get_object_or_404(plans, phase__agreement__slug=slug, pk=plan_id)


def sent_for(request: Request, slug: str, plan_id: UUID) -> Plan:
    """The plan of a form. An address that leads to no page back is refused before anything is done."""
    plan = found(request, slug, plan_id)
    way_back(request)
    return plan


def looked_at(request: Request, plan: Plan, shape: Shape) -> HttpResponse:
    return page(request, plan, shape, read_asked(pairs_of(request), shape))


def looked_back_at(request: Request, plan: Plan, **wrong: Form) -> HttpResponse:
    """The page from which a form was sent that must be mended."""
    shape, asked = way_back(request)
    return page(request, plan, shape, asked, **wrong)


def page(request: Request, plan: Plan, shape: Shape, asked: Asked, **wrong: Form) -> HttpResponse:
    board = Board(plan, request.person, request.today, asked)
    told = {"page": Page(board, shape, **wrong), "board": board}
    return render(request, f"boards/{shape}.html", told, status=422 if wrong else 200)


def back(request: Request, plan: Plan, *, anchor: str = "") -> HttpResponse:
    shape, asked = way_back(request)
    return redirect(address_of(plan, shape, asked) + anchor)


def way_back(request: Request) -> tuple[Shape, Asked]:
    """Forms carry the shape and what was asked for in their address."""
    pairs = pairs_of(request)
    shape = next(
        (Shape(value) for name, value in pairs if name == "shape" and value in set(Shape)), Shape.BOARD
    )
    return shape, read_asked([pair for pair in pairs if pair[0] != "shape"], shape)


def pairs_of(request: Request) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.GET.lists() for value in values]
