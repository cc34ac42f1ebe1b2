"""The list of activities, one activity, and the form that records a new one."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.actions.activities import record_activity
from chungtay.answers.activities import may_record
from chungtay.answers.lists import Pages
from chungtay.models import Activity, Agreement, Document, Report, Task
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Kind
from chungtay.screens.errors import said
from chungtay.screens.middleware import Request

from .forms import KINDS, ActivityForm

PAGE = 50


@require_safe
def activities(request: Request) -> HttpResponse:
    visible = (
        Activity.objects.visible_to(request.person, request.today)
        .select_related("place", "holder")
        .prefetch_related("attendances")
    )
    page = Pages(visible, PAGE).get_page(request.GET.get("page"))
    rows = [(KINDS[activity.kind], activity) for activity in page]
    may = may_record(request.person, Kind.ACTIVITY, request.today)
    return render(request, "activities/activities.html", {"page": page, "rows": rows, "may_record": may})


@require_safe
def activity(request: Request, id: UUID) -> HttpResponse:
    """Who came, what it fed, which papers lie with it."""
    visible = Activity.objects.visible_to(request.person, request.today)
    papers = Prefetch("documents", Document.objects.visible_to(request.person, request.today))
    programmes = Prefetch("served__agreements", Agreement.objects.visible_to(request.person, request.today))
    shown = get_object_or_404(
        visible.select_related("place", "holder")
        .prefetch_related("attendances__combination__categories")
        .prefetch_related(papers)
        .prefetch_related(programmes),
        pk=id,
    )
    reports = Report.objects.visible_to(request.person, request.today)
    told = {
        "activity": shown,
        "kind": KINDS[shown.kind],
        "task": Task.objects.visible_to(request.person, request.today).filter(activities=shown).first(),
        "attendances": sorted(shown.attendances.all(), key=lambda one: one.combination.position),
        "lines": shown.lines.filter(report__in=reports).select_related(
            "question__indicator", "report__form", "report__place"
        ),
    }
    return render(request, "activities/activity.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: Request) -> HttpResponse:
    if not may_record(request.person, Kind.ACTIVITY, request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    form = ActivityForm(request.person, request.today, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = record_activity(
                form.activity(), attendances=form.attendances(), by=request.person, at=timezone.now()
            )
            messages.success(request, _("Recorded. You can now link it to a figure of a report."))
            return redirect("activity", made.pk)
        except RuleBroken as problem:
            for message in problem.messages:
                form.add_error(message.where if message.where in form.fields else None, said(message))
    return render(request, "activities/record.html", {"form": form}, status=422 if form.errors else 200)
