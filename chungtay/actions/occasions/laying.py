"""Lays the days to observe that come with the product; what offices noted or added is left alone."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from chungtay.models import AnnouncedDays, Occasion

from ..recorded import recorded

TABLE = Path(__file__).with_name("occasions.toml")


def lay_occasions(at: datetime) -> list[Occasion]:
    """Each once. A second time adds what is new in the table, and says anew what it says otherwise."""
    laid = []
    for row in tomllib.loads(TABLE.read_text(encoding="utf-8"))["occasion"]:
        told = dict(row)
        days = told.pop("days", [])
        held = Occasion.objects.filter(slug=told["slug"], holder=None).first()
        occasion = held or Occasion(slug=told["slug"])
        if held is None or any(getattr(held, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(occasion, name, value)
            with recorded("add_occasion", thing=occasion, by=None, at=at, reason=occasion.name):
                occasion.save()
        for one in days:
            _lay_days(occasion, one)
        laid.append(occasion)
    return laid


def _lay_days(occasion: Occasion, told: dict[str, Any]) -> None:
    """What somebody noted for this year stands."""
    rest = {name: told[name] for name in ("first_on", "last_on", "source")}
    AnnouncedDays.objects.get_or_create(occasion=occasion, year=told["year"], defaults=rest)
