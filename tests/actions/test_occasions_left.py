"""An office leaves a day that came with the product to the others, and keeps it again."""

from datetime import date

import pytest

from chungtay import models
from chungtay.actions import occasions as actions
from chungtay.answers.occasions import calendar_of
from chungtay.models import AuditLine, Greeting, Occasion, Organisation, Unobserved
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
FEAST = date(2026, 4, 1)


@pytest.fixture(name="feast")
def laid(world: World) -> Occasion:
    """It came with the product; the east keeps it, and is greeted from across the border."""
    models.Place.objects.filter(code="E").update(code="LA")
    models.Place.objects.filter(code="W").update(code="VN")
    return Occasion.objects.create(
        slug="feast", name="Feast", rule="fixed", month=4, day=1, country="LA", from_abroad=True, lead_days=14,
        source="Custom",
    )  # fmt: skip


def leave(feast: Occasion, world: World, *, on: date = TODAY, reason: str = "We visit instead") -> Unobserved:
    west = world.bodies["west"]
    return actions.leave_occasion(feast, west, from_on=on, reason=reason, by=world.provincial, at=NOW)


def expects(world: World, year: int = 2026) -> bool:
    return any(
        one.lines for one in calendar_of(world.provincial, TODAY, year) if one.own == world.bodies["west"]
    )


def test_no_letter_falls_due_for_an_office_that_left_the_day(feast: Occasion, world: World) -> None:
    assert expects(world)
    leave(feast, world)
    assert not expects(world)
    actions.make_due(NOW)
    assert not Greeting.objects.filter(holder=world.bodies["west"]).exists()


def test_the_other_offices_go_on_keeping_it(feast: Occasion, world: World) -> None:
    other = Organisation.objects.get(pk=world.bodies["dogwood"].pk)
    Unobserved.objects.create(
        occasion=feast, holder=other, from_on=TODAY, reason="Too far", noted_by=world.officer, noted_at=NOW
    )
    assert actions.make_due(NOW)
    assert Greeting.objects.filter(holder=world.bodies["west"]).exists()
    assert not Occasion.objects.get(pk=feast.pk).ended_on


def test_it_is_left_from_a_day_on_and_kept_before(feast: Occasion, world: World) -> None:
    leave(feast, world, on=date(2026, 12, 1))
    assert expects(world) and not expects(world, 2027)


def test_it_is_kept_again_when_the_office_says_so(feast: Occasion, world: World) -> None:
    leave(feast, world)
    assert actions.return_to_occasion(feast, world.bodies["west"], by=world.provincial, at=NOW)
    assert expects(world)
    assert not actions.return_to_occasion(feast, world.bodies["west"], by=world.provincial, at=NOW)
    acts = AuditLine.objects.filter(kind="occasion").values_list("act", flat=True)
    assert sorted(acts) == ["leave_occasion", "return_to_occasion"]


def test_pressed_twice_it_is_left_once_and_said_otherwise_it_follows(feast: Occasion, world: World) -> None:
    assert leave(feast, world) == leave(feast, world)
    assert AuditLine.objects.filter(act="leave_occasion").count() == 1
    assert leave(feast, world, reason="Otherwise").reason == "Otherwise"
    assert Unobserved.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "words"),
    [({"holder": True}, "an office's own day"), ({"ended_on": TODAY}, "is not kept since"), ({}, "Say why")],
)
def test_only_a_day_of_the_product_is_left_and_with_a_reason(
    feast: Occasion, world: World, told: dict[str, object], words: str
) -> None:
    if told.pop("holder", None):
        told = {"holder": world.bodies["west"]}
    Occasion.objects.filter(pk=feast.pk).update(**told)
    with pytest.raises(RuleBroken) as refused:
        leave(feast, world, reason="" if words == "Say why" else "We visit")
    assert any(words in message.text for message in refused.value.messages)


def test_nobody_leaves_it_for_another_office(feast: Occasion, world: World) -> None:
    with pytest.raises(RuleBroken):
        actions.leave_occasion(
            feast, world.bodies["far"], from_on=TODAY, reason="So", by=world.provincial, at=NOW
        )
    with pytest.raises(RuleBroken):
        leave_by_officer(feast, world)


def leave_by_officer(feast: Occasion, world: World) -> Unobserved:
    """Who records for an office does not decide what it observes."""
    return actions.leave_occasion(
        feast, world.bodies["dogwood"], from_on=TODAY, reason="So", by=world.officer, at=NOW
    )
