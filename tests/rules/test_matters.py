"""Every step that a border matter and its actions may take from every state, by either side, and whose turn it is."""

from datetime import date, timedelta
from typing import Any

import pytest

from chungtay.rules.matters import (
    ACTION_STEPS,
    STEPS,
    ActionMove,
    ActionState,
    MatterState,
    Move,
    Part,
    Side,
    action_moves_open,
    after,
    check_action,
    check_matter,
    check_move,
    check_proposal,
    moves_open,
    turn_of,
)
from chungtay.rules.messages import RuleBroken

TODAY = date(2026, 3, 20)

# An officer reads a row as: in this state the side that raised it may …, the other side may …, and this is where each
# step leads. "*" asks for a reason; "open" is agreed where an agreed action stands, else received. The rest is refused.
SAID = """
    state         raised it: step > state                                     the other: step > state
    draft         raise>raised withdraw>withdrawn*                            |
    raised        say>raised* withdraw>withdrawn*                             | receive>received say>raised*
    received      say>received* say_solved>solved_here withdraw>withdrawn*    | say>received* say_solved>solved_there
    agreed        say>agreed* say_solved>solved_here withdraw>withdrawn*      | say>agreed* say_solved>solved_there
    solved_here   say>solved_here* take_back>open*          | say>solved_here* not_solved>open* say_solved>solved
    solved_there  say>solved_there* not_solved>open* say_solved>solved | say>solved_there* take_back>open*
    solved                                                                    |
    withdrawn                                                                 |
"""
# Of an action: who proposed it, the other of the two sides, whoever owns it.
OF_ACTIONS = """
    state       proposer        | other                         | owner
    proposed    take_back>taken_back | agree>agreed decline>declined* |
    agreed                      |                               | finish>done
    declined                    |                               |
    taken_back                  |                               |
    done                        |                               | reopen>agreed*
"""


def rows(table: str) -> dict[str, list[dict[str, tuple[str, bool]]]]:
    found = {}
    for line in table.strip().splitlines()[1:]:
        first, *rest = line.split("|")
        state, *steps = first.split()
        cells = [steps, *(cell.split() for cell in rest)]
        found[state] = [
            {move: (to.rstrip("*"), to.endswith("*")) for move, to in (step.split(">") for step in cell)}
            for cell in cells
        ]
    return found


def told(**more: Any) -> dict[str, Any]:
    return {"note": "So it was.", "unfinished": 0, "proposed": 0, "own_word": False} | more


@pytest.mark.parametrize("has_agreed", [True, False])
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", MatterState)
def test_every_step_from_every_state_by_either_side_is_as_the_table_says(
    state: MatterState, move: Move, side: Side, has_agreed: bool
) -> None:
    wanted = rows(SAID)[state][list(Side).index(side)].get(move)
    assert (move in moves_open(state, {side})) is (wanted is not None)
    if wanted is None:
        with pytest.raises(RuleBroken):
            check_move(state, move, side, **told())
        return
    reached, needs_note = wanted
    reached = {"open": "agreed" if has_agreed else "received"}.get(reached, reached)
    check_move(state, move, side, **told())
    assert after(state, move, side, has_agreed=has_agreed) == reached
    if needs_note:
        with pytest.raises(RuleBroken) as refused:
            check_move(state, move, side, **told(note=" "))
        assert [one.where for one in refused.value.messages] == ["note"]
    else:
        check_move(state, move, side, **told(note=""))


def test_no_step_stands_in_the_rules_that_the_tables_do_not_say() -> None:
    assert len(STEPS) == sum(len(cell) for cells in rows(SAID).values() for cell in cells)
    assert len(ACTION_STEPS) == sum(len(cell) for cells in rows(OF_ACTIONS).values() for cell in cells)


def test_a_matter_is_solved_only_when_both_sides_said_so() -> None:
    before = {state for (state, move, side), step in STEPS.items() if step.after == "solved"}
    assert before == {MatterState.SOLVED_HERE, MatterState.SOLVED_THERE}
    for first, second in ((Side.HERE, Side.THERE), (Side.THERE, Side.HERE)):
        half = after(MatterState.AGREED, Move.SAY_SOLVED, first, has_agreed=True)
        assert half != MatterState.SOLVED
        assert (half, Move.SAY_SOLVED, first) not in STEPS
        assert after(half, Move.SAY_SOLVED, second, has_agreed=True) is MatterState.SOLVED


def test_nobody_says_for_both_sides_that_it_is_solved() -> None:
    with pytest.raises(RuleBroken, match="Somebody of the other side"):
        check_move(MatterState.SOLVED_HERE, Move.SAY_SOLVED, Side.THERE, **told(own_word=True))


def test_what_was_agreed_and_is_not_done_asks_for_a_reason_and_what_nobody_answered_stops_it() -> None:
    with pytest.raises(RuleBroken, match="not done: 2") as refused:
        check_move(MatterState.AGREED, Move.SAY_SOLVED, Side.HERE, **told(unfinished=2, note=""))
    assert refused.value.messages[0].where == "note"
    check_move(MatterState.AGREED, Move.SAY_SOLVED, Side.HERE, **told(unfinished=2))
    with pytest.raises(RuleBroken, match="nobody answered: 1"):
        check_move(MatterState.AGREED, Move.SAY_SOLVED, Side.HERE, **told(proposed=1))


TURNS = """
    draft         here
    raised        there
    received      here there
    agreed        here there
    solved_here   there
    solved_there  here
    solved        -
    withdrawn     -
"""


@pytest.mark.parametrize("row", TURNS.strip().splitlines())
def test_who_has_the_next_word_follows_from_the_state(row: str) -> None:
    state, *sides = row.split()
    assert turn_of(MatterState(state)) == {Side(side) for side in sides if side != "-"}


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("move", ActionMove)
@pytest.mark.parametrize("state", ActionState)
def test_every_step_of_an_action_is_as_the_table_says(
    state: ActionState, move: ActionMove, part: Part
) -> None:
    wanted = rows(OF_ACTIONS)[state][list(Part).index(part)].get(move)
    assert (move in action_moves_open(state, {part})) is (wanted is not None)
    more: dict[str, Any] = {"on": None, "today": TODAY, "own_proposal": False}
    if wanted is None:
        with pytest.raises(RuleBroken):
            check_action(MatterState.AGREED, state, move, {part}, note="Why", **more)
        return
    step = check_action(MatterState.AGREED, state, move, {part}, note="Why", **more)
    assert (step.after, step.needs_note) == wanted
    if step.needs_note:
        with pytest.raises(RuleBroken, match="Say why"):
            check_action(MatterState.AGREED, state, move, {part}, note="", **more)


@pytest.mark.parametrize("state", MatterState)
def test_actions_are_proposed_and_moved_only_while_both_sides_work_on_the_matter(state: MatterState) -> None:
    more: dict[str, Any] = {"note": "", "on": None, "today": TODAY, "own_proposal": False}
    at_work = state in (MatterState.RECEIVED, MatterState.AGREED)
    assert (
        allowed(lambda: check_action(state, ActionState.PROPOSED, ActionMove.AGREE, {Part.OTHER}, **more))
        is at_work
    )
    asked: dict[str, Any] = {"text": {"text": "A talk"}, "owner_post": "", "owner_known": True}
    proposal = lambda: check_proposal(state, due_on=TODAY, today=TODAY, **asked)  # noqa: E731
    assert allowed(proposal) is (at_work or state is MatterState.RAISED)


def allowed(act: Any) -> bool:
    try:
        act()
    except RuleBroken:
        return False
    return True


def test_nobody_agrees_to_what_they_proposed_themselves() -> None:
    with pytest.raises(RuleBroken, match="proposed themselves"):
        check_action(
            MatterState.AGREED, ActionState.PROPOSED, ActionMove.AGREE, {Part.OTHER}, note="", on=None,
            today=TODAY, own_proposal=True,
        )  # fmt: skip


def test_every_fault_of_a_matter_and_of_a_proposal_is_said_at_once() -> None:
    with pytest.raises(RuleBroken) as refused:
        check_matter(
            title={"title": "", "title_lo": ""},
            text={"text": "Gọi 0912 345 678", "text_lo": "ນາງ ຄຳແພງ"},
            same_side=True,
        )
    assert [one.where for one in refused.value.messages] == ["title", "other", "text", "text_lo"]
    with pytest.raises(RuleBroken) as refused:
        check_proposal(
            MatterState.AGREED, text={"text": "", "text_lo": " "}, owner_post="Bà Lan", owner_known=False,
            due_on=TODAY - timedelta(days=1), today=TODAY,
        )  # fmt: skip
    assert [one.where for one in refused.value.messages] == ["text", "due_on", "owner", "owner_post"]
    with pytest.raises(RuleBroken) as refused:
        check_action(
            MatterState.AGREED, ActionState.AGREED, ActionMove.FINISH, {Part.OWNER}, note="a@b.vn",
            on=TODAY + timedelta(days=1), today=TODAY, own_proposal=False,
        )  # fmt: skip
    assert [one.where for one in refused.value.messages] == ["note", "on"]


def test_a_matter_that_is_told_in_lao_alone_is_told() -> None:
    check_matter(
        title={"title": "", "title_lo": "ງົວຂ້າມຊາຍແດນ"},
        text={"text": "", "text_lo": "ງົວຂ້າມຫຼັກ"},
        same_side=False,
    )
