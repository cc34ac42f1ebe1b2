"""Whose turn it is to host: the rule, exceptions with a reason, what is owed, and never two hosts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.delegations import (
    ExceptionKind,
    Noted,
    Order,
    Turn,
    TurnStanding,
    check_exception,
    check_rotation,
    check_turn_taken,
    next_turn,
    owed,
    standing_of,
    turn_of,
    turns_until,
)
from chungtay.rules.messages import RuleBroken

THREE = Order(("Quảng Nam", "Sekong", "Kon Tum"), first_year=2014, every_years=2)
YEARLY = Order(("west", "east"), first_year=2024)

# Every two years one of three sides, in order. In 2018 nobody travelled.
SKIPPED_ONCE = """
    turn   held   host        standing in 2024
    2014   2014   Quảng Nam   made
    2016   2016   Sekong      made
    2018   2018   Kon Tum     skipped
    2020   2020   Quảng Nam   owed
    2022   2022   Sekong      made
    2024   2024   Kon Tum     now
    2026   2026   Quảng Nam   coming
    2028   2028   Sekong      coming
"""
# The same, but the visit of 2018 was not skipped: it was moved to 2019. The others stay where they are.
MOVED_ONCE = SKIPPED_ONCE.replace("2018   2018   Kon Tum     skipped", "2018   2019   Kon Tum     owed")


def told(table: str) -> list[tuple[int, int, str, str]]:
    rows = [line.split() for line in table.strip().splitlines()[1:]]
    return [(int(row[0]), int(row[1]), " ".join(row[2:-1]), row[-1]) for row in rows]


@pytest.mark.parametrize(
    ("noted", "table"),
    [
        (Noted(skipped=True, reason="The border was closed"), SKIPPED_ONCE),
        (Noted(moved_to=2019, reason="A flood"), MOVED_ONCE),
    ],
)
def test_a_turn_that_was_skipped_or_moved_shifts_none_of_the_others(noted: Noted, table: str) -> None:
    made = {2014, 2016, 2022}
    found = [
        (turn.year, turn.held_in, turn.host, standing_of(turn, made=made, this_year=2024))
        for turn in turns_until(THREE, {2018: noted}, 2028)
    ]
    assert found == told(table)


def test_what_is_owed_is_what_passed_without_a_visit_and_without_a_reason() -> None:
    turns = turns_until(THREE, {2018: Noted(skipped=True, reason="x")}, 2028)
    assert [turn.year for turn in owed(turns, made={2014, 2016}, this_year=2022)] == [2020]
    assert [turn.year for turn in owed(turns, made={2014, 2016}, this_year=2023)] == [2020, 2022]


def test_whose_turn_is_next_is_the_soonest_that_is_neither_made_nor_skipped() -> None:
    noted = {2024: Noted(skipped=True, reason="x"), 2028: Noted(moved_to=2025, reason="early")}
    turns = turns_until(THREE, noted, 2030)
    soonest = next_turn(turns, made={2022}, this_year=2024)
    assert soonest and (soonest.year, soonest.held_in, soonest.host) == (2028, 2025, "Sekong")
    assert next_turn(turns, made={2026, 2028, 2030}, this_year=2024) is None


def test_another_host_takes_one_turn_and_no_other() -> None:
    noted = {2016: Noted(host="Kon Tum", reason="Sekong asked for it")}
    hosts = [turn.host for turn in turns_until(THREE, noted, 2022)]
    assert hosts == ["Quảng Nam", "Kon Tum", "Kon Tum", "Quảng Nam", "Sekong"]
    swapped = turn_of(THREE, 2016, noted[2016])
    assert swapped and swapped.is_swapped and swapped.ruled_host == "Sekong"


def test_the_rule_ends_with_its_last_year() -> None:
    ended = Order(THREE.seats, 2014, 2, last_year=2019)
    assert [turn.year for turn in turns_until(ended, {}, 2040)] == [2014, 2016, 2018]
    assert turn_of(ended, 2020) is None and turn_of(ended, 2015) is None


# What somebody notes of a turn | what the house answers; "-": it is kept
NOTING = [
    (2016, ExceptionKind.SKIPPED, {"reason": "Closed"}, "-"),
    (2016, ExceptionKind.SKIPPED, {}, "Say why"),
    (2017, ExceptionKind.SKIPPED, {"reason": "Closed"}, "The rule gives no turn to 2017"),
    (2016, ExceptionKind.MOVED, {"moved_to": 2017, "reason": "Flood"}, "-"),
    (2016, ExceptionKind.MOVED, {"reason": "Flood"}, "Say to which year"),
    (2016, ExceptionKind.MOVED, {"moved_to": 2016, "reason": "Flood"}, "stands in this year already"),
    (2016, ExceptionKind.MOVED, {"moved_to": 2012, "reason": "Flood"}, "The turns begin in 2014"),
    (2016, ExceptionKind.MOVED, {"moved_to": 2018, "reason": "Flood"}, "one turn has one host"),
    (2016, ExceptionKind.HOST, {"host": "Kon Tum", "reason": "Asked"}, "-"),
    (2016, ExceptionKind.HOST, {"host": "Huế", "reason": "Asked"}, "Choose one of the sides"),
    (2016, ExceptionKind.HOST, {"host": "Sekong", "reason": "Asked"}, "this side's turn already"),
    (2016, ExceptionKind.AS_RULED, {"reason": "By mistake"}, "as the rule says already"),
    (2016, ExceptionKind.SKIPPED, {"reason": "Closed", "taken": True}, "Cancel that one first"),
]


@pytest.mark.parametrize(("year", "kind", "given", "answer"), NOTING)
def test_an_exception_is_kept_or_says_what_is_wrong(
    year: int, kind: ExceptionKind, given: dict[str, object], answer: str
) -> None:
    if answer == "-":
        assert check_exception(THREE, {}, year, kind, **given)  # type: ignore[arg-type]
    else:
        with pytest.raises(RuleBroken, match=answer):
            check_exception(THREE, {}, year, kind, **given)  # type: ignore[arg-type]


def test_a_turn_moves_to_a_year_whose_own_turn_was_skipped_and_that_one_cannot_come_back() -> None:
    skipped = {2018: Noted(skipped=True, reason="x")}
    moved = check_exception(THREE, skipped, 2016, ExceptionKind.MOVED, moved_to=2018, reason="Flood")
    assert moved and moved.moved_to == 2018
    with pytest.raises(RuleBroken, match="one turn has one host"):
        check_exception(THREE, skipped | {2016: moved}, 2018, ExceptionKind.AS_RULED, reason="After all")


def test_two_turns_are_not_moved_to_one_year() -> None:
    moved = {2018: Noted(moved_to=2017, reason="x")}
    with pytest.raises(RuleBroken, match="Another turn is held in 2017"):
        check_exception(THREE, moved, 2016, ExceptionKind.MOVED, moved_to=2017, reason="Flood")


TURN = Turn(2026, 2026, "east", "east")
TAKING = [
    (TURN, {}, "-"),
    (None, {}, "The rule gives no turn to 2026"),
    (TURN, {"taken": True}, "one turn has one host"),
    (TURN, {"host_seats": {"west"}}, "another side's turn to host"),
    (TURN, {"visit_year": 2027}, "This turn is held in 2026"),
    (Turn(2026, 2026, "east", "east", skipped=True), {}, "was skipped"),
    (Turn(2026, 2027, "east", "east"), {}, "This turn is held in 2027"),
    (Turn(2026, 2027, "east", "east"), {"visit_year": 2027}, "-"),
]


@pytest.mark.parametrize(("turn", "given", "answer"), TAKING)
def test_a_visit_goes_by_a_turn_that_is_free_in_its_year_with_its_host(
    turn: Turn | None, given: dict[str, object], answer: str
) -> None:
    facts = {"visit_year": 2026, "host_seats": {"east"}, "taken": False} | given
    if answer == "-":
        check_turn_taken(turn, year=2026, **facts)  # type: ignore[arg-type]
    else:
        with pytest.raises(RuleBroken, match=answer):
            check_turn_taken(turn, year=2026, **facts)  # type: ignore[arg-type]


def test_every_fault_of_a_rule_is_said_at_once() -> None:
    with pytest.raises(RuleBroken) as refused:
        order = Order(("west",), first_year=24, every_years=0, last_year=20)
        check_rotation(order, purpose=" ", source="", known={"east"})
    wrong = {message.where for message in refused.value.messages}
    assert wrong == {"purpose", "source", "seats", "every_years", "first_year", "last_year"}
    with pytest.raises(RuleBroken, match="Name each side once"):
        check_rotation(Order(("west", "east", "west"), 2024), purpose="x", source="y", known={"west", "east"})
    check_rotation(YEARLY, purpose="The visit", source="Article 4", known={"west", "east"})


orders = st.builds(
    Order,
    seats=st.integers(2, 4).map(lambda count: tuple("abcd"[:count])),
    first_year=st.integers(2000, 2010),
    every_years=st.integers(1, 4),
    last_year=st.none() | st.integers(2010, 2030),
)
exceptions = st.dictionaries(
    st.integers(2000, 2030),
    st.builds(Noted, skipped=st.just(True))
    | st.builds(Noted, moved_to=st.integers(2000, 2035))
    | st.builds(Noted, host=st.sampled_from("ab")),
    max_size=6,
)


@given(orders, exceptions, st.sets(st.integers(2000, 2030)), st.integers(2005, 2030))
def test_turns_are_what_one_finds_by_walking_from_year_to_year(
    order: Order, noted: dict[int, Noted], made: set[int], this_year: int
) -> None:
    """The slow way: begin with the first seat, wait so many years, go on to the next, after the last to the first."""
    walked, waits, at = [], 0, 0
    for year in range(order.first_year, 2031):
        if order.last_year is not None and year > order.last_year:
            break
        if waits == 0:
            one = noted.get(year, Noted())
            walked.append((year, one.moved_to or year, one.host or order.seats[at], one.skipped))
            at, waits = (at + 1) % len(order.seats), order.every_years
        waits -= 1
    turns = turns_until(order, noted, 2030)
    assert [(turn.year, turn.held_in, turn.host, turn.skipped) for turn in turns] == walked
    missing = [
        year for year, held, _, skipped in walked if held < this_year and not skipped and year not in made
    ]
    assert [turn.year for turn in owed(turns, made=made, this_year=this_year)] == missing
    waiting = sorted(
        (held, year) for year, held, _, skipped in walked
        if held >= this_year and not skipped and year not in made
    )  # fmt: skip
    soonest = next_turn(turns, made=made, this_year=this_year)
    assert (soonest and (soonest.held_in, soonest.year)) == (waiting[0] if waiting else None)


@given(orders, st.data())
def test_however_turns_are_noted_no_year_ever_has_two_hosts(order: Order, data: st.DataObject) -> None:
    noted: dict[int, Noted] = {}
    years = [turn.year for turn in turns_until(order, {}, 2030)]
    for _ in range(6):
        kind = data.draw(st.sampled_from(list(ExceptionKind)))
        year = data.draw(st.sampled_from(years))
        try:
            kept = check_exception(
                order, noted, year, kind, moved_to=data.draw(st.integers(2000, 2035)),
                host=data.draw(st.sampled_from(order.seats)), reason="x",
            )  # fmt: skip
        except RuleBroken:
            continue
        noted.pop(year, None)
        noted |= {year: kept} if kept else {}
        held = [turn.held_in for turn in turns_until(order, noted, 2080) if not turn.skipped]
        assert len(held) == len(set(held))


def test_a_turn_of_this_year_is_nobodys_debt_yet() -> None:
    turn = turn_of(YEARLY, 2026)
    assert turn and standing_of(turn, made=(), this_year=2026) is TurnStanding.NOW
