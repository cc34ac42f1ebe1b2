"""Decides what a gathering of two sides needs: twins that are twins, speakers in order, minutes agreed by both.

The side that keeps it plans it, sends the plan out, writes down what came of it and sends the minutes; they stand
once a body of another side confirms them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .exchange import silent
from .messages import Message, RuleBroken
from .tables import rows_of


class GatheringKind(StrEnum):
    TWIN_MEETING = "twin_meeting"  # of twinned villages
    JOINT_EVENT = "joint_event"  # communication on both sides
    CONFERENCE = "conference"  # on experience


class GatheringState(StrEnum):
    PLANNED = "planned"  # its keeper's alone
    SENT = "sent"  # the bodies read the plan
    MINUTED = "minuted"  # the minutes wait for the other side
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class Side(StrEnum):
    KEEPER = "keeper"
    OTHER = "other"  # a body of another side that takes part


class Move(StrEnum):
    CHANGE = "change"  # the plan, or what came of it
    SEND = "send"
    SEND_MINUTES = "send_minutes"
    CONFIRM = "confirm"
    ASK_CHANGES = "ask_changes"  # the minutes do not say what was agreed
    CANCEL = "cancel"


# From which state, which step, by whom, to which state; must a note be given. What is not here is forbidden.
TABLE = """
from      move          by      to         note

planned   change        keeper  planned    -
planned   send          keeper  sent       -
planned   cancel        keeper  cancelled  x
sent      change        keeper  sent       -
sent      send_minutes  keeper  minuted    -
sent      cancel        keeper  cancelled  x
minuted   confirm       other   confirmed  -
minuted   ask_changes   other   sent       x
"""


@dataclass(frozen=True, slots=True)
class Step:
    by: Side
    after: GatheringState
    needs_note: bool


STEPS = {
    (GatheringState(before), Move(move)): Step(Side(by), GatheringState(after), note == "x")
    for before, move, by, after, note in rows_of(TABLE)
}
CHANGING = frozenset({GatheringState.PLANNED, GatheringState.SENT})


def moves_open(state: GatheringState, sides: Collection[Side]) -> list[Move]:
    return [move for (before, move), step in STEPS.items() if before is state and step.by in sides]


def turn_of(state: GatheringState) -> Side | None:
    if state in CHANGING:
        return Side.KEEPER
    return Side.OTHER if state is GatheringState.MINUTED else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A gathering as somebody wrote it."""

    kind: GatheringKind
    title: Mapping[str, str]  # by the names of its fields, one a language
    held_on: date
    next_on: date | None = None
    has_twins: bool = False
    twins_are_a_pair: bool = False
    twins_stand: bool = True  # on the day of the meeting
    sides: int = 0  # how many sides its bodies stand on, the keeper's included
    strange: tuple[str, ...] = ()  # names of bodies that stand in no side of the programme


def check_gathering(planned: Planned) -> None:
    said = list(silent(planned.title, "Say in a few words what it is about, in Vietnamese or in Lao."))
    said += _of_twins(planned)
    text = "%(name)s does not stand in this programme today. Choose a body of one of its sides."
    said += [Message(text, {"name": name}, "bodies") for name in planned.strange]
    if planned.sides < 2:
        text = "Both sides meet: choose at least one body of another side."
        said.append(Message(text, where="bodies"))
    if planned.next_on is not None and planned.next_on <= planned.held_on:
        said.append(Message("The next meeting comes after this one.", where="next_on"))
    if said:
        raise RuleBroken(said)


def _of_twins(planned: Planned) -> Iterable[Message]:
    if planned.kind is not GatheringKind.TWIN_MEETING:
        if planned.has_twins:
            yield Message("Twinned villages are named for their own meeting only.", where="twins")
    elif not planned.has_twins:
        yield Message("Choose the twinned villages that meet.", where="twins")
    elif not planned.twins_are_a_pair:
        text = "These are no twinned villages: choose a pair, one village on each side."
        yield Message(text, where="twins")
    elif not planned.twins_stand:
        yield Message("These villages are not twinned on the day of the meeting.", where="twins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the rule needs to know of a gathering that is about to move."""

    state: GatheringState
    held_on: date
    has_result: bool  # in words, or as signed minutes


def step_of(state: GatheringState, move: Move) -> Step:
    step = STEPS.get((state, move))
    if step is None and state is GatheringState.CONFIRMED:
        raise RuleBroken(
            Message("The minutes are confirmed and stand. What must be otherwise is agreed at the next one.")
        )
    if step is None:
        raise RuleBroken(Message("This gathering does not stand where this could be done. Look at it anew."))
    return step


def check_move(gathering: Standing, move: Move, sides: Collection[Side], *, note: str, today: date) -> Step:
    step = step_of(gathering.state, move)
    if step.by not in sides:
        raise RuleBroken(Message("This is for the other side to say."))
    said = []
    if step.needs_note and not note.strip():
        said.append(Message("Say why.", where="note"))
    if move is Move.SEND_MINUTES:
        if gathering.held_on > today:
            text = "It is held on %(day)s. Minutes are sent once it was held."
            said.append(Message(text, {"day": gathering.held_on}))
        if not gathering.has_result:
            text = "Write what was said and agreed, or add the signed minutes, before you send them."
            said.append(Message(text, where="result"))
    if said:
        raise RuleBroken(said)
    return step


def check_speech(
    state: GatheringState, *, kind: GatheringKind, speaker: str, title: Mapping[str, str], position: int,
    taken: Collection[int],
) -> None:  # fmt: skip
    """Who speaks about what, by post, in order."""
    said = []
    if state not in CHANGING:
        said.append(Message("The minutes were sent; the list of speakers stands."))
    if kind is not GatheringKind.CONFERENCE:
        said.append(Message("Speakers are listed for a conference."))
    if not speaker.strip():
        said.append(Message("Say who speaks, by post.", where="speaker"))
    said += silent(title, "Say in a few words what it is about, in Vietnamese or in Lao.")
    if position in taken:
        text = "Somebody else speaks in place %(number)s. The next free place is %(free)s."
        said.append(Message(text, {"number": position, "free": max(taken) + 1}, "position"))
    if said:
        raise RuleBroken(said)
