"""Finds units by what people type: a name with or without accents, in any script, another spelling, or a code.

"dak blo", "Đăk Blô", "ອັດຕະປື", "Ắt Tạ Pư", "23344" (every unit that ever bore the code), "23344@2025-07-01".
"""

from collections import defaultdict
from datetime import date, timedelta
from heapq import nsmallest
from uuid import UUID

from django.db.models import Q

from chungtay.models import Place, PlaceAlias
from chungtay.rules.places import bare, fold

from .world import world

DAY = timedelta(days=1)
LEVELS = ("country", "province", "district", "commune", "village")


def find(text: str, on: date | None = None, limit: int = 20) -> list[Place]:
    """The best first: same name, then same beginning, then what contains it; greater units and later days before."""
    code, _, day = text.strip().partition("@")
    if code.isascii() and any(sign.isdigit() for sign in code) or day:
        return _by_code(code, _day(day) or on)[:limit]
    sought = fold(text)
    if not sought:
        return []
    aliases: dict[UUID, list[str]] = defaultdict(list)
    for key, folded in PlaceAlias.objects.filter(folded__contains=sought).values_list("place_id", "folded"):
        aliases[key].append(folded)
    asked = Place.objects.filter(
        Q(folded__contains=sought) | Q(pk__in=list(aliases)) | Q(code__iexact=text.strip())
    )
    # A word such as "an" stands in thousands of names: only what is compared is fetched of them.
    rows = (
        (asked.on(on) if on else asked).order_by().values_list("pk", "code", "folded", "kind", "valid_from")
    )
    best = nsmallest(
        limit,
        (
            (_distance(sought, [fold(code), *folded.split("|"), *aliases.get(key, ())]),
             LEVELS.index(kind), -valid_from.toordinal(), code, key)
            for key, code, folded, kind, valid_from in rows
        ),
    )  # fmt: skip
    found = Place.objects.select_related("parent").in_bulk([key for *_, key in best])
    return [found[key] for *_, key in best]


def named(text: str) -> Place | None:
    """The very unit of "23344@2025-07-01"; of a bare code its latest bearer."""
    code, _, day = text.strip().partition("@")
    if day and _day(day) is None:
        return None
    return Place.objects.named(code, _day(day))


def above(place: Place, today: date) -> Place | None:
    """The unit in which it lies, today or, if it has ended, on its last day. Its own parent may have ended before."""
    day = today if place.stands_on(today) else place.valid_to - DAY if place.valid_to else place.valid_from
    if place.parent is None or place.parent.stands_on(day):
        return place.parent
    _, *around = world().lineage(str(place.pk), day)
    return Place.objects.get(pk=around[0]) if around else None


def _by_code(code: str, on: date | None) -> list[Place]:
    found = Place.objects.filter(code__iexact=code)
    return list((found.on(on) if on else found).select_related("parent").order_by("-valid_from"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _distance(sought: str, names: list[str]) -> int:
    return min(min(_how_far(sought, name), _how_far(sought, bare(name))) for name in names)


def _how_far(sought: str, name: str) -> int:
    if name == sought:
        return 0
    if name.startswith(sought):
        return 1
    return 2 if f" {sought}" in name else 3 if sought in name else 4
