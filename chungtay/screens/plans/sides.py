"""What the sides say to each other about a plan: propose, accept, ask for changes, answer, withdraw, amend."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.actions import plans as actions
from chungtay.answers.plans import PlanPage
from chungtay.models import Seat, Version
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import all_said, attempt
from chungtay.screens.middleware import Request

from .forms import ChangeForm, NumberForm, ReasonForm
from .views import found_page, plan_page


@require_POST
def proposal(request: Request, plan_id: UUID) -> HttpResponse:
    page = found_to_keep(request, plan_id)
    act = partial(actions.propose_plan, page.plan, by=request.person, at=timezone.now())
    return done(request, page, act, _("The plan lies before the sides. Each finds it in its work."))


@require_POST
def acceptance(request: Request, plan_id: UUID) -> HttpResponse:
    """A side says yes to the text that was read; pressing twice is harmless."""
    page, read = found_page(request, pk=plan_id), request.POST.get("version", "")
    seat = found_seat(request, page)
    said = page.plan.acceptances.filter(seat=seat, version=page.plan.version, accepted_by=request.person)
    if said.exists():
        messages.info(request, _("You have accepted this plan already."))
        return to_plan(page)
    version = small(read) if read else None
    act = partial(actions.accept_plan, page.plan, seat, version=version, by=request.person, at=timezone.now())
    return done(request, page, act, _("The plan is accepted for your side."))


@require_POST
def amendment_acceptance(request: Request, plan_id: UUID, version_id: UUID) -> HttpResponse:
    page = found_page(request, pk=plan_id)
    seen = Version.objects.visible_to(request.person, request.today).filter(plan=page.plan)
    version = get_object_or_404(seen.exclude(proposed_at=None), pk=version_id)
    seat = found_seat(request, page)
    if version.in_force_on or seat.pk in {one.seat_id for one in actions.accepted_of(version)}:
        messages.info(request, _("You have accepted this amendment already."))
        return to_plan(page)
    act = partial(actions.accept_amendment, version, seat, by=request.person, at=timezone.now())
    return done(request, page, act, _("The amendment is accepted for your side."))


@require_POST
def changes(request: Request, plan_id: UUID) -> HttpResponse:
    """One change, asked for at the line that it speaks of."""
    page, sent = found_page(request, pk=plan_id), request.POST.get("content", "")
    line = next((one for one in page.lines if str(one.content.pk) == sent), None)
    auto_id = f"change-{line.content.number}-%s" if line else "change-%s"
    form = ChangeForm(of_content=line is not None, data=request.POST, auto_id=auto_id)
    refuse_unless_speaks(page)
    if sent and line is None:
        raise Http404
    if form.is_valid():
        seat, told = found_seat(request, page), form.cleaned_data
        asked = [(line.content if line else None, told["field"], told["text"])]
        by, at = request.person, timezone.now()
        if attempt(form, lambda: actions.ask_changes(page.plan, seat, asked, by=by, at=at)):
            messages.success(request, _("Asked. Whoever drew the plan up finds it in their work."))
            return to_plan(page)
    return plan_page(request, page, wrong=form)


@require_POST
def answer(request: Request, plan_id: UUID, change_id: UUID) -> HttpResponse:
    page = found_to_keep(request, plan_id)
    change = get_object_or_404(page.plan.change_requests, pk=change_id)
    granted, words = request.POST.get("granted") == "yes", request.POST.get("answer", "")[:2_000]
    act = partial(
        actions.settle_change, change, granted=granted, answer=words, by=request.person, at=timezone.now()
    )
    return done(request, page, act, _("Answered. The side that asked sees it beside its words."))


@require_POST
def number(request: Request, plan_id: UUID) -> HttpResponse:
    page = found_to_keep(request, plan_id)
    form, by, at = NumberForm(page, request.POST), request.person, timezone.now()
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: actions.number_plan(page.plan, **told, by=by, at=at)):
            messages.success(request, _("The number is kept."))
            return to_plan(page)
    return plan_page(request, page, wrong=form)


@require_POST
def withdrawal(request: Request, plan_id: UUID) -> HttpResponse:
    page, form = found_to_keep(request, plan_id), ReasonForm(request.POST, auto_id="withdraw-%s")
    by, at = request.person, timezone.now()
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.withdraw_plan(page.plan, reason=reason, by=by, at=at)):
            messages.success(request, _("The plan is withdrawn."))
            return redirect("programme", page.agreement.slug)
    return plan_page(request, page, wrong=form)


@require_POST
def amendment(request: Request, plan_id: UUID) -> HttpResponse:
    """Begins an edited copy; it is written on a page of its own."""
    page, form = found_page(request, pk=plan_id), ReasonForm(request.POST, auto_id="amend-%s")
    if not page.may_amend:
        raise RuleBroken(Message("Your post does not allow this."))
    by, at, holder = request.person, timezone.now(), page.amender
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        version = attempt(form, lambda: actions.amend_plan(page.plan, holder, reason=reason, by=by, at=at))
        if version:
            return redirect("version", version.pk)
    return plan_page(request, page, wrong=form)


def found_to_keep(request: Request, plan_id: UUID) -> PlanPage:
    """For whoever drew the plan up; the other sides read it."""
    page = found_page(request, pk=plan_id)
    if not page.is_drafter:
        raise RuleBroken(Message("Your post does not allow this."))
    return page


def done(request: Request, page: PlanPage, act: Callable[[], object], told: str) -> HttpResponse:
    """The act, then the page anew; refused, the page says why."""
    try:
        act()
    except RuleBroken as problem:
        return plan_page(request, page, faults=all_said(problem.messages))
    messages.success(request, told)
    return to_plan(page)


def to_plan(page: PlanPage) -> HttpResponse:
    return redirect("plan", page.agreement.slug, page.plan.pk)


def found_seat(request: Request, page: PlanPage) -> Seat:
    return get_object_or_404(page.agreement.seats, number=small(request.POST.get("seat", "")))


def small(text: str) -> int:
    """A number that somebody sent; 0 for what is none, or is beyond every seat and version."""
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def refuse_unless_speaks(page: PlanPage) -> None:
    if not page.seats_spoken_for:
        raise RuleBroken(Message("Your post does not allow this."))
