"""How long sealed bytes are kept: until so many months after each side closed its part."""

from datetime import UTC, date, datetime

import pytest

from chungtay.incidents.rules.life import Step
from chungtay.incidents.rules.retention import Term, check_destruction, closings, due_on, months_after
from chungtay.rules.messages import RuleBroken

AUGUST, MARCH = datetime(2025, 8, 31, tzinfo=UTC), datetime(2025, 3, 1, tzinfo=UTC)
TERM = Term(6, "Minutes of the two sides")


def test_a_side_that_opened_its_part_again_has_not_closed_it() -> None:
    steps = [("west", Step.BEGUN, MARCH), ("west", Step.CLOSED, MARCH), ("east", Step.CLOSED, AUGUST)]
    assert closings(steps) == {"west": MARCH, "east": AUGUST}
    assert closings([*steps, ("west", Step.REOPENED, AUGUST)]) == {"east": AUGUST}


def test_the_months_run_from_the_last_side() -> None:
    closed = {"west": MARCH.date(), "east": AUGUST.date()}
    assert due_on(closed, ["west", "east"], TERM) == date(2026, 2, 28)
    assert due_on(closed, ["west"], TERM) == date(2025, 9, 1)


@pytest.mark.parametrize("sides", [["west", "east"], []])
def test_nothing_is_due_while_a_side_is_open(sides: list[str]) -> None:
    assert due_on({"west": MARCH.date()}, sides, TERM) is None


def test_nothing_is_due_where_nothing_was_agreed() -> None:
    assert due_on({"west": MARCH.date()}, ["west"], None) is None


def test_months_are_counted_to_the_same_day_or_the_last_of_the_month() -> None:
    assert months_after(date(2024, 8, 31), 6) == date(2025, 2, 28)
    assert months_after(date(2023, 12, 31), 2) == date(2024, 2, 29)
    assert months_after(date(2026, 1, 15), 24) == date(2028, 1, 15)


DUE, BEFORE = date(2026, 2, 28), date(2026, 2, 27)
WELL = {"is_own": True, "has_bytes": True, "term": TERM, "due": DUE, "today": DUE}


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"is_own": False}, "Only a recipient"),
        ({"has_bytes": False}, "Nothing sealed is left"),
        ({"term": None, "due": None}, "Nobody has agreed"),
        ({"due": None}, "has not closed"),
        ({"today": BEFORE}, "kept until"),
    ],
)
def test_each_thing_that_stands_against_destruction_is_named(told: dict[str, object], says: str) -> None:
    check_destruction(**WELL)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken) as broken:
        check_destruction(**WELL | told)  # type: ignore[arg-type]
    assert [says in str(one) for one in broken.value.messages] == [True]


def test_all_of_them_are_named_at_once() -> None:
    with pytest.raises(RuleBroken) as broken:
        check_destruction(is_own=False, has_bytes=False, term=TERM, due=DUE, today=BEFORE)
    assert len(broken.value.messages) == 3
