"""Decides how a visit goes from draft to closed, who may take which step, and what each side may still write.

One side drafts it, the other agrees; afterwards both say that it took place, what came of it, and that it is so.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..messages import Message, RuleBroken
from ..people import Act
from ..tables import heads_of, rows_of


class DelegationState(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"  # with words; the drafter mends it
    AGREED = "agreed"  # by the other side
    VISITED = "visited"  # it took place
    REPORTED = "reported"  # results and agreed contents are written
    CONFIRMED = "confirmed"  # by one side
    CLOSED = "closed"  # by both
    CANCELLED = "cancelled"


class Move(StrEnum):
    PROPOSE = "propose"
    AGREE = "agree"
    SEND_BACK = "send_back"
    REOPEN = "reopen"  # days or hours must be otherwise: it is agreed anew
    VISIT = "visit"
    REPORT = "report"
    DISPUTE = "dispute"  # the report is not as it was
    CONFIRM = "confirm"
    CANCEL = "cancel"


class Side(StrEnum):
    HOST = "host"
    GUEST = "guest"


class By(StrEnum):
    """Whose step it is."""

    DRAFTER = "drafter"
    OTHER = "other"  # the side that did not draft it
    BOTH = "both"  # either of them
    SECOND = "second"  # the side that has not confirmed


class Direction(StrEnum):
    """From the viewpoint of a reader's body."""

    OUT = "out"  # đoàn ra
    IN = "in"  # đoàn vào


class AgreedKind(StrEnum):
    EVALUATED = "evaluated"
    AGREED = "agreed"


# From which state, which step, by whom, with which right, to which state; must a note be given.
TABLE = """
from       move       by       act     to         note

draft      propose    drafter  sign    proposed   -
draft      cancel     drafter  record  cancelled  x
proposed   agree      other    sign    agreed     -
proposed   send_back  other    record  returned   x
proposed   cancel     both     sign    cancelled  x
returned   propose    drafter  sign    proposed   -
returned   cancel     both     sign    cancelled  x
agreed     reopen     both     sign    returned   x
agreed     visit      both     record  visited    -
agreed     cancel     both     sign    cancelled  x
visited    report     both     record  reported   -
reported   confirm    both     sign    confirmed  -
reported   dispute    both     record  visited    x
confirmed  confirm    second   sign    closed     -
confirmed  dispute    second   record  visited    x
"""

# What may be written in which state, and by whom. "own": each side its own rows; "-": it stands.
PARTS_TABLE = """
part      draft    proposed  returned  agreed  visited  reported  confirmed  closed  cancelled

text      drafter  -         drafter   -       -        -         -          -       -
hours     drafter  -         drafter   -       -        -         -          -       -
members   drafter  own       own       own     -        -         -          -       -
papers    drafter  own       own       own     own      -         -          -       -
gifts     drafter  own       own       own     own      -         -          -       -
costs     drafter  own       own       own     own      own       own        -       -
contents  -        -         -         -       both     -         -          -       -
tasks     -        -         -         -       -        both      both       both    -
"""


class Part(StrEnum):
    TEXT = "text"
    HOURS = "hours"
    MEMBERS = "members"
    PAPERS = "papers"
    GIFTS = "gifts"
    COSTS = "costs"
    CONTENTS = "contents"
    TASKS = "tasks"


OWN = "own"


@dataclass(frozen=True, slots=True)
class Step:
    by: By
    act: Act
    after: DelegationState
    needs_note: bool


def read_steps(table: str) -> dict[tuple[DelegationState, Move], Step]:
    return {
        (DelegationState(before), Move(move)): Step(By(by), Act(act), DelegationState(after), note == "x")
        for before, move, by, act, after, note in rows_of(table)
    }


def read_parts(table: str) -> dict[tuple[Part, DelegationState], str]:
    states = [DelegationState(name) for name in heads_of(table)[1:]]
    return {
        (Part(part), state): who
        for part, *cells in rows_of(table)
        for state, who in zip(states, cells, strict=True)
        if who != "-"
    }


STEPS = read_steps(TABLE)
OPEN_TO = read_parts(PARTS_TABLE)
MOVES = tuple(Move)
TOOK_PLACE = frozenset(
    {DelegationState.VISITED, DelegationState.REPORTED, DelegationState.CONFIRMED, DelegationState.CLOSED}
)


def other_side(side: Side) -> Side:
    return Side.GUEST if side is Side.HOST else Side.HOST


def direction_of(*, host: bool, guest: bool) -> Direction | None:
    """Out where the reader's bodies go, in where they receive; neither for whoever is on both sides, or on none."""
    if host == guest:
        return None
    return Direction.IN if host else Direction.OUT


def turn_in(by: By, drafter: Side, confirmed: Collection[Side]) -> frozenset[Side]:
    """The sides whose step it is."""
    match by:
        case By.DRAFTER:
            return frozenset({drafter})
        case By.OTHER:
            return frozenset({other_side(drafter)})
        case By.SECOND:
            return frozenset(Side) - frozenset(confirmed)
    return frozenset(Side)


def writers_of(
    part: Part, state: DelegationState, drafter: Side, *, row: Side | None = None
) -> frozenset[Side]:
    """Who may write this part now. `row`: the side that a row is of; a side's own rows are its own."""
    who = OPEN_TO.get((part, state))
    if who is None:
        return frozenset()
    if who == OWN:
        return frozenset({row}) if row else frozenset(Side)
    return turn_in(By(who), drafter, ())


def refuse_unless_open(
    part: Part, state: DelegationState, drafter: Side, sides: Collection[Side], *, row: Side | None = None
) -> Side:
    """The side for which somebody, who speaks for `sides`, writes."""
    if (part, state) not in OPEN_TO:
        raise RuleBroken(Message("As this delegation stands now, this cannot be changed. Look at it anew."))
    writers = writers_of(part, state, drafter, row=row) & frozenset(sides)
    if not writers:
        raise RuleBroken(Message("Only the other side can write this here."))
    return row if row in writers else min(writers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the rule needs to know of a delegation that is about to move."""

    state: DelegationState
    drafter: Side
    last_on: date
    has_head: bool = False
    has_hours: bool = False
    confirmed: frozenset[Side] = frozenset()
    confirmed_oneself: bool = False  # whoever moves it has confirmed it for the other side
    faults: tuple[Message, ...] = ()  # members and hours that do not fit the days


def step_of(state: DelegationState, move: Move) -> Step:
    step = STEPS.get((state, move))
    if step is None:
        raise RuleBroken(Message("This delegation does not stand where this could be done. Look at it anew."))
    return step


def moves_open(
    state: DelegationState, *, drafter: Side, confirmed: Collection[Side], may: Collection[tuple[Side, Act]]
) -> list[Move]:
    """What somebody may do next who has these rights for these sides, in the order of the table."""
    return [
        move
        for (before, move), step in STEPS.items()
        if before is state and any((side, step.act) in may for side in turn_in(step.by, drafter, confirmed))
    ]


def check_move(delegation: Standing, move: Move, *, today: date, note: str = "", result: str = "") -> Step:
    """The step that is taken; else every reason why not, with its mend."""
    step = step_of(delegation.state, move)
    said = []
    if step.needs_note and not note.strip():
        said.append(Message("Say why.", where="note"))
    if move is Move.PROPOSE:
        said += _of_proposing(delegation)
    if move is Move.VISIT and delegation.last_on > today:
        text = "The visit lasts until %(day)s. Say that it took place from then on."
        said.append(Message(text, {"day": delegation.last_on}))
    if move is Move.REPORT and not result.strip():
        said.append(Message("Write what came of the visit.", where="result"))
    if move is Move.CONFIRM and delegation.confirmed_oneself:
        text = "Nobody confirms for both sides. Somebody of the other side does it."
        said.append(Message(text))
    if said:
        raise RuleBroken(said)
    return step


def _of_proposing(delegation: Standing) -> Iterable[Message]:
    if not delegation.has_head:
        yield Message("Name the post that heads the guests.", where="members")
    if not delegation.has_hours:
        yield Message("Write the programme of the visit, at least one hour of it.", where="hours")
    yield from delegation.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a delegation shall be, as somebody wrote it; bodies by their ids."""

    title: str
    first_on: date
    last_on: date
    host: object
    guest: object
    drafter: object


LONGEST = 60  # days; who is away longer is no delegation


def check_visit(visit: Visit, *, same_seat: bool) -> None:
    """`same_seat`: host and guest stand under one side of the agreement. Every fault at once."""
    said = []
    if not visit.title.strip():
        said.append(Message("Say what the visit is.", where="title"))
    if visit.last_on < visit.first_on:
        said.append(Message("The last day lies before the first.", where="last_on"))
    elif (visit.last_on - visit.first_on).days >= LONGEST:
        text = "A visit lasts at most %(most)s days."
        said.append(Message(text, {"most": LONGEST}, "last_on"))
    if visit.host == visit.guest:
        said.append(Message("Host and guest are two bodies.", where="guest"))
    elif same_seat:
        text = "Host and guest stand on the same side of the agreement. Choose one of each side."
        said.append(Message(text, where="guest"))
    if visit.drafter not in (visit.host, visit.guest):
        said.append(Message("Your body is neither host nor guest of this visit.", where="host"))
    if said:
        raise RuleBroken(said)
