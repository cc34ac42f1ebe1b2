"""Decides how two sides solve a border matter: it is solved when both say so, and nobody in it can be recognised.

The side that raised it is *here*, the other one *there*. What is to be done is proposed by either side and counts once
the other agrees; each such action has its owner on one side.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .exchange import silent
from .messages import Message, RuleBroken
from .tables import rows_of
from .unnamed import faults_of


class MatterState(StrEnum):
    DRAFT = "draft"
    RAISED = "raised"
    RECEIVED = "received"
    AGREED = "agreed"  # who does what stands
    SOLVED_HERE = "solved_here"  # one side says so: the one that raised it …
    SOLVED_THERE = "solved_there"  # … or the other
    SOLVED = "solved"
    WITHDRAWN = "withdrawn"


class Side(StrEnum):
    HERE = "here"  # that raised it
    THERE = "there"


class Move(StrEnum):
    RAISE = "raise"
    RECEIVE = "receive"
    SAY = "say"  # a word on it
    SAY_SOLVED = "say_solved"
    TAKE_BACK = "take_back"  # that it is solved
    NOT_SOLVED = "not_solved"  # the other side said so too early
    WITHDRAW = "withdraw"


# From which state, which step, by whom, to which state; must a note be given. What is not here is forbidden. "open" is
# agreed where an agreed action stands, else received; "same" stays.
TABLE = """
from          move        by     to            note

draft         raise       here   raised        -
draft         withdraw    here   withdrawn     x
raised        receive     there  received      -
raised        say         both   same          x
raised        withdraw    here   withdrawn     x
received      say         both   same          x
received      say_solved  here   solved_here   -
received      say_solved  there  solved_there  -
received      withdraw    here   withdrawn     x
agreed        say         both   same          x
agreed        say_solved  here   solved_here   -
agreed        say_solved  there  solved_there  -
agreed        withdraw    here   withdrawn     x
solved_here   say         both   same          x
solved_here   take_back   here   open          x
solved_here   not_solved  there  open          x
solved_here   say_solved  there  solved        -
solved_there  say         both   same          x
solved_there  take_back   there  open          x
solved_there  not_solved  here   open          x
solved_there  say_solved  here   solved        -
"""


class ActionState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    DONE = "done"


class ActionMove(StrEnum):
    AGREE = "agree"
    DECLINE = "decline"
    TAKE_BACK = "take_back"
    FINISH = "finish"
    REOPEN = "reopen"


class Part(StrEnum):
    """What a side is to an action."""

    PROPOSER = "proposer"
    OTHER = "other"  # of the two, the one that did not propose it
    OWNER = "owner"


# The same of an action, whoever of the two sides raised the matter.
ACTION_TABLE = """
from      move       by        to          note

proposed  agree      other     agreed      -
proposed  decline    other     declined    x
proposed  take_back  proposer  taken_back  -
agreed    finish     owner     done        -
done      reopen     owner     agreed      x
"""

# In which states of the matter what is to be done may still be proposed and moved.
AT_WORK = frozenset({MatterState.RECEIVED, MatterState.AGREED})
MAY_PROPOSE = AT_WORK | {MatterState.RAISED}
OVER = frozenset({MatterState.SOLVED, MatterState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Step:
    sides: frozenset[Side]
    after: str  # a state, "open" or "same"
    needs_note: bool


@dataclass(frozen=True, slots=True)
class ActionStep:
    by: Part
    after: ActionState
    needs_note: bool


def read_table(table: str) -> dict[tuple[MatterState, Move, Side], Step]:
    found = {}
    for before, move, by, after, note in rows_of(table):
        sides = frozenset(Side) if by == "both" else frozenset({Side(by)})
        for side in sides:
            found[MatterState(before), Move(move), side] = Step(sides, after, note == "x")
    return found


STEPS = read_table(TABLE)
ACTION_STEPS = {
    (ActionState(before), ActionMove(move)): ActionStep(Part(by), ActionState(after), note == "x")
    for before, move, by, after, note in rows_of(ACTION_TABLE)
}


def moves_open(state: MatterState, sides: Collection[Side]) -> list[Move]:
    """What somebody on these sides may do next, in the order of the table."""
    return list(dict.fromkeys(move for before, move, side in STEPS if before is state and side in sides))


def sides_that_may(state: MatterState, move: Move) -> frozenset[Side]:
    return frozenset(side for side in Side if (state, move, side) in STEPS)


def turn_of(state: MatterState) -> frozenset[Side]:
    """Who has the next word: both, while they work on it; nobody once it is over."""
    match state:
        case MatterState.DRAFT | MatterState.SOLVED_THERE:
            return frozenset({Side.HERE})
        case MatterState.RAISED | MatterState.SOLVED_HERE:
            return frozenset({Side.THERE})
        case MatterState.SOLVED | MatterState.WITHDRAWN:
            return frozenset()
    return frozenset(Side)


def after(state: MatterState, move: Move, side: Side, *, has_agreed: bool) -> MatterState:
    """The state that the step leads to. `has_agreed`: an agreed action stands, done or not."""
    reached = _step(state, move, side).after
    if reached == "same":
        return state
    if reached == "open":
        return MatterState.AGREED if has_agreed else MatterState.RECEIVED
    return MatterState(reached)


def _step(state: MatterState, move: Move, side: Side) -> Step:
    step = STEPS.get((state, move, side))
    if step is None and sides_that_may(state, move):
        raise RuleBroken(Message("This is for the other side to say."))
    if step is None:
        raise RuleBroken(Message("This matter does not stand where this could be done. Look at it anew."))
    return step


def check_matter(*, title: Mapping[str, str], text: Mapping[str, str], same_side: bool) -> None:
    """`title` and `text` by the names of their fields, one a language. Every fault at once."""
    said: list[Message] = []
    said += silent(title, "Say in a few words what it is about, in Vietnamese or in Lao.")
    said += silent(text, "Write what happened, in Vietnamese or in Lao.")
    if same_side:
        text_ = "Choose a body of the other side: a matter is solved between two sides."
        said.append(Message(text_, where="other"))
    said += faults_of({**title, **text})
    if said:
        raise RuleBroken(said)


def check_move(
    state: MatterState, move: Move, side: Side, *, note: str, unfinished: int, proposed: int, own_word: bool
) -> None:
    """`unfinished`: how many agreed actions are not done; `proposed`: how many wait for an answer; `own_word`: whoever
    moves it said for the other side that it is solved.
    """
    step = _step(state, move, side)
    said = list(faults_of({"note": note}))
    if step.needs_note and not note.strip():
        said.append(Message("Write what you have to say." if move is Move.SAY else "Say why.", where="note"))
    if move is Move.SAY_SOLVED and unfinished and not note.strip():
        text = "Agreed actions that are not done: %(n)s. Finish them first, or say why it is solved all the same."
        said.append(Message(text, {"n": unfinished}, "note"))
    if move is Move.SAY_SOLVED and own_word:
        said.append(Message("You said so for one side. Somebody of the other side says it, too."))
    if move is Move.SAY_SOLVED and proposed:
        text = "Proposed actions that nobody answered: %(n)s. Agree to them, decline them or take them back first."
        said.append(Message(text, {"n": proposed}))
    if said:
        raise RuleBroken(said)


def check_proposal(
    state: MatterState, *, text: Mapping[str, str], owner_post: str, due_on: date, today: date, owner_known: bool
) -> None:  # fmt: skip
    """What one side proposes to be done, by a body of either side."""
    said = []
    if state not in MAY_PROPOSE:
        said.append(Message("Actions are proposed while both sides work on the matter."))
    said += silent(text, "Write what is to be done, in Vietnamese or in Lao.")
    if due_on < today:
        said.append(Message("This day has passed already.", where="due_on"))
    if not owner_known:
        said.append(Message("Each action has one owner: one of the two sides.", where="owner"))
    said += faults_of({**text, "owner_post": owner_post})
    if said:
        raise RuleBroken(said)


def action_moves_open(state: ActionState, parts: Collection[Part]) -> list[ActionMove]:
    return [move for (before, move), step in ACTION_STEPS.items() if before is state and step.by in parts]


def check_action(
    matter: MatterState, state: ActionState, move: ActionMove, parts: Collection[Part], *, note: str,
    on: date | None, today: date, own_proposal: bool,
) -> ActionStep:  # fmt: skip
    """`parts`: what the side of whoever moves it is to the action; `on`: the day on which it was done."""
    step = ACTION_STEPS.get((state, move))
    if step is None:
        raise RuleBroken(Message("This action does not stand where this could be done. Look at it anew."))
    if step.by not in parts:
        raise RuleBroken(Message("This is for the other side to say."))
    said = list(faults_of({"note": note}))
    if matter not in (MAY_PROPOSE if move is ActionMove.TAKE_BACK else AT_WORK):
        said.append(Message("The matter is not being worked on now. Look at it anew."))
    if move is ActionMove.AGREE and own_proposal:
        said.append(
            Message("Nobody agrees to what they proposed themselves. Somebody of the other side does.")
        )
    if step.needs_note and not note.strip():
        said.append(Message("Say why.", where="note"))
    if on is not None and on > today:
        said.append(Message("An action cannot be finished on a day that is still to come.", where="on"))
    if said:
        raise RuleBroken(said)
    return step
