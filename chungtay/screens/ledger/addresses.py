"""The address under which a figure opens: the same question, so the same number."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from chungtay.answers.figures import Figure
from chungtay.models import Agreement


def figure_address(figure: Figure, programme: Agreement | None = None, **more: object) -> str:
    """`{% figure_address figure programme as to %}`; `place`, `known_at`, `posting`, `map`, `by` narrow it."""
    asked: dict[str, object] = {"indicator": figure.indicator.slug}
    if programme:
        asked["programme"] = programme.slug
    asked |= {"from": figure.window.first, "to": figure.window.last}
    asked |= {name: value for name, value in more.items() if value}
    return f"{reverse('figure')}?{urlencode({name: in_address(value) for name, value in asked.items()})}"


def in_address(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
