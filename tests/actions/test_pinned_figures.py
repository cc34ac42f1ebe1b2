"""A figure that is pinned to a problem stays as it was, beside what is known now."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from chungtay.answers.problems import beside
from chungtay.rules.messages import RuleBroken
from tests.actions.workshops_made import opened, pinned, raised, voted
from tests.models.test_guards import posted
from tests.world import TODAY, World


def test_a_pinned_figure_stays_as_it_was_and_stands_beside_what_is_known_now(world: World) -> None:
    posted(world, 30_000)
    problem = raised(opened(world), world)
    pin = pinned(world, problem)
    assert (pin.amount, pin.qualifier, pin.known_at_id) == (30_000, "exact", 1)
    posted(world, 20_000)
    shown = beside([pin], problem.workshop, world.partner, TODAY)[0]
    assert (shown.then.amount, shown.now.amount, shown.difference) == (30_000, 50_000, 20_000)
    pin.refresh_from_db()
    assert (pin.amount, shown.is_seen_whole) == (30_000, True)


def test_where_nothing_was_reported_nothing_is_pinned_as_zero(world: World) -> None:
    problem = raised(opened(world), world)
    pin = pinned(world, problem)
    assert (pin.amount, pin.qualifier, pin.known_at_id) == (None, "", None)
    posted(world, 20_000)
    shown = beside([pin], problem.workshop, world.officer, TODAY)[0]
    assert (shown.then.amount, shown.now.amount, shown.difference) == (None, 20_000, None)
    assert shown.has_changed


def test_a_figure_of_a_place_says_how_many_reports_were_in(world: World) -> None:
    problem = raised(opened(world), world)
    pin = pinned(world, problem, place=world.places["Dogwood"], last_on=date(2026, 3, 14))
    assert (pin.reported, pin.due, pin.place) == (0, 1, world.places["Dogwood"])


def test_the_same_figure_is_pinned_once_until_it_changes(world: World) -> None:
    posted(world, 30_000)
    problem = raised(opened(world), world)
    pinned(world, problem)
    with pytest.raises(RuleBroken, match="pinned already"):
        pinned(world, problem)
    posted(world, 10_000)
    pinned(world, problem)
    assert [one.amount for one in problem.figures.all()] == [30_000, 40_000]


def test_days_that_are_wrong_are_named_before_the_ledger_is_asked(world: World) -> None:
    problem = raised(opened(world), world)
    with pytest.raises(RuleBroken) as refused:
        pinned(world, problem, first_on=date(2027, 1, 1), last_on=date(2026, 1, 1))
    assert [one.where for one in refused.value.messages] == ["last_on", "first_on"]


@pytest.mark.parametrize(
    "statement",
    [
        "update chungtay_vote set score = 1",
        "delete from chungtay_vote",
        "update chungtay_pinnedfigure set amount = 1",
        "delete from chungtay_pinnedfigure",
        "update chungtay_criterion set weight = 9",
        "delete from chungtay_criterion",
    ],
)
def test_votes_criteria_and_pins_stand_also_behind_djangos_back(world: World, statement: str) -> None:
    posted(world, 30_000)
    problem = raised(opened(world), world)
    pinned(world, problem)
    voted(problem, world, (5, 5), by="partner", body="east")
    with (
        pytest.raises(DatabaseError, match="stands"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
