"""How a unit is named in an address: its code and the day on which it began, since new units reuse old codes."""

from datetime import date

from django.urls import reverse

from chungtay.models import Place


class DayInAddress:
    """`2025-07-01`, and nothing that is no day."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()


def address_of(place: Place) -> str:
    return reverse("place", args=[place.code, place.valid_from])
