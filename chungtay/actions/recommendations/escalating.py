"""Tells the body above an addressee that an answer, or what it promised, is overdue: every day, or by hand for one.

The work goes in batches, each a transaction of its own with its audit lines. What a batch has escalated no longer
waits, so a server that dies between two of them leaves nothing half done, and goes on where it stopped; of two
workers the second finds the rows of the first already escalated.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from chungtay.answers.deadlines import days_given
from chungtay.answers.recommendations import OWED_BY, has_superior, late_on, sides_of, superiors_of
from chungtay.models import Addressee, Organisation, Person, RecommendationStep
from chungtay.rules.deadlines import DeadlineKind, day_after
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.recommendations import Move, Side, State, check_escalation, check_superior

from ..jobs import Telling, work
from ..recorded import audited_together, recorded
from .steps import locked

BATCH = 500
Tell = Callable[[int, int], None]


@work("escalate_recommendations", every=timedelta(days=1))
def run(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    escalated, stranded = escalate_due(told.at, tell=lambda done, of: told.step(done, of=of))
    return {"escalated": escalated, "without_superior": stranded}


def escalate_due(at: datetime, *, tell: Tell | None = None) -> tuple[int, int]:
    """How many were escalated, and how many could not be: nobody stands above them, and their page says so."""
    today, after, done, stranded = timezone.localdate(at), UUID(int=0), 0, 0
    many = overdue(today).count()
    days = cache(lambda holder: days_given(DeadlineKind.ESCALATION, holder, today))
    for looked_at in range(BATCH, many + BATCH, BATCH):
        with audited_together():
            batch = list(_near(overdue(today).filter(pk__gt=after)).order_by("pk")[:BATCH])
            if not batch:
                break
            due = [way for way in batch if day_after(_owed(way), days(way.recommendation.holder_id)) <= today]
            told = _escalate(due, today, by=None, at=at)
            after, done, stranded = batch[-1].pk, done + told, stranded + len(due) - told
        if tell:
            tell(min(looked_at, many), many)
    return done, stranded


def escalate(way: Addressee, *, note: str = "", by: Person, at: datetime) -> Addressee:
    """By hand, before the day's work does it, or once somebody has named a superior."""
    today = timezone.localdate(at)
    with audited_together():
        held = locked(way)
        _refuse_others(held, by, today)
        if held.escalated_on == today:
            return held  # pressed twice, or the day's work was faster
        after, owed = days_given(DeadlineKind.ESCALATION, held.recommendation.holder_id, today), held.owed_on
        check_escalation(
            owed_on=owed, escalated_on=held.escalated_on, today=today,
            escalate_on=owed and day_after(owed, after), has_superior=has_superior(held, today),
        )  # fmt: skip
        _escalate([held], today, by=by, at=at, note=note.strip())
    held.refresh_from_db()
    return held


def name_superior(way: Addressee, name: str, *, by: Person, at: datetime) -> Addressee:
    """To whom an overdue answer is escalated on paper, where the house knows nobody above."""
    today, name = timezone.localdate(at), " ".join(name.split())
    with recorded("name_superior", thing=way.recommendation, by=by, at=at, reason=name):
        held = locked(way)
        _refuse_others(held, by, today)
        known = bool(held.organisation and superiors_of([held.organisation], today)[held.organisation.pk])
        check_superior(name=name, state=State(held.state), has_superior=known)
        held.superior_name = name
        held.save(update_fields=["superior_name"])
    return held


def overdue(today: date) -> QuerySet[Addressee]:
    """Whoever owes an answer, or what it promised, since a day that has passed and was not escalated for that day."""
    untold = Q(escalated_on__isnull=True) | Q(escalated_on__lte=OWED_BY)
    return Addressee.objects.filter(late_on(today), untold)


def _near(ways: QuerySet[Addressee]) -> QuerySet[Addressee]:
    near = ways.select_related("recommendation", "organisation__parent")
    return near.select_for_update(of=("self",))


def _escalate(
    ways: Iterable[Addressee], today: date, *, by: Person | None, at: datetime, note: str = ""
) -> int:
    """Those that have somebody above them; few writes however many there are."""
    ways = list(ways)
    above = superiors_of({way.organisation for way in ways if way.organisation}, today)
    told: dict[Organisation | None, list[Addressee]] = {}
    for way in ways:
        superior = above[way.organisation_id] if way.organisation_id else None
        if superior or way.superior_name:
            told.setdefault(superior, []).append(way)
    for superior, below in told.items():
        Addressee.objects.filter(pk__in=[way.pk for way in below]).update(
            escalated_to=superior, escalated_on=today
        )
        steps = [_step(way, str(superior or way.superior_name), note, by=by, at=at) for way in below]
        RecommendationStep.objects.bulk_create(steps)
        for way in below:
            # No word of it changes, so nothing is taken over into what is searched.
            name, asked = str(superior or way.superior_name), way.recommendation
            with recorded("escalate_recommendation", thing=asked, by=by, at=at, reason=name, changes=False):
                pass
    return sum(map(len, told.values()))


def _step(way: Addressee, superior: str, note: str, *, by: Person | None, at: datetime) -> RecommendationStep:
    """The house itself speaks for nobody; a person does for the sender."""
    return RecommendationStep(
        addressee=way, move=Move.ESCALATE, before=way.state, after=way.state, moved_by=by, moved_at=at,
        moved_for_id=way.recommendation.holder_id if by else None, day=_owed(way),
        note=f"{superior}. {note}" if note else superior,
    )  # fmt: skip


def _refuse_others(way: Addressee, by: Person, today: date) -> None:
    if Side.SENDER not in sides_of(by, way, today):
        raise RuleBroken(Message("Your post does not allow this."))


def _owed(way: Addressee) -> date:
    assert way.owed_on, "what is owed is owed by a day"
    return way.owed_on
