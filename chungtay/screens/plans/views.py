"""The page of a plan and of one of its contents."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from chungtay.answers.drafts.source import without_kind
from chungtay.answers.plans import PlanPage, with_facts
from chungtay.answers.programmes import PlannedContent, Programme, may_plan
from chungtay.answers.tasks import may_give
from chungtay.models import Activity, Document, Plan, Task
from chungtay.rules.people import Act
from chungtay.rules.tasks import TaskState
from chungtay.screens.agreements.views import found
from chungtay.screens.middleware import Request
from chungtay.screens.tags import said_plain, words_of
from chungtay.screens.wordings.marks import mark_plan, mark_programme

from .forms import forms_of_page
from .planning_forms import planning_forms


@require_safe
def plan(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    """One plan: what is agreed, who leads what by when, what each side said to it."""
    return plan_page(request, found_page(request, phase__agreement__slug=slug, pk=plan_id))


def plan_page(
    request: Request, page: PlanPage, *, wrong: Form | None = None, faults: Iterable[str] = ()
) -> HttpResponse:
    """`wrong`: the form that must be mended; `faults`: why an act without a form was refused.

    Somebody else may have acted since the page was opened, and the form be gone: its faults are told all the same.
    """
    told = {"page": page, "programme": page.programme, "plan": page.plan}
    name, language = words_of(page.plan, "name")
    told |= forms_of_page(page, wrong) | {
        "grounds": said_plain(page.plan, "grounds").splitlines(),
        "abstract": without_kind("plan", name), "abstract_language": language,
    }  # fmt: skip
    on_page = [*told.values(), *(line.form for line in page.lines)]
    late = wrong.errors.values() if wrong and not any(form is wrong for form in on_page) else ()
    told["faults"] = [*faults, *(fault for told_of_one in late for fault in told_of_one)]
    return render(request, "plans/plan.html", told | mark_plan(page), status=422 if wrong or faults else 200)


def found_page(request: Request, **named: Any) -> PlanPage:
    """To whom a plan is not shown it does not exist."""
    visible = Plan.objects.visible_to(request.person, request.today)
    plan = get_object_or_404(with_facts(visible), **named)
    return PlanPage(plan, request.person, request.today)


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
        "activities": Activity.objects.visible_to(request.person, request.today)
        .standing()
        .filter(Q(task__content=content_id) | Q(content=content_id)),
        "may_plan": plans,
    } | planning_forms(
        shown, planned, wrong, plans=plans, gives=may_give(shown.agreement, request.person, request.today)
    )
    told |= mark_programme(shown, planned)
    return render(request, "plans/content.html", told, status=422 if wrong else 200)


def finishable(request: Request, content_id: UUID) -> set[Task]:
    """What the person may say done with one press: nothing was promised, and nothing must come before."""
    own = Task.objects.led_by(request.person, Act.RECORD, request.today).open()
    waits = Task.objects.open().filter(blocks__content=content_id).values("blocks")
    return set(
        own.filter(content=content_id, product="").exclude(pk__in=waits).exclude(state=TaskState.RETURNED)
    )


def found_plan(request: Request, **named: Any) -> Plan:
    """To whom a plan is not shown it does not exist."""
    visible = Plan.objects.visible_to(request.person, request.today)
    return get_object_or_404(visible.select_related("phase__agreement"), **named)
