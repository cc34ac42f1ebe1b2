"""Draws next year's plan from this year's, and lays two years side by side."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.actions.next_year import draft_next_year
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.next_year import compared_years, suggestions, year_before
from chungtay.models import Plan
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import NextYearForm
from .words import difference_word


@require_http_methods(["GET", "HEAD", "POST"])
def drafting(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    """Choose line by line; the office that draws it goes on with the draft on its page."""
    plan, by, at = found(request, slug, plan_id), request.person, timezone.now()
    refuse_unless_may(by, Act.PLAN, plan, at)
    drawn = Plan.objects.visible_to(by, request.today).filter(follows=plan, withdrawn_at=None).first()
    if drawn:
        messages.info(request, _("The plan for the year after is begun already; this is it."))
        return redirect("plan", slug, drawn.pk)
    form = NextYearForm(
        suggestions(plan, by, request.today), request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: draft_next_year(plan, form.cleaned_data["chosen"], by=by, at=at))
        if made:
            messages.success(request, _("The draft is begun. Only your office sees it until it is proposed."))
            return redirect("plan", slug, made.pk)
    told = {"plan": plan, "agreement": plan.phase.agreement, "form": form, "year": plan.year + 1}
    return render(request, "next_year/drafting.html", told, status=422 if form.errors else 200)


@require_safe
def difference(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    """This plan beside the one of the year before."""
    plan = found(request, slug, plan_id)
    before = year_before(plan, request.person, request.today)
    if before is None:
        raise Http404
    lines = compared_years(before, plan, translation.get_language())
    told_lines = [(line, difference_word(line)) for line in lines]
    told = {"plan": plan, "before": before, "agreement": plan.phase.agreement, "lines": told_lines}
    return render(request, "next_year/difference.html", told)


def found(request: Request, slug: str, plan_id: UUID) -> Plan:
    seen = Plan.objects.visible_to(request.person, request.today).select_related("phase__agreement")
    return get_object_or_404(seen, pk=plan_id, phase__agreement__slug=slug)
