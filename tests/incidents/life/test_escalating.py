"""A clock that ran out is written down once, in batches, and tells a number and nothing else."""

from datetime import timedelta
from typing import Any

import pytest

from chungtay.actions.jobs import ask_regular, run_waiting
from chungtay.incidents.actions import escalating
from chungtay.incidents.actions.escalating import escalate_due, unacknowledged
from chungtay.incidents.actions.openings import open_items
from chungtay.incidents.models import NoticeStep, Opening
from chungtay.incidents.rules.life import Step
from chungtay.models import AuditLine, Job
from tests.incidents.life.test_notices import Sides, begin, passed_on
from tests.incidents.life.test_steps import say
from tests.incidents.made import make_sides
from tests.world import NOW, World

DAYS_LATER = NOW + timedelta(days=4)


@pytest.fixture
def sides(world: World) -> Sides:
    return make_sides(world)


def escalated() -> int:
    return NoticeStep.objects.filter(step=Step.ESCALATED).count()


def test_a_notice_that_nobody_acknowledged_is_escalated_once(world: World, sides: Sides) -> None:
    notice = passed_on(world, sides)
    assert notice.due_at
    assert escalate_due(notice.due_at - timedelta(seconds=1)) == 0
    assert escalate_due(notice.due_at) == 1
    assert escalate_due(DAYS_LATER) == 0
    step = NoticeStep.objects.get(step=Step.ESCALATED)
    assert (step.side, step.by) == (sides[1].seat, None)
    line = AuditLine.objects.get(act="notice_escalate")
    assert (line.reason, line.person_id, line.holder_id) == ("1/2026", None, world.bodies["east"].pk)


def test_what_was_acknowledged_or_never_crossed_is_not(world: World, sides: Sides) -> None:
    begin(world, sides)
    notice = passed_on(world, sides)
    crossed = notice.items.get(side=None).pk
    open_items(world.programme, [crossed], Opening.How.READ, by=world.partner, at=NOW)
    say(notice, "acknowledged", sides[1], world.partner)
    assert escalate_due(DAYS_LATER) == 0


def test_what_was_opened_and_not_acknowledged_is(world: World, sides: Sides) -> None:
    notice = passed_on(world, sides)
    crossed = notice.items.get(side=None).pk
    open_items(world.programme, [crossed], Opening.How.READ, by=world.partner, at=NOW)
    assert escalate_due(DAYS_LATER) == 1
    say(notice, "acknowledged", sides[1], world.partner, at=DAYS_LATER)  # late, and all the same


def test_a_server_that_dies_between_two_batches_goes_on_where_it_stopped(
    world: World, sides: Sides, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        passed_on(world, sides)
    monkeypatch.setattr(escalating, "BATCH", 2)

    def dies(done: int, of: int) -> None:
        assert of == 5
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        escalate_due(DAYS_LATER, tell=dies)
    assert escalated() == 4
    assert escalate_due(DAYS_LATER) == 1
    assert (escalated(), unacknowledged(DAYS_LATER).count()) == (5, 0)


def test_one_that_fails_takes_its_whole_batch_back(
    world: World, sides: Sides, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        passed_on(world, sides)
    write, calls = escalating.write_step, []

    def breaks(*given: Any, **named: Any) -> Any:
        calls.append(given)
        if len(calls) == 2:
            raise OSError
        return write(*given, **named)

    monkeypatch.setattr(escalating, "write_step", breaks)
    with pytest.raises(OSError):
        escalate_due(DAYS_LATER)
    assert (escalated(), AuditLine.objects.filter(act="notice_escalate").count()) == (0, 0)


def test_the_queue_looks_every_quarter_of_an_hour(world: World, sides: Sides) -> None:
    passed_on(world, sides)

    def asked(minutes: int) -> int:
        ask_regular(DAYS_LATER + timedelta(minutes=minutes))
        run_waiting(DAYS_LATER + timedelta(minutes=minutes))
        return Job.objects.filter(kind="escalate_notices").count()

    assert [asked(0), asked(5), asked(16)] == [1, 1, 2]
    job = Job.objects.filter(kind="escalate_notices").order_by("asked_at")[0]
    assert job.outcome == {"escalated": 1}
    assert escalated() == 1
