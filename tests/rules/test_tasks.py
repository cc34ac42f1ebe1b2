"""Every step that a task may take from every state, by either side; series of days; faults said all at once."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.messages import RuleBroken
from chungtay.rules.tasks import (
    OWN_STEPS,
    STEPS,
    Asked,
    Move,
    Repeat,
    Side,
    Standing,
    TaskState,
    Wish,
    check_giving,
    check_move,
    check_part,
    check_waiting,
    moves_open,
    next_due,
    step_of,
    turn_of,
)

TODAY, DUE, ENDS = date(2026, 3, 20), date(2026, 4, 30), date(2026, 12, 31)
LEAD, OTHER = UUID(int=1), UUID(int=2)

# An officer reads a row as: in this state, the lead may …, the asker may …, and this is where each step leads.
# "*" asks for a reason. Every step that does not stand in a row is refused to both.
WITH_AN_ASKER = """
    state         lead: step > state                                                  asker: step > state
    given         accept>accepted propose_day>day_proposed* send_back>returned* finish>done  | drop>dropped*
    accepted      propose_day>day_proposed* send_back>returned* finish>done                  | drop>dropped*
    day_proposed  finish>done                                 | agree_day>accepted refuse_day>accepted* drop>dropped*
    returned                                                      | give_again>given drop>dropped*
    done                                                          | confirm>confirmed ask_more>accepted*
    confirmed                                                     |
    dropped                                                       |
"""
NOBODY_ASKED = """
    state         lead: step > state                                              asker: step > state
    given         accept>accepted propose_day>accepted* finish>done drop>dropped* |
    accepted      propose_day>accepted* finish>done drop>dropped*                 |
    day_proposed                                                                  |
    returned                                                                      |
    done          ask_more>accepted*                                              |
    confirmed                                                                     |
    dropped                                                                       |
"""
TABLES = [(True, WITH_AN_ASKER), (False, NOBODY_ASKED)]


def rows(table: str) -> dict[tuple[TaskState, Side], dict[Move, tuple[TaskState, bool]]]:
    found = {}
    for line in table.strip().splitlines()[1:]:
        before, asker = line.split("|")
        state, *lead = before.split()
        for side, steps in ((Side.LEAD, lead), (Side.ASKER, asker.split())):
            cells = (step.split(">") for step in steps)
            found[TaskState(state), side] = {
                Move(move): (TaskState(after.rstrip("*")), after.endswith("*")) for move, after in cells
            }
    return found


CELLS = [
    (asked, state, side, move) for asked, _ in TABLES for state in TaskState for side in Side for move in Move
]


@pytest.mark.parametrize(("asked", "state", "side", "move"), CELLS)
def test_every_step_from_every_state_by_either_side_is_as_the_table_says(
    asked: bool, state: TaskState, side: Side, move: Move
) -> None:
    said = rows(WITH_AN_ASKER if asked else NOBODY_ASKED)
    wanted = said[state, side].get(move)
    assert (move in moves_open(state, asked=asked, sides={side})) is (wanted is not None)
    if wanted:
        step = step_of(state, move, asked=asked)
        assert (step.by, step.after, step.needs_note) == (side, *wanted)
    elif move not in {**said[state, Side.LEAD], **said[state, Side.ASKER]}:
        with pytest.raises(RuleBroken):
            step_of(state, move, asked=asked)


def test_no_step_stands_in_the_rule_that_the_table_does_not_say() -> None:
    for asked, steps in ((True, STEPS), (False, OWN_STEPS)):
        said = rows(WITH_AN_ASKER if asked else NOBODY_ASKED)
        assert len(steps) == sum(len(cell) for cell in said.values())


# Who has the next word. Taking back and reopening stand open beside it and are nobody's turn.
TURNS = """
    state         asked  own
    given         lead   lead
    accepted      lead   lead
    day_proposed  asker  -
    returned      asker  -
    done          asker  -
    confirmed     -      -
    dropped       -      -
"""


@pytest.mark.parametrize("row", TURNS.strip().splitlines()[1:])
def test_whose_turn_it_is_follows_from_the_state_alone(row: str) -> None:
    state, asked, own = row.split()
    assert (turn_of(TaskState(state), asked=True) or "-") == asked
    assert (turn_of(TaskState(state), asked=False) or "-") == own


def test_a_task_ends_confirmed_or_taken_back_and_nothing_leads_out() -> None:
    over = {TaskState.CONFIRMED, TaskState.DROPPED}
    assert {state for state in TaskState if not moves_open(state, asked=True, sides=set(Side))} == over


# The first day, then the next ones: each counted from the first, so that short months shift nothing.
SERIES = """
    weekly     2026-01-31   2026-02-07 2026-02-14 2026-02-21
    monthly    2026-01-31   2026-02-28 2026-03-31 2026-04-30 2026-05-31
    monthly    2028-01-31   2028-02-29 2028-03-31
    monthly    2026-11-30   2026-12-30 2027-01-30 2027-02-28 2027-03-30
    quarterly  2025-11-30   2026-02-28 2026-05-30 2026-08-30
    yearly     2028-02-29   2029-02-28 2030-02-28 2031-02-28 2032-02-29
"""


@pytest.mark.parametrize("row", SERIES.strip().splitlines())
def test_a_series_keeps_to_the_day_on_which_it_began(row: str) -> None:
    repeat, first, *days = row.split()
    found = [next_due(Repeat(repeat), date.fromisoformat(first), turn) for turn in range(1, len(days) + 1)]
    assert [str(day) for day in found] == days


def test_what_is_done_once_has_no_next_day() -> None:
    assert next_due(Repeat.NEVER, DUE) is None


RHYTHMS = st.sampled_from([Repeat.WEEKLY, Repeat.MONTHLY, Repeat.QUARTERLY, Repeat.YEARLY])


@given(RHYTHMS, st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_a_series_always_goes_on_and_never_passes_its_day_of_the_month(
    repeat: Repeat, first: date, turn: int
) -> None:
    before = next_due(repeat, first, turn - 1) if turn > 1 else first
    after = next_due(repeat, first, turn)
    assert before and after and before < after
    if repeat is not Repeat.WEEKLY:
        assert after.day <= first.day
        assert after.day == first.day or (after + timedelta(days=1)).day == 1


def asked(**told: object) -> Asked:
    return Asked(**({"text": "Two talks", "due_on": DUE, "lead": LEAD} | told))  # type: ignore[arg-type]


FAULTS = [
    ({"text": ""}, ["text"]),
    ({"due_on": TODAY - timedelta(days=1)}, ["due_on"]),
    ({"due_on": ENDS + timedelta(days=1)}, ["due_on"]),
    ({"begins_on": DUE + timedelta(days=1)}, ["begins_on"]),
    ({"rank": 0}, ["rank"]),
    ({"parts": (LEAD,)}, ["parts"]),
    ({"parts": (OTHER, OTHER)}, ["parts"]),
    ({"repeats_until": DUE}, ["repeats_until"]),
    ({"repeats": Repeat.MONTHLY, "repeats_until": DUE - timedelta(days=1)}, ["repeats_until"]),
    ({"text": "", "due_on": TODAY - timedelta(days=1), "parts": (LEAD,)}, ["text", "due_on", "parts"]),
    ({"repeats": Repeat.MONTHLY, "repeats_until": DUE, "parts": (OTHER,)}, []),
    ({"due_on": ENDS, "begins_on": ENDS}, []),
    ({"due_on": TODAY}, []),
]


@pytest.mark.parametrize(("told", "where"), FAULTS)
def test_a_task_is_refused_for_everything_that_is_wrong_with_it(
    told: dict[str, object], where: list[str]
) -> None:
    assert faults(lambda: check_giving(asked(**told), today=TODAY, ends_on=ENDS)) == where


def faults(check: object) -> list[str]:
    try:
        check()  # type: ignore[operator]
    except RuleBroken as refused:
        return [message.where for message in refused.messages]
    return []


def standing(state: str = "accepted", **told: object) -> Standing:
    return Standing(**({"state": TaskState(state), "asked": True, "due_on": DUE, "ends_on": ENDS} | told))  # type: ignore[arg-type]


MOVES = [
    ("accepted", {}, {"move": Move.PROPOSE_DAY}, ["note", "day"]),
    ("accepted", {}, {"move": Move.PROPOSE_DAY, "note": "So", "day": TODAY - timedelta(days=1)}, ["day"]),
    ("accepted", {}, {"move": Move.PROPOSE_DAY, "note": "So", "day": ENDS + timedelta(days=1)}, ["day"]),
    ("accepted", {}, {"move": Move.PROPOSE_DAY, "note": "So", "day": DUE}, ["day"]),
    ("accepted", {}, {"move": Move.PROPOSE_DAY, "note": "So", "day": ENDS}, []),
    ("accepted", {}, {"move": Move.SEND_BACK, "note": " "}, ["note"]),
    ("accepted", {}, {"move": Move.FINISH, "day": TODAY + timedelta(days=1)}, ["day"]),
    ("accepted", {"blockers": ("Book the hall",)}, {"move": Move.FINISH}, [""]),
    ("accepted", {"product": "Minutes"}, {"move": Move.FINISH}, ["evidence"]),
    ("accepted", {"product": "Minutes", "has_evidence": True}, {"move": Move.FINISH}, []),
    ("accepted", {"product": "Minutes"}, {"move": Move.FINISH, "note": "In the hall's folder"}, []),
    (
        "accepted",
        {"blockers": ("Book",), "product": "Minutes"},
        {"move": Move.FINISH, "day": DUE},
        ["day", "", "evidence"],
    ),
    ("returned", {}, {"move": Move.GIVE_AGAIN}, []),
    ("returned", {}, {"move": Move.GIVE_AGAIN, "day": TODAY - timedelta(days=9)}, ["day"]),
    ("done", {}, {"move": Move.ASK_MORE}, ["note"]),
    ("done", {"own_finish": True}, {"move": Move.CONFIRM}, [""]),
    ("done", {}, {"move": Move.CONFIRM}, []),
]


@pytest.mark.parametrize(("state", "told", "wish", "where"), MOVES)
def test_a_step_is_refused_for_everything_that_is_wrong_with_it(
    state: str, told: dict[str, object], wish: dict[str, object], where: list[str]
) -> None:
    asked_for = Wish(today=TODAY, **wish)  # type: ignore[arg-type]
    assert faults(lambda: check_move(standing(state, **told), asked_for)) == where


WAITS = """
    these wait for     the first would wait for   allowed
    b>a                b                          no
    b>a c>b            c                          no
    b>a c>b d>c        d                          no
    b>c                b                          yes
    -                  a                          no
    -                  b                          yes
    c>b                b,c                        yes
"""


@pytest.mark.parametrize("row", WAITS.strip().splitlines()[1:])
def test_nothing_waits_for_itself_even_around_corners(row: str) -> None:
    *edges, wanted, allowed = row.split()
    names = {letter: UUID(int=number) for number, letter in enumerate("abcd", 1)}
    waits_for: dict[UUID, list[UUID]] = {}
    for edge in edges:
        if edge != "-":
            task, blocker = edge.split(">")
            waits_for.setdefault(names[task], []).append(names[blocker])
    blockers = [names[letter] for letter in wanted.split(",")]
    assert (not faults(lambda: check_waiting(names["a"], blockers, waits_for))) is (allowed == "yes")


def test_a_part_is_finished_once_and_not_tomorrow() -> None:
    told: dict[str, object] = {"done_on": None, "on": TODAY, "today": TODAY, "dropped": False}
    check_part(**told)  # type: ignore[arg-type]
    assert faults(lambda: check_part(**told | {"done_on": TODAY})) == [""]  # type: ignore[arg-type]
    assert faults(lambda: check_part(**told | {"on": DUE, "dropped": True})) == ["", "on"]  # type: ignore[arg-type]
