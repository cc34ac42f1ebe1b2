"""Lines of a draft move and go, and what was said about them still speaks of the same lines."""

from typing import Any

import pytest

from chungtay.actions.forms import (
    AT_THE_END,
    CheckTold,
    FormTold,
    HeadTold,
    LineTold,
    WordsTold,
    added,
    dropped,
    moved_to,
    written,
)
from chungtay.rules.messages import RuleBroken
from tests.world import TODAY

ANY: Any = None


def line(name: str, condition: str = "") -> LineTold:
    return LineTold(indicator=ANY, base=ANY, heading=name, condition=condition)


def check(expression: str) -> CheckTold:
    return CheckTold(expression=expression, severity="hard", message="x")


FORM = FormTold(
    HeadTold(name="Clubs", valid_from=TODAY),
    [line("a"), line("b"), line("c", "2 > 0"), line("d")],
    [
        WordsTold(title="After b", after=2), WordsTold(title="Last", condition="4 > 0"),
        WordsTold(title="First", after=0),
    ],
    [check("3 <= 2"), check("4 >= previous 4 + number 2")],
)  # fmt: skip


def said(told: FormTold) -> dict[str, list[str]]:
    return {
        "lines": [f"{one.heading} {one.condition}".strip() for one in told.lines],
        "words": [
            f"{one.title} {'' if one.after == AT_THE_END else one.after} {one.condition}".strip()
            for one in told.words
        ],
        "checks": [one.expression for one in told.checks],
    }


def test_a_line_that_moves_takes_its_checks_conditions_and_words_along() -> None:
    assert said(moved_to(FORM, "lines", 2, 1)) == {
        "lines": ["b", "a", "c 1 > 0", "d"],
        "words": ["After b 1", "Last  4 > 0", "First 0"],
        "checks": ["3 <= 1", "4 >= previous 4 + number 2"],
    }
    assert said(moved_to(FORM, "lines", 4, 1))["checks"] == ["4 <= 3", "1 >= previous 1 + number 2"]


@pytest.mark.parametrize("to", [-3, 0, 1, 2, 3, 4, 5, 99])
def test_a_line_that_moves_back_leaves_everything_as_it_was(to: int) -> None:
    there = min(max(to, 1), 4)
    assert said(moved_to(moved_to(FORM, "lines", 3, to), "lines", there, 3)) == said(FORM)


def test_a_line_on_which_something_rests_does_not_go() -> None:
    with pytest.raises(RuleBroken) as problem:
        dropped(FORM, "lines", 2)
    assert [str(message) for message in problem.value.messages] == [
        "Line 3 is asked by a condition on this line. Change that first.",
        "Check 1 rests on this line. Change or take out that first.",
    ]


def test_when_a_line_goes_those_behind_it_move_up() -> None:
    assert said(dropped(FORM, "lines", 1)) == {
        "lines": ["b", "c 1 > 0", "d"],
        "words": ["After b 1", "Last  3 > 0", "First 0"],
        "checks": ["2 <= 1", "3 >= previous 3 + number 2"],
    }


def test_words_and_checks_move_alone() -> None:
    assert said(moved_to(FORM, "words", 1, 3))["words"] == ["Last  4 > 0", "First 0", "After b 2"]
    assert said(dropped(FORM, "checks", 1))["checks"] == ["4 >= previous 4 + number 2"]
    assert said(added(FORM, "checks", [check("1 > 0")]))["checks"][-1] == "1 > 0"
    assert said(written(FORM, "lines", 4, line("e")))["lines"][-1] == "e"


def test_what_was_taken_out_meanwhile_is_told_calmly() -> None:
    with pytest.raises(RuleBroken, match="no longer in the draft"):
        written(FORM, "checks", 3, check("1 > 0"))
