"""Decides how a supervision goes from the year's plan to its conclusion, and what must be there before each step.

A supervision has one body that looks into something, and bodies that are looked into. Only the first takes steps; the
others receive the decision, report by the outline, and answer what is recommended. Whoever decides, concludes or calls
off signs for the body; the rest is written down by its officers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..messages import Message, RuleBroken
from ..tables import rows_of


class Form(StrEnum):
    TEAM = "team"  # goes there
    PAPERS = "papers"  # reads what the bodies send
    REPORTS = "reports"  # asks for reports by outline
    JOINT_VISIT = "joint_visit"  # of several bodies, to follow a national programme


class SupervisionState(StrEnum):
    PLANNED = "planned"
    DECIDED = "decided"  # the team stands, nobody was told yet
    SENT = "sent"  # decision and outline went to the bodies
    UNDER_WAY = "under_way"
    CONCLUDED = "concluded"
    CLOSED = "closed"  # every recommendation of it is closed
    CANCELLED = "cancelled"


class Move(StrEnum):
    DECIDE = "decide"  # on the team
    RECONSIDER = "reconsider"  # the team, while nobody was told
    SEND = "send"  # decision and outline
    BEGIN = "begin"
    CONCLUDE = "conclude"
    CLOSE = "close"
    CANCEL = "cancel"


class Hand(StrEnum):
    """Whose hand a step needs in the body that looks into something."""

    OFFICER = "officer"  # writes down what is so
    SIGNER = "signer"  # answers for it


class FindingKind(StrEnum):
    STRENGTH = "strength"
    SHORTCOMING = "shortcoming"
    CAUSE = "cause"


# From which state, which step, by whose hand, to which state; must a note be given. What is not here is forbidden.
TABLE = """
from       move        by       to         note

planned    decide      signer   decided    -
planned    cancel      signer   cancelled  x
decided    reconsider  signer   planned    x
decided    send        officer  sent       -
decided    cancel      signer   cancelled  x
sent       begin       officer  under_way  -
sent       cancel      signer   cancelled  x
under_way  conclude    signer   concluded  -
under_way  cancel      signer   cancelled  x
concluded  close       signer   closed     -
"""


@dataclass(frozen=True, slots=True)
class Step:
    by: Hand
    after: SupervisionState
    needs_note: bool


def read_table(table: str) -> dict[tuple[SupervisionState, Move], Step]:
    return {
        (SupervisionState(before), Move(move)): Step(Hand(by), SupervisionState(after), note == "x")
        for before, move, by, after, note in rows_of(table)
    }


STEPS = read_table(TABLE)
GOES_THERE = frozenset({Form.TEAM, Form.JOINT_VISIT})  # the others need no session
BEFORE_SENDING = frozenset({SupervisionState.PLANNED, SupervisionState.DECIDED})
REPORTING = frozenset({SupervisionState.SENT, SupervisionState.UNDER_WAY})
OPEN = BEFORE_SENDING | REPORTING


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the rule needs to know of a supervision that is about to take a step."""

    state: SupervisionState
    form: Form
    framework: str = ""
    bodies: int = 0
    members: int = 0
    leads: int = 0
    teams: int = 0  # how many bodies the members come from
    has_decision: bool = False  # a paper or its draft
    is_numbered: bool = False  # the paper is there, or its draft got its number
    has_outline: bool = False
    reports_due_on: date | None = None
    notice_by: date | None = None  # the last day on which the notice is in time
    sessions_held: int = 0
    sessions_ahead: int = 0
    without_minutes: tuple[date, ...] = ()  # days of sessions that were held
    reported: int = 0
    unreported: tuple[str, ...] = ()  # the names of bodies
    findings: int = 0
    recommendations: int = 0
    unanswered: tuple[str, ...] = ()  # recommendations that are neither closed nor withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The step as somebody asks for it."""

    move: Move
    today: date
    note: str = ""
    conclusion: str = ""
    late_reason: str = ""  # why the notice comes later than it should


def step_of(state: SupervisionState, move: Move) -> Step:
    step = STEPS.get((state, move))
    if step is None:
        raise RuleBroken(
            Message("This supervision does not stand where this could be done. Look at it anew.")
        )
    return step


def moves_open(state: SupervisionState) -> list[Move]:
    """What the body that looks into something may do next, in the order of the table."""
    return [move for before, move in STEPS if before is state]


def is_late(*, sent_on: date, notice_by: date | None) -> bool:
    return notice_by is not None and sent_on > notice_by


def check_move(one: Standing, wish: Wish) -> Step:
    """The step that is taken; else every reason why not, with its mend."""
    step, said = step_of(one.state, wish.move), []
    if step.needs_note and not wish.note.strip():
        said.append(Message("Say why.", where="note"))
    match wish.move:
        case Move.DECIDE:
            said += _of_deciding(one)
        case Move.SEND:
            said += _of_sending(one, wish)
        case Move.BEGIN:
            said += _of_beginning(one)
        case Move.CONCLUDE:
            said += _of_concluding(one, wish)
        case Move.CLOSE:
            said += _of_closing(one, wish)
    if said:
        raise RuleBroken(said)
    return step


def framework_named(form: Form, framework: str) -> Iterable[Message]:
    if form is Form.JOINT_VISIT and not framework.strip():
        yield Message("Name the national programme that the joint visit follows.", where="framework")


def _of_deciding(one: Standing) -> Iterable[Message]:
    if not one.bodies:
        yield Message("Name at least one body that is supervised.", where="bodies")
    if not one.members:
        yield Message("Name who is on the team, by post.", where="members")
    elif one.leads != 1:
        yield Message("One of the team leads it, and only one.", where="members")
    if one.form is Form.JOINT_VISIT:
        if one.teams < 2:
            yield Message("A joint visit has people of at least two bodies on its team.", where="members")
        yield from framework_named(one.form, one.framework)
    if not one.has_decision:
        yield Message("Add the decision on the team, or begin its draft.", where="decision")


def _of_sending(one: Standing, wish: Wish) -> Iterable[Message]:
    if not one.is_numbered:
        yield Message(
            "The decision on the team is still a draft. Give it its number first.", where="decision"
        )
    if not one.has_outline:
        yield Message("Write the outline by which the bodies report.", where="outline")
    if one.reports_due_on is None:
        yield Message("Name the day by which the bodies report.", where="reports_due_on")
    elif one.reports_due_on < wish.today:
        yield Message("The day by which the bodies report has passed already.", where="reports_due_on")
    if is_late(sent_on=wish.today, notice_by=one.notice_by) and not wish.late_reason.strip():
        text = "Decision and outline were to be sent by %(day)s. Say why they come later; it will be marked."
        yield Message(text, {"day": one.notice_by}, "late_reason")


def _of_beginning(one: Standing) -> Iterable[Message]:
    if one.form in GOES_THERE and not one.sessions_held:
        yield Message("It begins with its first working session; none was held yet.", where="sessions")
    if one.form not in GOES_THERE and not one.reported and not one.sessions_held:
        yield Message("It begins with the first report of a body; none has come yet.", where="reports")


def _of_concluding(one: Standing, wish: Wish) -> Iterable[Message]:
    if not wish.conclusion.strip():
        yield Message("Write the conclusion.", where="conclusion")
    if not one.findings:
        yield Message("Nothing was found yet. Write down at least one finding.", where="findings")
    if one.sessions_ahead:
        yield Message("A working session is still to come. Hold it, or take it out.", where="sessions")
    for day in one.without_minutes:
        yield Message("The working session of %(day)s has no minutes.", {"day": day}, "minutes")
    if one.unreported and not wish.note.strip():
        text = (
            "These bodies have not reported: %(names)s. Say why they are not waited for; it will be marked."
        )
        yield Message(text, {"names": "; ".join(one.unreported)}, "note")


def _of_closing(one: Standing, wish: Wish) -> Iterable[Message]:
    for name in one.unanswered:
        yield Message("This recommendation is not closed yet: %(name)s.", {"name": name}, "recommendations")
    if not one.recommendations and not wish.note.strip():
        yield Message("Nothing was recommended. Say why it ends without.", where="note")
