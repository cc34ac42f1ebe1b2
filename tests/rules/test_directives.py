"""What a directive may say, and how a unit stands to it."""

from datetime import date
from typing import Any

import pytest

from chungtay.rules.directives import (
    OPEN,
    REMINDED,
    TAKEN_BACK_FROM,
    Standing,
    check_directive,
    check_reminder,
    check_withdrawal,
    is_late,
    standing_of,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.tasks import TaskState

TODAY = date(2026, 3, 20)

# How each state of the task reads to whoever sent the directive.
STATES = """
task          standing      open  reminded  taken-back

given         waiting       x     x         x
accepted      acknowledged  x     x         x
day_proposed  day_proposed  x     -         x
returned      returned      x     -         x
done          done          -     -         -
confirmed     done          -     -         -
dropped       taken_back    -     -         -
"""
ROWS = [line.split() for line in STATES.splitlines() if line][1:]


def test_the_table_speaks_of_every_state() -> None:
    assert [TaskState(row[0]) for row in ROWS] == list(TaskState)


@pytest.mark.parametrize(("state", "standing", "is_open", "reminded", "taken_back"), ROWS)
def test_each_state_of_the_task_reads_as_a_standing(
    state: str, standing: str, is_open: str, reminded: str, taken_back: str
) -> None:
    found = standing_of(TaskState(state))
    assert found == standing
    assert (found in OPEN) == (is_open == "x")
    assert (found in REMINDED) == (reminded == "x")
    assert (state in TAKEN_BACK_FROM) == (taken_back == "x")


@pytest.mark.parametrize("standing", list(Standing))
def test_late_is_what_is_open_after_its_day(standing: Standing) -> None:
    assert is_late(standing, date(2026, 3, 19), TODAY) == (standing in OPEN)
    assert not is_late(standing, TODAY, TODAY)


GOOD: dict[str, Any] = {
    "text": "Send the list", "due_on": TODAY, "today": TODAY, "plan_ends_on": TODAY, "asked": 1, "strange": [],
}  # fmt: skip


def test_a_good_directive_passes() -> None:
    check_directive(**GOOD)
    check_directive(**GOOD | {"plan_ends_on": None})


def test_all_faults_of_a_directive_are_named_at_once() -> None:
    with pytest.raises(RuleBroken) as problem:
        check_directive(
            text=" ", due_on=date(2026, 3, 19), today=TODAY, plan_ends_on=date(2026, 3, 18), asked=0, strange=["Elm"],
        )  # fmt: skip
    assert [(message.where, str(message)) for message in problem.value.messages] == [
        ("text", "Write what is to be done."),
        ("due_on", "This day has passed already."),
        ("due_on", "The plan ends on 2026-03-18. Choose a day until then."),
        ("units", "Choose at least one unit."),
        ("units", "Elm does not stand under the body that sends the directive."),
    ]


def test_nobody_is_reminded_of_what_is_withdrawn_or_finished() -> None:
    check_reminder(withdrawn=False, waited_for=1)
    with pytest.raises(RuleBroken, match="was withdrawn"):
        check_reminder(withdrawn=True, waited_for=1)
    with pytest.raises(RuleBroken, match="Nobody need be reminded"):
        check_reminder(withdrawn=False, waited_for=0)


def test_a_withdrawal_says_why() -> None:
    check_withdrawal(reason="Sent by mistake")
    with pytest.raises(RuleBroken, match="Say why"):
        check_withdrawal(reason=" ")
