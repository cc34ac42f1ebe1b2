"""An agreement goes its way from draft to signature and on, and every other way is refused with all that is wrong."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.signing import (
    STEP_OF,
    WAYS,
    Answer,
    SideFacts,
    Signing,
    State,
    Step,
    Term,
    Turn,
    Turned,
    Who,
    check_answer,
    check_asking,
    check_draft,
    check_equal_text,
    check_proposal,
    check_signing,
    check_succession,
    check_turn,
    check_umbrella,
    faults_of_step,
    standing_on,
    state_of_text,
)

TODAY = date(2026, 3, 20)

# Rows: how it stands. Columns: what is done. A letter says where it leads, - that it is refused.
# D draft, P proposed, A asked, O opinions in, G being signed, F in force, S suspended, R run out, E ended, W withdrawn
WISHED = """
            propose withdraw ask answer last_answer sign last_sign suspend resume extend end run_out
draft       P       W        -   -      -           -    -         -       -      -      -   -
proposed    -       W        A   -      -           G    -         -       -      -      -   -
asked       -       W        A   A      O           -    -         -       -      -      -   -
answered    -       W        A   -      -           G    F         -       -      -      -   -
signing     -       W        A   -      -           G    F         -       -      -      -   -
in_force    -       -        -   -      -           -    -         S       -      F      E   R
suspended   -       -        -   -      -           -    -         -       F      S      E   R
run_out     -       -        -   -      -           -    -         -       -      F      E   -
ended       -       -        -   -      -           -    -         -       -      -      -   -
withdrawn   -       -        -   -      -           -    -         -       -      -      -   -
"""
LETTERS = dict(zip("DPAOGFSREW", [
    State.DRAFT, State.PROPOSED, State.ASKED, State.ANSWERED, State.SIGNING, State.IN_FORCE, State.SUSPENDED,
    State.RUN_OUT, State.ENDED, State.WITHDRAWN,
], strict=True))  # fmt: skip


def wished() -> list[tuple[State, Step, str]]:
    head, *rows = [line.split() for line in WISHED.splitlines() if line]
    return [
        (State(state), Step(step), mark)
        for state, *marks in rows
        for step, mark in zip(head, marks, strict=True)
    ]


def test_the_table_speaks_of_every_state_and_every_step() -> None:
    assert {(state, step) for state, step, _ in wished()} == {(a, b) for a in State for b in Step}


@pytest.mark.parametrize(("state", "step", "mark"), wished())
def test_each_step_leads_where_the_table_says_or_is_refused(state: State, step: Step, mark: str) -> None:
    way = WAYS.get((state, step))
    assert (way.after if way else None) == (LETTERS[mark] if mark != "-" else None)
    assert bool(faults_of_step(state, step)) == (mark == "-")


def test_what_is_refused_says_how_the_agreement_stands() -> None:
    (fault,) = faults_of_step(State.ENDED, Step.EXTEND)
    assert str(fault) == "This cannot be done: the agreement has ended."


@pytest.mark.parametrize("step", STEP_OF.values())
def test_every_turn_needs_its_document_wherever_it_may_be_taken(step: Step) -> None:
    ways = [way for (_, one), way in WAYS.items() if one is step]
    assert ways
    assert all(way.needs_document and way.by is Who.SIDE for way in ways)


def test_only_the_drafter_proposes_and_withdraws() -> None:
    for (_, step), way in WAYS.items():
        assert (way.by is Who.DRAFTER) == (step in (Step.PROPOSE, Step.WITHDRAW))


# How it stands


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({}, State.DRAFT),
        ({"proposed": True}, State.PROPOSED),
        ({"proposed": True, "asked": 2, "open": 1}, State.ASKED),
        ({"proposed": True, "asked": 2}, State.ANSWERED),
        ({"proposed": True, "signed": True}, State.SIGNING),
        ({"proposed": True, "signed": True, "asked": 1, "open": 1}, State.ASKED),
        ({"proposed": True, "signed": True, "own_signed": True, "asked": 1}, State.SIGNING),
        ({"proposed": True, "signed": True, "own_signed": True, "in_force": True}, State.IN_FORCE),
        ({"proposed": True, "withdrawn": True}, State.WITHDRAWN),
        ({"withdrawn": True}, State.WITHDRAWN),
    ],
)
def test_a_text_stands_as_its_rows_say(told: dict[str, Any], state: State) -> None:
    nothing = dict.fromkeys(("proposed", "withdrawn", "in_force", "signed", "own_signed"), False)
    assert state_of_text(**{**nothing, "asked": 0, "open": 0, **told}) is state


PHASE = Term("first", date(2024, 1, 1), date(2026, 12, 31))
NEXT = Term("next", date(2026, 7, 1), date(2029, 12, 31))
EXTENDED = Term("first", date(2024, 1, 1), date(2027, 6, 30))
LONGER = Turned(Turn.EXTENDED, date(2026, 11, 1), "first", date(2026, 12, 31))


@pytest.mark.parametrize(
    ("turns", "terms", "day", "state"),
    [
        ([], [], date(2040, 1, 1), State.IN_FORCE),
        ([], [PHASE], date(2026, 12, 31), State.IN_FORCE),
        ([], [PHASE], date(2027, 1, 1), State.RUN_OUT),
        ([], [PHASE, NEXT], date(2027, 1, 1), State.IN_FORCE),
        ([Turned(Turn.SUSPENDED, date(2025, 5, 1))], [PHASE], date(2025, 4, 30), State.IN_FORCE),
        ([Turned(Turn.SUSPENDED, date(2025, 5, 1))], [PHASE], date(2025, 5, 1), State.SUSPENDED),
        ([Turned(Turn.SUSPENDED, date(2025, 5, 1))], [PHASE], date(2027, 1, 1), State.RUN_OUT),
        (
            [Turned(Turn.SUSPENDED, date(2025, 5, 1)), Turned(Turn.RESUMED, date(2025, 9, 1))],
            [PHASE], date(2025, 9, 1), State.IN_FORCE,
        ),
        (
            [Turned(Turn.SUSPENDED, date(2026, 10, 1)), LONGER],
            [EXTENDED], date(2027, 3, 1), State.SUSPENDED,
        ),
        ([LONGER], [EXTENDED], date(2027, 6, 30), State.IN_FORCE),
        ([LONGER], [EXTENDED], date(2027, 7, 1), State.RUN_OUT),
        ([Turned(Turn.ENDED, date(2025, 5, 1))], [PHASE], date(2025, 5, 1), State.ENDED),
        ([Turned(Turn.ENDED, date(2025, 5, 1))], [PHASE], date(2027, 1, 1), State.ENDED),
    ],
)  # fmt: skip
def test_an_agreement_stands_by_its_turns_and_its_phases(
    turns: list[Turned], terms: list[Term], day: date, state: State
) -> None:
    assert standing_on(turns, terms, day) is state


def test_an_extension_that_came_too_late_is_not_read_back_into_the_days_between() -> None:
    late = Turned(Turn.EXTENDED, date(2027, 2, 1), "first", date(2026, 12, 31))
    assert standing_on([late], [EXTENDED], date(2027, 1, 15)) is State.RUN_OUT
    assert standing_on([late], [EXTENDED], date(2027, 2, 1)) is State.IN_FORCE


@given(st.lists(st.tuples(st.sampled_from(Turn), st.integers(0, 400)), max_size=6), st.integers(0, 500))
def test_turns_that_are_still_to_come_change_nothing(turns: list[tuple[Turn, int]], day: int) -> None:
    def on(number: int) -> date:
        return date.fromordinal(date(2025, 1, 1).toordinal() + number)

    noted = [Turned(turn, on(number)) for turn, number in turns]
    past = [turned for turned in noted if turned.on <= on(day)]
    assert standing_on(noted, [PHASE], on(day)) is standing_on(past, [PHASE], on(day))


# What is refused


def said(check: Callable[..., None], *args: Any, **told: Any) -> list[str]:
    try:
        check(*args, **told)
    except RuleBroken as problem:
        return [str(message) for message in problem.messages]
    return []


def begun(told: list[str], words: list[str]) -> list[str]:
    """What was told, as far as the table writes it out."""
    assert len(told) == len(words), told
    return [one[: len(word)] for one, word in zip(told, words, strict=True)]


def test_a_draft_names_every_mistake_at_once() -> None:
    wrong = said(
        check_draft, name=" ", bodies=["west", "west"], others=0, languages=0,
        term=("", date(2026, 1, 2), date(2026, 1, 1)),
    )  # fmt: skip
    assert wrong == [
        "Give the agreement a name.",
        "An agreement has at least two sides. Choose the other one.",
        "Each side is another body. One is named twice.",
        "Choose in which languages the text is equal.",
        "Give the phase a name, as people call it: 2024–2029.",
        "The phase ends before it begins.",
    ]


def test_a_draft_needs_no_phase_yet() -> None:
    assert said(check_draft, name="M", bodies=["west", "east"], others=1, languages=2, term=None) == []


def test_an_umbrella_may_not_be_its_own_descendant() -> None:
    assert said(check_umbrella, is_own_descendant=True) != []
    assert said(check_umbrella, is_own_descendant=False) == []


WEST, EAST = SideFacts(1, "West"), SideFacts(2, "East")
LAO = Message("Lao")
SIGNING: dict[str, Any] = {
    "state": State.PROPOSED, "sides": (WEST, EAST), "number": 1, "signed_on": date(2026, 3, 18), "today": TODAY,
    "proposed_on": date(2026, 3, 1), "follows_last": True, "signer": "President", "has_post": True, "lacking": (),
}  # fmt: skip
LAST: dict[str, Any] = {
    "state": State.SIGNING, "number": 2, "sides": (SideFacts(1, "West", signed=True), EAST),
}  # fmt: skip


@pytest.mark.parametrize(
    ("otherwise", "words"),
    [
        ({}, []),
        ({"has_post": None}, []),
        (LAST, []),
        ({"lacking": (LAO,)}, []),
        (LAST | {"lacking": (LAO,)}, ["Keep the signed text first: Lao."]),
        ({"state": State.DRAFT}, ["The text has not been proposed yet. Propose it to the other sides first."]),
        ({"state": State.ASKED}, ["An agency that your side asked has not answered."]),
        ({"state": State.WITHDRAWN}, ["This cannot be done: the text was withdrawn."]),
        ({"standing": State.ENDED}, ["This cannot be done: the agreement has ended."]),
        ({"standing": State.SUSPENDED}, []),
        ({"sides": (SideFacts(1, "West", signed=True), EAST)}, ["This side has signed already."]),
        ({"sides": (WEST, SideFacts(2, None))}, ["Side 2 has no body on 2026-03-18. Say first who holds it that day."]),
        ({"follows_last": False}, ["Another amendment came into force meanwhile."]),
        ({"signed_on": date(2026, 3, 21)}, ["This day is still to come."]),
        ({"signed_on": date(2026, 2, 28)}, ["The text was proposed on 2026-03-01; it cannot have been signed before."]),
        ({"has_post": False}, ["The signer held no post in West on 2026-03-18."]),
        ({"signer": " "}, ["Write in which post the text was signed."]),
    ],
)  # fmt: skip
def test_a_signature_is_refused_with_the_reason_and_the_mend(
    otherwise: dict[str, Any], words: list[str]
) -> None:
    assert begun(said(check_signing, Signing(**SIGNING | otherwise)), words) == words


def test_a_signature_where_a_side_is_missing_is_refused() -> None:
    alone = said(check_signing, Signing(**SIGNING | {"sides": (WEST,)}))
    assert "An agreement has at least two sides. Add the one that is missing." in alone


def test_everything_that_is_wrong_with_a_signature_is_said_at_once() -> None:
    wrong = {
        "state": State.DRAFT, "sides": (SideFacts(1, None), EAST), "follows_last": False, "has_post": False,
        "signed_on": date(2026, 3, 21),
    }  # fmt: skip
    assert len(said(check_signing, Signing(**SIGNING | wrong))) == 5


def test_a_text_is_proposed_once_to_sides_that_have_a_body() -> None:
    assert said(check_proposal, state=State.DRAFT, sides=(WEST, EAST), day=TODAY) == []
    assert said(check_proposal, state=State.PROPOSED, sides=(WEST,), day=TODAY) == [
        "This cannot be done while the text is proposed and not signed.",
        "An agreement has at least two sides. Add the one that is missing.",
    ]


def test_opinions_are_asked_from_the_proposal_on_and_fall_due_later() -> None:
    right = {
        "state": State.PROPOSED, "agency": "Police", "asked_on": date(2026, 3, 5), "due_on": date(2026, 3, 15),
        "proposed_on": date(2026, 3, 1), "today": TODAY, "own_signed": False,
    }  # fmt: skip
    assert said(check_asking, **right) == []
    wrong = right | {
        "state": State.DRAFT, "agency": "", "asked_on": date(2026, 2, 1), "due_on": date(2026, 1, 1),
        "own_signed": True,
    }  # fmt: skip
    assert len(said(check_asking, **wrong)) == 5
    assert said(check_asking, **right | {"asked_on": date(2026, 3, 21), "due_on": None}) == [
        "This day is still to come."
    ]


def test_an_answer_comes_after_the_question_and_a_no_says_why() -> None:
    right: dict[str, Any] = {
        "state": State.ASKED, "is_last": True, "answered": None, "asked_on": date(2026, 3, 5),
        "on": date(2026, 3, 9), "answer": Answer.AGREES, "text": "", "today": TODAY,
    }  # fmt: skip
    assert said(check_answer, **right) == []
    assert said(check_answer, **right | {"answer": Answer.NONE_CAME}) == []
    assert said(check_answer, **right | {"answer": Answer.DISAGREES}) == [
        "Write down what the agency remarks."
    ]
    assert said(check_answer, **right | {"answered": date(2026, 3, 8)}) == [
        "The answer of 2026-03-08 is noted already."
    ]
    assert len(said(check_answer, **right | {"answer": None, "on": date(2026, 3, 1)})) == 2


def test_an_equal_text_is_in_a_language_of_the_text_and_has_its_file() -> None:
    right: dict[str, Any] = {
        "state": State.PROPOSED,
        "language": "lo",
        "languages": ("vi", "lo"),
        "has_file": True,
    }
    assert said(check_equal_text, **right) == []
    assert said(check_equal_text, **right | {"state": State.IN_FORCE}) == []
    assert (
        len(said(check_equal_text, state=State.DRAFT, language="en", languages=("vi",), has_file=False)) == 3
    )


EXTENSION: dict[str, Any] = {
    "standing": State.IN_FORCE, "on": date(2026, 3, 1), "signed_on": date(2024, 1, 8), "last_turn_on": None,
    "today": TODAY, "has_document": True, "reason": "Agreed", "has_phase": True,
    "last_on": date(2027, 6, 30), "last_on_before": date(2026, 12, 31),
}  # fmt: skip


@pytest.mark.parametrize(
    ("turn", "otherwise", "words"),
    [
        (Turn.EXTENDED, {}, []),
        (Turn.EXTENDED, {"reason": ""}, []),
        (Turn.EXTENDED, {"last_on": date(2026, 12, 31)}, ["The phase ends on 2026-12-31 already."]),
        (Turn.EXTENDED, {"last_on": None}, ["Write the new last day."]),
        (Turn.EXTENDED, {"has_phase": False}, ["Choose the phase that is extended."]),
        (Turn.EXTENDED, {"standing": State.RUN_OUT}, []),
        (Turn.SUSPENDED, {}, []),
        (Turn.SUSPENDED, {"has_document": False}, ["Add the document by which this was agreed."]),
        (Turn.SUSPENDED, {"reason": ""}, ["Say why, as the document says it."]),
        (Turn.SUSPENDED, {"standing": State.SUSPENDED}, ["This cannot be done: the agreement is suspended."]),
        (Turn.RESUMED, {}, ["This cannot be done: the agreement is in force."]),
        (Turn.RESUMED, {"standing": State.SUSPENDED}, []),
        (Turn.ENDED, {"standing": State.RUN_OUT}, []),
        (Turn.ENDED, {"on": date(2026, 3, 21)}, ["This day is still to come."]),
        (Turn.ENDED, {"on": date(2023, 3, 1)}, ["Something later is noted already, on 2024-01-08."]),
        (Turn.ENDED, {"last_turn_on": date(2026, 3, 10)}, ["Something later is noted already, on 2026-03-10."]),
    ],
)  # fmt: skip
def test_a_turn_is_refused_with_the_reason_and_the_mend(
    turn: Turn, otherwise: dict[str, Any], words: list[str]
) -> None:
    assert begun(said(check_turn, turn, **EXTENSION | otherwise), words) == words


SUCCESSION: dict[str, Any] = {
    "held_from": date(2006, 1, 1), "held_until": None, "on": date(2025, 7, 1), "is_same": False,
    "sits_already": False, "heir": "Quang", "heir_from": date(2025, 7, 1), "heir_until": None,
    "would_turn_back": False, "reason": "Resolution 202", "has_document": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("otherwise", "faults"),
    [
        ({}, 0),
        ({"on": date(2006, 1, 1), "heir_from": None}, 1),
        ({"held_until": date(2025, 7, 1)}, 1),
        ({"is_same": True}, 1),
        ({"sits_already": True}, 1),
        ({"would_turn_back": True}, 1),
        ({"on": date(2025, 6, 30)}, 1),
        ({"heir_until": date(2025, 7, 1)}, 1),
        ({"reason": ""}, 1),
        ({"reason": "", "has_document": True}, 0),
        ({"reason": "", "on": date(2005, 1, 1), "is_same": True, "sits_already": True}, 5),
    ],
)
def test_a_seat_passes_on_only_to_a_body_that_can_take_it(otherwise: dict[str, Any], faults: int) -> None:
    assert len(said(check_succession, **SUCCESSION | otherwise)) == faults
