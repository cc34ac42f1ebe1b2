"""Gives a plan the number that stands on its paper."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from chungtay.models import Organisation, Person, Plan
from chungtay.rules.plans import Issuing, PlanMove, check_number

from ..recorded import recorded
from .moving import check_open, held_plan, refuse_unless_drafts


def number_plan(
    plan: Plan, *, number: str, issued_on: date, issuers: Sequence[Organisation], by: Person, at: datetime
) -> Plan:
    """After the signing, as the office's own register gave it; said anew it replaces what was typed before."""
    refuse_unless_drafts(plan, by=by, at=at)
    today, number = timezone.localdate(at), " ".join(number.split())
    with recorded("number_plan", thing=plan, by=by, at=at, reason=f"{number}, {issued_on:%d/%m/%Y}"):
        held = held_plan(plan)
        check_open(held, PlanMove.NUMBER, at=at)
        sides = _sides(held, today) | _sides(held, issued_on)
        taken = Plan.objects.visible_to(by, today).filter(number=number, issued_on__year=issued_on.year)
        check_number(
            Issuing(
                number=number,
                issued_on=issued_on,
                issuers=[body.name for body in issuers],
                outside=[body.name for body in issuers if body.pk not in sides],
                taken_by=[
                    body.name for body in issuers if taken.filter(issuers=body).exclude(pk=held.pk).exists()
                ],
            ),
            today=today,
        )
        held.number, held.issued_on = number, issued_on
        held.save(update_fields=["number", "issued_on"])
        held.issuers.set(issuers)
    return held


def _sides(plan: Plan, day: date) -> set[Any]:
    """Whoever holds a side of a joint plan that day; of another, the body whose it is."""
    if not plan.is_joint:
        return {plan.holder_id}
    return {one.organisation_id for one in plan.phase.agreement.held_on(day)}
