"""Every step of what lies on the exchange shelf, for its sender and for each body for which it was put there."""

from datetime import date, timedelta

import pytest

from chungtay.rules.messages import RuleBroken
from chungtay.rules.shelf import (
    READER_STEPS,
    STEPS,
    ItemState,
    Move,
    ReaderMove,
    ReaderState,
    check_move,
    check_reader_move,
    is_reply_late,
    moves_open,
    reader_moves_open,
    reader_state,
    state_of,
)

TODAY = date(2026, 3, 20)

# Read a row as: in this state the sender may …, and this is where each step leads. "*" asks for words.
SENDER = """
    draft      change>draft send>sent withdraw>withdrawn*
    sent       answer>sent* withdraw>withdrawn*
    withdrawn
"""
# While it is sent; of a draft and of what was taken back nothing is received.
READER = """
    waiting    receive>received reply>replied*
    received   reply>replied*
    replied    reply>replied*
"""


def rows(table: str) -> dict[str, dict[str, tuple[str, bool]]]:
    found = {}
    for line in table.strip().splitlines():
        state, *steps = line.split()
        pairs = (step.split(">") for step in steps)
        found[state] = {move: (to.rstrip("*"), to.endswith("*")) for move, to in pairs}
    return found


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", ItemState)
def test_every_step_of_the_sender_is_as_the_table_says(state: ItemState, move: Move) -> None:
    wanted = rows(SENDER)[state].get(move)
    assert (move in moves_open(state)) is (wanted is not None)
    if wanted is None:
        with pytest.raises(RuleBroken, match="Look at it anew"):
            check_move(state, move, note="Why")
        return
    assert check_move(state, move, note="Why") == wanted[0]
    if wanted[1]:
        with pytest.raises(RuleBroken):
            check_move(state, move, note=" ")


@pytest.mark.parametrize("item", ItemState)
@pytest.mark.parametrize("move", ReaderMove)
@pytest.mark.parametrize("state", ReaderState)
def test_every_step_of_a_reader_is_as_the_table_says(
    item: ItemState, state: ReaderState, move: ReaderMove
) -> None:
    wanted = rows(READER)[state].get(move) if item is ItemState.SENT else None
    assert (move in reader_moves_open(item, state)) is (wanted is not None)
    if wanted is None:
        with pytest.raises(RuleBroken):
            check_reader_move(item, state, move, note="Thank you")
        return
    assert check_reader_move(item, state, move, note="Thank you") == wanted[0]
    if wanted[1]:
        with pytest.raises(RuleBroken, match="Write what you reply"):
            check_reader_move(item, state, move, note="")


def test_no_step_stands_in_the_rules_that_the_tables_do_not_say() -> None:
    assert len(STEPS) == sum(map(len, rows(SENDER).values()))
    assert len(READER_STEPS) == sum(map(len, rows(READER).values()))


def test_the_states_follow_from_what_happened() -> None:
    assert state_of(sent=False, withdrawn=False) is ItemState.DRAFT
    assert state_of(sent=True, withdrawn=False) is ItemState.SENT
    assert state_of(sent=True, withdrawn=True) is ItemState.WITHDRAWN
    assert reader_state(received=False, replied=False) is ReaderState.WAITING
    assert reader_state(received=True, replied=False) is ReaderState.RECEIVED
    assert reader_state(received=True, replied=True) is ReaderState.REPLIED


def test_nothing_is_sent_that_says_nothing() -> None:
    with pytest.raises(RuleBroken, match="nothing to send"):
        check_move(ItemState.DRAFT, Move.SEND, has_content=False)


def test_a_reply_is_late_after_its_day_until_it_is_there() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert is_reply_late(yesterday, ReaderState.RECEIVED, TODAY)
    assert not is_reply_late(TODAY, ReaderState.WAITING, TODAY)
    assert not is_reply_late(yesterday, ReaderState.REPLIED, TODAY)
    assert not is_reply_late(None, ReaderState.WAITING, TODAY)
