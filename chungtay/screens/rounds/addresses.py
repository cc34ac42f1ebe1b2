"""Where a round stands."""

from datetime import date
from typing import Any

from django.urls import reverse

from chungtay.answers.rounds import Round


def names_of(round: Round) -> dict[str, Any]:
    return {"slug": round.slug, "first_on": round.first_on, "last_on": round.last_on}


def round_address(slug: str, first_on: date, last_on: date, *, within: str = "") -> str:
    address = reverse("round", kwargs={"slug": slug, "first_on": first_on, "last_on": last_on})
    return f"{address}?within={within}" if within else address
