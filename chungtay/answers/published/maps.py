"""Gathers the picture of a map that an office of a side put in the place of our squares."""

from datetime import date
from typing import Any

from chungtay.models import Agreement, PlacePicture


def map_of(agreement: Agreement, today: date) -> dict[str, Any]:
    """The newest that an office put of its own unit: it answers for what the map shows. Nothing where there is none."""
    bodies = [held.organisation for held in agreement.held_on(today) if held.organisation.place_id]
    put = PlacePicture.objects.filter(
        place__in=[body.place_id for body in bodies], holder__in=bodies, taken_back_at=None
    )
    picture = put.select_related("holder").order_by("-put_at").first()
    if picture is None:
        return {}
    credit = {"vi": picture.holder.name, "lo": picture.holder.name_lo, "en": picture.holder.name_en}
    return {
        "says": picture.says, "sha256": picture.sha256, "media_type": picture.media_type, "credit": credit,
    }  # fmt: skip
