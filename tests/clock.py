"""The clock of the small world: it begins on the world's day and goes on from there."""

from datetime import date

import pytest
from django.utils import timezone

from .world import NOW, TODAY


def set_clock(patch: pytest.MonkeyPatch) -> date:
    """Pages, API and actions read the world's day; what happens later is still later."""
    now, begun = timezone.now, timezone.now()
    patch.setattr(timezone, "now", lambda: NOW + (now() - begun))
    return TODAY
