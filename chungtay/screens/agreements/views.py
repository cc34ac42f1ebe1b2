"""Programmes: the list, and the page of one."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from chungtay.answers.programmes import (
    Programme,
    may_ask,
    programmes_of,
)
from chungtay.answers.sharing import sharing_of
from chungtay.answers.signing import bodies_beside, bodies_to_draft_for, state_of
from chungtay.models import Agreement
from chungtay.rules.people import Act
from chungtay.screens.ledger.charts import year_chart
from chungtay.screens.middleware import Request
from chungtay.screens.wordings.marks import mark_programme

from .timeline import timeline


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
    shown = found(request, slug, year=chosen, phase=phase)
    if (year and shown.plan is None) or (phase and shown.phase is None):
        raise Http404
    told = {
        "programme": shown,
        "sharing": sharing_of(shown.agreement, request.person, request.today),
        "timeline": timeline(shown.phases, shown.events, request.today),
        "chart": year_chart(shown.years),
        "may_review": bool(request.person.organisations_for(Act.REVIEW, request.today, programme=slug)),
        "may_ask": may_ask(shown.agreement, request.person, request.today),
    }
    told |= standing(request, shown)
    return render(request, "agreements/programme.html", told | mark_programme(shown))


def standing(request: Request, shown: Programme) -> dict[str, Any]:
    """How it stands, and what stands over and under it, as far as this person may know."""
    own = shown.agreement
    seen = Agreement.objects.visible_to(request.person, request.today)
    around = list(seen.filter(Q(pk=own.umbrella_id) | Q(umbrella=own)))
    return {
        "state": state_of(own, request.today, shown.phases),
        "umbrella": next((one for one in around if one.pk == own.umbrella_id), None),
        "children": [one for one in around if one.umbrella_id == own.pk],
    }


def found(request: Request, slug: str, *, year: int | None = None, phase: str = "") -> Programme:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    return Programme(agreement, request.person, request.today, year=year, phase=phase)
