"""A coded card is counted once a side, after its part was closed, with consent, in the quarter of that day."""

from datetime import timedelta

import pytest

from chungtay.incidents.actions.cards import release_card
from chungtay.incidents.models import CodedCard, Notice
from chungtay.incidents.rules.life import Step
from chungtay.models import AuditLine
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, World

from .notices_made import add_step, close, cross, list_key, made_notice, seats_of

pytestmark = pytest.mark.django_db
TOLD = {
    "type": "trafficking", "sex": "female", "band": "under_16", "direction": "vn_to_la", "outcome": "home",
}  # fmt: skip


@pytest.fixture
def closed(world: World) -> Notice:
    west, east = seats_of(world)
    list_key(world.provincial, west)
    list_key(world.partner, east)
    notice = made_notice(world)
    cross(notice, by=world.provincial)
    close(notice, west, by=world.provincial)
    return notice


def test_a_recipient_of_a_closed_side_lets_its_card_be_counted(world: World, closed: Notice) -> None:
    west, _ = seats_of(world)
    card = release_card(closed, west, TOLD, has_consent=True, by=world.provincial, at=NOW)
    assert (card.year, card.quarter, card.type, card.released_by) == (
        2026,
        1,
        "trafficking",
        world.provincial,
    )
    line = AuditLine.objects.latest("number")
    assert (line.act, line.kind, line.reason) == ("notice_card", "notice", "7/2026")
    assert not any(code in f"{line.reason} {line.post}" for code in TOLD.values())


def test_the_same_card_sent_twice_counts_once(world: World, closed: Notice) -> None:
    west, _ = seats_of(world)
    first = release_card(closed, west, TOLD, has_consent=True, by=world.provincial, at=NOW)
    lines = AuditLine.objects.count()
    again = release_card(
        closed, west, TOLD, has_consent=True, by=world.provincial, at=NOW + timedelta(days=40)
    )
    assert again == first and AuditLine.objects.count() == lines
    with pytest.raises(RuleBroken, match="counted already"):
        release_card(closed, west, TOLD | {"sex": "male"}, has_consent=True, by=world.provincial, at=NOW)
    assert CodedCard.objects.count() == 1


def test_each_side_lets_its_own_card_be_counted(world: World, closed: Notice) -> None:
    west, east = seats_of(world)
    close(closed, east, by=world.partner)
    release_card(closed, west, TOLD, has_consent=True, by=world.provincial, at=NOW)
    release_card(closed, east, TOLD, has_consent=True, by=world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="Only a recipient"):
        release_card(closed, east, TOLD, has_consent=True, by=world.provincial, at=NOW)


@pytest.mark.parametrize("person", ["officer", "leader", "auditor", "administrator", "stranger", "partner"])
def test_nobody_else_does(world: World, closed: Notice, person: str) -> None:
    west, _ = seats_of(world)
    with pytest.raises(RuleBroken, match="Only a recipient"):
        release_card(closed, west, TOLD, has_consent=True, by=world.persons[person], at=NOW)
    assert not CodedCard.objects.exists()


def test_not_before_the_side_has_closed_its_part_nor_once_it_is_open_again(
    world: World, closed: Notice
) -> None:
    west, _ = seats_of(world)
    add_step(closed, west, Step.REOPENED, by=world.provincial, at=NOW + timedelta(hours=1))
    with pytest.raises(RuleBroken, match="not closed its part"):
        release_card(closed, west, TOLD, has_consent=True, by=world.provincial, at=NOW + timedelta(hours=2))


def test_a_recipient_whose_post_ended_is_none(world: World, closed: Notice) -> None:
    west, _ = seats_of(world)
    world.provincial.posts.update(valid_to=NOW.date())
    with pytest.raises(RuleBroken, match="Only a recipient"):
        release_card(
            closed,
            west,
            TOLD,
            has_consent=True,
            by=type(world.provincial).objects.get(pk=world.provincial.pk),
            at=NOW,
        )
