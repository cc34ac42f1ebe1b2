"""Lays the whole demo world in one transaction, part after part, in order of time."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.actions.recorded import recorded
from chungtay.rules.messages import Message, RuleBroken

from .agreements import lay_agreement, lay_forms
from .clock import BEGINS_ON
from .kept import Kept
from .ledger import lay_breakdowns, lay_indicators
from .people import lay_bodies, lay_persons
from .places import lay_places
from .registers import lay_clubs


def load(at: datetime) -> None:
    """All or nothing: what fails half-way leaves the home as it was."""
    today = timezone.localdate(at)
    if today < BEGINS_ON:
        text = "The demo's story runs into January 2026. Set the clock of this machine: it says %(today)s."
        raise RuleBroken(Message(text, {"today": today.isoformat()}))
    with transaction.atomic():
        kept = Kept(today)
        lay_ground(kept, at)
        lay_clubs(kept)


def lay_ground(kept: Kept, at: datetime) -> None:
    """What the installation brings: maps, bodies, posts, lists, programmes and forms."""
    kept.places = lay_places()
    kept.bodies = lay_bodies(kept.places)
    kept.persons = lay_persons(kept.bodies)
    kept.indicators = lay_indicators()
    kept.breakdowns, kept.cells = lay_breakdowns()
    for slug in ("kontum-attapeu", "hlhpnvn-ubdt"):
        with recorded("lay_programme", thing=lay_agreement(kept, slug), by=None, at=at):
            pass
    lay_forms(kept)
