"""Decides how a recommendation goes its way with each addressee: who may take which step from where, and what stops it.

The sender asks, the addressee answers with a decision, does what it promised and says so; somebody else verifies, and
the sender closes. An answer may come on paper: then the sender's office writes it down with its dispatch, and whoever
wrote it down neither verifies nor closes. Escalation changes no state: the answer is still owed, and the superior
reads the record.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from .messages import Message, RuleBroken
from .tables import rows_of


class Origin(StrEnum):
    SUPERVISION = "supervision"
    CRITICISM = "criticism"
    PROBLEM = "problem"
    REVIEW = "review"
    PETITION = "petition"
    GATHERING = "gathering"
    OWN = "own"  # of the office itself


class State(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    DAY_PROPOSED = "day_proposed"  # the addressee asks for another day
    ANSWERED = "answered"  # with a decision
    DONE = "done"  # so says whoever did it
    VERIFIED = "verified"  # so says somebody else
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Decided(StrEnum):
    ACCEPTED = "accepted"
    IN_PART = "in_part"  # with a reason
    REJECTED = "rejected"  # with a reason


class Move(StrEnum):
    SEND = "send"
    ACKNOWLEDGE = "acknowledge"
    PROPOSE_DAY = "propose_day"
    AGREE_DAY = "agree_day"
    REFUSE_DAY = "refuse_day"
    ANSWER = "answer"
    INSIST = "insist"  # the sender asks again after a rejection
    REPORT_DONE = "report_done"
    ASK_MORE = "ask_more"  # not done yet, says the sender
    VERIFY = "verify"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    ESCALATE = "escalate"
    NOTE = "note"  # a word of any side; nothing moves


class Side(StrEnum):
    SENDER = "sender"
    ADDRESSEE = "addressee"
    SUPERIOR = "superior"  # to whom it was escalated
    HOUSE = "house"  # on the day that a deadline names


# From which state, which step, by whom, to which state; must a note be given; after which decision. What is not here
# is forbidden. "agreed" is accepted or in part, "disputed" in part or rejected.
TABLE = """
from          move         by         to            note  after

draft         send         sender     sent          -     -
draft         withdraw     sender     withdrawn     -     -
sent          acknowledge  addressee  acknowledged  -     -
sent          answer       addressee  answered      -     -
sent          propose_day  addressee  day_proposed  x     -
sent          withdraw     sender     withdrawn     x     -
acknowledged  answer       addressee  answered      -     -
acknowledged  propose_day  addressee  day_proposed  x     -
acknowledged  withdraw     sender     withdrawn     x     -
day_proposed  agree_day    sender     acknowledged  -     -
day_proposed  refuse_day   sender     acknowledged  x     -
day_proposed  answer       addressee  answered      -     -
day_proposed  withdraw     sender     withdrawn     x     -
answered      report_done  addressee  done          -     agreed
answered      insist       sender     sent          x     disputed
answered      close        sender     closed        x     rejected
answered      withdraw     sender     withdrawn     x     -
done          verify       sender     verified      -     -
done          ask_more     sender     answered      x     -
verified      close        sender     closed        -     -
"""

AFTER = {
    "-": frozenset({None, *Decided}),
    "agreed": frozenset({Decided.ACCEPTED, Decided.IN_PART}),
    "disputed": frozenset({Decided.IN_PART, Decided.REJECTED}),
    "rejected": frozenset({Decided.REJECTED}),
}


@dataclass(frozen=True, slots=True)
class Step:
    by: Side
    after: State
    needs_note: bool
    decisions: frozenset[Decided | None]  # after which of them it may be taken


def read_table(table: str) -> dict[tuple[State, Move], Step]:
    return {
        (State(before), Move(move)): Step(Side(by), State(to), note == "x", AFTER[after])
        for before, move, by, to, note, after in rows_of(table)
    }


STEPS = read_table(TABLE)
OWES = frozenset({State.SENT, State.ACKNOWLEDGED, State.DAY_PROPOSED})  # an answer is due
OVER = frozenset({State.CLOSED, State.WITHDRAWN})
REASONED = frozenset({Decided.IN_PART, Decided.REJECTED})
# Always open beside the first word of a side, and so nobody's turn.
NO_TURN = frozenset({Move.WITHDRAW, Move.INSIST, Move.ASK_MORE})
NOTED_BY = frozenset({Side.SENDER, Side.ADDRESSEE, Side.SUPERIOR})
MAY_NAME_DAY = frozenset({Move.ANSWER, Move.INSIST, Move.REPORT_DONE, Move.ASK_MORE})
# For these a post must be able to sign for the sender; the rest is recorded.
SIGNED = frozenset({Move.SEND, Move.INSIST, Move.CLOSE, Move.WITHDRAW})
NEEDS_DAY = frozenset({Move.PROPOSE_DAY})


def turn_of(state: State, decision: Decided | None) -> Side | None:
    """Who has the next word; nobody once it is over."""
    waits = {step.by for move, step in _steps_from(state, decision) if move not in NO_TURN}
    if Side.SENDER in waits:
        return Side.SENDER
    return Side.ADDRESSEE if waits else None


def moves_open(state: State, decision: Decided | None, *, sides: Collection[Side]) -> list[Move]:
    """What somebody who speaks for these sides may do next, in the order of the table.

    The sender's office may write down what an addressee sent on paper. A note may be left as long as it goes on.
    """
    found = [
        move for move, step in _steps_from(state, decision) if step.by in sides or _on_paper(step, sides)
    ]
    if state is not State.DRAFT and state not in OVER and NOTED_BY.intersection(sides):
        found.append(Move.NOTE)
    return found


def needs_paper(move: Move, state: State, sides: Collection[Side]) -> bool:
    """Whether this step, taken by somebody of these sides, rests on a paper of the addressee."""
    step = STEPS.get((state, move))
    return step is not None and step.by not in sides and _on_paper(step, sides)


def is_late(
    state: State, decision: Decided | None, *, due_on: date | None, act_by: date | None, today: date
) -> bool:
    """An answer that is owed, or a promise that is not kept, after its day."""
    owed_on = owed_by(state, decision, due_on=due_on, act_by=act_by)
    return owed_on is not None and owed_on < today


def owed_by(state: State, decision: Decided | None, due_on: date | None, act_by: date | None) -> date | None:
    """By when the addressee owes the next thing: first an answer, then what the answer promised."""
    if state in OWES:
        return due_on
    return act_by if state is State.ANSWERED and decision is not Decided.REJECTED else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What shall be recommended, as somebody wrote it: bodies of the house by their keys, others by their names."""

    holder: UUID
    text: str
    text_lo: str = ""
    text_en: str = ""
    grounds: str = ""
    addressees: tuple[UUID, ...] = ()
    outside: tuple[str, ...] = ()
    agreement: UUID | None = None
    place: UUID | None = None
    evidence: tuple[UUID, ...] = ()  # papers
    origin: Origin = Origin.OWN
    origin_id: UUID | None = None
    origin_part: UUID | None = None


def check_asked(asked: Asked) -> None:
    """Every fault at once."""
    said = []
    if not asked.text.strip():
        said.append(Message("Write what is recommended.", where="text"))
    names = [name.strip().casefold() for name in asked.outside]
    if not asked.addressees and not any(names):
        said.append(Message("Name at least one body that shall answer.", where="addressees"))
    if len(set(asked.addressees)) < len(asked.addressees):
        said.append(Message("Name each addressee once.", where="addressees"))
    if len(set(names)) < len(names):
        said.append(Message("Name each addressee once.", where="outside"))
    if asked.holder in asked.addressees:
        said.append(Message("A body makes no recommendation to itself. Take it out.", where="addressees"))
    if (asked.origin is Origin.OWN) != (asked.origin_id is None):
        said.append(Message("Say from what it comes, or that it is the office's own.", where="origin"))
    if said:
        raise RuleBroken(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the rule needs to know of an addressee's way that is about to go on."""

    state: State
    decision: Decided | None = None
    sent_on: date | None = None
    due_on: date | None = None
    own_hand: bool = False  # whoever moves it wrote the answer, or said that it is done


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The step as somebody asks for it. `sides`: those for which that person speaks."""

    move: Move
    sides: frozenset[Side]
    today: date
    note: str = ""
    decision: Decided | None = None
    day: date | None = None
    paper_number: str = ""
    paper_on: date | None = None
    has_file: bool = False
    usual_due_on: date | None = None  # for an answer that is asked for today


def step_of(state: State, move: Move, decision: Decided | None = None) -> Step:
    step = STEPS.get((state, move))
    if step is None:
        text = "This recommendation does not stand where this could be done. Look at it anew."
        raise RuleBroken(Message(text))
    if decision not in step.decisions:
        raise RuleBroken(Message(_WRONG_DECISION[move]))
    return step


_WRONG_DECISION = {
    Move.REPORT_DONE: "It was rejected; there is nothing to report as done.",
    Move.INSIST: "It was accepted in full; there is nothing to insist on.",
    Move.CLOSE: "What was accepted is closed once it is done and somebody else has verified it.",
}


def check_move(way: Standing, wish: Wish) -> Step:
    """The step that is taken; else every reason why not, with its mend."""
    if wish.move is Move.NOTE:
        return _note(way, wish)
    step = step_of(way.state, wish.move, way.decision)
    if step.by not in wish.sides and not _on_paper(step, wish.sides):
        raise RuleBroken(Message("Your post does not allow this."))
    said = [*_of_note(step, wish), *_of_day(way, wish)]
    if wish.move is Move.ANSWER and wish.decision is None:
        said.append(Message("Choose a decision: accepted, in part, or rejected.", where="decision"))
    if step.by not in wish.sides:
        said += _of_paper(way, wish)
    if wish.move in (Move.VERIFY, Move.CLOSE) and way.own_hand:
        said.append(Message(_OWN_HAND[wish.move]))
    if said:
        raise RuleBroken(said)
    return step


_OWN_HAND = {
    Move.VERIFY: "Nobody verifies what they did or wrote down themselves. Another of your office does it.",
    Move.CLOSE: "Nobody closes what they did or wrote down themselves. Another of your office does it.",
}


def check_escalation(
    *,
    owed_on: date | None,
    escalate_on: date | None,
    escalated_on: date | None,
    has_superior: bool,
    today: date,
) -> None:
    """`escalate_on`: from when on the superior is told; of one owed day, once."""
    if owed_on is None or escalate_on is None:
        raise RuleBroken(Message("Nothing is owed here; there is nothing to escalate."))
    if is_escalated(owed_on, escalated_on):
        raise RuleBroken(Message("It was escalated on %(day)s already.", {"day": escalated_on}))
    if today < escalate_on:
        raise RuleBroken(Message("It can be escalated from %(day)s on.", {"day": escalate_on}))
    if not has_superior:
        text = "No body stands above this addressee. Name the one to which it is escalated."
        raise RuleBroken(Message(text, where="superior_name"))


def is_escalated(owed_on: date | None, escalated_on: date | None) -> bool:
    """The superior was told of what is owed now, not only of what was owed before it."""
    return owed_on is not None and escalated_on is not None and escalated_on > owed_on


def check_superior(*, name: str, state: State, has_superior: bool) -> None:
    """Named by hand only where the house knows none."""
    said = []
    if not name.strip():
        said.append(Message("Write the name of the body above.", where="superior_name"))
    if state in OVER:
        said.append(Message("This is over; nobody need be told any more."))
    if has_superior:
        said.append(Message("The house knows which body stands above this addressee."))
    if said:
        raise RuleBroken(said)


def check_carrying(*, states: Collection[State], same_agreement: bool, carried: bool) -> None:
    """`carried`: it goes on in that agreement already. What nobody answered to the end goes on in the next phase."""
    said = []
    if not any(state not in OVER and state is not State.DRAFT for state in states):
        said.append(Message("Nothing of it is open any more; nothing need be carried over."))
    if same_agreement:
        said.append(Message("It stands in this agreement already. Choose the next one.", where="agreement"))
    if carried:
        said.append(Message("It was carried over into this agreement already.", where="agreement"))
    if said:
        raise RuleBroken(said)


def _steps_from(state: State, decision: Decided | None) -> list[tuple[Move, Step]]:
    told = STEPS.items()
    return [(move, step) for (before, move), step in told if before is state and decision in step.decisions]


def _on_paper(step: Step, sides: Collection[Side]) -> bool:
    return step.by is Side.ADDRESSEE and Side.SENDER in sides


def _note(way: Standing, wish: Wish) -> Step:
    said = []
    if way.state is State.DRAFT or way.state in OVER:
        said.append(Message("Nothing of it is open any more; no note is added."))
    if not NOTED_BY & wish.sides:
        said.append(Message("Your post does not allow this."))
    if not wish.note.strip():
        said.append(Message("Write the note.", where="note"))
    if said:
        raise RuleBroken(said)
    by = next(side for side in (Side.SENDER, Side.ADDRESSEE, Side.SUPERIOR) if side in wish.sides)
    return Step(by, way.state, True, AFTER["-"])


def _of_note(step: Step, wish: Wish) -> Iterable[Message]:
    if wish.note.strip():
        return
    if step.needs_note or wish.decision in REASONED:
        yield Message("Say why.", where="note")
    elif wish.move is Move.REPORT_DONE and not wish.has_file:
        yield Message("Say what was done, or add the paper that shows it.", where="note")
    elif wish.move is Move.SEND and wish.day and wish.usual_due_on and wish.day < wish.usual_due_on:
        yield Message("This is sooner than your office usually asks. Say why.", where="note")


def _of_day(way: Standing, wish: Wish) -> Iterable[Message]:
    day = wish.day
    if wish.move in NEEDS_DAY and day is None:
        yield Message("Name the day that you propose.", where="day")
    if day is None:
        return
    if wish.move is Move.REPORT_DONE:
        if day > wish.today:
            yield Message("It cannot be done on a day that is still to come.", where="day")
        if way.sent_on and day < way.sent_on:
            yield Message("It was sent on %(day)s; it was done after that.", {"day": way.sent_on}, "day")
        return
    if day < wish.today:
        yield Message("This day has passed already.", where="day")
    if wish.move in NEEDS_DAY and way.due_on and day <= way.due_on:
        yield Message("It is due on %(day)s already. Propose a later day.", {"day": way.due_on}, "day")


def _of_paper(way: Standing, wish: Wish) -> Iterable[Message]:
    """What the sender's office writes down for an addressee came by a dispatch, whose scan lies beside it."""
    if not wish.paper_number.strip():
        yield Message("Write the number of the dispatch.", where="paper_number")
    if wish.paper_on is None:
        yield Message("Write the day of the dispatch.", where="paper_on")
    elif wish.paper_on > wish.today:
        yield Message("A paper cannot bear a day that is still to come.", where="paper_on")
    elif way.sent_on and wish.paper_on < way.sent_on:
        text = "The recommendation was sent on %(day)s; its answer is not older."
        yield Message(text, {"day": way.sent_on}, "paper_on")
    if not wish.has_file and not wish.note.strip():
        yield Message("Add the scan of the dispatch, or say why there is none.", where="file")
