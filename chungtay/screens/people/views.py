"""Who sits where, and one person's page. What changes something stands in `acts.py`."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chungtay.actions.recorded import note_view
from chungtay.answers.people import PersonShown, found, offices, overview, person_shown
from chungtay.rules.people import Act, Kind
from chungtay.screens.middleware import Request

from .lines import post_line

BODIES_ON_A_PAGE = 40


@require_safe
def people(request: Request) -> HttpResponse:
    """The room; for whoever looks after nobody there is none."""
    if not request.person.organisations_for(Act.READ, request.today, Kind.PERSON):
        raise Http404
    now, words = timezone.now(), request.GET.get("words", "").strip()[:100]
    told: dict[str, object] = {"words": words}
    if words:
        told["found"] = found(words, request.person, request.today, now)
    else:
        seen = overview(request.person, request.today, now)
        page = Paginator(seen.bodies, BODIES_ON_A_PAGE).get_page(request.GET.get("page"))
        told |= {"seen": seen, "page": page, "offices": offices(page, request.person, request.today, now)}
    return render(request, "people/people.html", told)


@require_safe
def person(request: Request, id: UUID) -> HttpResponse:
    """Opening it is a view of personal data and is written down."""
    shown = person_or_404(request, id)
    now = timezone.now()
    note_view(shown.person, by=request.person, at=now)
    return render(
        request,
        "people/person.html",
        {"shown": shown, "now": now, "line": post_line(shown.duties, request.today)},
    )


def person_or_404(request: Request, id: UUID) -> PersonShown:
    shown = person_shown(id, request.person, request.today, timezone.now())
    if shown is None:
        raise Http404
    return shown
