"""A plan is accepted by whoever holds the seat that day, once; a task is finished once and not tomorrow."""

from datetime import date, timedelta

import pytest

from chungtay.actions.plans import accept_plan
from chungtay.actions.tasks import finish_task
from chungtay.models import AuditLine, PlanAcceptance, Seat, SeatHolding, Task
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World


def seat_of(world: World, number: int) -> Seat:
    return world.programme.seats.get(number=number)


@pytest.mark.parametrize(
    ("name", "seat", "accepted"),
    [
        ("partner", 2, True),
        ("leader", 1, True),
        ("partner", 1, False),  # the other side's seat
        ("provincial", 1, False),  # writes the plan, does not speak for the union
        ("stranger", 1, False),
    ],
)
def test_only_whoever_speaks_for_the_holder_accepts_for_a_seat(
    world: World, name: str, seat: int, accepted: bool
) -> None:
    if accepted:
        accept_plan(world.plan, seat_of(world, seat), by=world.persons[name], at=NOW)
    else:
        with pytest.raises(RuleBroken, match="Only the body that holds this seat today"):
            accept_plan(world.plan, seat_of(world, seat), by=world.persons[name], at=NOW)
    assert PlanAcceptance.objects.filter(accepted_by=world.persons[name]).exists() is accepted


def test_the_successor_of_a_seat_accepts_and_its_predecessor_no_longer_can(world: World) -> None:
    seat = seat_of(world, 1)
    seat.holdings.update(valid_to=TODAY)
    SeatHolding.objects.create(seat=seat, organisation=world.bodies["far"], valid_from=TODAY)
    with pytest.raises(RuleBroken):
        accept_plan(world.plan, seat, by=world.leader, at=NOW)
    accept_plan(world.plan, seat, by=world.stranger, at=NOW)
    assert seat.acceptances.get().accepted_by == world.stranger


def test_a_second_acceptance_is_refused_and_changes_nothing(world: World) -> None:
    accept_plan(world.plan, seat_of(world, 2), by=world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="already"):
        accept_plan(world.plan, seat_of(world, 2), by=world.partner, at=NOW + timedelta(hours=1))
    assert world.plan.acceptances.get().accepted_at == NOW
    assert AuditLine.objects.get().act == "accept"


@pytest.fixture
def task(world: World) -> Task:
    return Task.objects.create(
        agreement=world.programme,
        content=world.contents[0],
        organisation=world.bodies["dogwood"],
        text="Hold talks",
        due_on=TODAY,
    )


def test_a_finished_task_says_when_and_by_whom_and_is_not_finished_twice(world: World, task: Task) -> None:
    finish_task(task, on=TODAY, by=world.officer, at=NOW)
    task.refresh_from_db()
    assert (task.done_on, task.done_by) == (TODAY, world.officer)
    with pytest.raises(RuleBroken, match="already"):
        finish_task(task, on=TODAY, by=world.officer, at=NOW)


@pytest.mark.parametrize(
    ("name", "on"), [("officer", date(2026, 3, 21)), ("stranger", TODAY), ("auditor", TODAY)]
)
def test_a_task_is_not_finished_tomorrow_nor_by_somebody_else(
    world: World, task: Task, name: str, on: date
) -> None:
    with pytest.raises(RuleBroken):
        finish_task(task, on=on, by=world.persons[name], at=NOW)
    assert Task.objects.get().done_on is None
