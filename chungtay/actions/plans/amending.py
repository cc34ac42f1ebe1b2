"""Amends a plan that runs, by an edited copy with its reason."""

from datetime import datetime

from chungtay.models import Organisation, Person, Plan, Version
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.plans import PlanMove

from ..recorded import recorded
from ..versions import begin_version
from .moving import check_open, held_plan


def amend_plan(plan: Plan, holder: Organisation, *, reason: str, by: Person, at: datetime) -> Version:
    """An edited copy for a body that holds the plan, to be written, proposed and accepted by every seat."""
    if not reason.strip():
        raise RuleBroken(Message("Write why the plan is amended.", where="reason"))
    with recorded("amend_plan", thing=plan, by=by, at=at, reason=reason.strip()):
        held = held_plan(plan)
        check_open(held, PlanMove.AMEND, at=at)
        return begin_version(held.phase.agreement, plan=held, holder=holder, reason=reason, by=by, at=at)
