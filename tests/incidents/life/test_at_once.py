"""Of many browsers that send in the same moment each gets a number, none twice, and the same thing is kept once."""

from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from chungtay.incidents.actions.escalating import escalate_due
from chungtay.incidents.actions.notices import add_item, begin_notice
from chungtay.incidents.actions.openings import open_items
from chungtay.incidents.actions.steps import take_step
from chungtay.incidents.models import Item, Notice, NoticeStep, Opening
from chungtay.models import Agreement, AuditLine
from chungtay.rules.messages import RuleBroken
from tests.actions.test_at_once import CLICKS, at_once, person
from tests.incidents.life.test_notices import LATER, Sides, passed_on
from tests.incidents.made import make_sides
from tests.incidents.sealed_made import begun, sealed, to
from tests.world import NOW, World, make_world


@pytest.fixture
def busy(transactional_db: None, tmp_path: Path, settings: Settings) -> World:
    if connection.vendor == "sqlite":
        pytest.skip("threads share no SQLite in memory; PostgreSQL runs this")
    settings.FILES = tmp_path
    return make_world()


@pytest.fixture
def sides(busy: World) -> Sides:
    return make_sides(busy)


def oak_elm() -> Agreement:
    return Agreement.objects.get(slug="oak-elm")


def refused(told: list[object]) -> list[object]:
    return [one for one in told if isinstance(one, Exception)]


def test_numbers_have_no_gap_and_none_comes_twice(busy: World, sides: Sides) -> None:
    told = [begun(sides[0], sides[0].identities[busy.provincial.pk]) for _ in range(CLICKS)]
    given = at_once(
        *[lambda one=one: begin_notice(oak_elm(), one, by=person("provincial"), at=NOW) for one in told]  # type: ignore[misc]
    )
    assert refused(given) == []
    assert sorted(Notice.objects.values_list("number", flat=True)) == list(range(1, CLICKS + 1))


def test_the_same_notice_from_many_tabs_is_one(busy: World, sides: Sides) -> None:
    told = begun(sides[0], sides[0].identities[busy.provincial.pk])
    given = at_once(*[lambda: begin_notice(oak_elm(), told, by=person("provincial"), at=NOW)] * CLICKS)
    assert refused(given) == []
    assert (Notice.objects.count(), Item.objects.count()) == (1, 1)
    assert AuditLine.objects.filter(act="notice_begin").count() == 1


def test_two_sides_write_at_once_and_both_are_kept(busy: World, sides: Sides) -> None:
    notice = passed_on(busy, sides)
    acts = []
    for name, side in (("provincial", sides[0]), ("leader", sides[0]), ("partner", sides[1])):
        own = side.identities[busy.persons[name].pk]
        told = {
            "side": None, "passes_on": False, "urgency": None,
            "item": sealed(name, to(*sides), own, notice=notice.pk),
        }  # fmt: skip
        acts.append(
            lambda name=name, told=told: add_item(
                Notice.objects.get(pk=notice.pk), told, by=person(name), at=NOW
            )
        )
    assert refused(at_once(*acts)) == []
    assert sorted(Item.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5]


def test_it_is_received_acknowledged_and_escalated_once(busy: World, sides: Sides) -> None:
    notice = passed_on(busy, sides)
    item = notice.items.get(side=None).pk
    read = lambda: open_items(oak_elm(), [item], Opening.How.READ, by=person("partner"), at=NOW)  # noqa: E731
    assert refused(at_once(*[read] * CLICKS)) == []
    told = {"step": "acknowledged", "side": str(sides[1].seat.pk), "happened_at": None}
    say = lambda: take_step(Notice.objects.get(pk=notice.pk), told, by=person("partner"), at=LATER)  # noqa: E731
    assert [one for one in refused(at_once(*[say] * CLICKS)) if not isinstance(one, RuleBroken)] == []
    other = passed_on(busy, sides)
    assert other.due_at
    due = other.due_at
    assert refused(at_once(*[lambda: escalate_due(due)] * CLICKS)) == []
    steps = list(NoticeStep.objects.values_list("step", flat=True))
    assert [steps.count(one) for one in ("received", "acknowledged", "escalated")] == [1, 1, 1]
    assert Opening.objects.count() == CLICKS
