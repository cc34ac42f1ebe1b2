"""The demo loads whatever day it is: also when one year's plan runs out and the next has hardly begun."""

from datetime import UTC, date, datetime

import pytest

from chungtay.answers.ledger import faults
from chungtay.answers.plans import state_of_plan
from chungtay.demo.world import load
from chungtay.models import Task
from chungtay.rules.plans import PlanState


@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2026, 12, 31), date(2027, 2, 28)], ids=str)
def test_the_demo_has_a_plan_at_work_around_the_turn_of_the_year(today: date) -> None:
    kept = load(datetime(today.year, today.month, today.day, 3, tzinfo=UTC))
    plan = kept.plans["kontum-attapeu", 2026]
    assert state_of_plan(plan, today) is PlanState.PROPOSED
    assert {task.state for task in Task.objects.filter(content__plan=plan)} >= {"given", "accepted", "done"}
    assert list(faults()) == []
