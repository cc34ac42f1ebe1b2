"""The text of an agreement or a plan: its versions, one of them to read, what it changes, its draft."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.actions.versions import begin_version
from chungtay.answers.versions import asked_of, drawers_of, draws_up, last_in_force, things_named, versions_of
from chungtay.models import Agreement, Plan, Version
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.versions import Body, Change, Fate, VersionState, difference
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .draft import draft_page
from .forms import BeginForm
from .shown import groups_of, shown_change, shown_rows
from .words import STATE_WORDS, row_word


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_versions(request: Request, slug: str) -> HttpResponse:
    seen = Agreement.objects.visible_to(request.person, request.today)
    return versions_page(request, get_object_or_404(seen, slug=slug), None)


@require_safe
def plan_versions(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    seen = Plan.objects.visible_to(request.person, request.today).select_related("phase__agreement", "holder")
    plan = get_object_or_404(seen, pk=plan_id, phase__agreement__slug=slug)
    return versions_page(request, plan.phase.agreement, plan)


def versions_page(request: Request, agreement: Agreement, plan: Plan | None) -> HttpResponse:
    """Who wrote which text when and why; below, an amendment is begun: of a plan in the plan's own room."""
    person, today = request.person, request.today
    bodies = drawers_of(agreement, plan, person, today)
    form = BeginForm(bodies, request.POST if request.method == "POST" else None)
    if request.method == "POST" and not bodies:
        raise RuleBroken(Message("Your post does not allow this."))
    if request.method == "POST" and form.is_valid():
        told = {"reason": form.cleaned_data["reason"], "by": person, "at": timezone.now()}
        made = attempt(form, lambda: begin_version(agreement, holder=form.holder, **told))
        if made:
            messages.success(request, _("The copy is yours alone until you propose it."))
            return redirect("version", made.pk)
    shown = {
        "agreement": agreement, "plan": plan, "form": form if bodies else None,
        "versions": versions_of(agreement, plan, person, today), "last": last_in_force(agreement, plan),
    }  # fmt: skip
    return render(request, "versions/versions.html", shown, status=422 if form.errors else 200)


@require_safe
def version(request: Request, id: UUID) -> HttpResponse:
    """A draft is written in by whoever draws it up; everything else is read."""
    held = found(request, id)
    if held.state is VersionState.DRAFT and draws_up(held, request.person, request.today):
        return draft_page(request, held)
    things = things_named([held.text])
    told = told_of(request, held) | {"groups": groups_of(shown_rows(held.text, things, {}))}
    return render(request, "versions/text.html", told)


@require_safe
def version_difference(request: Request, id: UUID) -> HttpResponse:
    """What this text has otherwise than the one that was in force when it was begun."""
    held = found(request, id)
    old, new = held.base_text, held.text
    things, places = things_named([old, new]), places_in(old, new)
    changes = difference(old, new)
    told = {
        "changes": [shown_change(one, things, places) for one in changes],
        "counts": counts(changes),
        "stays": sum(1 for row in new.rows if row.key in old.by_key) - sum(1 for one in changes if one.old and one.new),
    }  # fmt: skip
    return render(request, "versions/difference.html", told_of(request, held) | told)


def found(request: Request, id: UUID) -> Version:
    seen = Version.objects.visible_to(request.person, request.today)
    beside = "agreement", "plan__phase__agreement", "plan__holder", "holder", "follows", "document"
    held: Version = get_object_or_404(seen.select_related(*beside), pk=id)
    return held


def told_of(request: Request, version: Version) -> dict[str, Any]:
    """What every page of a version says."""
    plan = version.plan
    return {
        "version": version,
        "agreement": version.agreement,
        "plan": plan,
        "thing": plan or version.agreement,
        "state": STATE_WORDS[version.state],
        "asked": asked_of(version, request.today),
        "may_draw_up": draws_up(version, request.person, request.today),
        "may_issue": may_issue(request, version),
    }


def may_issue(request: Request, version: Version) -> bool:
    """Of one body's own plan: whoever issues it lets its amendment come into force, too."""
    if version.plan is None or version.plan.is_joint or version.state is not VersionState.PROPOSED:
        return False
    return request.person.may(Act.ACCEPT_PLAN, version.facts(request.today), request.today)


def places_in(*bodies: Body) -> dict[str, str]:
    """The labels of all rows, for what is said to stand under them."""
    return {row.key: row_word(row, {}) for body in bodies for row in body.rows}


def counts(changes: list[Change]) -> dict[str, int]:
    return {fate.value: sum(1 for one in changes if one.fate is fate) for fate in Fate}
