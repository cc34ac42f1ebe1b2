"""Writes down that nobody acknowledged a notice in time: every quarter of an hour, once for each notice.

The work goes in batches, each a transaction of its own with its audit lines; a notice that was escalated no longer
waits. So a server that dies between two batches leaves nothing half done, and of two workers the second finds the rows
of the first. What it tells is a number and a clock, for no more is known here.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from chungtay.actions.jobs import Telling, work
from chungtay.actions.recorded import audited_together, recorded

from ..answers.parties import state_for
from ..answers.sides import sides_of
from ..models import Notice, NoticeStep
from ..rules.life import WAYS, Place, Step
from .keeping import write_step

BATCH = 200
Tell = Callable[[int, int], None]


@work("escalate_notices", every=timedelta(minutes=15))
def run(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    return {"escalated": escalate_due(told.at, tell=lambda done, of: told.step(done, of=of))}


def escalate_due(at: datetime, *, tell: Tell | None = None) -> int:
    """How many notices were escalated."""
    many, done, after = unacknowledged(at).count(), 0, UUID(int=0)
    for looked_at in range(BATCH, many + BATCH, BATCH):
        with audited_together():
            near = unacknowledged(at).filter(pk__gt=after).select_related("agreement").order_by("pk")
            batch = list(near.select_for_update(of=("self",), no_key=True)[:BATCH])
            if not batch:
                break
            after, done = batch[-1].pk, done + sum(escalate(notice, at) for notice in batch)
        if tell:
            tell(min(looked_at, many), many)
    return done


def unacknowledged(at: datetime) -> QuerySet[Notice]:
    """Notices whose clock has run out, and of which nobody wrote so."""
    written = NoticeStep.objects.filter(notice=OuterRef("pk"), step=Step.ESCALATED)
    return Notice.objects.filter(~Exists(written), due_at__lte=at, acknowledged_at=None)


def escalate(notice: Notice, at: datetime) -> bool:
    """For the side that is late, in whose audit it stands."""
    late = False
    steps = list(notice.steps.order_by("at"))
    if any(step.step == Step.ESCALATED for step in steps):
        return False  # another worker did, while this one waited for the row
    for side in sides_of(notice.agreement, timezone.localdate(at)):
        if side.pk == notice.side_id:
            continue
        state = state_for(notice, side.pk, steps)
        if state and (Place.THERE, state, Step.ESCALATED) in WAYS:
            late = True
            notice.holder_id = side.body.pk
            with recorded("notice_escalate", thing=notice, by=None, at=at, reason=str(notice), changes=False):
                write_step(notice, Step.ESCALATED, side.pk, by=None, at=at)
    return late
