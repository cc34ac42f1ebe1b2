"""Lays the whole demo world in one transaction, part after part, in order of time."""

from datetime import datetime

from django.utils import timezone

from chungtay.actions.deadlines import lay_deadlines
from chungtay.actions.occasions import lay_occasions
from chungtay.actions.recorded import audited_together, recorded
from chungtay.actions.regimes import lay_regimes
from chungtay.rules.messages import Message, RuleBroken

from .activities import lay_counting
from .agreements import lay_agreement, lay_forms
from .articles import note_articles
from .cascade import note_cascade
from .clock import BEGINS_ON, at_nine
from .criticism import note_criticism
from .delegations import note_delegations
from .diary import Diary
from .documents import note_documents
from .drafts import note_drafts
from .events import note_events
from .gatherings import note_gatherings
from .indicators import note_indicators
from .inherited import note_inherited
from .kept import Kept
from .ledger import lay_breakdowns, lay_indicators
from .matters import note_matters
from .occasions import note_occasions
from .people import lay_bodies, lay_persons, move_unions_to_the_new_province
from .places import MERGER, lay_places
from .plans import note_plans
from .portals import note_portals
from .problems import note_problems
from .public import note_public
from .recommendations import note_recommendations
from .registers import lay_register_kinds, note_registers
from .registry import note_registry
from .reviews import note_reviews
from .rounds import note_halves, note_years
from .running import note_running
from .shelf import note_shelf
from .signing import note_signing
from .supervision import note_supervision
from .support import lay_support_kinds, note_support
from .tasks import note_tasks
from .themes import note_themes
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
        note_registers(diary, kept)
        note_support(diary, kept)
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
        note_themes(diary, kept)
        note_registry(diary, kept)
        note_drafts(diary, kept)
        note_reviews(diary, kept)
        note_portals(diary, kept)
        note_articles(diary, kept)
        note_public(diary, kept)
        note_problems(diary, kept)
        note_criticism(diary, kept)
        note_wordings(diary, kept)
        note_recommendations(diary, kept)
        note_supervision(diary, kept)
        note_occasions(diary, kept)
        note_matters(diary, kept)
        note_shelf(diary, kept)
        note_gatherings(diary, kept)
        note_delegations(diary, kept)
        diary.play()
    return kept


def lay_ground(kept: Kept, at: datetime) -> None:
    """What the installation brings: maps, bodies, posts, lists, programmes and forms."""
    kept.places = lay_places()
    kept.bodies = lay_bodies(kept.places)
    kept.persons = lay_persons(kept.bodies)
    kept.indicators = lay_indicators()
    kept.breakdowns, kept.cells = lay_breakdowns()
    lay_counting(kept)
    lay_register_kinds(kept)
    lay_support_kinds(kept)
    for slug in ("kontum-attapeu", "hlhpnvn-ubdt", "quangngai-attapeu"):
        with recorded("lay_programme", thing=lay_agreement(kept, slug), by=None, at=at):
            pass
    lay_regimes(at)
    lay_occasions(at)
    lay_deadlines(at)
    lay_forms(kept)
