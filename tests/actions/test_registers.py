"""A club is registered once, opens and closes on dated facts, and moves the stock by one each time."""

from datetime import date

import pytest

from chungtay.actions.registers import close_club, open_club
from chungtay.answers.figures import Book
from chungtay.models import Club, Entry
from chungtay.rules.amounts import SCALE
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World


def opened_club(
    world: World, name: str = "Border club", on: date = date(2024, 5, 1), by: str = "officer"
) -> Club:
    club = Club(
        name=name, place=world.places["Dogwood"], village="Upper", holder=world.bodies["dogwood"],
        served=world.served, opened_on=on, members_female=20, members_male=3,
    )  # fmt: skip
    return open_club(club, by=world.persons[by], at=NOW)


def stock(world: World, day: date) -> int | None:
    figure = Book(None, TODAY, world.programme).ask(world.indicators["clubs"], day, day)
    return None if figure.amount is None else figure.amount // SCALE


def test_opening_adds_one_and_closing_takes_one_away_from_that_day_on(world: World) -> None:
    club = opened_club(world)
    opened_club(world, "Second club", date(2025, 1, 1))
    close_club(club, on=date(2025, 6, 30), by=world.officer, at=NOW)
    days = [date(2024, 4, 30), date(2024, 5, 1), date(2025, 6, 29), date(2025, 6, 30)]
    assert [stock(world, day) for day in days] == [None, 1, 2, 1]
    assert [entry.source.club for entry in Entry.objects.filter(source=club.source)] == [club, club]


def test_a_double_submit_opens_one_club(world: World) -> None:
    opened_club(world)
    with pytest.raises(RuleBroken, match="already"):
        opened_club(world)
    assert stock(world, TODAY) == 1


def test_a_club_closes_once(world: World) -> None:
    club = opened_club(world)
    close_club(club, on=date(2025, 6, 30), by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="closed on"):
        close_club(club, on=TODAY, by=world.officer, at=NOW)
    assert stock(world, TODAY) == 0


@pytest.mark.parametrize(
    ("on", "why"), [(date(2024, 4, 30), "cannot close before"), (date(2026, 3, 21), "has not come yet")]
)
def test_a_club_closes_between_its_opening_and_today(world: World, on: date, why: str) -> None:
    club = opened_club(world)
    with pytest.raises(RuleBroken, match=why):
        close_club(club, on=on, by=world.officer, at=NOW)


@pytest.mark.parametrize("name", ["cedar", "partner", "auditor", "stranger"])
def test_only_the_unit_and_those_above_it_touch_the_register(world: World, name: str) -> None:
    with pytest.raises(RuleBroken, match="does not allow"):
        opened_club(world, by=name)
    club = opened_club(world)
    with pytest.raises(RuleBroken, match="does not allow"):
        close_club(club, on=TODAY, by=world.persons[name], at=NOW)
    visible = Club.objects.visible_to(world.persons[name], TODAY).exists()
    assert visible == (name == "auditor")
