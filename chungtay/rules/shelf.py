"""Decides what may be put on the exchange shelf, and how what lies there is received and replied to.

One side puts it there for bodies of the other sides; each of these receives it and replies for itself.
"""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from .exchange import silent
from .messages import Message, RuleBroken
from .tables import rows_of


class ItemState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    WITHDRAWN = "withdrawn"  # it stays to be read, with the reason


class ReaderState(StrEnum):
    WAITING = "waiting"
    RECEIVED = "received"
    REPLIED = "replied"


class Move(StrEnum):
    CHANGE = "change"
    SEND = "send"
    WITHDRAW = "withdraw"
    ANSWER = "answer"  # the sender writes back


class ReaderMove(StrEnum):
    RECEIVE = "receive"
    REPLY = "reply"


# The item itself, all of it its sender's: from which state, which step, to which state; must a reason be given.
TABLE = """
from   move      to         note

draft  change    draft      -
draft  send      sent       -
draft  withdraw  withdrawn  x
sent   answer    sent       x
sent   withdraw  withdrawn  x
"""

# What each body does for which it was put there, while it is sent. Who replies has received it.
READER_TABLE = """
from      move     to        note

waiting   receive  received  -
waiting   reply    replied   x
received  reply    replied   x
replied   reply    replied   x
"""

STEPS = {
    (ItemState(before), Move(move)): (ItemState(after), note == "x")
    for before, move, after, note in rows_of(TABLE)
}
READER_STEPS = {
    (ReaderState(before), ReaderMove(move)): (ReaderState(after), note == "x")
    for before, move, after, note in rows_of(READER_TABLE)
}


def state_of(*, sent: bool, withdrawn: bool) -> ItemState:
    if withdrawn:
        return ItemState.WITHDRAWN
    return ItemState.SENT if sent else ItemState.DRAFT


def reader_state(*, received: bool, replied: bool) -> ReaderState:
    if replied:
        return ReaderState.REPLIED
    return ReaderState.RECEIVED if received else ReaderState.WAITING


def moves_open(state: ItemState) -> list[Move]:
    return [move for before, move in STEPS if before is state]


def reader_moves_open(item: ItemState, state: ReaderState) -> list[ReaderMove]:
    return [move for before, move in READER_STEPS if before is state] if item is ItemState.SENT else []


def is_reply_late(reply_by: date | None, state: ReaderState, today: date) -> bool:
    return reply_by is not None and state is not ReaderState.REPLIED and reply_by < today


def check_item(
    *, title: Mapping[str, str], reply_by: date | None, today: date, readers: int, strange: Collection[str]
) -> None:
    """`strange`: the names of bodies that stand on no other side. Every fault at once."""
    said = list(silent(title, "Say in a few words what it is about, in Vietnamese or in Lao."))
    if not readers:
        said.append(Message("Choose for which bodies of the other sides it is.", where="readers"))
    text = "%(name)s does not stand on another side of this programme today."
    said += [Message(text, {"name": name}, "readers") for name in strange]
    if reply_by is not None and reply_by < today:
        said.append(Message("This day has passed already.", where="reply_by"))
    if said:
        raise RuleBroken(said)


def check_move(state: ItemState, move: Move, *, note: str = "", has_content: bool = True) -> ItemState:
    """`has_content`: it says something, or a paper lies with it."""
    step = STEPS.get((state, move))
    if step is None:
        raise RuleBroken(
            Message("This does not lie on the shelf as it did when you looked. Look at it anew.")
        )
    after, needs_note = step
    said = []
    if needs_note and not note.strip():
        words = "Write what you reply." if move is Move.ANSWER else "Say why it is taken back."
        said.append(Message(words, where="text" if move is Move.ANSWER else "reason"))
    if move is Move.SEND and not has_content:
        said.append(Message("There is nothing to send yet. Write something, or add a paper.", where="text"))
    if said:
        raise RuleBroken(said)
    return after


def check_reader_move(
    item: ItemState, state: ReaderState, move: ReaderMove, *, note: str = ""
) -> ReaderState:
    if item is not ItemState.SENT:
        raise RuleBroken(Message("This was taken back; nothing is left to receive or to reply to."))
    step = READER_STEPS.get((state, move))
    if step is None:
        raise RuleBroken(Message("This was received already."))
    after, needs_note = step
    if needs_note and not note.strip():
        raise RuleBroken(Message("Write what you reply.", where="text"))
    return after
