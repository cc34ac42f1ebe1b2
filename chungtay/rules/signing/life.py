"""Decides how an agreement comes to be signed, and how it stands afterwards: in force, suspended, run out, ended.

A text is drafted by one side and proposed to the others. Each side may ask agencies for their opinion; such a round is
that side's own, and it is closed before the side signs. With the last signature the text is in force. Whatever becomes
of it later is a turn, by a document. An amendment goes the same way from draft to signature while the agreement itself
stays as it stands. Only one thing happens without anybody: the last day of the last phase passes, and it has run out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..messages import Message, RuleBroken
from ..tables import rows_of


class Answer(StrEnum):
    """What an agency answers when its opinion is asked; or that no answer came, which closes the round too."""

    AGREES = "agrees"
    AGREES_WITH_REMARKS = "agrees_with_remarks"
    DISAGREES = "disagrees"
    NONE_CAME = "none_came"


class Turn(StrEnum):
    """What may happen to a signed agreement, each by a document."""

    SUSPENDED = "suspended"
    RESUMED = "resumed"
    EXTENDED = "extended"
    ENDED = "ended"


class State(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    ASKED = "asked"  # an agency that this side asked has not answered yet
    ANSWERED = "answered"  # every opinion that this side asked for is in
    SIGNING = "signing"  # signed by some sides
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    RUN_OUT = "run_out"  # its last phase is over, and nobody ended or extended it
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    PROPOSE = "propose"
    WITHDRAW = "withdraw"
    ASK = "ask"
    ANSWER = "answer"
    LAST_ANSWER = "last_answer"
    SIGN = "sign"
    LAST_SIGN = "last_sign"
    SUSPEND = "suspend"
    RESUME = "resume"
    EXTEND = "extend"
    END = "end"
    RUN_OUT = "run_out"


class Who(StrEnum):
    DRAFTER = "drafter"  # the body that drew the text up
    SIDE = "side"  # any side, for itself; a turn is noted by one side for all
    TIME = "time"


# From which state, which step, by whom, to which state; must there be a document, must a reason be given.
# What is not here is forbidden.
TABLE = """
from       step         by       to         document  reason

draft      propose      drafter  proposed   -         -
draft      withdraw     drafter  withdrawn  -         x
proposed   ask          side     asked      -         -
proposed   sign         side     signing    -         -
proposed   withdraw     drafter  withdrawn  -         x
asked      ask          side     asked      -         -
asked      answer       side     asked      -         -
asked      last_answer  side     answered   -         -
asked      withdraw     drafter  withdrawn  -         x
answered   ask          side     asked      -         -
answered   sign         side     signing    -         -
answered   last_sign    side     in_force   x         -
answered   withdraw     drafter  withdrawn  -         x
signing    ask          side     asked      -         -
signing    sign         side     signing    -         -
signing    last_sign    side     in_force   x         -
signing    withdraw     drafter  withdrawn  -         x
in_force   suspend      side     suspended  x         x
in_force   extend       side     in_force   x         -
in_force   end          side     ended      x         x
in_force   run_out      time     run_out    -         -
suspended  resume       side     in_force   x         -
suspended  extend       side     suspended  x         -
suspended  end          side     ended      x         x
suspended  run_out      time     run_out    -         -
run_out    extend       side     in_force   x         -
run_out    end          side     ended      x         x
"""


@dataclass(frozen=True, slots=True)
class Way:
    by: Who
    after: State
    needs_document: bool
    needs_reason: bool


def read_table(table: str) -> dict[tuple[State, Step], Way]:
    return {
        (State(before), Step(step)): Way(Who(by), State(after), document == "x", reason == "x")
        for before, step, by, after, document, reason in rows_of(table)
    }


WAYS = read_table(TABLE)
STEP_OF = {
    Turn.SUSPENDED: Step.SUSPEND,
    Turn.RESUMED: Step.RESUME,
    Turn.EXTENDED: Step.EXTEND,
    Turn.ENDED: Step.END,
}
# What a person is told who asks for a step that the table does not have.
STANDS = {
    State.DRAFT: "This cannot be done with a draft. Propose it first.",
    State.PROPOSED: "This cannot be done while the text is proposed and not signed.",
    State.ASKED: "This cannot be done while an agency has not answered.",
    State.ANSWERED: "This cannot be done before the text is signed.",
    State.SIGNING: "This cannot be done while some sides have not signed.",
    State.IN_FORCE: "This cannot be done: the agreement is in force.",
    State.SUSPENDED: "This cannot be done: the agreement is suspended.",
    State.RUN_OUT: "This cannot be done: its term has run out. Extend it first.",
    State.ENDED: "This cannot be done: the agreement has ended.",
    State.WITHDRAWN: "This cannot be done: the text was withdrawn.",
}


# How it stands


def state_of_text(
    *, proposed: bool, withdrawn: bool, in_force: bool, signed: bool, own_signed: bool, asked: int, open: int
) -> State:
    """As one side sees it: how many agencies that side asked, and how many of them have not answered (`open`)."""
    if withdrawn:
        return State.WITHDRAWN
    if in_force:
        return State.IN_FORCE
    if not proposed:
        return State.DRAFT
    if asked and not own_signed:
        return State.ASKED if open else State.ANSWERED
    return State.SIGNING if signed else State.PROPOSED


@dataclass(frozen=True, slots=True)
class Term:
    """A phase, with its last day as it is now."""

    key: object
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Turned:
    """A turn that was noted; an extension names its phase and the last day before."""

    turn: Turn
    on: date
    term: object = None
    last_on_before: date | None = None


def standing_on(turns: Iterable[Turned], terms: Iterable[Term], day: date) -> State:
    """How a signed agreement stands on a day, then or now; without any phase it runs until somebody ends it."""
    turns = list(turns)
    past = sorted((turned for turned in turns if turned.on <= day), key=lambda turned: turned.on)
    if any(turned.turn is Turn.ENDED for turned in past):
        return State.ENDED
    last_days = [last_day_on(term, turns, day) for term in terms]
    if last_days and day > max(last_days):
        return State.RUN_OUT
    stops = [turned.turn for turned in past if turned.turn is not Turn.EXTENDED]
    return State.SUSPENDED if stops and stops[-1] is Turn.SUSPENDED else State.IN_FORCE


def last_day_on(term: Term, turns: Iterable[Turned], day: date) -> date:
    """The phase's last day as it was known on that day: before an extension, the day before it."""
    later = [one for one in turns if one.turn is Turn.EXTENDED and one.term == term.key and one.on > day]
    first = min(later, key=lambda turned: turned.on, default=None)
    return first.last_on_before if first and first.last_on_before else term.last_on


def faults_of_step(state: State, step: Step) -> list[Message]:
    return [] if (state, step) in WAYS else [Message(STANDS[state])]


def refuse(faults: list[Message]) -> None:
    if faults:
        raise RuleBroken(faults)
