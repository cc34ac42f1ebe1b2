"""Sealed bytes go when each side has closed its part and the agreed months are over; the trail stays."""

from datetime import timedelta

import pytest

from chungtay.incidents.actions.destroying import destroy_bytes
from chungtay.incidents.models import Item, Notice, NoticeStep
from chungtay.incidents.rules.life import Step
from chungtay.models import AuditLine
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, World

from .notices_made import LONG_AGO, add_item, close, cross, keep_for, list_key, made_notice, seats_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(world: World) -> Notice:
    """Closed by both sides three years ago, with an own file of each and something between them."""
    west, east = seats_of(world)
    list_key(world.provincial, west)
    list_key(world.partner, east)
    keep_for(24)
    notice = made_notice(world, at=LONG_AGO)
    cross(notice, by=world.provincial, at=LONG_AGO)
    add_item(notice, east, by=world.partner, at=LONG_AGO)
    close(notice, west, east, by=world.provincial, at=LONG_AGO)
    return notice


def left(notice: Notice) -> list[int]:
    return list(notice.items.exclude(destroyed_at__isnull=False).values_list("position", flat=True))


def test_a_side_destroys_its_own_file_and_what_lies_between_and_the_trail_stays(
    world: World, due: Notice
) -> None:
    west, east = seats_of(world)
    assert destroy_bytes(due, west, by=world.provincial, at=NOW) == 2
    assert left(due) == [3]  # the other side's own file is the other side's
    gone = Item.objects.get(notice=due, position=1)
    assert gone.body is None and gone.size and gone.sender_kid
    assert (
        NoticeStep.objects.filter(notice=due, side=west, step=Step.DESTROYED, by=world.provincial).count()
        == 1
    )
    assert AuditLine.objects.latest("number").act == "notice_destroy"
    assert destroy_bytes(due, east, by=world.partner, at=NOW) == 1
    assert left(due) == []


def test_nobody_destroys_twice_nor_for_the_other_side(world: World, due: Notice) -> None:
    west, east = seats_of(world)
    with pytest.raises(RuleBroken, match="Only a recipient"):
        destroy_bytes(due, east, by=world.provincial, at=NOW)
    destroy_bytes(due, west, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Nothing sealed is left"):
        destroy_bytes(due, west, by=world.provincial, at=NOW)


@pytest.mark.parametrize("person", ["officer", "auditor", "administrator", "stranger"])
def test_whoever_neither_reads_nor_keeps_keys_destroys_nothing(
    world: World, due: Notice, person: str
) -> None:
    with pytest.raises(RuleBroken, match="Only a recipient"):
        destroy_bytes(due, seats_of(world)[0], by=world.persons[person], at=NOW)
    assert left(due) == [1, 2, 3]


def test_whoever_keeps_the_keys_of_a_side_may_when_all_its_recipients_are_gone(
    world: World, due: Notice
) -> None:
    assert destroy_bytes(due, seats_of(world)[0], by=world.leader, at=NOW) == 2


def test_not_before_the_agreed_months_are_over(world: World, due: Notice) -> None:
    keep_for(60, world.programme)  # these two sides agreed to keep longer
    with pytest.raises(RuleBroken, match="kept until"):
        destroy_bytes(due, seats_of(world)[0], by=world.provincial, at=NOW)


def test_not_while_a_side_is_open(world: World, due: Notice) -> None:
    _, east = seats_of(world)
    NoticeStep(notice=due, side=east, step=Step.REOPENED, at=NOW, happened_at=NOW).save(force_insert=True)
    with pytest.raises(RuleBroken, match="not closed"):
        destroy_bytes(due, seats_of(world)[0], by=world.provincial, at=NOW + timedelta(hours=1))


def test_of_a_notice_that_never_crossed_one_side_decides(world: World) -> None:
    west, _ = seats_of(world)
    keep_for(24)
    list_key(world.provincial, west)
    notice = made_notice(world, at=LONG_AGO)
    close(notice, west, by=world.provincial, at=LONG_AGO)
    assert destroy_bytes(notice, west, by=world.provincial, at=NOW) == 1
