"""Lays the whole demo world in one transaction, part after part, in order of time."""

from datetime import datetime

from django.utils import timezone

from chungtay.actions.recorded import audited_together, recorded
from chungtay.rules.messages import Message, RuleBroken

from .agreements import lay_agreement, lay_forms
from .cascade import note_cascade
from .clock import BEGINS_ON, at_nine
from .diary import Diary
from .documents import note_documents
from .events import note_events
from .indicators import note_indicators
from .inherited import note_inherited
from .kept import Kept
from .ledger import lay_breakdowns, lay_indicators
from .people import lay_bodies, lay_persons, move_unions_to_the_new_province
from .places import MERGER, lay_places
from .plans import note_plans
from .published import note_articles
from .registers import note_clubs
from .reviews import note_reviews
from .rounds import note_halves, note_years
from .running import note_running
from .signing import note_signing
from .tasks import note_tasks
from .wordings import note_wordings


def load(at: datetime) -> Kept:
    """All or nothing: what fails half-way leaves the home as it was."""
    today = timezone.localdate(at)
    if today < BEGINS_ON:
        text = "The demo's story runs into February 2026. Set the clock of this machine: it says %(today)s."
        raise RuleBroken(Message(text, {"today": today.isoformat()}))
    with audited_together():
        kept, diary = Kept(today), Diary()
        lay_ground(kept, at)
        diary.note(at_nine(MERGER), lambda _: move_unions_to_the_new_province(kept.bodies))
        note_clubs(diary, kept)
        note_signing(diary, kept)
        note_plans(diary, kept)
        note_documents(diary, kept)
        note_events(diary, kept)
        note_years(diary, kept)
        note_halves(diary, kept)
        note_indicators(diary, kept)
        note_inherited(diary, kept)
        note_running(diary, kept)
        note_cascade(diary, kept)
        note_tasks(diary, kept)
        note_reviews(diary, kept)
        note_articles(diary, kept)
        note_wordings(diary, kept)
        diary.play()
    return kept


def lay_ground(kept: Kept, at: datetime) -> None:
    """What the installation brings: maps, bodies, posts, lists, programmes and forms."""
    kept.places = lay_places()
    kept.bodies = lay_bodies(kept.places)
    kept.persons = lay_persons(kept.bodies)
    kept.indicators = lay_indicators()
    kept.breakdowns, kept.cells = lay_breakdowns()
    for slug in ("kontum-attapeu", "hlhpnvn-ubdt", "quangngai-attapeu"):
        with recorded("lay_programme", thing=lay_agreement(kept, slug), by=None, at=at):
            pass
    lay_forms(kept)
