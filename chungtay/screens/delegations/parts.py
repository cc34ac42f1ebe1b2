"""Adds, changes and takes out rows of a delegation's lists; papers that are ready; tasks that come of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions import delegations as actions
from chungtay.answers.delegations import DelegationPage, parts_of
from chungtay.rules.delegations import Part
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import attempt, carried_out
from chungtay.screens.middleware import Request

from .part_forms import FORMS, AgreedTaskForm
from .views import delegation_page, found
from .words import CHANGING


def part_named(part: str) -> Part:
    if part not in [one.value for one in FORMS]:
        raise Http404
    return Part(part)


@require_POST
def rows(request: Request, id: UUID, part: str) -> HttpResponse:
    """Adds a row."""
    page, which, by, at = found_to_write(request, id), part_named(part), request.person, timezone.now()
    if not page.writes(which) or (FORMS[which].owner and not page.sides_written(which)):
        raise RuleBroken(Message("As this delegation stands now, this cannot be changed. Look at it anew."))
    form = FORMS[which](page, request.POST)
    if carried_out(form, lambda: actions.keep_row(form.row(), by=by, at=at)):
        messages.success(request, _("Kept."))
        return redirect(f"/delegations/{id}/#{part}")
    return delegation_page(request, page, wrong=form)


@require_http_methods(["GET", "HEAD", "POST"])
def row(request: Request, id: UUID, part: str, row_id: UUID) -> HttpResponse:
    """Changes a row, or takes it out where the button says so."""
    page, which, by, at = found_to_write(request, id), part_named(part), request.person, timezone.now()
    kept = get_object_or_404(parts_of(which, page.delegation), pk=row_id)
    kept.delegation = page.delegation
    if request.method == "POST" and "remove" in request.POST:
        actions.remove_row(kept, by=by, at=at)
        messages.success(request, _("Taken out."))
        return redirect(f"/delegations/{id}/#{part}")
    form = FORMS[which](page, request.POST or None, kept=kept)
    if request.method == "POST" and carried_out(form, lambda: actions.keep_row(form.row(), by=by, at=at)):
        messages.success(request, _("Kept."))
        return redirect(f"/delegations/{id}/#{part}")
    told = {"form": form, "page": page, "delegation": page.delegation, "row": kept, "part": which}
    told["heading"] = CHANGING[which]
    return render(request, "delegations/row.html", told, status=422 if form.errors else 200)


@require_POST
def readiness(request: Request, id: UUID, row_id: UUID) -> HttpResponse:
    """A paper of the checklist is ready, as of today."""
    page = found_to_write(request, id)
    paper = get_object_or_404(parts_of(Part.PAPERS, page.delegation), pk=row_id)
    actions.ready_paper(paper, on=request.today, by=request.person, at=timezone.now())
    messages.success(request, _("The paper is ready."))
    return redirect(f"/delegations/{id}/#papers")


@require_POST
def tasks(request: Request, id: UUID) -> HttpResponse:
    """A task that comes of what was agreed."""
    page, by, at = found_to_write(request, id), request.person, timezone.now()
    if not page.may_give:
        raise RuleBroken(Message("Your post does not allow this."))
    form = AgreedTaskForm(page, request.POST)
    if form.is_valid():
        told = form.told()
        agreed, body = told.pop("agreed"), told.pop("organisation")
        if attempt(form, lambda: actions.give_by_content(agreed, body, **told, by=by, at=at)):
            messages.success(request, _("The task is set. It stands in the work of whoever does it."))
            return redirect(f"/delegations/{id}/#contents")
    return delegation_page(request, page, wrong=form)


def found_to_write(request: Request, id: UUID) -> DelegationPage:
    page = found(request, id)
    if not page.rights:
        raise RuleBroken(Message("Your post does not allow this."))
    return page
