"""The tasks of my offices, the page of one, and every step that it takes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions import tasks as actions
from chungtay.answers.lists import Pages
from chungtay.answers.tasks import Choice, TaskPage, tasks_for
from chungtay.models import Agreement, Task
from chungtay.rules.tasks import Move
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import FilterForm, StepForm, WaitingForm
from .words import TOLD

A_PAGE = 50


@require_safe
def tasks(request: Request) -> HttpResponse:
    """What my offices lead, asked for or coordinate, soonest first."""
    asked = FilterForm(request.GET)
    given = asked.cleaned_data if asked.is_valid() else {}
    slug = request.GET.get("programme", "")
    programme = get_object_or_404(_programmes(request), slug=slug) if slug else None
    whose = given.get("whose", "")
    choice = Choice(
        given.get("shown") or "open", "" if whose == "below" else whose, slug, everywhere=whose == "below"
    )
    page = Pages(tasks_for(request.person, request.today, choice), A_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "form": asked, "programme": programme, "choice": choice, "whose": whose}
    return render(request, "tasks/tasks.html", told)


@require_safe
def task(request: Request, task_id: UUID) -> HttpResponse:
    return task_page(request, found(request, task_id))


def task_page(request: Request, page: TaskPage, wrong: Form | None = None) -> HttpResponse:
    """With a form for each step that this person may take; `wrong` is the one that must be mended."""
    steps = [StepForm(page, move) for move in page.moves]
    waiting = WaitingForm(page) if page.may_set_waiting else None
    told = {
        "page": page,
        "task": page.task,
        "steps": [wrong if isinstance(wrong, StepForm) and wrong.move is one.move else one for one in steps],
        "waiting_form": wrong if isinstance(wrong, WaitingForm) else waiting,
        "wrong": wrong,
    }
    return render(request, "tasks/task.html", told, status=422 if wrong else 200)


@require_POST
def moves(request: Request, task_id: UUID) -> HttpResponse:
    """Takes one step; pressing twice is harmless."""
    page, by, at = found(request, task_id), request.person, timezone.now()
    if request.POST.get("move") not in list(Move):
        raise Http404
    move = Move(request.POST["move"])
    if actions.just_moved(page.task, move, by=by, at=at):
        return _moved(request, page.task, _("This was kept already."))
    if move not in page.moves:
        actions.move_task(page.task, move, note=request.POST.get("note", ""), by=by, at=at)
    form = StepForm(page, move, request.POST, request.FILES)
    taken = attempt(form, lambda: _take(page.task, form, by=by, at=at)) if form.is_valid() else None
    if taken:
        return _moved(request, page.task, str(TOLD[move]))
    return task_page(request, page, wrong=form)


def _take(task: Task, form: StepForm, **who: Any) -> Task:
    told, paper = form.cleaned_data, form.paper()
    common = {"note": told["note"], "day": told.get("day"), "evidence": list(told.get("activities") or ())}
    if paper:
        title, file = paper
        return actions.finish_with_paper(task, file, title=title, **common, **who)
    return actions.move_task(task, form.move, **common, **who)


def _moved(request: Request, task: Task, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("task", task.pk)


@require_POST
def completion(request: Request, task_id: UUID) -> HttpResponse:
    """The shorthand for what was done today and promised no product."""
    page = found(request, task_id)
    if page.task.done_by_id == request.person.pk:
        messages.info(request, _("You have finished this task already."))
    else:
        actions.finish_task(page.task, on=request.today, by=request.person, at=timezone.now())
        messages.success(request, str(TOLD[Move.FINISH]))
    if page.plan is None:
        return redirect("task", task_id)
    return redirect("content", page.task.agreement.slug, page.task.content_id)


@require_POST
def part_completion(request: Request, task_id: UUID, part_id: UUID) -> HttpResponse:
    """A coordinating body has done its part."""
    part = get_object_or_404(found(request, task_id).task.parts.select_related("organisation"), pk=part_id)
    if part.done_by_id == request.person.pk:
        messages.info(request, _("This was kept already."))
    else:
        actions.finish_part(part, on=request.today, by=request.person, at=timezone.now())
        messages.success(request, _("This part is finished."))
    return redirect("task", task_id)


@require_POST
def waiting(request: Request, task_id: UUID) -> HttpResponse:
    """Says anew what must be done before."""
    page, by, at = found(request, task_id), request.person, timezone.now()
    form = WaitingForm(page, request.POST)
    if not page.may_set_waiting:
        actions.wait_for(page.task, [], by=by, at=at)
    if form.is_valid():
        blockers = form.cleaned_data["blocked_by"]
        if attempt(form, lambda: actions.wait_for(page.task, blockers, by=by, at=at)):
            messages.success(request, _("Kept."))
            return redirect("task", task_id)
    return task_page(request, page, wrong=form)


def found(request: Request, task_id: UUID) -> TaskPage:
    """To whom a task is not shown it does not exist."""
    visible = Task.objects.visible_to(request.person, request.today)
    near = visible.select_related("organisation", "asker", "asked_by", "agreement", "content__plan", "place")
    return TaskPage(get_object_or_404(near, pk=task_id), request.person, request.today)


def _programmes(request: Request) -> Any:
    return Agreement.objects.visible_to(request.person, request.today)
