"""Decides the life of a notice, as far as the server may know it: who did which step, when, for which side.

A notice begins on one side (*here*) and may be passed on to another (*there*). Each side has its own part, with its own
file, and closes it by itself; what lies between them belongs to both parts.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chungtay.rules.messages import Message, Phrase, RuleBroken
from chungtay.rules.tables import rows_of


class Step(StrEnum):
    """What happened to a notice. What it says is in none of them."""

    BEGUN = "begun"  # sealed to one's own side by whoever saw or heard
    PASSED_ON = "passed_on"  # a recipient sealed it to the other side
    TOLD = "told"  # by phone or face to face, before or beside the notice
    RECEIVED = "received"  # the first recipient of the other side opened it
    ACKNOWLEDGED = "acknowledged"  # a recipient of the other side says: we have it and act
    ESCALATED = "escalated"  # nobody acknowledged in time
    CLOSED = "closed"  # a side ended its own part
    REOPENED = "reopened"
    DESTROYED = "destroyed"  # the sealed bytes of a side's part are gone; the trail stays


class Urgency(StrEnum):
    """How soon an answer is needed; how many hours that is, an office says."""

    DANGER = "danger"  # somebody is in danger now
    SOON = "soon"
    NORMAL = "normal"


class State(StrEnum):
    """Where the part of one side stands."""

    BEGUN = "begun"  # here, and nobody of the other side knows
    PASSED_ON = "passed_on"  # here: it crossed; there: it has come, and nobody has opened it
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"
    DESTROYED = "destroyed"


class Place(StrEnum):
    HERE = "here"  # the side on which it began
    THERE = "there"  # the side to which it was passed on


class Actor(StrEnum):
    """Who takes a step for a side."""

    SENDER = "sender"  # whoever may send for the side; every recipient may, too
    RECIPIENT = "recipient"  # holds a key that the side has listed
    READER = "reader"  # nobody says it: bytes were given to a recipient
    CLOCK = "clock"
    KEEPER = "keeper"  # of the side's keys, when the agreed time is over


# Of the part of a side: in which state, which step, by whom, to which state. "same" stays, "open" goes back to where it
# was before it was closed. What is not here is forbidden.
TABLE = """
place  state         step          by         to

here   begun         passed_on     recipient  passed_on
here   begun         told          sender     same
here   begun         closed        recipient  closed
here   passed_on     told          sender     same
here   passed_on     closed        recipient  closed
here   closed        told          sender     same
here   closed        reopened      recipient  open
here   closed        destroyed     keeper     destroyed
there  passed_on     told          sender     same
there  passed_on     received      reader     received
there  passed_on     escalated     clock      same
there  received      told          sender     same
there  received      acknowledged  recipient  acknowledged
there  received      escalated     clock      same
there  acknowledged  told          sender     same
there  acknowledged  closed        recipient  closed
there  closed        told          sender     same
there  closed        reopened      recipient  open
there  closed        destroyed     keeper     destroyed
"""

# What a script may say by itself; the others are written where they happen.
SAID = (Step.TOLD, Step.ACKNOWLEDGED, Step.CLOSED, Step.REOPENED)
ADDS = frozenset(State) - {State.CLOSED, State.DESTROYED}  # in which states something may be added to a part
PATIENCE = timedelta(minutes=5)  # by so much two clocks may differ
LONG_AGO = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Way:
    by: Actor
    after: str  # a state, "same" or "open"


def read_table(table: str) -> dict[tuple[Place, State, Step], Way]:
    return {
        (Place(place), State(state), Step(step)): Way(Actor(by), after)
        for place, state, step, by, after in rows_of(table)
    }


WAYS = read_table(TABLE)


def state_of(place: Place, steps: Iterable[Step]) -> State | None:
    """Where a part stands after its steps, oldest first; a part *there* does not exist before the notice is passed on.

    `steps`: those of the side itself, and that the notice was passed on.
    """
    state: State | None = State.BEGUN if place is Place.HERE else None
    before = state
    for step in steps:
        if state is None:
            state = before = State.PASSED_ON if step is Step.PASSED_ON else None
            continue
        way = WAYS.get((place, state, step))
        if way is None or way.after == "same":
            continue
        if way.after == "open":
            state = before
            continue
        before, state = state, State(way.after)
    return state


def moves_open(place: Place, state: State | None, actors: Collection[Actor]) -> list[Step]:
    """What somebody who is all these to a side may say next, in the order of the table."""
    if state is None:
        return []
    return [
        step
        for (where, now, step), way in WAYS.items()
        if (where, now) == (place, state) and way.by in actors
    ]


def check_step(place: Place, state: State | None, step: Step, actors: Collection[Actor]) -> None:
    """Refuse a step that the part does not allow now, or that is for somebody else."""
    way = WAYS.get((place, state, step)) if state else None
    if way is None:
        own = place is Place.HERE and step is Step.ACKNOWLEDGED
        raise RuleBroken(Message(OWN_NOTICE if own else WHY_NOT.get((state, step), NOT_NOW)))
    if way.by not in actors:
        raise RuleBroken(Message(FOR_OTHERS[way.by]))


OWN_NOTICE = "This notice began on your own side. The other side acknowledges it."
NOT_NOW = "This notice does not stand where this could be done. Load the page again."
WHY_NOT: dict[tuple[State | None, Step], str] = {
    (State.PASSED_ON, Step.ACKNOWLEDGED): "Open the notice first: whoever acknowledges it has read it.",
    (State.PASSED_ON, Step.CLOSED): "Open and acknowledge the notice before you close your side's part.",
    (State.RECEIVED, Step.CLOSED): "Acknowledge the notice before you close your side's part.",
    (State.CLOSED, Step.PASSED_ON): "Your side has closed its part. Open it again before you pass it on.",
    (State.CLOSED, Step.CLOSED): "Your side has closed its part already.",
    (State.ACKNOWLEDGED, Step.ACKNOWLEDGED): "Your side has acknowledged this notice already.",
}
FOR_OTHERS = {
    Actor.SENDER: "Your post does not allow this.",
    Actor.RECIPIENT: "Only a recipient of that side can do this: somebody whose key the side has listed.",
    Actor.READER: "Nobody says this by hand: it is written when a recipient opens the notice.",
    Actor.CLOCK: "Nobody says this by hand: the clock does.",
    Actor.KEEPER: "Only whoever keeps the keys of that side can do this.",
}


def check_adding(state: State | None) -> None:
    """Whether something may still be added to a side's part."""
    if state not in ADDS:
        raise RuleBroken(
            Message("Your side has closed its part of this notice. Open it again, then add to it.")
        )


def check_moment(happened_at: datetime, at: datetime) -> None:
    """When something happened, as somebody said it; the clock of the device may be years off."""
    if happened_at > at + PATIENCE:
        text = "This moment is still to come. By the server it is %(now)s: check the clock of your device."
        raise RuleBroken(Message(text, {"now": at}, "happened_at"))
    if happened_at < at - LONG_AGO:
        text = "This moment lies more than a year back. Check the day, and the clock of your device."
        raise RuleBroken(Message(text, where="happened_at"))


def warnings(recipients: dict[Phrase, int]) -> list[Message]:
    """Of each side, by name, how many recipients it has: one may be ill on the day when it matters. Never a refusal."""
    one = "%(side)s has one recipient only. Ask it to list a second one."
    none = (
        "%(side)s has no recipient yet: for now only its recovery key opens this. Tell it by phone, "
        "and ask it to list recipients."
    )
    return [
        Message(one if number else none, {"side": side}) for side, number in recipients.items() if number < 2
    ]
