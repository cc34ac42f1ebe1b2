"""Turns have one host, who follows from the agreement's rule and its exceptions."""

from datetime import date

import pytest

from chungtay.actions.delegations import (
    end_rotation,
    keep_row,
    note_turn,
    set_rotation,
)
from chungtay.answers.delegations import rotations_of
from chungtay.models import (
    Rotation,
    Seat,
    SeatHolding,
)
from chungtay.rules.delegations import ExceptionKind, Move, TurnStanding
from chungtay.rules.messages import RuleBroken
from tests.actions.visiting import drafted, hour, member, moved, ready, rotation, rotation_by_partner
from tests.world import NOW, TODAY, World


def test_the_host_of_a_turn_is_who_holds_the_seat_in_that_year(world: World) -> None:
    west, far = world.programme.seats.get(number=1), world.bodies["far"]
    west.holdings.update(valid_to=date(2026, 1, 1))
    SeatHolding.objects.create(seat=west, organisation=far, valid_from=date(2026, 1, 1))
    rule = rotation_by_partner(world, first_year=2023)
    [shown] = rotations_of(rule.agreement, world.partner, TODAY)
    hosts = {one.turn.year: one.host for one in shown.turns}
    assert hosts[2023] == hosts[2025] == world.bodies["west"]
    assert hosts[2027] == far and hosts[2024] == world.bodies["east"]


def test_a_turn_of_before_the_sides_were_seated_is_owed_by_who_sat_there_first(world: World) -> None:
    west = world.programme.seats.get(number=1)
    west.holdings.update(valid_from=date(2025, 6, 1))
    rule = rotation_by_partner(world, first_year=2021)
    [shown] = rotations_of(rule.agreement, world.partner, TODAY)
    assert [one.host for one in shown.owed if one.turn.year == 2021] == [world.bodies["west"]]


def test_a_two_yearly_rotation_over_three_seats_owes_what_passed_and_skips_what_was_noted(
    world: World,
) -> None:
    third = Seat.objects.create(agreement=world.programme, number=3)
    SeatHolding.objects.create(seat=third, organisation=world.bodies["elm"], valid_from=date(2006, 1, 1))
    rule = rotation(world, first_year=2020, every_years=2)
    note_turn(rule, 2022, ExceptionKind.SKIPPED, reason="The border was closed", by=world.leader, at=NOW)
    [shown] = rotations_of(world.programme, world.partner, TODAY)
    found = [(one.turn.year, one.host, one.standing) for one in shown.turns[:5]]
    assert found == [
        (2020, world.bodies["west"], TurnStanding.OWED),
        (2022, world.bodies["east"], TurnStanding.SKIPPED),
        (2024, world.bodies["elm"], TurnStanding.OWED),
        (2026, world.bodies["west"], TurnStanding.NOW),
        (2028, world.bodies["east"], TurnStanding.COMING),
    ]
    assert shown.next and shown.next.turn.year == 2026
    note_turn(rule, 2022, ExceptionKind.AS_RULED, reason="It was 2021", by=world.leader, at=NOW)
    assert not rule.exceptions.exists()


def test_two_hosts_for_one_turn_are_refused(world: World) -> None:
    rule = rotation(world, first_year=2026)  # the west hosts 2026
    by_turn = {"rotation": rule, "turn_year": 2026}
    with pytest.raises(RuleBroken, match="another side's turn to host"):
        drafted(world, **by_turn)
    visit = ready(world, host=world.bodies["west"], guest=world.bodies["east"], **by_turn)
    second = drafted(
        world, host=world.bodies["west"], guest=world.bodies["east"], title="The other draft", **by_turn
    )
    keep_row(member(visit, world.bodies["east"]), by=world.leader, at=NOW)
    keep_row(member(second, world.bodies["east"]), by=world.leader, at=NOW)
    keep_row(hour(second), by=world.leader, at=NOW)
    moved(visit, Move.PROPOSE, world.leader)
    with pytest.raises(RuleBroken, match="one turn has one host"):
        moved(second, Move.PROPOSE, world.leader)
    with pytest.raises(RuleBroken, match="Cancel that one first"):
        note_turn(rule, 2026, ExceptionKind.SKIPPED, reason="Flood", by=world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="Cancel that one first"):
        end_rotation(rule, 2026 - 1, reason="Over", by=world.leader, at=NOW)
    moved(visit, Move.CANCEL, world.partner, note="Flood")
    assert moved(second, Move.PROPOSE, world.leader).state == "proposed"


def test_what_was_cancelled_leaves_the_turn_owed_again(world: World) -> None:
    rule = rotation(world, first_year=2026)
    visit = ready(world, host=world.bodies["west"], guest=world.bodies["east"], rotation=rule, turn_year=2026)
    keep_row(member(visit, world.bodies["east"]), by=world.leader, at=NOW)
    moved(visit, Move.PROPOSE, world.leader)
    moved(visit, Move.AGREE, world.partner)
    later = date(2027, 2, 1)
    moved(visit, Move.CANCEL, world.leader, note="Flood")
    [shown] = rotations_of(world.programme, world.partner, later)
    assert [one.turn.year for one in shown.owed] == [2026]


def test_a_turn_that_was_visited_is_made(world: World) -> None:
    rule = rotation(world, first_year=2026)
    visit = ready(world, host=world.bodies["west"], guest=world.bodies["east"], rotation=rule, turn_year=2026)
    keep_row(member(visit, world.bodies["east"]), by=world.leader, at=NOW)
    for move, by in ((Move.PROPOSE, world.leader), (Move.AGREE, world.partner), (Move.VISIT, world.partner)):
        moved(visit, move, by)
    [shown] = rotations_of(world.programme, world.stranger, TODAY)  # the fact is the agreement's
    assert shown.turns[0].standing is TurnStanding.MADE and shown.turns[0].visit is None


def test_who_plans_for_no_side_sets_no_rule(world: World) -> None:
    for name in ("officer", "auditor", "stranger"):
        with pytest.raises(RuleBroken, match="Your post does not allow this"):
            set_rotation(
                Rotation(agreement=world.programme, purpose="x", source="y", first_year=2025),
                list(world.programme.seats.all()), by=world.persons[name], at=NOW,
            )  # fmt: skip
    assert rotation(world) == rotation(world)
