"""What is done to an edited copy: rows written, taken out, put back; brought up to date, proposed, withdrawn."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions import versions as actions
from chungtay.actions.signing import propose_agreement
from chungtay.answers.versions import draws_up, has_moved_on, text_of, things_named
from chungtay.models import Version
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.versions import Move, RowKind, Side, check_move, merge
from chungtay.screens.errors import attempt, said_by_field
from chungtay.screens.middleware import Request

from .draft import draft_page, form_for
from .forms import RowForm
from .shown import shown_conflict
from .views import found, places_in, told_of


@require_POST
def rows(request: Request, id: UUID) -> HttpResponse:
    """Adds one."""
    version = written_in(request, id)
    kind, under = request.POST.get("kind", ""), request.POST.get("under", "")
    form = form_for(
        request, version, request.POST, kind=RowKind(kind) if kind in list(RowKind) else None, under=under
    )
    if form is None:
        raise Http404
    told: dict[str, Any] = {"by": request.person, "at": timezone.now()}
    return written(
        request, version, form,
        lambda: actions.add_row(version, form.kind, under=under, values=form.told, **told),
    )  # fmt: skip


@require_POST
def row(request: Request, id: UUID, key: UUID) -> HttpResponse:
    version = written_in(request, id)
    form = form_for(request, version, request.POST, key=str(key))
    if form is None:
        raise Http404

    def keep() -> str:
        actions.edit_row(version, str(key), form.told, by=request.person, at=timezone.now())
        return str(key)

    return written(request, version, form, keep)


def written(request: Request, version: Version, form: RowForm, act: Callable[[], str]) -> HttpResponse:
    """Back to the row that was written; a wrong one keeps what was typed."""
    key = attempt(form, act) if form.is_valid() else None
    if key is None:
        return draft_page(request, version, wrong=form)
    messages.success(request, _("Kept in the draft."))
    return redirect(f"{reverse('version', args=[version.pk])}#r-{key}")


@require_POST
def removal(request: Request, id: UUID, key: UUID) -> HttpResponse:
    version = written_in(request, id)
    actions.drop_row(version, str(key), by=request.person, at=timezone.now())
    messages.success(request, _("Taken out. At the end of the page it can be put back."))
    return redirect("version", id)


@require_POST
def return_(request: Request, id: UUID, key: UUID) -> HttpResponse:
    version = written_in(request, id)
    actions.put_back_row(version, str(key), by=request.person, at=timezone.now())
    messages.success(request, _("Put back."))
    return redirect(f"{reverse('version', args=[id])}#r-{key}")


@require_POST
def reason(request: Request, id: UUID) -> HttpResponse:
    version = written_in(request, id)
    actions.give_reason(version, request.POST.get("reason", ""), by=request.person, at=timezone.now())
    messages.success(request, _("Kept in the draft."))
    return redirect("version", id)


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: Request, id: UUID) -> HttpResponse:
    """Take over what came into force meanwhile; where both sides wrote, a person chooses."""
    version = written_in(request, id)
    check_move(version.state, Move.BRING_UP_TO_DATE)
    told: dict[str, Any] = {"by": request.person, "at": timezone.now()}
    problem: dict[str, list[str]] = {}
    chosen = {name: Side(value) for name, value in request.POST.items() if value in list(Side)}
    if request.method == "POST":
        try:
            actions.bring_up_to_date(version, chosen=chosen, **told)
        except RuleBroken as broken:
            problem = said_by_field(broken)
        else:
            messages.success(request, _("The copy is up to date. Read what it changes, then propose it."))
            return redirect("version-difference", id)
    return update_page(request, version, chosen, problem)


def update_page(
    request: Request, version: Version, chosen: dict[str, Side], problem: dict[str, list[str]]
) -> HttpResponse:
    now = text_of(version.plan or version.agreement, on=request.today)
    merged = merge(version.base_text, now, version.text)
    things, places = things_named([now, version.text, version.base_text]), places_in(now, version.text)
    held = merged.body.by_key
    conflicts = [
        (shown_conflict(one, held[one.key], things, places), chosen.get(one.name), one.name in problem)
        for one in merged.conflicts
    ]
    told = told_of(request, version) | {
        "conflicts": conflicts, "problem": problem, "has_moved_on": has_moved_on(version, request.today),
    }  # fmt: skip
    return render(request, "versions/update.html", told, status=422 if problem else 200)


@require_POST
def proposal(request: Request, id: UUID) -> HttpResponse:
    version, at = written_in(request, id), timezone.now()
    act = propose_agreement if version.plan_id is None else actions.propose_version
    act(version, by=request.person, at=at)
    messages.success(request, _("Proposed. Now each side reads it; it changes no more."))
    return redirect("version", id)


@require_POST
def withdrawal(request: Request, id: UUID) -> HttpResponse:
    version, why = found(request, id), request.POST.get("reason", "")
    actions.withdraw_version(version, reason=why, by=request.person, at=timezone.now())
    messages.success(request, _("Withdrawn."))
    if version.plan:
        return redirect("plan-versions", version.agreement.slug, version.plan.pk)
    return redirect("agreement-versions", version.agreement.slug)


@require_POST
def copies(request: Request, id: UUID) -> HttpResponse:
    """Begins a new copy with the words of a proposal that was withdrawn."""
    made = actions.copy_version(found(request, id), by=request.person, at=timezone.now())
    messages.success(request, _("The copy is yours alone until you propose it."))
    return redirect("version", made.pk)


@require_POST
def issue(request: Request, id: UUID) -> HttpResponse:
    actions.issue_amendment(found(request, id), by=request.person, at=timezone.now())
    messages.success(request, _("The amended plan is in force."))
    return redirect("version", id)


def written_in(request: Request, id: UUID) -> Version:
    """A text that the person sees; who does not draw it up is refused, whatever its state."""
    version = found(request, id)
    if not draws_up(version, request.person, request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    return version
