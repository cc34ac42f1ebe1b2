"""Programmes, their plans and contents; accepting a plan and finishing a task."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions import plans as actions
from chungtay.actions.tasks import finish_task
from chungtay.answers.programmes import (
    PlannedContent,
    Programme,
    may_ask,
    may_plan,
    programmes_of,
)
from chungtay.answers.sharing import sharing_of
from chungtay.models import Activity, Agreement, Document, Plan, Task
from chungtay.rules.people import Act
from chungtay.screens.ledger.charts import year_chart
from chungtay.screens.middleware import Request

from .planning_forms import planning_forms
from .timeline import timeline


@require_safe
def programmes(request: Request) -> HttpResponse:
    listed = programmes_of(request.person, request.today)
    return render(request, "agreements/programmes.html", {"listed": listed})


@require_safe
def programme(request: Request, slug: str) -> HttpResponse:
    """Everything about one programme, with the plan of this year or of the year that was chosen."""
    year, phase = request.GET.get("year", ""), request.GET.get("phase", "")
    chosen = int(year) if year.isdecimal() and len(year) == 4 else None
    shown = found(request, slug, year=chosen, phase=phase)
    if (year and shown.plan is None) or (phase and shown.phase is None):
        raise Http404
    told = {
        "programme": shown,
        "sharing": sharing_of(shown.agreement, request.person, request.today),
        "timeline": timeline(shown.phases, shown.events, request.today),
        "chart": year_chart(shown.years),
        "may_review": bool(request.person.organisations_for(Act.REVIEW, request.today, programme=slug)),
        "may_ask": may_ask(shown.agreement, request.person, request.today),
    }
    return render(request, "agreements/programme.html", told)


@require_safe
def plan(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    """One plan: who issued and accepted it, its contents, and what was signed without one."""
    shown = found(request, slug)
    shown.show_plan(get_object_or_404(Plan.objects.filter(phase__agreement=shown.agreement), pk=plan_id))
    return render(request, "agreements/plan.html", {"programme": shown})


@require_safe
def content(request: Request, slug: str, content_id: UUID) -> HttpResponse:
    """One content: what it makes concrete, its tasks, its papers and what was done for it."""
    return content_page(request, *found_content(request, slug, content_id))


def found_content(request: Request, slug: str, content_id: UUID) -> tuple[Programme, PlannedContent]:
    shown = found(request, slug)
    of_it = Plan.objects.filter(phase__agreement=shown.agreement, contents=content_id)
    shown.show_plan(get_object_or_404(of_it))
    return shown, next(one for one in shown.contents if one.content.pk == content_id)


def content_page(
    request: Request, shown: Programme, planned: PlannedContent, wrong: Form | None = None
) -> HttpResponse:
    """With the forms of whoever plans; `wrong` is the one that must be mended."""
    content_id, plans = planned.content.pk, may_plan(shown.agreement, request.person, request.today)
    told = {
        "programme": shown,
        "planned": planned,
        "finishable": set(
            Task.objects.allowed(request.person, Act.RECORD, request.today).filter(content=content_id)
        ),
        "documents": Document.objects.visible_to(request.person, request.today).filter(content=content_id),
        "activities": Activity.objects.visible_to(request.person, request.today).filter(
            task__content=content_id
        ),
        "may_plan": plans,
    } | (planning_forms(shown, planned, wrong) if plans else {})
    return render(request, "agreements/content.html", told, status=422 if wrong else 200)


def found(request: Request, slug: str, *, year: int | None = None, phase: str = "") -> Programme:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    return Programme(agreement, request.person, request.today, year=year, phase=phase)


@require_POST
def accept(request: Request, plan_id: UUID) -> HttpResponse:
    """A side says yes to a plan; pressing twice is harmless."""
    visible = Agreement.objects.visible_to(request.person, request.today)
    accepted = get_object_or_404(Plan.objects.filter(phase__agreement__in=visible), pk=plan_id)
    agreement = accepted.phase.agreement
    chosen = request.POST.get("seat", "")
    seat = get_object_or_404(agreement.seats, number=int(chosen) if chosen.isdecimal() else 0)
    if accepted.acceptances.filter(seat=seat, accepted_by=request.person).exists():
        messages.info(request, _("You have accepted this plan already."))
    else:
        actions.accept_plan(accepted, seat, by=request.person, at=timezone.now())
        messages.success(request, _("The plan is accepted for your side."))
    return redirect("plan", agreement.slug, accepted.pk)


@require_POST
def finish(request: Request, task_id: UUID) -> HttpResponse:
    visible = Task.objects.visible_to(request.person, request.today)
    task = get_object_or_404(visible.select_related("agreement"), pk=task_id)
    if task.done_by_id == request.person.pk:
        messages.info(request, _("You have finished this task already."))
    else:
        finish_task(task, on=request.today, by=request.person, at=timezone.now())
        messages.success(request, _("The task is finished."))
    if task.content_id is None:
        return redirect("work")
    return redirect("content", task.agreement.slug, task.content_id)
