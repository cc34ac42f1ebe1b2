"""A notice is received, acknowledged and closed: by a recipient, for the own side, once."""

from datetime import UTC, datetime

import pytest

from chungtay.incidents.actions.openings import open_items
from chungtay.incidents.actions.steps import take_step
from chungtay.incidents.demo.keys import MadeSide
from chungtay.incidents.models import Notice, NoticeStep, Opening
from chungtay.models import Person
from chungtay.rules.messages import RuleBroken
from tests.incidents.life.test_notices import (
    LATER,
    Sides,
    acts,
    begin,
    between,
    own_file,
    passed_on,
    steps,
)
from tests.incidents.made import make_sides
from tests.world import NOW, World


@pytest.fixture
def sides(world: World) -> Sides:
    return make_sides(world)


def say(notice: Notice, step: str, side: MadeSide, by: Person, *, at: datetime = NOW, **more: object) -> None:
    take_step(notice, {"step": step, "side": str(side.seat.pk), **more}, by=by, at=at)


def test_the_first_opening_over_there_is_its_receipt_and_then_it_is_acknowledged(
    world: World, sides: Sides
) -> None:
    notice, east = passed_on(world, sides), sides[1]
    crossed = notice.items.get(side=None).pk
    open_items(world.programme, [crossed], Opening.How.READ, by=world.leader, at=NOW)
    assert "received" not in steps(notice)
    with pytest.raises(RuleBroken, match="Open the notice first"):
        say(notice, "acknowledged", east, world.partner)
    for _ in range(2):
        open_items(world.programme, [crossed], Opening.How.SEARCH, by=world.partner, at=LATER)
    with pytest.raises(RuleBroken, match="Acknowledge the notice before"):
        say(notice, "closed", east, world.partner)
    for _ in range(2):  # pressed twice, or in two tabs
        say(notice, "acknowledged", east, world.partner, at=LATER)
    notice.refresh_from_db()
    assert notice.acknowledged_at == LATER
    assert steps(notice) == ["begun", "passed_on", "received", "acknowledged"]
    assert acts()[2:] == ["notice_open", "notice_open", "notice_receive", "notice_open", "notice_acknowledge"]


def test_each_side_closes_its_own_part_and_opens_it_again(world: World, sides: Sides) -> None:
    notice, (west, east) = passed_on(world, sides), sides
    crossed = notice.items.get(side=None).pk
    open_items(world.programme, [crossed], Opening.How.READ, by=world.partner, at=NOW)
    say(notice, "closed", west, world.leader)
    with pytest.raises(RuleBroken, match="Open it again"):
        own_file(world, sides, notice, "too late", by="provincial")
    with pytest.raises(RuleBroken, match="Open it again"):
        between(world, sides, notice, "too late", by="provincial")
    assert own_file(world, sides, notice, "we go on", by="partner")
    assert between(world, sides, notice, "we go on", by="partner")
    say(notice, "acknowledged", east, world.partner)
    say(notice, "closed", east, world.partner)
    say(notice, "reopened", west, world.leader, at=LATER)
    assert own_file(world, sides, notice, "again", by="provincial")
    assert steps(notice)[-4:] == ["closed", "acknowledged", "closed", "reopened"]


@pytest.mark.parametrize(
    ("who", "step", "side", "words"),
    [
        ("officer", "acknowledged", 1, "Your post does not allow this"),
        ("partner", "closed", 0, "Your post does not allow this"),
        ("cedar", "closed", 0, "Only a recipient"),
        ("leader", "begun", 0, "not as it must"),
        ("leader", "escalated", 0, "not as it must"),
        ("leader", "acknowledged", 0, "The other side acknowledges it"),
    ],
)
def test_nobody_speaks_for_another_side_or_for_the_clock(
    world: World, sides: Sides, who: str, step: str, side: int, words: str
) -> None:
    notice = passed_on(world, sides)
    with pytest.raises(RuleBroken, match=words):
        say(notice, step, sides[side], world.persons[who])
    assert steps(notice) == ["begun", "passed_on"]


def test_told_by_phone_says_when_and_by_whom(world: World, sides: Sides) -> None:
    notice = begin(world, sides).notice
    for _ in range(2):
        say(notice, "told", sides[0], world.officer, happened_at="2026-03-20T09:10+07:00")
    step = NoticeStep.objects.get(step="told")
    assert (step.happened_at, step.by, step.side) == (
        datetime(2026, 3, 20, 2, 10, tzinfo=UTC), world.officer, sides[0].seat,
    )  # fmt: skip
    for wrong in ("2036-03-20T09:10+07:00", "2016-03-20T09:10+07:00", "2026-03-20T09:10", 7, "yesterday"):
        with pytest.raises(RuleBroken):
            say(notice, "told", sides[0], world.officer, happened_at=wrong)
    assert NoticeStep.objects.filter(step="told").count() == 1
