"""Lays the maps: Viet Nam before and after 1 July 2025, and Attapeu with its districts."""

from datetime import date

from chungtay.models import Place, PlaceAlias, Succession

from .tables import day, last_day, rows

MERGER = date(2025, 7, 1)


def lay_places() -> dict[str, Place]:
    """Every unit by its key in the tables."""
    places: dict[str, Place] = {}
    for row in rows("places"):
        places[row["key"]] = Place.objects.create(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            name_lo=row["name_lo"],
            name_en=row["name_en"],
            parent=places.get(row["parent"]),
            valid_from=day(row["from"]),
            valid_to=last_day(row["to"]),
            is_border=bool(row["border"]),
        )
    Succession.objects.bulk_create(
        Succession(
            old=places[row["old"]],
            new=places[row["new"]],
            on=places[row["new"]].valid_from,
            instrument=row["instrument"],
        )
        for row in rows("successions")
    )
    PlaceAlias.objects.bulk_create(
        PlaceAlias(place=places[row["place"]], name=row["name"]) for row in rows("aliases")
    )
    return places


def border_communes() -> list[str]:
    """The keys of the border communes in the order of the table, old and new."""
    return [row["key"] for row in rows("places") if row["kind"] == "commune" and row["border"]]


def became() -> dict[str, str]:
    """What a unit turned into; what is not here stayed as it was."""
    return {row["old"]: row["new"] for row in rows("successions")}
