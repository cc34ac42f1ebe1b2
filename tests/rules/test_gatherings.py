"""Every step of a gathering from every state by either side; twins that are twins; speakers in order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chungtay.rules.gatherings import (
    STEPS,
    GatheringKind,
    GatheringState,
    Move,
    Planned,
    Side,
    Standing,
    check_gathering,
    check_move,
    check_speech,
    moves_open,
    turn_of,
)
from chungtay.rules.messages import RuleBroken

TODAY = date(2026, 3, 20)

# Read a row as: in this state its keeper may …, the other side may …; "*" asks for a reason. The rest is refused.
SAID = """
    planned    change>planned send>sent cancel>cancelled*        |
    sent       change>sent send_minutes>minuted cancel>cancelled* |
    minuted                                                      | confirm>confirmed ask_changes>sent*
    confirmed                                                    |
    cancelled                                                    |
"""


def rows() -> dict[tuple[str, Side], dict[str, tuple[str, bool]]]:
    found = {}
    for line in SAID.strip().splitlines():
        keeper, other = line.split("|")
        state, *steps = keeper.split()
        for side, cell in ((Side.KEEPER, steps), (Side.OTHER, other.split())):
            pairs = (step.split(">") for step in cell)
            found[state, side] = {move: (to.rstrip("*"), to.endswith("*")) for move, to in pairs}
    return found


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", GatheringState)
def test_every_step_from_every_state_by_either_side_is_as_the_table_says(
    state: GatheringState, move: Move, side: Side
) -> None:
    wanted = rows()[state, side].get(move)
    assert (move in moves_open(state, {side})) is (wanted is not None)
    standing = Standing(state=state, held_on=TODAY, has_result=True)
    if wanted is None:
        with pytest.raises(RuleBroken):
            check_move(standing, move, {side}, note="Why", today=TODAY)
        return
    step = check_move(standing, move, {side}, note="Why", today=TODAY)
    assert (step.after, step.needs_note) == wanted
    if step.needs_note:
        with pytest.raises(RuleBroken, match="Say why"):
            check_move(standing, move, {side}, note="", today=TODAY)


def test_no_step_stands_in_the_rule_that_the_table_does_not_say() -> None:
    assert len(STEPS) == sum(map(len, rows().values()))


def test_the_keeper_has_the_next_word_until_the_minutes_are_sent_then_the_other_side() -> None:
    turns = {state: turn_of(state) for state in GatheringState}
    assert turns == {
        "planned": Side.KEEPER, "sent": Side.KEEPER, "minuted": Side.OTHER, "confirmed": None, "cancelled": None,
    }  # fmt: skip


TWINS = Planned(
    kind=GatheringKind.TWIN_MEETING, title={"title": "", "title_lo": "ພົບກັນ"}, held_on=TODAY, has_twins=True,
    twins_are_a_pair=True, sides=2,
)  # fmt: skip


def test_twinned_villages_that_are_a_pair_meet_on_both_sides() -> None:
    check_gathering(TWINS)
    for wrong, where in (
        ({"has_twins": False}, "twins"),
        ({"twins_are_a_pair": False}, "twins"),
        ({"twins_stand": False}, "twins"),
        ({"kind": GatheringKind.CONFERENCE}, "twins"),
        ({"sides": 1}, "bodies"),
        ({"strange": ("Far",)}, "bodies"),
        ({"next_on": TODAY}, "next_on"),
        ({"title": {"title": "", "title_lo": " "}}, "title"),
    ):
        with pytest.raises(RuleBroken) as refused:
            check_gathering(replace(TWINS, **wrong))  # type: ignore[arg-type]
        assert [one.where for one in refused.value.messages] == [where], wrong


def test_every_fault_is_told_at_once() -> None:
    wrong = replace(TWINS, has_twins=False, sides=0, title={"title": ""}, next_on=TODAY - timedelta(days=1))
    with pytest.raises(RuleBroken) as refused:
        check_gathering(wrong)
    assert [one.where for one in refused.value.messages] == ["title", "twins", "bodies", "next_on"]
    with pytest.raises(RuleBroken) as refused:
        check_speech(
            GatheringState.MINUTED, kind=GatheringKind.JOINT_EVENT, speaker=" ", title={"title": ""},
            position=1, taken={1},
        )  # fmt: skip
    assert [one.where for one in refused.value.messages] == ["", "", "speaker", "title", "position"]
