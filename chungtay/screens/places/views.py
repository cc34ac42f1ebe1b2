"""Places: finding one, and the page of a unit as it existed."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from chungtay.answers.places import find
from chungtay.answers.territories import Unit, with_parents
from chungtay.models import Place, PlaceKind
from chungtay.screens.charts.specs import series_of_territory
from chungtay.screens.middleware import Request
from chungtay.screens.tags import said_plain

from .maps import schematic

LONGEST = 100  # letters of what is searched
MOST = 30  # units found


@require_safe
def places(request: Request) -> HttpResponse:
    """One field for codes and names in any spelling; units of all days answer."""
    words = request.GET.get("words", "").strip()[:LONGEST]
    found = find(words, limit=MOST) if words else []
    own = [post.organisation.place for post in request.person.posts_on(request.today)]
    told = {
        "words": words,
        "found": with_parents(found, request.today),
        "is_cut": len(found) == MOST,
        "countries": Place.objects.on(request.today).filter(kind=PlaceKind.COUNTRY),
        "own": list(dict.fromkeys(place for place in own if place)),
    }
    return render(request, "places/places.html", told)


@require_safe
def place(request: Request, code: str, begun_on: date) -> HttpResponse:
    """What it was, is and became; its figures across the change; the units inside it as a map and a table."""
    found = get_object_or_404(Place, code=code, valid_from=begun_on)
    year = request.GET.get("year", "")
    unit = Unit(
        found, request.person, request.today,
        indicator=request.GET.get("indicator", ""), year=int(year) if year.isdecimal() and len(year) == 4 else 0,
    )  # fmt: skip
    series = series_of_territory(unit.series, said_plain(unit.indicator, "measure"))
    told = {"unit": unit, "place": found, "series": series, "map": schematic(unit)}
    return render(request, "places/place.html", told)
