"""Finds units by what people type: a name with or without accents, in any script, another spelling, or a code.

"dak blo", "Đăk Blô", "ອັດຕະປື", "Ắt Tạ Pư", "23344" (every unit that ever bore the code), "23344@2025-07-01".
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from chungtay.models import Place, PlaceAlias
from chungtay.rules.places import bare, fold

LEVELS = ("country", "province", "district", "commune", "village")
FETCHED = 2_000  # a word such as "an" stands in thousands of names; whoever means one of them writes more


def find(text: str, on: date | None = None, limit: int = 20) -> list[Place]:
    """The best first: same name, then same beginning, then what contains it; greater units and later days before."""
    code, _, day = text.strip().partition("@")
    if code.isascii() and any(sign.isdigit() for sign in code) or day:
        return _by_code(code, _day(day) or on)[:limit]
    sought = fold(text)
    if not sought:
        return []
    aliases = PlaceAlias.objects.filter(folded__contains=sought)
    also: dict[object, list[str]] = {}
    for place, folded in aliases.values_list("place_id", "folded"):
        also.setdefault(place, []).append(folded)
    asked = Place.objects.filter(
        Q(folded__contains=sought) | Q(pk__in=list(also)) | Q(code__iexact=text.strip())
    )
    found = list((asked.on(on) if on else asked).select_related("parent")[:FETCHED])
    found.sort(key=lambda place: (_distance(sought, place, also.get(place.pk, [])), _order(place)))
    return found[:limit]


def named(text: str) -> Place | None:
    """The very unit of "23344@2025-07-01"; of a bare code its latest bearer."""
    code, _, day = text.strip().partition("@")
    if day and _day(day) is None:
        return None
    return Place.objects.named(code, _day(day))


def _by_code(code: str, on: date | None) -> list[Place]:
    found = Place.objects.filter(code__iexact=code)
    return list((found.on(on) if on else found).select_related("parent").order_by("-valid_from"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _distance(sought: str, place: Place, aliases: list[str]) -> int:
    return min(_how_far(sought, name) for name in _names(place, aliases))


def _names(place: Place, aliases: list[str]) -> Iterator[str]:
    yield fold(place.code)
    for name in [*place.folded.split("|"), *aliases]:
        yield name
        yield bare(name)


def _how_far(sought: str, name: str) -> int:
    if name == sought:
        return 0
    if name.startswith(sought):
        return 1
    return 2 if f" {sought}" in name else 3 if sought in name else 4


def _order(place: Place) -> tuple[int, int, str]:
    return LEVELS.index(place.kind), -place.valid_from.toordinal(), place.code
