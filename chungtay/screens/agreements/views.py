"""Programmes: the list, the page of one, and finishing a task."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions.tasks import finish_task
from chungtay.answers.programmes import (
    Programme,
    may_ask,
    programmes_of,
)
from chungtay.answers.sharing import sharing_of
from chungtay.models import Agreement, Task
from chungtay.rules.people import Act
from chungtay.screens.ledger.charts import year_chart
from chungtay.screens.middleware import Request

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


def found(request: Request, slug: str, *, year: int | None = None, phase: str = "") -> Programme:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    return Programme(agreement, request.person, request.today, year=year, phase=phase)


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
