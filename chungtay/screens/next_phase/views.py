"""Drafts the next phase from a final review, and lays the two phases side by side."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.actions.next_phase import NO_PHASE, draft_next_phase, office_for
from chungtay.answers.next_phase import ending_of, lines_for, open_draft, seen_next_phases, side_by_side
from chungtay.answers.versions import draws_up
from chungtay.models import NextPhase, Review
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import ORIGINS, STANDINGS, NextPhaseForm


@require_http_methods(["GET", "HEAD", "POST"])
def drafting(request: Request, id: UUID) -> HttpResponse:
    """Choose what goes on; a draft that was begun already is shown instead."""
    review, by, at = found(request, id), request.person, timezone.now()
    office_for(review, by, at)
    begun = open_draft(review)
    if begun and seen(request).filter(pk=begun.pk).exists():
        messages.info(request, _("The next phase is drafted already; this is it."))
        return redirect("next-phase", begun.pk)
    ending = ending_of(review)
    if ending is None:
        raise RuleBroken(Message(NO_PHASE))
    lines = lines_for(review, ending, by, request.today)
    form = NextPhaseForm(ending, lines, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["chosen"]
        made = attempt(
            form, lambda: draft_next_phase(review, form.term(), chosen, form.amounts(), by=by, at=at)
        )
        if made:
            messages.success(request, _("The draft is begun. Only your office sees it until it is proposed."))
            return redirect("next-phase", made.pk)
    told = {"review": review, "ending": ending, "form": form}
    return render(request, "next_phase/drafting.html", told, status=422 if form.errors else 200)


@require_safe
def next_phase(request: Request, id: UUID) -> HttpResponse:
    """The phase that ends beside the one that is drafted after it."""
    shown = get_object_or_404(seen(request), pk=id)
    beside = side_by_side(shown, request.person, request.today)
    if beside is None:
        raise Http404
    contents = [(pair, STANDINGS[pair.standing], ORIGINS.get(pair.origin, "")) for pair in beside.contents]
    told = {
        "next_phase": shown,
        "version": shown.version,
        "review": shown.review,
        "agreement": shown.version.agreement,
        "beside": beside,
        "contents": contents,
        "is_open": shown.version.proposed_at is None
        and draws_up(shown.version, request.person, request.today),
    }
    return render(request, "next_phase/next_phase.html", told)


def seen(request: Request) -> "QuerySet[NextPhase]":
    return seen_next_phases(request.person, request.today)


def found(request: Request, id: UUID) -> Review:
    visible = Review.objects.visible_to(request.person, request.today).select_related("agreement", "holder")
    return get_object_or_404(visible, pk=id)
