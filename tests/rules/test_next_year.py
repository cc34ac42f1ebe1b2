"""What next year's plan begins with, in tables that an officer could check."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.messages import RuleBroken
from chungtay.rules.next_year import (
    Standing,
    YearRow,
    carried,
    check_next_year,
    compared,
)

CONTENT, TASK = f"content:{UUID(int=1)}", f"task:{UUID(int=2)}"


@pytest.mark.parametrize(
    ("day", "year", "expected"),
    [
        (date(2026, 11, 30), 2027, date(2027, 11, 30)),
        (date(2024, 2, 29), 2025, date(2025, 2, 28)),
        (date(2024, 2, 29), 2028, date(2028, 2, 29)),
        (date(2024, 2, 29), 2100, date(2100, 2, 28)),
        (None, 2027, None),
    ],
)
def test_a_day_is_carried_to_the_same_day_of_the_next_year(
    day: date | None, year: int, expected: date | None
) -> None:
    assert carried(day, year) == expected


@pytest.mark.parametrize(
    ("has_phase", "is_drawn", "chosen", "said"),
    [
        (True, False, [CONTENT], []),
        (True, False, [CONTENT, TASK], []),
        (True, False, [], ["Choose at least one content"]),
        (True, False, [TASK], ["Choose at least one content"]),
        (True, False, [f"content:{UUID(int=9)}"], ["no longer offered"]),
        (False, False, [CONTENT], ["No phase covers 2027"]),
        (
            False,
            True,
            [],
            ["follows this one already", "No phase covers 2027", "Choose at least one content"],
        ),
    ],
)
def test_all_that_stands_against_next_year_is_said_at_once(
    has_phase: bool, is_drawn: bool, chosen: list[str], said: list[str]
) -> None:
    def check() -> None:
        check_next_year(
            year=2027, has_phase=has_phase, is_drawn=is_drawn, chosen=chosen, offered=[CONTENT, TASK]
        )

    if not said:
        check()
        return
    with pytest.raises(RuleBroken) as broken:
        check()
    assert len(broken.value.messages) == len(said)
    for message, words in zip(broken.value.messages, said, strict=True):
        assert words in str(message)


def row(number: int, text: str, follows: YearRow | None = None, **more: object) -> YearRow:
    told = {"key": uuid4(), "number": number, "text": text, "follows": follows.key if follows else None}
    return YearRow(**told, **more)  # type: ignore[arg-type]


def test_two_years_are_compared_line_by_line() -> None:
    talks = row(1, "Talks", due_on=date(2026, 11, 30), lead="Union of Oakshire")
    visit = row(2, "A visit in October", due_on=date(2026, 10, 15))
    letter = row(3, "A letter at New Year")
    next_year = [
        row(1, "Talks", talks, due_on=date(2027, 11, 30), lead="Union of Oakshire"),
        row(2, "A visit in spring", visit, due_on=date(2027, 4, 15)),
        row(3, "Help poor households", origin="direction"),
    ]
    told = [(line.standing, line.changed) for line in compared([talks, visit, letter], next_year)]
    assert told == [
        (Standing.KEPT, ()),
        (Standing.CHANGED, ("text", "due_on")),
        (Standing.NEW, ()),
        (Standing.LEFT_OUT, ()),
    ]


@given(st.lists(st.booleans(), max_size=12), st.integers(0, 5))
def test_no_content_of_either_year_is_missing_from_the_comparison(goes_on: list[bool], new: int) -> None:
    this_year = [row(number, f"Content {number}") for number in range(len(goes_on))]
    following = [one for one, kept in zip(this_year, goes_on, strict=True) if kept]
    next_year = [row(number, one.text, one) for number, one in enumerate(following)]
    next_year += [row(100 + number, "New") for number in range(new)]
    lines = compared(this_year, next_year)
    assert [line.this for line in lines if line.this] == following + [
        one for one in this_year if one not in following
    ]
    assert [line.next for line in lines if line.next] == next_year
