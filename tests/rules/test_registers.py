"""The three numbers of a register, checked against a table and against a slow count day by day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.ledger import Window
from chungtay.rules.messages import RuleBroken
from chungtay.rules.registers import (
    Standing,
    Told,
    check_closing,
    check_members,
    check_merger,
    check_opening,
    check_serving,
    check_strengthening,
    three_numbers,
)

YEAR = Window(date(2025, 1, 1), date(2025, 12, 31))

# A thing's days, and what it adds in the year 2025.
TABLE = """
opened      closed      strengthened             maintained  founded  strengthened  closed  standing

2019-05-01  -           -                        1           0        0             0       1
2024-12-31  -           -                        1           0        0             0       1
2025-01-01  -           -                        0           1        0             0       1
2025-12-31  -           -                        0           1        0             0       1
2026-01-01  -           -                        0           0        0             0       0
2019-05-01  2024-12-31  -                        0           0        0             0       0
2019-05-01  2025-01-01  -                        0           0        0             1       0
2019-05-01  2025-12-31  -                        0           0        0             1       0
2019-05-01  2026-01-01  -                        1           0        0             0       1
2025-03-01  2025-09-01  -                        0           1        0             1       0
2019-05-01  -           2025-03-01               1           0        1             0       1
2019-05-01  -           2025-03-01,2025-09-01    1           0        1             0       1
2019-05-01  -           2024-03-01,2026-09-01    1           0        0             0       1
2025-03-01  -           2025-09-01               0           1        1             0       1
2019-05-01  2025-06-01  2025-03-01               0           0        1             1       0
"""


def a_day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


@pytest.mark.parametrize("line", [line for line in TABLE.splitlines()[3:] if line])
def test_maintained_founded_strengthened_and_closed_in_a_year(line: str) -> None:
    opened, closed, strengthened, *numbers = line.split()
    days = [] if strengthened == "-" else strengthened.split(",")
    thing = Told(
        opened_on=date.fromisoformat(opened),
        closed_on=a_day(closed),
        strengthened_on=tuple(date.fromisoformat(day) for day in days),
    )
    found = three_numbers([thing], YEAR)
    assert [found.maintained, found.founded, found.strengthened, found.closed, found.standing] == [
        int(number) for number in numbers
    ]


def test_what_joined_a_programme_later_was_not_founded_in_it() -> None:
    """It served another programme from 2019 and this one from March 2025."""
    joined = Told(opened_on=date(2019, 5, 1), served=((date(2025, 3, 1), None),))
    left = Told(opened_on=date(2019, 5, 1), served=((date(2019, 5, 1), date(2025, 3, 1)),))
    found = three_numbers([joined, left], YEAR)
    assert (found.maintained, found.founded, found.standing) == (1, 0, 1)


FIRST = date(2025, 1, 1)
DAYS = st.integers(0, 40).map(lambda number: FIRST + timedelta(number))


@st.composite
def things(draw: st.DrawFn) -> Told:
    opened = draw(DAYS)
    closed = draw(st.none() | DAYS.filter(lambda day: day >= opened))
    until = closed or FIRST + timedelta(60)
    strengthened = draw(st.lists(DAYS.filter(lambda day: day >= opened), max_size=3, unique=True))
    return Told(
        opened_on=opened, closed_on=closed, strengthened_on=tuple(day for day in strengthened if day < until)
    )


@given(held=st.lists(things(), max_size=8), one=DAYS, other=DAYS)
def test_what_stands_is_what_stood_and_what_was_founded_less_what_was_closed(
    held: list[Told], one: date, other: date
) -> None:
    window = Window(min(one, other), max(one, other))
    found = three_numbers(held, window)

    def stand(day: date) -> int:
        return sum(1 for thing in held if thing.counts_on(day))

    before = stand(window.first - timedelta(days=1))
    assert found.standing == stand(window.last) == before + found.founded - found.closed
    assert found.maintained <= before
    assert found.maintained + found.founded >= found.standing
    assert found.strengthened <= len(held)


@given(held=st.lists(things(), max_size=8), one=DAYS, middle=DAYS, other=DAYS)
def test_two_windows_that_meet_found_and_close_as_much_as_the_one_over_both(
    held: list[Told], one: date, middle: date, other: date
) -> None:
    first, cut, last = sorted((one, middle, other))
    whole = three_numbers(held, Window(first, last))
    parts = [three_numbers(held, Window(first, cut))]
    if cut < last:
        parts.append(three_numbers(held, Window(cut + timedelta(days=1), last)))
    for name in ("founded", "closed"):
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts)
    assert whole.strengthened <= sum(part.strengthened for part in parts)  # a thing counts once in each


STANDING = Standing(opened_on=date(2024, 5, 1), since=date(2025, 3, 1))
GONE = Standing(opened_on=date(2024, 5, 1), closed_on=date(2025, 6, 1), since=date(2025, 6, 1))
TODAY = date(2026, 3, 20)


def wrong(check: object) -> str:
    try:
        faults = check()  # type: ignore[operator]
    except RuleBroken as problem:
        faults = problem.messages
    return " ".join(fault.where or "whole" for fault in faults or [])


@pytest.mark.parametrize(
    ("standing", "on", "where"),
    [
        (STANDING, date(2025, 3, 1), ""),
        (STANDING, date(2025, 2, 28), "closed_on"),
        (STANDING, date(2024, 4, 30), "closed_on"),
        (STANDING, date(2026, 3, 21), "closed_on"),
        (GONE, date(2025, 7, 1), "whole"),
    ],
)
def test_a_thing_closes_after_the_last_that_was_said_of_it(standing: Standing, on: date, where: str) -> None:
    assert wrong(lambda: check_closing(standing, on=on, today=TODAY)) == where


def test_a_thing_opens_with_a_name_and_a_pair_with_its_other_village() -> None:
    def opened(**changed: object) -> str:
        told: dict[str, Any] = {
            "name": "Club",
            "on": TODAY,
            "today": TODAY,
            "stands_already": False,
        } | changed
        return wrong(lambda: check_opening(**told))

    assert opened() == ""
    assert opened(name=" ", on=date(2026, 3, 21)) == "name opened_on"
    assert opened(stands_already=True, is_pair=True) == "name twin_village"
    assert (opened(is_pair=True, has_twin=True), opened(has_twin=True)) == ("", "twin_village")


def test_all_that_is_wrong_with_serving_strengthening_and_merging_is_said_at_once() -> None:
    early = date(2024, 4, 30)
    serving: dict[str, Any] = {"programmes": 0, "is_same": False, "reason": ""}
    assert wrong(lambda: check_serving(STANDING, on=early, today=TODAY, **serving)) == "programmes on reason"
    told: dict[str, Any] = {"how": "", "strengthened_on": [early]}
    assert wrong(lambda: check_strengthening(STANDING, on=early, today=TODAY, **told)) == "on on reason"
    merging: dict[str, Any] = {"itself": False, "one_kind": False, "reason": ""}
    assert (
        wrong(lambda: check_merger(STANDING, {"Gone": GONE}, on=date(2025, 7, 1), today=TODAY, **merging))
        == "others others reason"
    )


CELLS = {
    "sex:female": "sex", "sex:male": "sex", "ethnicity:kinh": "ethnicity", "ethnicity:gia-rai": "ethnicity",
}  # fmt: skip


@given(members=st.dictionaries(st.sampled_from([*CELLS, "age:60"]), st.integers(-2, 20)))
def test_members_are_refused_just_where_they_do_not_add_up(members: dict[str, int]) -> None:
    faults = check_members(members, base="sex", cells=CELLS)
    known = {cell: number for cell, number in members.items() if cell in CELLS and number >= 0}
    total = sum(number for cell, number in known.items() if CELLS[cell] == "sex")
    part = sum(number for cell, number in known.items() if CELLS[cell] == "ethnicity")
    assert bool(faults) == (known.keys() != members.keys() or part > total)


def test_a_list_may_hold_all_members_and_not_one_more() -> None:
    for more, where in ((0, ""), (1, "members.ethnicity:kinh")):
        given = {"sex:female": 3, "sex:male": 1, "ethnicity:kinh": 4 + more}
        assert wrong(lambda given=given: check_members(given, base="sex", cells=CELLS)) == where
