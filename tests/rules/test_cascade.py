"""How a plan becomes the plans of units: every stage and step, and all that may be wrong with what was drawn."""

from datetime import date
from typing import Any

import pytest

from chungtay.rules.cascade import (
    STEPS,
    Added,
    Change,
    Frame,
    Kept,
    Stage,
    Step,
    change_above,
    check_drawing,
    check_issue,
    check_sending,
    stage_after,
    stage_of,
)
from chungtay.rules.messages import RuleBroken

FRAME = Frame(first_on=date(2026, 1, 1), last_on=date(2026, 12, 31), today=date(2026, 3, 20))

# What each step leads to from each stage; "-" is forbidden.
MOVES = """
stage        send         begin        draw     hand_up      issue

not_sent     received     drawing      -        -            -
received     received     drawing      drawing  with_leader  -
drawing      drawing      drawing      drawing  with_leader  issued
with_leader  with_leader  with_leader  drawing  with_leader  issued
issued       issued       issued       -        -            -
"""
ROWS = [line.split() for line in MOVES.splitlines() if line][1:]
CELLS = [
    (Stage(stage), step, after) for stage, *cells in ROWS for step, after in zip(Step, cells, strict=True)
]


def test_the_table_speaks_of_every_stage_and_every_step() -> None:
    assert {(stage, step) for stage, step, _ in CELLS} == {(stage, step) for stage in Stage for step in Step}


@pytest.mark.parametrize(("stage", "step", "after"), CELLS)
def test_each_step_leads_where_the_table_says_or_is_refused(stage: Stage, step: Step, after: str) -> None:
    if after == "-":
        assert (stage, step) not in STEPS
        with pytest.raises(RuleBroken):
            stage_after(stage, step)
    else:
        assert stage_after(stage, step) == after


@pytest.mark.parametrize(
    ("is_there", "begun", "handed_up", "issued", "stage"),
    [
        (False, False, False, False, Stage.NOT_SENT),
        (True, False, False, False, Stage.RECEIVED),
        (True, True, False, False, Stage.DRAWING),
        (True, True, True, False, Stage.WITH_LEADER),
        (True, True, True, True, Stage.ISSUED),
        (True, True, False, True, Stage.ISSUED),
    ],
)
def test_the_stage_follows_from_what_was_done(
    is_there: bool, begun: bool, handed_up: bool, issued: bool, stage: Stage
) -> None:
    assert stage_of(is_there=is_there, begun=begun, handed_up=handed_up, issued=issued) is stage


def said_of(problem: RuleBroken) -> set[tuple[str, str]]:
    return {(message.where, str(message)) for message in problem.messages}


def test_a_plan_that_does_not_run_and_units_of_others_are_refused_together() -> None:
    with pytest.raises(RuleBroken) as problem:
        check_sending(runs=False, strange=["Union of Elm"], asked=1)
    assert said_of(problem.value) == {
        ("", "Only a plan that runs goes down: every side has accepted it, or its body has issued it."),
        ("units", "Union of Elm does not stand under the body that sends the plan."),
    }


def test_somebody_must_be_chosen() -> None:
    with pytest.raises(RuleBroken, match="Choose at least one unit"):
        check_sending(runs=True, strange=[], asked=0)


GOOD = Kept(number=1, text="Two talks", due_on=date(2026, 9, 30), task="Find a room", targets={"sessions": 4})


@pytest.mark.parametrize(
    "kept",
    [
        GOOD,
        Kept(number=1),
        Kept(number=1, begins_on=date(2026, 9, 1), due_on=date(2026, 9, 1)),
        Kept(number=1, due_on=date(2026, 12, 31)),  # the plan's last day counts
        Kept(number=1, task="Find a room", task_due_on=date(2026, 3, 20)),  # so does today
        Kept(number=1, targets={"sessions": None}),
    ],
)
def test_what_may_be_drawn(kept: Kept) -> None:
    check_drawing([kept], [], FRAME)


def test_a_content_may_be_left_out_with_a_reason_while_another_stands() -> None:
    check_drawing([Kept(number=1, keeps=False, reason="No border here."), Kept(number=2)], [], FRAME)
    check_drawing([Kept(number=1, keeps=False, reason="No border here.")], [], FRAME, others=1)
    check_drawing([Kept(number=1, keeps=False, reason="No border.")], [Added(text="Our own")], FRAME)


END, BEGIN = (
    "The plan ends on 2026-12-31. Choose a day until then.",
    "The plan begins on 2026-01-01. Choose a day after that.",
)


@pytest.mark.parametrize(
    ("kept", "where", "text"),
    [
        (Kept(number=2, keeps=False), "2.reason", "Say why content 2 is left out."),
        (Kept(number=2, keeps=False, reason="  "), "2.reason", "Say why content 2 is left out."),
        (Kept(number=2, text=" "), "2.text", "Write what is to be done."),
        (Kept(number=2, due_on=date(2027, 1, 1)), "2.due_on", END),
        (Kept(number=2, due_on=date(2025, 12, 31)), "2.due_on", BEGIN),
        (
            Kept(number=2, begins_on=date(2026, 5, 2), due_on=date(2026, 5, 1)),
            "2.due_on",
            "It would end before it begins.",
        ),
        (Kept(number=2, targets={"sessions": 0}), "2.target.sessions", "A target is a number above zero."),
        (Kept(number=2, targets={"sessions": -1}), "2.target.sessions", "A target is a number above zero."),
        (Kept(number=2, task_due_on=date(2026, 5, 1)), "2.task", "Write what is to be done."),
        (Kept(number=2, task="Find a room"), "2.task_due_on", "Say by which day."),
        (
            Kept(number=2, task="Find a room", task_due_on=date(2026, 3, 19)),
            "2.task_due_on",
            "This day has passed already.",
        ),
        (Kept(number=2, task="Find a room", task_due_on=date(2027, 1, 1)), "2.task_due_on", END),
    ],
)
def test_each_fault_is_named_where_it_stands(kept: Kept, where: str, text: str) -> None:
    with pytest.raises(RuleBroken) as problem:
        check_drawing([kept, GOOD], [], FRAME)
    assert (where, text) in said_of(problem.value)


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(RuleBroken) as problem:
        check_drawing(
            [Kept(number=1, keeps=False), Kept(number=2, due_on=date(2027, 1, 1), targets={"clubs": 0})],
            [Added(text=""), Added(text="Ours", due_on=date(2027, 1, 1))],
            FRAME,
        )
    assert {where for where, _ in said_of(problem.value)} == {
        "1.reason", "2.due_on", "2.target.clubs", "new.1.text", "new.2.due_on",
    }  # fmt: skip


def test_a_plan_of_which_nothing_is_left_is_refused() -> None:
    with pytest.raises(RuleBroken, match="without any content"):
        check_drawing([Kept(number=1, keeps=False, reason="No border here.")], [], FRAME)


def test_what_has_open_tasks_is_not_left_out() -> None:
    with pytest.raises(RuleBroken, match="open tasks"):
        check_drawing([Kept(number=1, keeps=False, reason="No time."), GOOD], [], FRAME, at_work={1})


def test_a_plan_is_issued_with_a_new_number_on_a_day_that_has_come() -> None:
    good: dict[str, Any] = {"number": "7/KH", "issued_on": FRAME.today, "today": FRAME.today}
    check_issue(**good, taken=False, contents=[(1, True)])
    check_issue(**good | {"number": ""}, taken=False, contents=[(1, True)])
    with pytest.raises(RuleBroken) as problem:
        check_issue(**good | {"issued_on": date(2026, 3, 21)}, taken=True, contents=[(1, True), (2, False)])
    assert said_of(problem.value) == {
        ("number", "Your office has used the number 7/KH already. Look it up in the register."),
        ("issued_on", "A plan is not issued on a day that is still to come."),
        ("", "Content 2 has no lead. Say who leads it."),
    }
    with pytest.raises(RuleBroken, match="without any content"):
        check_issue(**good, taken=False, contents=[])


# What became of a content above that is at version 2, by what the unit has of it.
CHANGES = """
own  left_out  dropped  answered  differs  change

no   no        no       -         no       added
no   no        yes      -         no       -
yes  no        no       1         yes      changed
yes  no        no       1         no       -
yes  no        no       2         yes      -
yes  no        no       -         yes      changed
yes  no        yes      1         no       dropped
yes  no        yes      2         no       -
yes  yes       yes      1         no       -
yes  yes       no       1         yes      changed
"""


@pytest.mark.parametrize("row", [line.split() for line in CHANGES.splitlines() if line][1:])
def test_a_change_above_waits_until_the_unit_has_answered_it(row: list[str]) -> None:
    own, left_out, dropped, answered, differs, change = row
    found = change_above(
        has_own=own == "yes", left_out=left_out == "yes", dropped=dropped == "yes", version=2,
        answered=None if answered == "-" else int(answered), differs=differs == "yes",
    )  # fmt: skip
    assert found == (None if change == "-" else Change(change))
