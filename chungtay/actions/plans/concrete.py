"""Says which signed contents a content makes concrete, and what it shall reach."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from chungtay.answers.plans import state_of_plan
from chungtay.answers.programmes import may_plan
from chungtay.models import Agreement, Commitment, Content, Indicator, Person, Phase, Target
from chungtay.rules.agreements import check_target
from chungtay.rules.amounts import amount_text
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.plans import check_telling

from ..indicators import put_target
from ..recorded import recorded
from .moving import held_plan, note_writing, refuse_unless_drafts


def make_concrete(
    content: Content, commitments: Iterable[Commitment], *, signed: str = "", by: Person, at: datetime
) -> Content:
    """Say which signed contents it makes concrete; `signed` is one that the house does not hold yet."""
    phase, chosen = content.plan.phase, list(commitments)
    assert all(one.phase_id == phase.pk for one in chosen), (
        "a content makes its own phase's contents concrete"
    )
    refuse_unless_drafts(content.plan, by=by, at=at)
    with recorded("make_concrete", thing=content, by=by, at=at):
        _check_telling(content, at=at)
        if signed.strip():
            chosen.append(_signed(phase, signed.strip()))
        content.commitments.set(chosen)
    return content


def set_target(content: Content, indicator: Indicator, *, amount: int, by: Person, at: datetime) -> Target:
    """What the content shall reach within the plan's year; said anew, what was said before is kept."""
    plan = content.plan
    refuse_unless_drafts(plan, by=by, at=at)
    check_target(amount)
    told: dict[str, Any] = {
        "agreement": plan.phase.agreement, "content": content, "indicator": indicator,
        "organisation": None if plan.is_joint else plan.holder, "is_assigned": False,
    }  # fmt: skip
    days = {"first_on": plan.first_on, "last_on": plan.ends_on}
    with recorded("set_target", thing=content, by=by, at=at, reason=f"{indicator}: {amount_text(amount)}"):
        _check_telling(content, at=at)
        Content.objects.select_for_update().get(pk=content.pk)  # of two at once one makes it, one mends it
        return put_target(told, days | {"amount": amount}, by=by, at=at)


def refuse_unless_plans(agreement: Agreement, *, by: Person, at: datetime) -> None:
    """Stop whoever does not plan for a body that holds a side."""
    if not may_plan(agreement, by, timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this."))


def _check_telling(content: Content, *, at: datetime) -> None:
    plan = held_plan(content.plan)
    check_telling(state_of_plan(plan, timezone.localdate(at)))
    note_writing(plan)


def _signed(phase: Phase, text: str) -> Commitment:
    Phase.objects.select_for_update().get(pk=phase.pk)  # of two at once each gets its own number
    held = phase.commitments.filter(text=text).first()
    if held:
        return held
    last = phase.commitments.order_by("-number").first()
    return Commitment.objects.create(phase=phase, number=last.number + 1 if last else 1, text=text)
