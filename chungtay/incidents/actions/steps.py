"""Takes the steps that a person says: told by phone, acknowledged, closed, opened again."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from chungtay.actions.recorded import audited_together, recorded
from chungtay.models import Person

from ..answers.parties import actors_for, place_of, state_for
from ..models import Notice, NoticeStep
from ..rules.life import SAID, Actor, Step, check_moment, check_step
from .asked import key_in, moment_in, refusal, refuse_unless, word_in
from .keeping import locked, write_step

ACTS = {
    Step.TOLD: "notice_told",
    Step.ACKNOWLEDGED: "notice_acknowledge",
    Step.CLOSED: "notice_close",
    Step.REOPENED: "notice_reopen",
}


def take_step(notice: Notice, told: dict[str, Any], *, by: Person, at: datetime) -> None:
    """Pressing twice, or two recipients who press at once, leave one step."""
    step, side = word_in(told, "step", Step), key_in(told, "side")
    if step not in SAID:
        raise refusal("step")
    happened_at = moment_in(told, "happened_at") or at
    check_moment(happened_at, at)
    roles = actors_for(by, notice.agreement, timezone.localdate(at))
    refuse_unless(side, roles, Actor.SENDER)
    with audited_together():
        held = locked(notice)
        steps = list(held.steps.order_by("at"))
        if said_already(steps, step, side, happened_at, by):
            return
        check_step(place_of(held, side), state_for(held, side, steps), step, roles[side])
        with recorded(ACTS[step], thing=held, by=by, at=at, reason=str(held)):
            write_step(held, step, side, by=by, at=at, happened_at=min(happened_at, at))
            if step is Step.ACKNOWLEDGED and held.acknowledged_at is None:
                held.acknowledged_at = at
                held.save(update_fields=["acknowledged_at"])


def said_already(
    steps: list[NoticeStep], step: Step, side: object, happened_at: datetime, by: Person
) -> bool:
    own = [one for one in steps if one.side_id == side and one.step in SAID]
    if step is Step.TOLD:
        return any((one.step, one.by_id, one.happened_at) == (step, by.pk, happened_at) for one in own)
    last = next((one for one in reversed(own) if one.step != Step.TOLD), None)
    return last is not None and last.step == step
