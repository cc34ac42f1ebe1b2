"""Decides whether a list of keys may follow the one before, and what it adds and takes off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chungtay.rules.messages import Message, RuleBroken

from ..sealed.identities import Signed
from ..sealed.lists import LIST
from .signed import read_signed

MEMBERS = "seat number prev at recovery cards"
MOST_CARDS = 60  # an item has room for 64 recipients
PATIENCE = timedelta(hours=24)  # how far a clock may be off before what it signs would mislead

NO_LIST = "This is no list of keys. Load the page again and sign anew."


@dataclass(frozen=True)
class Before:
    """What the side had said last; number 0 and no head before its first list."""

    number: int
    head: str | None


@dataclass(frozen=True)
class Waiting:
    """What the server knows of an enrolment that may stand on a list."""

    person: str
    card: dict[str, Any]
    called: str  # how people call the person: by post
    listed: bool = False
    lost: bool = False
    withdrawn: bool = False
    ended: bool = False
    may: bool = True  # the person still works for the side

    @property
    def is_over(self) -> bool:
        return self.withdrawn or self.ended


@dataclass(frozen=True)
class Listed:
    """A list that was read: its cards by enrolment."""

    signed: Signed
    seat: str
    number: int
    prev: str | None
    at: datetime
    recovery: dict[str, Any]
    cards: dict[str, dict[str, Any]]


def read_list(compact: Any, signing: dict[str, Any], kid: str) -> Listed:
    signed = read_signed(compact, LIST, MEMBERS, {kid: signing})
    told = signed.body
    try:
        right = (
            type(told["number"]) is int
            and isinstance(told["cards"], list)
            and all(set(card) == {"person", "enrolment", "enc", "sig"} for card in told["cards"])
        )
        at = datetime.fromisoformat(told["at"])
        cards = {card["enrolment"]: card for card in told["cards"]}
        right = right and at.tzinfo is not None and len(cards) == len(told["cards"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise RuleBroken(Message(NO_LIST)) from wrong
    if not right:
        raise RuleBroken(Message(NO_LIST))
    return Listed(signed, told["seat"], told["number"], told["prev"], at, told["recovery"], cards)


def check_list(
    found: Listed,
    before: Before,
    *,
    seat: str,
    recovery: dict[str, Any],
    known: Mapping[str, Waiting],
    at: datetime,
) -> None:
    """Everything that is wrong with it at once. `known`: the side's enrolments by id."""
    if found.seat != seat or found.recovery != recovery:
        raise RuleBroken(Message(NO_LIST))
    if (found.number, found.prev) != (before.number + 1, before.head):
        raise RuleBroken(Message(
            "Somebody else signed list %(number)s of this side meanwhile. Nothing is lost: load the page again, look "
            "at what changed, and sign anew.", {"number": before.number},
        ))  # fmt: skip
    check_moment(found.at, at)
    faults = []
    if len(found.cards) > MOST_CARDS:
        faults.append(Message("A side can have %(most)s recipients at most.", {"most": MOST_CARDS}))
    for enrolment, card in found.cards.items():
        held = known.get(enrolment)
        if held is None or held.is_over or (held.person, held.card) != (
            card["person"], {"enc": card["enc"], "sig": card["sig"]}
        ):  # fmt: skip
            faults.append(Message(
                "The list names a key that nobody asked to have listed, or that was taken back. Load the page again."
            ))  # fmt: skip
        elif held.lost:
            faults.append(
                Message("%(who)s says that this key is lost. Take it off the list.", {"who": held.called})
            )
        elif not held.listed and not held.may:
            faults.append(Message("%(who)s no longer works for this side.", {"who": held.called}))
    if faults:
        raise RuleBroken(list(dict.fromkeys(faults)))


def check_moment(said: datetime, at: datetime) -> None:
    """What is signed says when; a device whose clock is far off would put the wrong year under a signature."""
    if abs(said - at) > PATIENCE:
        raise RuleBroken(Message(
            "The clock of your device says %(said)s, the server's %(at)s. Set the clock of your device, load the page "
            "again, and sign anew.", {"said": said.date(), "at": at.date()},
        ))  # fmt: skip


def changes_of(found: Listed, known: Mapping[str, Waiting]) -> tuple[set[str], set[str]]:
    """The enrolments that it adds, and those that it takes off."""
    listed = {enrolment for enrolment, held in known.items() if held.listed and not held.is_over}
    return set(found.cards) - listed, listed - set(found.cards)
