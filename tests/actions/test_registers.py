"""A club is registered once, opens and closes on dated facts, and moves the stock by one each time."""

from datetime import date

import pytest

from chungtay.actions.registers import close_club, open_club, serve_programmes
from chungtay.answers.figures import Book
from chungtay.models import Agreement, AgreementKind, Club, Entry, Seat, SeatHolding, Served
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


# Which programmes a club serves


@pytest.fixture
def other(world: World) -> Agreement:
    """A second programme of the same two sides."""
    other = Agreement.objects.create(slug="oak-elm-youth", kind=AgreementKind.MEMORANDUM, name="Youth")
    for number, body in enumerate(("west", "east"), 1):
        seat = Seat.objects.create(agreement=other, number=number)
        SeatHolding.objects.create(seat=seat, organisation=world.bodies[body], valid_from=date(2020, 1, 1))
    return other


def counted(world: World, programme: Agreement | None, day: date) -> int | None:
    figure = Book(None, TODAY, programme).ask(world.indicators["clubs"], day, day)
    return None if figure.amount is None else figure.amount // SCALE


def served_by(club: Club, *programmes: Agreement, on: date, world: World, reason: str = "Both ask") -> Club:
    return serve_programmes(club, programmes, on=on, reason=reason, by=world.officer, at=NOW)


def test_a_club_counts_in_each_programme_that_it_serves_and_once_across_them(
    world: World, other: Agreement
) -> None:
    club = opened_club(world)
    served_by(club, world.programme, other, on=date(2025, 3, 1), world=world)
    before, after = date(2025, 2, 28), date(2025, 3, 1)
    table = [(p, counted(world, p, before), counted(world, p, after)) for p in (world.programme, other, None)]
    assert table == [(world.programme, 1, 1), (other, None, 1), (None, 1, 1)]


def test_a_club_that_leaves_a_programme_no_longer_stands_in_it_from_that_day_on(
    world: World, other: Agreement
) -> None:
    club = opened_club(world)
    served_by(club, other, on=date(2025, 3, 1), world=world)
    close_club(club, on=date(2025, 9, 1), by=world.officer, at=NOW)
    days = [date(2025, 2, 28), date(2025, 3, 1), date(2025, 9, 1)]
    assert [counted(world, world.programme, day) for day in days] == [1, 0, 0]
    assert [counted(world, other, day) for day in days] == [None, 1, 0]
    assert [counted(world, None, day) for day in days] == [1, 1, 0]
    told = [(one.served.key, one.first_on, one.until, one.reason) for one in club.servings.all()]
    assert told == [
        ("oak-elm", date(2024, 5, 1), date(2025, 3, 1), ""),
        ("oak-elm-youth", date(2025, 3, 1), date(2025, 9, 1), "Both ask"),
    ]


def test_pressing_twice_changes_what_a_club_serves_once(world: World, other: Agreement) -> None:
    club = opened_club(world)
    served_by(club, world.programme, other, on=date(2025, 3, 1), world=world)
    with pytest.raises(RuleBroken, match="serves these programmes already"):
        served_by(club, world.programme, other, on=date(2025, 3, 1), world=world)
    assert Entry.objects.count() == 3


def test_all_that_is_wrong_with_a_change_of_programmes_is_said_at_once(world: World) -> None:
    club = opened_club(world)
    with pytest.raises(RuleBroken) as problem:
        served_by(club, on=date(2027, 1, 1), world=world, reason=" ")
    assert [message.where for message in problem.value.messages] == ["programmes", "on", "reason"]
    assert Entry.objects.count() == 1


def test_a_change_of_programmes_lies_after_the_one_before(world: World, other: Agreement) -> None:
    club = opened_club(world)
    served_by(club, other, on=date(2025, 3, 1), world=world)
    with pytest.raises(RuleBroken, match="cannot lie before"):
        served_by(club, world.programme, on=date(2025, 2, 1), world=world)
    with pytest.raises(RuleBroken, match="it cannot close before that"):
        close_club(club, on=date(2025, 2, 1), by=world.officer, at=NOW)


def test_a_programme_that_the_officer_does_not_see_keeps_the_club(world: World, other: Agreement) -> None:
    hidden = Agreement.objects.create(slug="hidden", kind=AgreementKind.MEMORANDUM, name="Hidden")
    club = opened_club(world)
    served = Served.objects.of([world.programme, hidden])
    Club.objects.filter(pk=club.pk).update(served=served)
    served_by(club, other, on=date(2025, 3, 1), world=world)
    assert Club.objects.get(pk=club.pk).served.slugs() == {"hidden", "oak-elm-youth"}


def test_nobody_changes_what_a_club_of_another_body_serves(world: World) -> None:
    club = opened_club(world)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        serve_programmes(club, [world.programme], on=TODAY, reason="x", by=world.persons["cedar"], at=NOW)
