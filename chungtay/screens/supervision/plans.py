"""The plans of supervision, year by year: the list, the page that prints on A4, drawing and issuing one."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import supervision as actions
from chungtay.answers.lists import Pages
from chungtay.answers.supervision import PlanPage, plans_of, supervisors
from chungtay.answers.wordings import mark_unchecked
from chungtay.models import SupervisionPlan
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

from .forms import IssueForm, PlanForm

A_PAGE = 50


@require_safe
def plans(request: Request) -> HttpResponse:
    page = Pages(plans_of(request.person, request.today), A_PAGE).get_page(request.GET.get("page"))
    may_draw = supervisors(request.person, request.today).exists()
    unchecked = mark_unchecked(page.object_list, page_language())
    told = {"page": page, "may_draw": may_draw, "unchecked": unchecked}
    return render(request, "supervision/plans.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    form = PlanForm(request.person, request.today, request.POST or None)
    if not form.holders:
        raise RuleBroken(Message("Your post does not allow this."))
    if request.method == "POST" and form.is_valid():
        by, at = request.person, timezone.now()
        if made := attempt(form, lambda: actions.draft_supervision_plan(form.plan(), by=by, at=at)):
            messages.success(request, _("Kept. Add what is to be looked into, then issue the plan."))
            return redirect("supervision-plan", made.pk)
    return render(request, "supervision/plan_new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def plan(request: Request, id: UUID) -> HttpResponse:
    return plan_page(request, found(request, id))


def plan_page(request: Request, page: PlanPage, wrong: Form | None = None) -> HttpResponse:
    told = {
        "page": page,
        "plan": page.plan,
        "unchecked": mark_unchecked([page.plan, *page.rows], page_language()),
        "issue_form": wrong or (IssueForm(request.today) if page.may_issue else None),
    }
    return render(request, "supervision/plan.html", told, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: Request, id: UUID) -> HttpResponse:
    page = found_to_record(request, id)
    form = PlanForm(request.person, request.today, request.POST or None, plan=page.plan)
    if request.method == "POST" and form.is_valid():
        by, at, told = request.person, timezone.now(), form.cleaned_data
        if attempt(form, lambda: actions.edit_supervision_plan(page.plan, **told, by=by, at=at)):
            messages.success(request, _("Kept."))
            return redirect("supervision-plan", id)
    told = {"form": form, "plan": page.plan}
    return render(request, "supervision/plan_new.html", told, status=422 if form.errors else 200)


@require_POST
def issue(request: Request, id: UUID) -> HttpResponse:
    """From now on the plan stands; pressing twice is harmless."""
    page, by, at = found(request, id), request.person, timezone.now()
    if page.plan.issued_by_id == by.pk:
        messages.info(request, _("You have issued it already."))
        return redirect("supervision-plan", id)
    form = IssueForm(request.today, request.POST)
    if form.is_valid():
        on = form.cleaned_data["on"]
        if attempt(form, lambda: actions.issue_supervision_plan(page.plan, on=on, by=by, at=at)):
            messages.success(request, _("The plan is issued and stands."))
            return redirect("supervision-plan", id)
    return plan_page(request, page, wrong=form)


@require_POST
def draft(request: Request, id: UUID) -> HttpResponse:
    """The plan as an official paper; it is written on in the room of papers."""
    page = found_to_record(request, id)
    made = actions.begin_plan_paper(page.plan, by=request.person, at=timezone.now())
    return redirect("paper", made.pk)


def found(request: Request, id: UUID) -> PlanPage:
    """To whom a plan is not shown it does not exist."""
    visible = SupervisionPlan.objects.visible_to(request.person, request.today)
    near = visible.select_related("holder__parent", "agreement", "draft", "issued_by")
    return PlanPage(get_object_or_404(near, pk=id), request.person, request.today)


def found_to_record(request: Request, id: UUID) -> PlanPage:
    page = found(request, id)
    if not page.may_record:
        raise RuleBroken(Message("Your post does not allow this."))
    return page
