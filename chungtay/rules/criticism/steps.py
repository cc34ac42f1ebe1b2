"""Decides which step a criticism may take, who takes it, and what each step needs.

Whoever criticises holds it, the bodies that were asked give their opinion, the drafter replies. What was left out
though it is the custom (a conference, a reply, the drafter at the conference) is written down with its reason.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..deadlines import day_before
from ..messages import Message, RuleBroken
from ..tables import rows_of


class CriticismState(StrEnum):
    RECEIVED = "received"
    ASKED = "asked"  # experts and units have the draft
    CONFERRED = "conferred"  # the conference was held
    SENT = "sent"  # the criticism went to the drafter
    REPLIED = "replied"  # the drafter said what was taken and why not the rest
    CLOSED = "closed"  # the final text stands beside it
    REFUSED = "refused"  # came too late, or is no matter of ours


class Stand(StrEnum):
    AGREE = "agree"
    CHANGE = "change"
    ADD = "add"
    DROP = "drop"


class Taken(StrEnum):
    TAKEN = "taken"
    IN_PART = "in_part"
    NOT_TAKEN = "not_taken"


class TurnKind(StrEnum):
    """Who speaks at the conference, in this order."""

    CHAIR = "chair"
    DRAFTER = "drafter"  # presents the draft
    ORIENTATION = "orientation"
    DISCUSSION = "discussion"
    EXPLANATION = "explanation"  # the drafter's
    CONCLUSION = "conclusion"


class CriticismMove(StrEnum):
    CUT = "cut"  # the draft into clauses
    REFUSE = "refuse"
    ASK = "ask"
    OPINE = "opine"
    CONFER = "confer"
    WRITE = "write"  # the points of the criticism document
    SEND = "send"
    REPLY = "reply"
    REPLY_ON_PAPER = "reply_on_paper"
    LAY_FINAL = "lay_final"  # the text as it was issued
    CLOSE = "close"


class Side(StrEnum):
    HOLDER = "holder"  # criticises
    ASKED = "asked"
    DRAFTER = "drafter"


# From which state, which step, by whom, to which state; must a note be given. What is not here is forbidden.
# The holder's office also writes down what an expert, or a unit on paper, said: then it acts for who was asked.
TABLE = """
from       move            by       to         note

received   cut             holder   received   -
received   refuse          holder   refused    x
received   ask             holder   asked      -
asked      refuse          holder   refused    x
asked      ask             holder   asked      -
asked      opine           asked    asked      -
asked      confer          holder   conferred  -
asked      write           holder   asked      -
asked      send            holder   sent       x
conferred  ask             holder   conferred  -
conferred  opine           asked    conferred  -
conferred  write           holder   conferred  -
conferred  send            holder   sent       -
sent       reply           drafter  replied    -
sent       reply_on_paper  holder   replied    -
sent       lay_final       holder   sent       -
sent       close           holder   closed     x
replied    lay_final       holder   replied    -
replied    close           holder   closed     -
"""

# Whose word the others wait for, where the table leaves more than one.
TURNS = {
    CriticismState.RECEIVED: Side.HOLDER,
    CriticismState.ASKED: Side.ASKED,
    CriticismState.CONFERRED: Side.HOLDER,
    CriticismState.SENT: Side.DRAFTER,
    CriticismState.REPLIED: Side.HOLDER,
}
ORDER = tuple(TurnKind)
MANY = frozenset({TurnKind.DISCUSSION})
DRAFTERS_TURNS = frozenset({TurnKind.DRAFTER, TurnKind.EXPLANATION})
NEEDS_REASON = frozenset({Taken.IN_PART, Taken.NOT_TAKEN})


@dataclass(frozen=True, slots=True)
class Step:
    by: Side
    after: CriticismState
    needs_note: bool


def read_table(table: str) -> dict[tuple[CriticismState, CriticismMove], Step]:
    return {
        (CriticismState(before), CriticismMove(move)): Step(Side(by), CriticismState(after), note == "x")
        for before, move, by, after, note in rows_of(table)
    }


STEPS = read_table(TABLE)


def turn_of(state: CriticismState, *, all_answered: bool = False) -> Side | None:
    """Who has the next word; once all who were asked have answered it is the holder's."""
    if state is CriticismState.ASKED and all_answered:
        return Side.HOLDER
    return TURNS.get(state)


def moves_open(state: CriticismState, sides: Collection[Side]) -> list[CriticismMove]:
    return [move for (before, move), step in STEPS.items() if before is state and step.by in sides]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the rule needs to know of a criticism that is about to move."""

    state: CriticismState
    has_clauses: bool = False
    has_points: bool = False
    has_final: bool = False
    own_reply: bool = False  # whoever moves it wrote the reply down


def check_move(standing: Standing, move: CriticismMove, *, note: str = "") -> Step:
    """The step that is taken; else every reason why not, with its mend."""
    step = STEPS.get((standing.state, move))
    if step is None:
        raise RuleBroken(Message(_FORBIDDEN.get((standing.state, move), _ANEW)))
    said = []
    if step.needs_note and not note.strip():
        said.append(Message(_ASKS_NOTE[standing.state, move], where="note"))
    if move is CriticismMove.ASK and not standing.has_clauses:
        said.append(Message("Cut the draft into clauses first: opinions are given clause by clause."))
    if move is CriticismMove.SEND and not standing.has_points:
        said.append(Message("Write at least one point of the criticism first.", where="points"))
    if move is CriticismMove.CLOSE and not standing.has_final and not note.strip():
        text = "Lay the final text beside the draft first, or say why there is none."
        said.append(Message(text, where="note"))
    if move is CriticismMove.CLOSE and standing.own_reply:
        text = "Nobody closes on a reply that they wrote down themselves. Another of your office does it."
        said.append(Message(text))
    if said:
        raise RuleBroken(_once(said))
    return step


_ANEW = "This criticism does not stand where this could be done. Look at it anew."
_SENT_ALREADY = "The criticism was sent; what it says stands."
_FORBIDDEN = {
    (CriticismState.ASKED, CriticismMove.CUT): "Opinions are asked on these clauses; they stay as they are.",
    (CriticismState.RECEIVED, CriticismMove.SEND): "Ask for opinions before you send the criticism.",
    (CriticismState.RECEIVED, CriticismMove.CONFER): "Ask for opinions before you hold the conference.",
    (CriticismState.CONFERRED, CriticismMove.CONFER): "The conference was written down already.",
    (CriticismState.SENT, CriticismMove.SEND): "The criticism was sent already.",
    (CriticismState.SENT, CriticismMove.WRITE): _SENT_ALREADY,
    (CriticismState.SENT, CriticismMove.OPINE): _SENT_ALREADY,
    (CriticismState.REPLIED, CriticismMove.REPLY): "The drafter has replied already.",
    (CriticismState.REPLIED, CriticismMove.REPLY_ON_PAPER): "The drafter has replied already.",
}
_ASKS_NOTE = {
    (CriticismState.RECEIVED, CriticismMove.REFUSE): "Say why the draft is not criticised.",
    (CriticismState.ASKED, CriticismMove.REFUSE): "Say why the draft is not criticised.",
    (CriticismState.ASKED, CriticismMove.SEND): "Say why no conference was held.",
    (CriticismState.SENT, CriticismMove.CLOSE): "No reply has come. Say why it is closed nevertheless.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A draft as it came in."""

    title: str
    has_drafter: bool
    received_on: date
    submitted_on: date
    due_on: date
    late_reason: str = ""  # it came too late and is criticised nevertheless
    refused_because: str = ""


def check_received(draft: Received, *, days: int, today: date) -> CriticismState:
    """`days`: so long before it is submitted a draft comes in. Where it stands: received, or refused with a reason."""
    said = []
    if not draft.title.strip():
        said.append(Message("Write the title of the draft.", where="title"))
    if not draft.has_drafter:
        said.append(Message("Say who drafted it.", where="drafter_name"))
    if draft.received_on > today:
        said.append(Message("This day is still to come.", where="received_on"))
    if draft.late_reason.strip() and draft.refused_because.strip():
        text = "A draft is taken or refused. Write one of the two reasons."
        said.append(Message(text, where="refused_because"))
    elif not draft.refused_because.strip():
        said += _of_days(draft, days)
    if said:
        raise RuleBroken(said)
    return CriticismState.REFUSED if draft.refused_because.strip() else CriticismState.RECEIVED


def is_late(received_on: date, submitted_on: date, days: int) -> bool:
    return received_on > day_before(submitted_on, days)


def _of_days(draft: Received, days: int) -> Iterable[Message]:
    if draft.submitted_on < draft.received_on:
        yield Message(
            "It was submitted before it came in. Correct one of the two days.", where="submitted_on"
        )
        return
    if is_late(draft.received_on, draft.submitted_on, days) and not draft.late_reason.strip():
        text = (
            "A draft comes in %(days)s days before it is submitted, here by %(day)s. "
            "Say why it is taken nevertheless, or why it is refused."
        )
        values = {"days": days, "day": day_before(draft.submitted_on, days)}
        yield Message(text, values, "late_reason")
    if not draft.received_on <= draft.due_on <= draft.submitted_on:
        text = "The criticism is due between %(first)s and %(last)s, when the draft is submitted."
        yield Message(text, {"first": draft.received_on, "last": draft.submitted_on}, "due_on")


def check_asked(*, bodies: int, names: Sequence[str], due_on: date, today: date, ends_on: date) -> None:
    """`ends_on`: the day on which the criticism itself is due."""
    said = []
    if not bodies and not names:
        said.append(Message("Choose at least one unit, or name an expert by post.", where="bodies"))
    if len(set(names)) < len(names):
        said.append(Message("Name each expert once.", where="experts"))
    if due_on < today:
        said.append(Message("This day has passed already.", where="due_on"))
    elif due_on > ends_on:
        text = "The criticism itself is due on %(day)s; ask for opinions by then."
        said.append(Message(text, {"day": ends_on}, "due_on"))
    if said:
        raise RuleBroken(said)


def check_opinion(stand: Stand, *, text: str, proposal: str, on_clause: bool) -> None:
    """Who agrees need not say more; who does not says why, and how it should read where words are to change."""
    said = []
    if stand is not Stand.AGREE and not text.strip():
        said.append(Message("Say why.", where="text"))
    if stand in (Stand.CHANGE, Stand.ADD) and on_clause and not proposal.strip():
        said.append(Message("Write how it should read.", where="proposal"))
    if stand is Stand.DROP and not on_clause:
        said.append(Message("Choose which clause should be left out.", where="clause"))
    if said:
        raise RuleBroken(said)


@dataclass(frozen=True, slots=True)
class Turn:
    kind: TurnKind
    speaker: str  # by post
    text: str = ""


def check_conference(
    turns: Sequence[Turn], *, held_on: date, received_on: date, today: date, note: str = ""
) -> None:
    """Each speaks in the order, once; the discussion as often as it goes on. Who was away is named with the reason."""
    said = []
    if held_on > today:
        said.append(Message("This day is still to come.", where="held_on"))
    if held_on < received_on:
        said.append(Message("The draft came in on %(day)s only.", {"day": received_on}, "held_on"))
    highest = 0
    for number, turn in enumerate(turns, 1):
        place = ORDER.index(turn.kind)
        if not turn.speaker.strip():
            said.append(Message("Turn %(number)s: say who spoke, by post.", {"number": number}, "turns"))
        if place < highest:
            text = (
                "Turn %(number)s comes too late. The order is: chair, drafter, orientation, discussion, "
                "explanation of the drafter, conclusion."
            )
            said.append(Message(text, {"number": number}, "turns"))
        highest = max(highest, place)
    said += _of_kinds(Counter(turn.kind for turn in turns), note)
    if said:
        raise RuleBroken(said)


def _of_kinds(held: Counter[TurnKind], note: str) -> Iterable[Message]:
    for kind in ORDER:
        if held[kind] > 1 and kind not in MANY:
            yield Message(_TWICE[kind], where="turns")
        if held[kind] == 0 and not (kind in DRAFTERS_TURNS and note.strip()):
            where = "note" if kind in DRAFTERS_TURNS else "turns"
            yield Message(_MISSING[kind], where=where)


_TWICE = {
    TurnKind.CHAIR: "The chair opens once.",
    TurnKind.DRAFTER: "The drafter presents once.",
    TurnKind.ORIENTATION: "The orientation is given once.",
    TurnKind.EXPLANATION: "The drafter explains once.",
    TurnKind.CONCLUSION: "There is one conclusion.",
}
_MISSING = {
    TurnKind.CHAIR: "Write down who opened the conference.",
    TurnKind.DRAFTER: "The drafter presents the draft. Write it down, or say why nobody did.",
    TurnKind.ORIENTATION: "Write down who gave the orientation.",
    TurnKind.DISCUSSION: "Write down who spoke in the discussion.",
    TurnKind.EXPLANATION: "The drafter explains at the end. Write it down, or say why nobody did.",
    TurnKind.CONCLUSION: "Write down the conclusion.",
}


def check_point(text: str) -> None:
    if not text.strip():
        raise RuleBroken(Message("Write the point.", where="text"))


@dataclass(frozen=True, slots=True)
class Replied:
    """What the drafter says to one point; None: nothing was said."""

    taken: Taken | None
    reason: str = ""


def check_reply(
    points: Sequence[int], replies: dict[int, Replied], *, on_paper: bool, number: str, replied_on: date,
    sent_on: date, today: date,
) -> None:  # fmt: skip
    """Every point gets its word; what is not taken whole has a reason. A reply on paper has its number."""
    said = []
    for point in points:
        reply = replies.get(point, Replied(None))
        if reply.taken is None:
            text = "Point %(number)s: say whether it was taken."
            said.append(Message(text, {"number": point}, f"taken_{point}"))
        elif reply.taken in NEEDS_REASON and not reply.reason.strip():
            text = "Point %(number)s: say why it was not taken whole."
            said.append(Message(text, {"number": point}, f"reason_{point}"))
    said += [
        Message("There is no point %(number)s.", {"number": number})
        for number in sorted(set(replies) - set(points))
    ]
    if on_paper and not number.strip():
        said.append(Message("Write the number of the paper on which the reply came.", where="number"))
    if replied_on > today:
        said.append(Message("This day is still to come.", where="replied_on"))
    if replied_on < sent_on:
        text = "The criticism was sent on %(day)s only."
        said.append(Message(text, {"day": sent_on}, "replied_on"))
    if said:
        raise RuleBroken(said)


def _once(said: list[Message]) -> list[Message]:
    """A lacking note is asked for once."""
    fields = [message.where for message in said]
    return [one for place, one in enumerate(said) if not one.where or one.where not in fields[:place]]
