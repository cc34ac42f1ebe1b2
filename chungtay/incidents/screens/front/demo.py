"""The words that open the demo's keys. Without the demo's mark there are none, whatever lies in the home."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from chungtay.models import Person

KEPT_IN = "notices-demo.json"  # `demo/story.py` writes it


def words_of(person: Person) -> str:
    """Of the person's own key; "" where there is nothing to show."""
    words: str = _kept().get("persons", {}).get(str(person.pk), "")
    return words


def halves_of(seats: Iterable[object]) -> list[tuple[str, str]]:
    """Of these sides, each of both keys with its twelve words."""
    sides = _kept().get("sides", {})
    return [pair for seat in seats for pair in sides.get(str(seat), {}).items()]


def _kept() -> dict[str, Any]:
    kept = settings.HOME / KEPT_IN
    if not settings.DEMO_MARK.exists() or not kept.exists():
        return {}
    told: dict[str, Any] = json.loads(kept.read_text())
    return told
