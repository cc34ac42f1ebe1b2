"""Where a reader finds their administrative unit by its old or new name, what it became, and what it came from."""

from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from chungtay.models.published import UnitCopy
from chungtay.rules.places import bare, fold

from .heads import About
from .pages import PublicRequest, public_page

MOST = 40
LONGEST = 80  # letters of what is sought
MOST_WORDS = 8


@public_page(reads=("name",))
def units(request: PublicRequest) -> HttpResponse:
    """Without tone marks, old or new, in Vietnamese, Lao or English; also by code."""
    sought = " ".join(request.GET.get("name", "")[:LONGEST].split())
    rows = list(found(sought)[: MOST + 1]) if sought else []
    today, named = timezone.localdate(), countries() if rows else {}
    told = {
        "sought": sought,
        "units": [(unit, stands(unit, today), around(unit, named)) for unit in rows[:MOST]],
        "has_more": len(rows) > MOST,
        "provinces": [] if sought else UnitCopy.objects.filter(kind="province", valid_to=None),
        "about": About(hidden=bool(sought)),
    }
    return render(request, "portal/units.html", told)


@public_page
def unit(request: PublicRequest, code: str, day: str) -> HttpResponse:
    try:
        valid_from = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    shown = get_object_or_404(UnitCopy, code=code, valid_from=valid_from)
    told = {
        "unit": shown,
        "around": around(shown, countries()),
        "stands": stands(shown, timezone.localdate()),
        "about": About(title=shown.said("name", request.LANGUAGE_CODE)),
    }
    return render(request, "portal/unit.html", told)


def found(sought: str) -> QuerySet[UnitCopy]:
    """Every word somewhere in a name; the very name first, then names that begin with it, then the rest."""
    name = bare(fold(sought))
    words = name.split()[:MOST_WORDS]
    if not words:
        return UnitCopy.objects.none()
    asked = Q()
    for word in words:
        asked &= Q(folded__contains=word)
    rank = Case(
        When(Q(folded__startswith=f"{name}|") | Q(code=sought), then=Value(0)),
        When(folded__startswith=name, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    rows = UnitCopy.objects.filter(asked | Q(code=sought)).annotate(rank=rank)
    return rows.order_by("rank", "folded", "code", "valid_from")


def countries() -> dict[str, UnitCopy]:
    return {one.name: one for one in UnitCopy.objects.filter(kind="country")}


def around(unit: UnitCopy, countries: dict[str, UnitCopy]) -> tuple[str, UnitCopy | None]:
    """The Vietnamese names around it, and apart from them its country, which has a name in each language."""
    near, _, last = unit.above.rpartition(", ")
    return (near, countries[last]) if last in countries else (unit.above, None)


def stands(unit: UnitCopy, today: date) -> bool:
    return unit.valid_from <= today and (unit.valid_to is None or today < unit.valid_to)
