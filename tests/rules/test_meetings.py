"""A meeting says what it was about and when; its decisions have each their number; what was sent stands."""

from datetime import date

import pytest

from chungtay.rules.meetings import check_decision, check_meeting, check_sending
from chungtay.rules.messages import RuleBroken
from tests.rules.test_tasks import TODAY, faults

SENT = date(2026, 3, 18)

MEETINGS = [
    ("On the talks", TODAY, []),
    ("", TODAY, ["title"]),
    ("On the talks", date(2026, 3, 21), ["met_on"]),
    ("", date(2026, 3, 21), ["title", "met_on"]),
]


@pytest.mark.parametrize(("title", "met_on", "where"), MEETINGS)
def test_a_meeting_is_refused_for_all_that_it_lacks(title: str, met_on: date, where: list[str]) -> None:
    assert faults(lambda: check_meeting(title=title, met_on=met_on, today=TODAY)) == where


DECISIONS = [
    (1, "Two talks", (), []),
    (3, "Two talks", (1, 2), []),
    (2, "Two talks", (1, 2), ["number"]),
    (0, "", (1, 2), ["number", "text"]),
]


@pytest.mark.parametrize(("number", "text", "taken", "where"), DECISIONS)
def test_a_decision_says_something_under_a_number_of_its_own(
    number: int, text: str, taken: tuple[int, ...], where: list[str]
) -> None:
    assert faults(lambda: check_decision(number=number, text=text, taken=taken, sent_on=None)) == where


def test_what_was_sent_is_neither_changed_nor_sent_again() -> None:
    with pytest.raises(RuleBroken, match="stand"):
        check_decision(number=3, text="One more", taken=(), sent_on=SENT)
    with pytest.raises(RuleBroken, match="stand"):
        check_sending(decisions=2, has_minutes=True, sent_on=SENT)


@pytest.mark.parametrize(("decisions", "has_minutes"), [(1, False), (0, True)])
def test_a_meeting_is_sent_with_decisions_or_with_minutes(decisions: int, has_minutes: bool) -> None:
    check_sending(decisions=decisions, has_minutes=has_minutes, sent_on=None)


def test_an_empty_meeting_is_not_sent() -> None:
    with pytest.raises(RuleBroken, match="nothing to send yet"):
        check_sending(decisions=0, has_minutes=False, sent_on=None)
