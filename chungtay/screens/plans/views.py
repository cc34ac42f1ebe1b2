"""The page of a plan and of one of its contents; accepting a plan."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions import plans as actions
from chungtay.answers.programmes import PlannedContent, Programme, may_plan
from chungtay.answers.tasks import may_give
from chungtay.models import Activity, Document, Plan, Task
from chungtay.rules.people import Act
from chungtay.rules.tasks import TaskState
from chungtay.screens.agreements.views import found
from chungtay.screens.middleware import Request

from .planning_forms import planning_forms


@require_safe
def plan(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    """One plan: who issued and accepted it, its contents, and what was signed without one."""
    shown = found(request, slug)
    shown.show_plan(found_plan(request, phase__agreement=shown.agreement, pk=plan_id))
    return render(request, "plans/plan.html", {"programme": shown})


@require_safe
def content(request: Request, slug: str, content_id: UUID) -> HttpResponse:
    """One content: what it makes concrete, its tasks, its papers and what was done for it."""
    return content_page(request, *found_content(request, slug, content_id))


def found_content(request: Request, slug: str, content_id: UUID) -> tuple[Programme, PlannedContent]:
    shown = found(request, slug)
    shown.show_plan(found_plan(request, phase__agreement=shown.agreement, contents=content_id))
    return shown, next(one for one in shown.contents if one.content.pk == content_id)


def content_page(
    request: Request, shown: Programme, planned: PlannedContent, wrong: Form | None = None
) -> HttpResponse:
    """With the forms of whoever plans; `wrong` is the one that must be mended."""
    content_id, plans = planned.content.pk, may_plan(shown.agreement, request.person, request.today)
    told = {
        "programme": shown,
        "planned": planned,
        "finishable": finishable(request, content_id),
        "documents": Document.objects.visible_to(request.person, request.today).filter(content=content_id),
        "activities": Activity.objects.visible_to(request.person, request.today).filter(
            task__content=content_id
        ),
        "may_plan": plans,
    } | planning_forms(
        shown, planned, wrong, plans=plans, gives=may_give(shown.agreement, request.person, request.today)
    )
    return render(request, "plans/content.html", told, status=422 if wrong else 200)


def finishable(request: Request, content_id: UUID) -> set[Task]:
    """What the person may say done with one press: nothing was promised, and nothing must come before."""
    own = Task.objects.led_by(request.person, Act.RECORD, request.today).open()
    waits = Task.objects.open().filter(blocks__content=content_id).values("blocks")
    return set(
        own.filter(content=content_id, product="").exclude(pk__in=waits).exclude(state=TaskState.RETURNED)
    )


@require_POST
def accept(request: Request, plan_id: UUID) -> HttpResponse:
    """A side says yes to a plan; pressing twice is harmless."""
    accepted = found_plan(request, pk=plan_id)
    agreement = accepted.phase.agreement
    chosen = request.POST.get("seat", "")
    seat = get_object_or_404(agreement.seats, number=int(chosen) if chosen.isdecimal() else 0)
    if accepted.acceptances.filter(seat=seat, accepted_by=request.person).exists():
        messages.info(request, _("You have accepted this plan already."))
    else:
        actions.accept_plan(accepted, seat, by=request.person, at=timezone.now())
        messages.success(request, _("The plan is accepted for your side."))
    return redirect("plan", agreement.slug, accepted.pk)


def found_plan(request: Request, **named: Any) -> Plan:
    """To whom a plan is not shown it does not exist."""
    visible = Plan.objects.visible_to(request.person, request.today)
    return get_object_or_404(visible.select_related("phase__agreement"), **named)
