"""When a post may begin, end and be handed over; every fault is named at once."""

from datetime import date

import pytest

from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Role, check_beginning, check_ending, check_hand_over, check_invitation

TODAY = date(2026, 3, 20)

# first day, over from, the body's end, what is said ("-": nothing)
BEGINNINGS = """
2026-03-20  -           -           -
2020-01-01  2027-01-01  -           -
2026-03-20  2026-03-21  -           -
2026-03-20  2026-03-20  -           end before it begins
2026-03-20  2025-03-20  -           end before it begins
2026-03-20  -           2026-03-21  -
2026-03-20  -           2026-03-20  body ended
2026-03-20  2026-03-19  2025-07-01  end before it begins, body ended
"""

# first day, over from, asked to end on, what is said
ENDINGS = """
2025-07-01  -           2026-03-20  -
2025-07-01  -           2026-02-01  -
2025-07-01  2026-12-31  2026-06-30  -
2025-07-01  -           2025-07-01  -
2025-07-01  -           2025-06-30  cannot end before
2025-07-01  2026-03-20  2026-03-20  ended on
2025-07-01  2026-03-01  2026-04-01  ended on
2026-04-01  -           2026-04-01  -
2026-04-01  -           2026-03-20  cannot end before
"""

# first day, handed over on, to whom, followed already, what is said
HAND_OVERS = """
2025-07-01  2026-03-20  another  -           -
2025-07-01  2026-01-01  another  -           -
2025-07-01  2025-07-01  another  -           handed over after that
2025-07-01  2025-01-01  same     2026-01-01  handed over after that, holds this post already, handed over on
"""


def columns(table: str, number: int) -> list[list[str]]:
    return [line.split(maxsplit=number - 1) for line in table.strip().splitlines()]


def day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def said_by(rule: object, **facts: object) -> list[str]:
    try:
        rule(**facts)  # type: ignore[operator]
    except RuleBroken as problem:
        return [str(message) for message in problem.messages]
    return []


def agree(said: list[str], expected: str) -> bool:
    parts = [] if expected == "-" else expected.split(", ")
    return len(said) == len(parts) and all(any(part in one for one in said) for part in parts)


FINE = {
    "role": Role.PROVINCIAL_OFFICER, "title": "Officer", "known_as": "Officer", "first_on": TODAY, "until": None,
    "body_until": None, "own": False, "limited": False, "held_already": False,
}  # fmt: skip


@pytest.mark.parametrize("row", columns(BEGINNINGS, 4), ids=" ".join)
def test_a_post_begins_before_it_ends_and_while_its_body_stands(row: list[str]) -> None:
    first_on, until, body_until, expected = row
    facts = FINE | {"first_on": day(first_on), "until": day(until), "body_until": day(body_until)}
    assert agree(said_by(check_beginning, **facts), expected)


def test_all_that_is_wrong_with_a_new_post_is_said_at_once() -> None:
    wrong = FINE | {
        "role": Role.ADMINISTRATOR, "title": " ", "known_as": "", "until": date(2026, 1, 1),
        "body_until": date(2025, 7, 1), "own": True, "limited": True, "held_already": True,
    }  # fmt: skip
    assert len(said_by(check_beginning, **wrong)) == 7


@pytest.mark.parametrize("row", columns(ENDINGS, 4), ids=" ".join)
def test_a_post_ends_once_and_not_before_it_begins(row: list[str]) -> None:
    first_on, until, on, expected = row
    got = said_by(
        check_ending, first_on=day(first_on), until=day(until), on=day(on), today=TODAY, own=False
    )  # fmt: skip
    assert agree(got, expected)


@pytest.mark.parametrize("row", columns(HAND_OVERS, 5), ids=" ".join)
def test_a_post_is_handed_over_once_to_somebody_else(row: list[str]) -> None:
    first_on, on, to, followed, expected = row
    got = said_by(
        check_hand_over, first_on=day(first_on), on=day(on), followed_on=day(followed), own=False,
        same_person=to == "same", known_as="Successor",
    )  # fmt: skip
    assert agree(got, expected)


def test_nobody_gives_ends_hands_over_or_opens_a_post_of_their_own() -> None:
    assert len(said_by(check_beginning, **(FINE | {"own": True}))) == 1
    assert said_by(check_ending, first_on=TODAY, until=None, on=TODAY, today=TODAY, own=True)
    handing = {"first_on": date(2025, 7, 1), "on": TODAY, "followed_on": None, "same_person": False}
    assert said_by(check_hand_over, **handing, own=True, known_as="Successor")
    assert said_by(check_invitation, until=None, today=TODAY, own=True, account_closed=False)


def test_one_invites_to_a_post_that_stands_and_an_account_that_is_open() -> None:
    assert (
        said_by(check_invitation, until=date(2026, 3, 21), today=TODAY, own=False, account_closed=False) == []
    )
    assert said_by(check_invitation, until=TODAY, today=TODAY, own=False, account_closed=False)
    assert said_by(check_invitation, until=None, today=TODAY, own=False, account_closed=True)
