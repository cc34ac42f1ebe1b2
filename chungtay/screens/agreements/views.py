"""Programmes: the list, and the page of one."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from chungtay.answers.delegations.turns import rotations_of
from chungtay.answers.programmes import Between, Programme, between, may_ask, programmes_of
from chungtay.answers.sharing import sharing_of
from chungtay.answers.signing import bodies_beside, bodies_to_draft_for, state_of
from chungtay.models import Agreement
from chungtay.rules.people import Act
from chungtay.rules.signing import State
from chungtay.screens.charts.specs import highest, progress_of, series_of_years
from chungtay.screens.middleware import Request
from chungtay.screens.wordings.marks import mark_programme

from .timeline import timeline

UNSIGNED = {State.DRAFT, State.PROPOSED, State.SIGNING, State.WITHDRAWN}


@require_safe
def programmes(request: Request) -> HttpResponse:
    person, today = request.person, request.today
    told = {
        "listed": programmes_of(person, today),
        "beside": bodies_beside(person, today),
        "may_propose": bodies_to_draft_for(person, today).exists(),
    }
    return render(request, "agreements/programmes.html", told)


@require_safe
def programme(request: Request, slug: str) -> HttpResponse:
    """Everything about one programme, with the plan of this year or of the year that was chosen."""
    year, phase = request.GET.get("year", ""), request.GET.get("phase", "")
    chosen = int(year) if year.isdecimal() and len(year) == 4 else None
    agreement, family = family_of(request, slug)
    shown = Programme(agreement, request.person, request.today, year=chosen, phase=phase)
    if (year and shown.plan is None) or (phase and shown.phase is None):
        raise Http404
    told = {
        "programme": shown,
        "sharing": sharing_of(shown.agreement, request.person, request.today),
        "timeline": timeline(shown.phases, shown.events, request.today),
        "results_chart": progress_of(shown.results),
        "may_review": bool(request.person.organisations_for(Act.REVIEW, request.today, programme=slug)),
        "may_ask": may_ask(shown.agreement, request.person, request.today),
    }
    beside = between(agreement, request.person, request.today)
    told |= standing(request, shown, family) | yearly(shown) | turns_in(request, agreement, beside)
    told |= mark_programme(shown, beside=[beside.visit])
    return render(request, "agreements/programme.html", told)


def turns_in(request: Request, agreement: Agreement, beside: Between) -> dict[str, Any]:
    """Recommendations and the exchange, as far as this person may know; turns are read with the agreement."""
    rules = rotations_of(agreement, request.person, request.today) if beside.has_turns else []
    return {"between": beside, "turns": [(rule, rule.next) for rule in rules if rule.next]}


def yearly(shown: Programme) -> dict[str, Any]:
    """The charted indicator as a picture, and its finding."""
    series = series_of_years(shown.years)
    return {"years_chart": series, "most_in": highest(series)}


def standing(request: Request, shown: Programme, family: list[Agreement]) -> dict[str, Any]:
    """How it stands, and what stands over and under it, as far as this person may know."""
    own = shown.agreement
    state = state_of(own, request.today, shown.phases)
    return {
        "state": state,
        "is_signed": state not in UNSIGNED,
        "umbrella": next((one for one in family if one.pk == own.umbrella_id), None),
        "children": [one for one in family if one.umbrella_id == own.pk],
    }


def family_of(request: Request, slug: str) -> tuple[Agreement, list[Agreement]]:
    """The programme with what stands over and under it, as far as they are shared, in one question."""
    over = Agreement.objects.filter(slug=slug).values("umbrella")
    near = Q(slug=slug) | Q(umbrella__slug=slug) | Q(pk__in=over)
    family = list(Agreement.objects.visible_to(request.person, request.today).filter(near))
    own = next((one for one in family if one.slug == slug), None)
    if own is None:
        raise Http404
    return own, family


def found(request: Request, slug: str, *, year: int | None = None, phase: str = "") -> Programme:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    return Programme(agreement, request.person, request.today, year=year, phase=phase)
