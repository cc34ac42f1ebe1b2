"""Copies every administrative unit that ever stood here, with what it came from and what became of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from chungtay.models import Edition, Place, PlaceKind, Succession, UnitCopy
from chungtay.rules.places import bare, fold

BATCH = 2_000
Links = dict[UUID, list[dict[str, Any]]]
Named = dict[UUID, dict[str, Any]]


def copy_units(places: Iterable[UUID] | None = None) -> int:
    """All of them, or those named and what stands beside them in a merger. Villages are nobody's address here."""
    with transaction.atomic():
        told, above = _named(), _above()
        chosen = set(told) if places is None else _with_neighbours(set(places)) & set(told)
        came, became = _links(told)
        if places is None:
            UnitCopy.objects.all().delete()
        else:
            for key in chosen:
                UnitCopy.objects.filter(code=told[key]["code"], valid_from=told[key]["valid_from"]).delete()
        copies = [
            _copy(told[key], _chain(key, told, above), came.get(key, []), became.get(key, []))
            for key in sorted(chosen, key=lambda key: (told[key]["code"], told[key]["valid_from"]))
        ]
        UnitCopy.objects.bulk_create(copies, batch_size=BATCH)
        Edition.next()
    return len(copies)


def _named() -> Named:
    fields = (
        "pk",
        "code",
        "kind",
        "word",
        "name",
        "name_lo",
        "name_en",
        "valid_from",
        "valid_to",
        "latitude",
        "longitude",
    )
    return {row["pk"]: row for row in Place.objects.exclude(kind=PlaceKind.VILLAGE).values(*fields)}


def _above() -> dict[UUID, UUID | None]:
    return dict(Place.objects.exclude(kind=PlaceKind.VILLAGE).values_list("pk", "parent"))


def _chain(key: UUID, told: Named, above: dict[UUID, UUID | None]) -> list[str]:
    """The names around it, the nearest first."""
    names, at = [], above.get(key)
    while at is not None and at in told:
        names.append(told[at]["name"])
        at = above.get(at)
    return names


def _links(told: Named) -> tuple[Links, Links]:
    """By unit, what it came from, and what it became. `whole`: all of it went there."""
    # Sorted here: a database that takes its tables for empty, as after a load that was taken back, joins row by row.
    rows = sorted(
        (
            (old, new)
            for old, new in Succession.objects.values_list("old", "new")
            if old in told and new in told
        ),
        key=lambda both: (told[both[1]]["code"], told[both[0]]["code"]),
    )
    heirs: dict[UUID, int] = {}
    for old, _ in rows:
        heirs[old] = heirs.get(old, 0) + 1
    came, became = Links(), Links()
    for old, new in rows:
        is_whole = heirs[old] == 1
        came.setdefault(new, []).append(_link(told[old], is_whole))
        became.setdefault(old, []).append(_link(told[new], is_whole))
    return came, became


def _link(unit: dict[str, Any], is_whole: bool) -> dict[str, Any]:
    return {
        "code": unit["code"], "from": unit["valid_from"].isoformat(), "whole": is_whole,
        "vi": unit["name"], "lo": unit["name_lo"], "en": unit["name_en"],
    }  # fmt: skip


def _with_neighbours(places: set[UUID]) -> set[UUID]:
    """A merger changes what is said of both of its sides."""
    found = set(places)
    for old, new in Succession.objects.values_list("old", "new"):
        if old in places or new in places:
            found |= {old, new}
    return found


def _copy(unit: dict[str, Any], above: list[str], came: list[Any], became: list[Any]) -> UnitCopy:
    names = (unit["name"], unit["name_lo"], unit["name_en"])
    country = next(iter(above[-1:]), unit["name"])
    return UnitCopy(
        **{name: unit[name] for name in ("code", "kind", "word", "name", "name_lo", "name_en")},
        country="LA" if "Lào" in country else "VN" if "Việt Nam" in country else "",
        **{name: unit[name] for name in ("valid_from", "valid_to", "latitude", "longitude")},
        # The bare name first: whoever seeks "dak blo" means "Xã Đăk Blô" before any other that holds these words.
        folded="|".join(filter(None, [bare(fold(unit["name"])), *map(fold, names)]))[:600],
        above=", ".join(above)[:300], parts=came, heirs=became,
    )  # fmt: skip
