"""The list of activities, one activity, and what is done with it: recorded, changed, withdrawn, linked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import activities as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.activities import counted_in, may_record, unlinked_activities
from chungtay.answers.lists import Pages
from chungtay.models import Activity, Agreement, Document, Task
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import ActivityForm, PapersForm

PAGE = 50
MOST_UNLINKED = 20


@require_safe
def activities(request: Request) -> HttpResponse:
    """Whose programme is this? first; then all of them, the latest on top."""
    visible = Activity.objects.visible_to(request.person, request.today).standing()
    page = Pages(visible.select_related("place", "kind"), PAGE).get_page(request.GET.get("page"))
    unlinked = unlinked_activities(request.person, request.today)
    told = {
        "page": page,
        "may_record": may_record(request.person, Kind.ACTIVITY, request.today),
        "unlinked": unlinked[:MOST_UNLINKED],
        "programmes": Agreement.objects.visible_to(request.person, request.today),
    }
    return render(request, "activities/activities.html", told)


@require_safe
def activity(request: Request, id: UUID) -> HttpResponse:
    """Who came, what it fed, which papers lie with it."""
    return page_of(request, id)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: Request) -> HttpResponse:
    person, today = request.person, request.today
    if not may_record(person, Kind.ACTIVITY, today):
        raise RuleBroken(Message("Your post does not allow this."))
    typed, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ActivityForm(person, today, typed, files)
    if form.is_valid():
        at = timezone.now()
        made = attempt(
            form,
            lambda: actions.record_activity(
                form.activity(), **form.told(), evidence=form.papers(), by=person, at=at
            ),
        )
        if made:
            messages.success(request, said_of(request, made))
            return redirect("activity", made.pk)
    return render(request, "activities/record.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, id: UUID) -> HttpResponse:
    """The same form, filled, with the reason."""
    held = found(request, id)
    refuse_unless_may(request.person, Act.RECORD, held, timezone.now())
    typed = request.POST if request.method == "POST" else None
    form = ActivityForm(request.person, request.today, typed, held=held)
    reason = request.POST.get("reason", "")
    told = {"form": form, "activity": held, "reason": reason}
    if form.is_valid():
        at = timezone.now()
        done = attempt(
            form,
            lambda: actions.change_activity(
                held, form.activity(), **form.told(), reason=reason, by=request.person, at=at
            ),
        )
        if done:
            messages.success(request, _("Changed. What it said before is kept."))
            return redirect("activity", id)
    return render(request, "activities/change.html", told, status=422 if form.errors else 200)


@require_POST
def withdrawal(request: Request, id: UUID) -> HttpResponse:
    held = found(request, id)
    reason = request.POST.get("reason", "")
    actions.withdraw_activity(held, reason=reason, by=request.person, at=timezone.now())
    messages.success(request, _("Withdrawn. No report counts it any more."))
    return redirect("activity", id)


@require_POST
def programmes(request: Request, id: UUID) -> HttpResponse:
    """Said later: whose programme it was."""
    held = found(request, id)
    seen = Agreement.objects.visible_to(request.person, request.today)
    slugs = request.POST.getlist("programmes")
    chosen = list(seen.filter(slug__in=slugs))
    if not chosen or len(chosen) != len(set(slugs)):
        raise RuleBroken(Message("Choose the programme that it served.", where="programmes"))
    done = actions.serve_programmes(held, chosen, by=request.person, at=timezone.now())
    messages.success(request, said_of(request, done))
    return redirect("activities") if request.POST.get("then") == "list" else redirect("activity", id)


@require_POST
def evidence(request: Request, id: UUID) -> HttpResponse:
    """Photos, lists and minutes that came later."""
    held = found(request, id)
    refuse_unless_may(request.person, Act.RECORD, held, timezone.now())
    form = PapersForm(request.POST, request.FILES)
    if form.is_valid():
        at, papers = timezone.now(), form.papers()
        if not papers:
            form.add_error("photos", _("Choose at least one file."))
        elif attempt(form, lambda: actions.add_evidence(held, papers, by=request.person, at=at)) is not None:
            messages.success(request, _("Kept with the activity."))
            return redirect("activity", id)
    return page_of(request, id, form)


def visible(request: Request) -> Any:
    seen = Activity.objects.visible_to(request.person, request.today)
    programmes = Prefetch("served__agreements", Agreement.objects.visible_to(request.person, request.today))
    papers = Prefetch("documents", Document.objects.visible_to(request.person, request.today))
    beside = seen.select_related("place", "holder", "kind", "lead", "served", "content", "withdrawn_by")
    divided = ("attendances__combination__categories", "attendances__combination__breakdown__dimensions")
    return beside.prefetch_related(*divided, "money", "partners", "changes", programmes).prefetch_related(
        papers
    )


def found(request: Request, id: UUID) -> Activity:
    return get_object_or_404(visible(request), pk=id)


def page_of(request: Request, id: UUID, papers_form: PapersForm | None = None) -> HttpResponse:
    shown = found(request, id)
    person, today = request.person, request.today
    records = shown.withdrawn_at is None and person.may(Act.RECORD, shown.facts(today), today)
    told: dict[str, Any] = {
        "activity": shown,
        "task": Task.objects.visible_to(person, today).filter(activities=shown).first(),
        "groups": groups_of(shown),
        "lines": counted_in(shown, person, today),
        "records": records,
        "papers_form": papers_form or PapersForm(),
        "programmes": Agreement.objects.visible_to(person, today) if records and not shown.served.key else [],
    }
    bad = papers_form is not None and papers_form.errors
    return render(request, "activities/activity.html", told, status=422 if bad else 200)


def groups_of(shown: Activity) -> list[tuple[Any, list[Any]]]:
    """Those who came, division by division; women and men first."""
    held: dict[Any, list[Any]] = {}
    for one in sorted(shown.attendances.all(), key=lambda one: one.combination.position):
        held.setdefault(one.combination.breakdown, []).append(one)
    return sorted(held.items(), key=lambda group: group[0].slug != "sex")


def said_of(request: Request, made: Activity) -> str:
    """Where it is counted now, so that nobody types it again."""
    lines = [
        line for line in counted_in(made, request.person, request.today) if line.question.counts_activities
    ]
    if lines:
        return _("Recorded, and counted in your report already. Nothing to type twice.")
    return _("Recorded. No report that you are writing counts it by itself.")
