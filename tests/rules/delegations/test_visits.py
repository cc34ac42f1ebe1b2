"""Every step that a delegation may take from every state, by either side; what each side may still write."""

from datetime import date

import pytest

from chungtay.rules.delegations import (
    OPEN_TO,
    STEPS,
    By,
    DelegationState,
    Direction,
    Move,
    Part,
    Side,
    Standing,
    Visit,
    check_move,
    check_visit,
    direction_of,
    moves_open,
    refuse_unless_open,
    step_of,
    turn_in,
    writers_of,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

# An officer reads a row as: in this state the side that drafted it may …, the other side may …, and this is where
# each step leads. "*" asks for a reason, "!" for whoever signs for the body. What does not stand here is refused.
WAY = """
    state      the drafter                                           | the other side
    draft      propose>proposed! cancel>cancelled*                   |
    proposed   cancel>cancelled*!                                    | agree>agreed! send_back>returned* cancel>cancelled*!
    returned   propose>proposed! cancel>cancelled*!                  | cancel>cancelled*!
    agreed     reopen>returned*! visit>visited cancel>cancelled*!    | reopen>returned*! visit>visited cancel>cancelled*!
    visited    report>reported                                       | report>reported
    reported   confirm>confirmed! dispute>visited*                   | confirm>confirmed! dispute>visited*
    closed                                                           |
    cancelled                                                        |
"""  # noqa: E501
# Of what one side confirmed only the other one may still speak; here the drafter has confirmed.
ONE_CONFIRMED = """
    state      the drafter   | the other side
    confirmed                | confirm>closed! dispute>visited*
"""
Cell = dict[Move, tuple[DelegationState, Act, bool]]


def rows(table: str) -> dict[tuple[DelegationState, bool], Cell]:
    """By state, and whether it is the drafter's side."""
    found = {}
    for line in table.strip().splitlines()[1:]:
        before, other = line.split("|")
        state, *own = before.split()
        for is_drafter, steps in ((True, own), (False, other.split())):
            cell: Cell = {}
            for step in steps:
                move, after = step.split(">")
                act = Act.SIGN if after.endswith("!") else Act.RECORD
                cell[Move(move)] = DelegationState(after.strip("*!")), act, "*" in after
            found[DelegationState(state), is_drafter] = cell
    return found


TOLD = rows(WAY) | rows(ONE_CONFIRMED)
BOTH = [(side, act) for side in Side for act in (Act.RECORD, Act.SIGN)]


@pytest.mark.parametrize("drafter", Side)
@pytest.mark.parametrize("is_drafter", [True, False])
@pytest.mark.parametrize("state", DelegationState)
@pytest.mark.parametrize("move", Move)
def test_every_step_from_every_state_by_either_side_is_as_the_table_says(
    state: DelegationState, move: Move, is_drafter: bool, drafter: Side
) -> None:
    side = drafter if is_drafter else next(one for one in Side if one is not drafter)
    confirmed = {drafter} if state is DelegationState.CONFIRMED else set()
    wanted = TOLD[state, is_drafter].get(move)
    for act in (Act.RECORD, Act.SIGN):
        offered = move in moves_open(state, drafter=drafter, confirmed=confirmed, may={(side, act)})
        assert offered is (wanted is not None and wanted[1] is act)
    if wanted:
        step = step_of(state, move)
        assert (step.after, step.act, step.needs_note) == wanted
        assert side in turn_in(step.by, drafter, confirmed)
    elif move not in TOLD[state, not is_drafter]:
        with pytest.raises(RuleBroken):
            step_of(state, move)


def test_no_step_stands_in_the_rule_that_the_table_does_not_say() -> None:
    said = {(state, move) for (state, _), cell in TOLD.items() for move in cell}
    assert set(STEPS) == said
    assert {state for state, _ in TOLD} == set(DelegationState)


def standing(state: DelegationState, **more: object) -> Standing:
    ready = {"has_head": True, "has_hours": True, "last_on": date(2026, 10, 14), "drafter": Side.GUEST}
    return Standing(state=state, **(ready | more))  # type: ignore[arg-type]


AFTER = date(2026, 10, 14)


@pytest.mark.parametrize(("state", "move"), list(STEPS))
def test_a_step_that_needs_a_reason_is_not_taken_without_one(state: DelegationState, move: Move) -> None:
    step = STEPS[state, move]
    if not step.needs_note:
        assert check_move(standing(state), move, today=AFTER, result="Two clubs") is step
        return
    with pytest.raises(RuleBroken, match="Say why"):
        check_move(standing(state), move, today=AFTER, note=" ")
    assert check_move(standing(state), move, today=AFTER, note="The road is closed") is step


def test_a_delegation_is_proposed_once_it_has_a_head_and_hours_that_fit_its_days() -> None:
    bare = standing(
        DelegationState.DRAFT, has_head=False, has_hours=False, faults=(Message("This lies outside."),)
    )
    with pytest.raises(RuleBroken) as refused:
        check_move(bare, Move.PROPOSE, today=AFTER)
    assert [message.where for message in refused.value.messages] == ["members", "hours", ""]


def test_a_visit_took_place_from_its_last_day_on() -> None:
    with pytest.raises(RuleBroken, match="The visit lasts until"):
        check_move(standing(DelegationState.AGREED), Move.VISIT, today=date(2026, 10, 13))
    assert check_move(standing(DelegationState.AGREED), Move.VISIT, today=AFTER)


def test_a_report_says_what_came_of_the_visit() -> None:
    with pytest.raises(RuleBroken, match="Write what came of the visit"):
        check_move(standing(DelegationState.VISITED), Move.REPORT, today=AFTER, result=" ")


def test_nobody_confirms_for_both_sides() -> None:
    with pytest.raises(RuleBroken, match="Nobody confirms for both sides"):
        check_move(standing(DelegationState.CONFIRMED, confirmed_oneself=True), Move.CONFIRM, today=AFTER)


def test_the_side_that_has_not_confirmed_is_the_second() -> None:
    assert turn_in(By.SECOND, Side.HOST, {Side.HOST}) == {Side.GUEST}
    assert turn_in(By.SECOND, Side.HOST, {Side.GUEST}) == {Side.HOST}


# What either side may write in which state: D the drafter, o its own rows, b both; "." nobody.
WRITING = """
    part      draft proposed returned agreed visited reported confirmed closed cancelled
    text      D     .        D        .      .       .        .         .      .
    hours     D     .        D        .      .       .        .         .      .
    members   D     o        o        o      .       .        .         .      .
    papers    D     o        o        o      o       .        .         .      .
    gifts     D     o        o        o      o       .        .         .      .
    costs     D     o        o        o      o       o        o         .      .
    contents  .     .        .        .      b       .        .         .      .
    tasks     .     .        .        .      .       b        b         b      .
"""


def test_each_part_is_open_to_whom_the_table_says() -> None:
    head, *lines = [line.split() for line in WRITING.strip().splitlines()]
    said = {
        (Part(part), DelegationState(state)): mark
        for part, *marks in lines
        for state, mark in zip(head[1:], marks, strict=True)
    }
    assert set(said) == {(part, state) for part in Part for state in DelegationState}
    for (part, state), mark in said.items():
        guests = writers_of(part, state, Side.HOST, row=Side.GUEST)
        drafters = writers_of(part, state, Side.HOST, row=Side.HOST)
        wanted = {
            "D": ({Side.HOST}, {Side.HOST}),
            "o": ({Side.GUEST}, {Side.HOST}),
            "b": (set(Side), set(Side)),
            ".": (set(), set()),
        }
        assert (guests, drafters) == wanted[mark], (part, state)
        assert ((part, state) in OPEN_TO) is (mark != ".")


def test_a_side_does_not_write_in_the_rows_of_the_other() -> None:
    state = DelegationState.AGREED
    assert refuse_unless_open(Part.COSTS, state, Side.HOST, {Side.GUEST}, row=Side.GUEST) is Side.GUEST
    with pytest.raises(RuleBroken, match="Only the other side"):
        refuse_unless_open(Part.COSTS, state, Side.HOST, {Side.GUEST}, row=Side.HOST)
    with pytest.raises(RuleBroken, match="cannot be changed"):
        refuse_unless_open(Part.HOURS, state, Side.HOST, {Side.HOST})


def test_out_is_where_the_readers_bodies_go_and_in_what_they_receive() -> None:
    assert direction_of(host=False, guest=True) is Direction.OUT
    assert direction_of(host=True, guest=False) is Direction.IN
    assert direction_of(host=True, guest=True) is None and direction_of(host=False, guest=False) is None


def test_every_fault_of_a_visit_is_said_at_once() -> None:
    wrong = Visit(
        title=" ", first_on=AFTER, last_on=date(2026, 10, 1), host="west", guest="west", drafter="far"
    )
    with pytest.raises(RuleBroken) as refused:
        check_visit(wrong, same_seat=True)
    assert {one.where for one in refused.value.messages} == {"title", "last_on", "guest", "host"}
    one_side = Visit(
        title="A visit", first_on=AFTER, last_on=AFTER, host="west", guest="dogwood", drafter="west"
    )
    with pytest.raises(RuleBroken, match="same side"):
        check_visit(one_side, same_seat=True)
    with pytest.raises(RuleBroken, match="at most 60 days"):
        check_visit(
            Visit(
                title="Long", first_on=date(2026, 1, 1), last_on=AFTER, host="west", guest="east", drafter="west"
            ),
            same_seat=False,
        )  # fmt: skip
