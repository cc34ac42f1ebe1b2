"""Every step that a recommendation may take from every state, by every side; whose turn it is; every fault at once."""

from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

import pytest

from chungtay.rules.messages import RuleBroken
from chungtay.rules.recommendations import (
    OVER,
    STEPS,
    Asked,
    Decided,
    Move,
    Origin,
    Side,
    Standing,
    State,
    Wish,
    check_asked,
    check_carrying,
    check_escalation,
    check_move,
    check_superior,
    is_late,
    moves_open,
    needs_paper,
    owed_by,
    turn_of,
)

TODAY = date(2026, 3, 20)
SENT, DUE, LATER = TODAY - timedelta(days=10), TODAY + timedelta(days=10), TODAY + timedelta(days=30)
WEST, DOGWOOD, ELM = UUID(int=1), UUID(int=2), UUID(int=3)
ACCEPTED, IN_PART, REJECTED = Decided.ACCEPTED, Decided.IN_PART, Decided.REJECTED

# An officer reads a row as: in this state, after this decision, the sender may …, the addressee may …, and this is
# where each step leads. "*" asks for a reason. Every step that does not stand in a row is refused.
WHERE_IT_GOES = """
    state         decision  sender: step > state                                     addressee: step > state
    draft         -         send>sent withdraw>withdrawn                                  |
    sent          -         withdraw>withdrawn*                                           | acknowledge>acknowledged propose_day>day_proposed* answer>answered
    acknowledged  -         withdraw>withdrawn*                                           | propose_day>day_proposed* answer>answered
    day_proposed  -         agree_day>acknowledged refuse_day>acknowledged* withdraw>withdrawn* | answer>answered
    answered      accepted  withdraw>withdrawn*                                           | report_done>done
    answered      in_part   insist>sent* withdraw>withdrawn*                              | report_done>done
    answered      rejected  insist>sent* close>closed* withdraw>withdrawn*                |
    done          accepted  verify>verified ask_more>answered*                            |
    done          in_part   verify>verified ask_more>answered*                            |
    verified      accepted  close>closed                                                  |
    verified      in_part   close>closed                                                  |
    closed        accepted                                                                |
    closed        rejected                                                                |
    withdrawn     -                                                                       |
"""  # noqa: E501


def rows() -> dict[tuple[State, Decided | None], dict[Side, dict[Move, tuple[State, bool]]]]:
    found = {}
    for line in WHERE_IT_GOES.strip().splitlines()[1:]:
        first, addressee = line.split("|")
        state, decision, *sender = first.split()
        found[State(state), None if decision == "-" else Decided(decision)] = {
            side: {
                Move(step.split(">")[0]): (State(step.split(">")[1].rstrip("*")), step.endswith("*"))
                for step in steps
            }
            for side, steps in ((Side.SENDER, sender), (Side.ADDRESSEE, addressee.split()))
        }
    return found


ROWS = rows()
CELLS = [(row, side, move) for row in ROWS for side in Side for move in Move]


def wish(move: Move, *sides: Side, **more: object) -> Wish:
    """A step with all that it could ever need."""
    told: dict[str, object] = {"note": "So it is", "day": LATER, "decision": ACCEPTED} | more
    if move is Move.REPORT_DONE and "day" not in more:
        told["day"] = TODAY
    return Wish(move=move, sides=frozenset(sides), today=TODAY, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(("row", "side", "move"), CELLS)
def test_every_step_from_every_state_by_every_side_is_as_the_table_says(
    row: tuple[State, Decided | None], side: Side, move: Move
) -> None:
    state, decision = row
    way = Standing(state=state, decision=decision, sent_on=SENT, due_on=DUE)
    wanted = ROWS[row].get(side, {}).get(move)
    if move is Move.NOTE:
        may_note = state is not State.DRAFT and state not in OVER and side is not Side.HOUSE
        wanted = (state, True) if may_note else None
    # The sender's office may write down what the addressee sent on paper; here it has none.
    on_paper = side is Side.SENDER and move in ROWS[row][Side.ADDRESSEE]
    assert (move in moves_open(state, decision, sides={side})) is (wanted is not None or on_paper)
    assert not on_paper or needs_paper(move, state, {side})
    assert not (wanted and needs_paper(move, state, {side}))
    if wanted is None:
        with pytest.raises(RuleBroken):
            check_move(way, wish(move, side))
        return
    step = check_move(way, wish(move, side))
    assert (step.by, step.after, step.needs_note) == (side, *wanted)
    if wanted[1]:
        with pytest.raises(RuleBroken):
            check_move(way, wish(move, side, note=" "))


def test_no_step_stands_in_the_rule_that_the_table_does_not_say() -> None:
    said = {(state, move) for (state, _), sides in ROWS.items() for moves in sides.values() for move in moves}
    assert set(STEPS) == said


TURNS = """
    state         decision  turn
    draft         -         sender
    sent          -         addressee
    acknowledged  -         addressee
    day_proposed  -         sender
    answered      accepted  addressee
    answered      in_part   addressee
    answered      rejected  sender
    done          accepted  sender
    verified      in_part   sender
    closed        rejected  -
    withdrawn     -         -
"""


@pytest.mark.parametrize("row", TURNS.strip().splitlines()[1:])
def test_whose_turn_it_is_follows_from_state_and_decision(row: str) -> None:
    state, decision, turn = row.split()
    assert (turn_of(State(state), None if decision == "-" else Decided(decision)) or "-") == turn


def where(way: Standing, asked: Wish) -> list[str]:
    with pytest.raises(RuleBroken) as refused:
        check_move(way, asked)
    return [message.where for message in refused.value.messages]


OPEN = Standing(state=State.ACKNOWLEDGED, sent_on=SENT, due_on=DUE)


def test_an_answer_needs_a_decision_and_what_is_not_wholly_accepted_a_reason() -> None:
    assert where(OPEN, wish(Move.ANSWER, Side.ADDRESSEE, decision=None)) == ["decision"]
    for decision in (IN_PART, REJECTED):
        assert where(OPEN, wish(Move.ANSWER, Side.ADDRESSEE, decision=decision, note="")) == ["note"]
    assert check_move(OPEN, wish(Move.ANSWER, Side.ADDRESSEE, note="")).after is State.ANSWERED


@pytest.mark.parametrize(
    ("day", "fault"), [(None, True), (TODAY - timedelta(days=1), True), (DUE, True), (LATER, False)]
)
def test_another_day_is_proposed_with_a_reason_and_lies_after_the_one_that_is_due(
    day: date | None, fault: bool
) -> None:
    asked = wish(Move.PROPOSE_DAY, Side.ADDRESSEE, day=day)
    assert where(OPEN, asked)[0] == "day" if fault else check_move(OPEN, asked).after is State.DAY_PROPOSED


def test_an_answer_on_paper_names_its_dispatch_and_every_fault_is_said_at_once() -> None:
    bare = wish(Move.ANSWER, Side.SENDER, decision=None, note="", day=TODAY - timedelta(days=1))
    assert where(OPEN, bare) == ["day", "decision", "paper_number", "paper_on", "file"]
    for day in (SENT - timedelta(days=1), TODAY + timedelta(days=1)):
        asked = wish(Move.ANSWER, Side.SENDER, paper_number="12/UBND", paper_on=day)
        assert where(OPEN, asked) == ["paper_on"]
    kept = wish(Move.ANSWER, Side.SENDER, paper_number="12/UBND", paper_on=TODAY, has_file=True, note="")
    assert check_move(OPEN, kept).after is State.ANSWERED


def test_what_is_done_is_told_with_a_word_or_a_paper_and_not_before_it_was_asked() -> None:
    way = Standing(state=State.ANSWERED, decision=ACCEPTED, sent_on=SENT, due_on=DUE)
    assert where(way, wish(Move.REPORT_DONE, Side.ADDRESSEE, note="")) == ["note"]
    for day in (TODAY + timedelta(days=1), SENT - timedelta(days=1)):
        assert where(way, wish(Move.REPORT_DONE, Side.ADDRESSEE, day=day)) == ["day"]


@pytest.mark.parametrize(
    ("move", "state", "decision"),
    [
        (Move.VERIFY, State.DONE, ACCEPTED),
        (Move.CLOSE, State.VERIFIED, ACCEPTED),
        (Move.CLOSE, State.ANSWERED, REJECTED),
    ],
)
def test_nobody_verifies_or_closes_what_they_did_or_wrote_down(
    move: Move, state: State, decision: Decided
) -> None:
    own = Standing(state=state, decision=decision, sent_on=SENT, due_on=DUE, own_hand=True)
    with pytest.raises(RuleBroken, match=f"Nobody {'verifies' if move is Move.VERIFY else 'closes'}"):
        check_move(own, wish(move, Side.SENDER))


def test_asking_for_an_answer_sooner_than_usual_needs_a_reason() -> None:
    way = Standing(state=State.DRAFT)
    soon = wish(Move.SEND, Side.SENDER, day=DUE, usual_due_on=LATER, note="")
    assert where(way, soon) == ["note"]
    assert check_move(way, wish(Move.SEND, Side.SENDER, day=LATER, usual_due_on=LATER, note=""))


# An answer was due on the 5th; what it promised, on the 10th. The office escalates so many days after; today is the
# 20th.
ESCALATING = """
    state         decision  after  escalated  superior  refused
    sent          -         1      -          yes       -
    acknowledged  -         15     -          yes       -
    day_proposed  -         1      -          yes       -
    sent          -         16     -          yes       can be escalated from
    sent          -         1      12         yes       escalated on
    sent          -         1      4          yes       -
    sent          -         1      -          no        No body stands above
    answered      accepted  1      -          yes       -
    answered      in_part   10     -          yes       -
    answered      accepted  11     -          yes       can be escalated from
    answered      accepted  1      12         yes       escalated on
    answered      accepted  1      8          yes       -
    answered      accepted  1      -          no        No body stands above
    answered      rejected  1      -          yes       Nothing is owed
    draft         -         1      -          yes       Nothing is owed
    done          accepted  1      -          yes       Nothing is owed
    verified      accepted  1      -          yes       Nothing is owed
    closed        accepted  1      -          yes       Nothing is owed
    withdrawn     -         1      -          yes       Nothing is owed
"""


@pytest.mark.parametrize("row", ESCALATING.strip().splitlines()[1:])
def test_what_is_owed_is_escalated_once_for_each_due_day_and_never_to_nobody(row: str) -> None:
    state, decision, after, escalated, superior, refused = row.split(maxsplit=5)
    owed = owed_by(
        State(state), None if decision == "-" else Decided(decision),
        due_on=date(2026, 3, 5), act_by=date(2026, 3, 10),
    )  # fmt: skip
    told = {
        "owed_on": owed, "escalate_on": owed and owed + timedelta(days=int(after)), "today": TODAY,
        "escalated_on": None if escalated == "-" else date(2026, 3, int(escalated)),
        "has_superior": superior == "yes",
    }  # fmt: skip
    if refused == "-":
        check_escalation(**told)  # type: ignore[arg-type]
        return
    with pytest.raises(RuleBroken, match=refused):
        check_escalation(**told)  # type: ignore[arg-type]


def test_a_superior_is_named_by_hand_where_the_house_knows_none() -> None:
    check_superior(name="The province", state=State.SENT, has_superior=False)
    for told in ({"name": " "}, {"state": State.CLOSED}, {"has_superior": True}):
        with pytest.raises(RuleBroken):
            check_superior(**{"name": "The province", "state": State.SENT, "has_superior": False} | told)  # type: ignore[arg-type]


LATE = """
    state         decision  due   promised  late
    sent          -         past  -         yes
    acknowledged  -         past  -         yes
    day_proposed  -         past  -         yes
    sent          -         soon  -         no
    answered      accepted  past  -         no
    answered      accepted  past  past      yes
    answered      in_part   past  past      yes
    answered      rejected  past  past      no
    answered      accepted  past  soon      no
    done          accepted  past  past      no
    closed        accepted  past  past      no
    withdrawn     -         past  -         no
    draft         -         -     -         no
"""


@pytest.mark.parametrize("row", LATE.strip().splitlines()[1:])
def test_an_answer_that_is_owed_and_a_promise_that_is_not_kept_are_late_after_their_day(row: str) -> None:
    state, decision, due, promised, late = row.split()
    days = {"past": TODAY - timedelta(days=1), "soon": TODAY, "-": None}
    found = is_late(
        State(state), None if decision == "-" else Decided(decision),
        due_on=days[due], act_by=days[promised], today=TODAY,
    )  # fmt: skip
    assert found is (late == "yes")


def test_every_fault_of_what_is_asked_is_said_at_once() -> None:
    check_asked(Asked(holder=WEST, text="Open one", addressees=(DOGWOOD, ELM), outside=("The court",)))
    for told, faults in (
        ({"text": " ", "addressees": (), "outside": (" ",)}, ["text", "addressees"]),
        ({"addressees": (WEST, DOGWOOD, DOGWOOD)}, ["addressees", "addressees"]),
        ({"outside": ("Court", " court ")}, ["outside"]),
        ({"origin": Origin.REVIEW}, ["origin"]),
        ({"origin_id": ELM}, ["origin"]),
    ):
        with pytest.raises(RuleBroken) as refused:
            check_asked(Asked(**{"holder": WEST, "text": "Open one", "addressees": (DOGWOOD,)} | told))  # type: ignore[arg-type]
        assert [message.where for message in refused.value.messages] == faults


@pytest.mark.parametrize("states", [*combinations(State, 1), *combinations(State, 2)])
def test_what_nobody_answered_to_the_end_goes_on_in_the_next_phase_once(states: tuple[State, ...]) -> None:
    is_open = any(state not in (State.DRAFT, State.CLOSED, State.WITHDRAWN) for state in states)
    for same, carried in ((False, False), (True, False), (False, True)):
        told = {"states": states, "same_agreement": same, "carried": carried}
        if is_open and not same and not carried:
            check_carrying(**told)  # type: ignore[arg-type]
        else:
            with pytest.raises(RuleBroken):
                check_carrying(**told)  # type: ignore[arg-type]
