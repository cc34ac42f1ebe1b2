"""Plans of the small world in each state, and what is said of a step that is refused."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from chungtay.actions import plans as actions
from chungtay.answers.plans import state_of_plan
from chungtay.models import (
    Plan,
    PlanAcceptance,
    Seat,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.plans import PlanState
from tests.world import NOW, TODAY, World


def seat_of(world: World, number: int) -> Seat:
    return world.programme.seats.get(number=number)


def drafted(world: World, name: str = "provincial", body: str = "west", **more: Any) -> Plan:
    """A draft for 2027 by one of the two sides, with a content for each signed one."""
    told: dict[str, Any] = {"year": 2027, "name": "Plan 2027", "commitments": world.commitments} | more
    return actions.draft_plan(world.phase, holder=world.bodies[body], by=world.persons[name], at=NOW, **told)


def proposed(world: World) -> Plan:
    return actions.propose_plan(drafted(world), by=world.provincial, at=NOW)


def accept(world: World, plan: Plan, number: int, at: datetime = NOW) -> PlanAcceptance:
    by = world.leader if number == 1 else world.partner
    return actions.accept_plan(plan, seat_of(world, number), by=by, at=at)


def running(world: World) -> Plan:
    plan = proposed(world)
    for number in (1, 2):
        accept(world, plan, number)
    return Plan.objects.get(pk=plan.pk)


def state(plan: Plan, today: date = TODAY) -> PlanState:
    return state_of_plan(Plan.objects.get(pk=plan.pk), today)


def faults(act: Callable[[], object]) -> list[str]:
    with pytest.raises(RuleBroken) as refused:
        act()
    return [message.where for message in refused.value.messages]
