"""Every step that a criticism may take from every state, and what each step needs; faults said all at once."""

from datetime import date, timedelta

import pytest

from chungtay.rules.criticism import (
    STEPS,
    CriticismMove,
    CriticismState,
    Received,
    Replied,
    Side,
    Stand,
    Standing,
    Taken,
    Turn,
    TurnKind,
    check_asked,
    check_conference,
    check_move,
    check_opinion,
    check_received,
    check_reply,
    moves_open,
    turn_of,
)
from chungtay.rules.messages import RuleBroken

TODAY = date(2026, 3, 20)

# An officer reads a row as: in this state, this side may …, and this is where each step leads. "*" asks for a reason.
TABLE = """
    state      side     steps
    received   holder   cut>received refuse>refused* ask>asked
    asked      holder   refuse>refused* ask>asked confer>conferred write>asked send>sent*
    asked      asked    opine>asked
    conferred  holder   ask>conferred write>conferred send>sent
    conferred  asked    opine>conferred
    sent       holder   reply_on_paper>replied lay_final>sent close>closed*
    sent       drafter  reply>replied
    replied    holder   lay_final>replied close>closed
"""
WHOLE = {"has_clauses": True, "has_points": True, "has_final": True}


def rows() -> dict[tuple[CriticismState, CriticismMove], tuple[Side, CriticismState, bool]]:
    found = {}
    for line in TABLE.strip().splitlines()[1:]:
        state, side, *steps = line.split()
        for step in steps:
            move, after = step.split(">")
            told = (Side(side), CriticismState(after.rstrip("*")), after.endswith("*"))
            found[CriticismState(state), CriticismMove(move)] = told
    return found


@pytest.mark.parametrize("move", CriticismMove)
@pytest.mark.parametrize("state", CriticismState)
def test_every_step_from_every_state_is_as_the_table_says(state: CriticismState, move: CriticismMove) -> None:
    wanted = rows().get((state, move))
    standing = Standing(state=state, **WHOLE)
    if wanted is None:
        with pytest.raises(RuleBroken):
            check_move(standing, move, note="So it must be")
        return
    step = check_move(standing, move, note="So it must be")
    assert (step.by, step.after, step.needs_note) == wanted
    if step.needs_note:
        with pytest.raises(RuleBroken) as refused:
            check_move(standing, move, note="  ")
        assert [one.where for one in refused.value.messages] == ["note"]


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("state", CriticismState)
def test_each_side_is_offered_its_own_steps_only(state: CriticismState, side: Side) -> None:
    wanted = {move for (before, move), told in rows().items() if before is state and told[0] is side}
    assert set(moves_open(state, {side})) == wanted


def test_the_printed_table_holds_nothing_beyond_this_one() -> None:
    assert set(STEPS) == set(rows())


WHOSE_TURN = """
    received holder
    asked asked
    conferred holder
    sent drafter
    replied holder
    closed -
    refused -
"""


@pytest.mark.parametrize("row", WHOSE_TURN.strip().splitlines())
def test_one_side_has_the_next_word(row: str) -> None:
    state, side = row.split()
    assert (turn_of(CriticismState(state)) or "-") == side


def test_once_all_have_answered_it_is_for_the_office_to_go_on() -> None:
    assert turn_of(CriticismState.ASKED, all_answered=True) is Side.HOLDER


LACKING = """
    ask    received   has_clauses
    send   conferred  has_points
    close  replied    has_final
"""


@pytest.mark.parametrize("row", LACKING.strip().splitlines())
def test_a_step_waits_for_what_it_rests_on(row: str) -> None:
    move, state, lacking = row.split()
    standing = Standing(state=CriticismState(state), **(WHOLE | {lacking: False}))
    with pytest.raises(RuleBroken):
        check_move(standing, CriticismMove(move))


def test_a_criticism_is_closed_without_a_final_text_for_a_reason() -> None:
    standing = Standing(state=CriticismState.REPLIED)
    assert check_move(standing, CriticismMove.CLOSE, note="The policy was given up")


def test_nobody_closes_on_a_reply_that_they_wrote_down_themselves() -> None:
    standing = Standing(state=CriticismState.REPLIED, has_final=True, own_reply=True)
    with pytest.raises(RuleBroken):
        check_move(standing, CriticismMove.CLOSE)


def received(**more: object) -> Received:
    told: dict[str, object] = {
        "title": "Draft rules", "has_drafter": True, "received_on": TODAY - timedelta(days=10),
        "submitted_on": TODAY + timedelta(days=20), "due_on": TODAY + timedelta(days=10),
    }  # fmt: skip
    return Received(**(told | more))  # type: ignore[arg-type]


def faults(**more: object) -> list[str]:
    with pytest.raises(RuleBroken) as refused:
        check_received(received(**more), days=15, today=TODAY)
    return sorted(one.where for one in refused.value.messages)


def test_a_draft_that_came_in_time_is_received() -> None:
    assert check_received(received(), days=15, today=TODAY) is CriticismState.RECEIVED
    last = TODAY + timedelta(days=5)
    assert check_received(received(submitted_on=last, due_on=last), days=15, today=TODAY)


def test_a_draft_that_came_a_day_too_late_is_taken_or_refused_with_a_reason() -> None:
    late = {"submitted_on": TODAY + timedelta(days=4), "due_on": TODAY + timedelta(days=4)}
    assert faults(**late) == ["late_reason"]
    taken = received(**late, late_reason="The assembly moved its session")
    assert check_received(taken, days=15, today=TODAY) is CriticismState.RECEIVED
    refused = received(**late, refused_because="Four days are too few")
    assert check_received(refused, days=15, today=TODAY) is CriticismState.REFUSED
    assert faults(**late, late_reason="Taken", refused_because="Refused") == ["refused_because"]


BAD_DRAFTS = """
    title            title
    has_drafter      drafter_name
"""


@pytest.mark.parametrize("row", BAD_DRAFTS.strip().splitlines())
def test_a_draft_has_a_title_and_a_drafter(row: str) -> None:
    field, where = row.split()
    assert faults(**{field: ""}) == [where]


def test_all_that_is_wrong_with_a_draft_is_said_at_once() -> None:
    wrong = {"title": " ", "has_drafter": False, "received_on": TODAY + timedelta(days=1)}
    assert faults(**wrong, due_on=TODAY) == ["drafter_name", "due_on", "received_on", "title"]
    assert faults(submitted_on=TODAY - timedelta(days=11)) == ["submitted_on"]
    assert faults(due_on=TODAY + timedelta(days=21)) == ["due_on"]


def test_whom_to_ask_is_named_once_and_by_a_day_that_leaves_time() -> None:
    ends_on = TODAY + timedelta(days=10)
    check_asked(bodies=1, names=["Chair"], due_on=ends_on, today=TODAY, ends_on=ends_on)
    with pytest.raises(RuleBroken) as refused:
        check_asked(bodies=0, names=[], due_on=TODAY - timedelta(days=1), today=TODAY, ends_on=ends_on)
    assert [one.where for one in refused.value.messages] == ["bodies", "due_on"]
    with pytest.raises(RuleBroken) as refused:
        check_asked(
            bodies=1, names=["A", "A"], due_on=ends_on + timedelta(days=1), today=TODAY, ends_on=ends_on
        )
    assert [one.where for one in refused.value.messages] == ["experts", "due_on"]


# What an opinion lacks: its stand, on a clause or on the whole, what was written, and the fields that are asked for.
OPINIONS = """
    agree   clause  -              =
    agree   whole   -              =
    change  clause  -              = text proposal
    change  clause  text           = proposal
    change  clause  text proposal  =
    change  whole   text           =
    add     clause  text           = proposal
    add     whole   text           =
    drop    clause  text           =
    drop    whole   text           = clause
"""


@pytest.mark.parametrize("row", OPINIONS.strip().splitlines())
def test_who_does_not_agree_says_why_and_how_it_should_read(row: str) -> None:
    told, wanted = row.split("=")
    stand, on, *has = told.split()
    given = {field: "words" if field in has else "" for field in ("text", "proposal")}
    try:
        check_opinion(Stand(stand), **given, on_clause=on == "clause")
        found: list[str] = []
    except RuleBroken as problem:
        found = [one.where for one in problem.messages]
    assert found == wanted.split()


CUSTOM = "chair drafter orientation discussion discussion explanation conclusion"
# How a conference went, with a note or without, and which fields are refused.
CONFERENCES = f"""
    {CUSTOM}                                                            | -    |
    chair drafter orientation discussion explanation conclusion         | -    |
    chair orientation discussion conclusion                             | why  |
    chair orientation discussion conclusion                             | -    | note note
    drafter chair orientation discussion explanation conclusion         | -    | turns
    chair drafter discussion orientation explanation conclusion         | -    | turns
    chair drafter orientation explanation discussion conclusion         | -    | turns
    chair drafter orientation discussion conclusion explanation         | -    | turns
    chair drafter orientation discussion explanation                    | why  | turns
    drafter orientation discussion explanation conclusion               | why  | turns
    chair drafter discussion explanation conclusion                     | why  | turns
    chair drafter orientation explanation conclusion                    | why  | turns
    chair chair drafter orientation discussion explanation conclusion   | -    | turns
    -                                                                   | why  | turns turns turns turns
"""


@pytest.mark.parametrize("row", CONFERENCES.strip().splitlines())
def test_a_conference_keeps_its_order_and_says_why_the_drafter_was_away(row: str) -> None:
    went, note, wanted = (cell.strip() for cell in row.split("|"))
    turns = [Turn(TurnKind(kind), "By post") for kind in went.strip("-").split()]
    try:
        check_conference(turns, held_on=TODAY, received_on=TODAY, today=TODAY, note=note.strip("-"))
        found: list[str] = []
    except RuleBroken as problem:
        found = [one.where for one in problem.messages]
    assert found == wanted.split()


def test_a_conference_was_held_after_the_draft_came_and_everybody_is_named() -> None:
    turns = [Turn(TurnKind(kind), "" if kind == "chair" else "By post") for kind in CUSTOM.split()]
    for held_on in (TODAY + timedelta(days=1), TODAY - timedelta(days=3)):
        with pytest.raises(RuleBroken) as refused:
            check_conference(turns, held_on=held_on, received_on=TODAY - timedelta(days=2), today=TODAY)
        assert [one.where for one in refused.value.messages] == ["held_on", "turns"]


def reply_faults(replies: dict[int, Replied], **more: object) -> list[str]:
    told: dict[str, object] = {
        "on_paper": False, "number": "", "replied_on": TODAY, "sent_on": TODAY, "today": TODAY
    }  # fmt: skip
    try:
        check_reply([1, 2], replies, **(told | more))  # type: ignore[arg-type]
    except RuleBroken as problem:
        return [one.where for one in problem.messages]
    return []


def test_a_reply_says_of_each_point_what_was_taken_and_why_not_the_rest() -> None:
    whole = {1: Replied(Taken.TAKEN), 2: Replied(Taken.NOT_TAKEN, "No money")}
    assert reply_faults(whole) == []
    assert reply_faults({1: Replied(Taken.TAKEN)}) == ["taken_2"]
    assert reply_faults({1: Replied(Taken.IN_PART), 2: Replied(Taken.NOT_TAKEN, " ")}) == [
        "reason_1",
        "reason_2",
    ]
    assert reply_faults(whole | {3: Replied(Taken.TAKEN)}) == [""]


def test_a_reply_on_paper_has_its_number_and_its_day() -> None:
    whole = {1: Replied(Taken.TAKEN), 2: Replied(Taken.TAKEN)}
    assert reply_faults(whole, on_paper=True, number="12/UBDT") == []
    assert reply_faults(whole, on_paper=True) == ["number"]
    assert reply_faults(whole, replied_on=TODAY + timedelta(days=1)) == ["replied_on"]
    assert reply_faults(whole, replied_on=TODAY - timedelta(days=1)) == ["replied_on"]
