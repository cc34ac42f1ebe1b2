"""Decides how a report moves: written, handed in, sent back, agreed to level by level, approved, opened again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..messages import Message, RuleBroken


class ReportState(StrEnum):
    OPEN = "open"
    HANDED_IN = "handed_in"
    RETURNED = "returned"
    APPROVED = "approved"


MOVES: dict[tuple[ReportState, str], ReportState] = {
    (ReportState.OPEN, "write"): ReportState.OPEN,
    (ReportState.RETURNED, "write"): ReportState.RETURNED,
    (ReportState.OPEN, "hand_in"): ReportState.HANDED_IN,
    (ReportState.RETURNED, "hand_in"): ReportState.HANDED_IN,
    (ReportState.HANDED_IN, "send_back"): ReportState.RETURNED,
    (ReportState.HANDED_IN, "approve"): ReportState.APPROVED,
    (ReportState.APPROVED, "correct"): ReportState.APPROVED,
    (ReportState.APPROVED, "reopen"): ReportState.RETURNED,
}

REFUSED: dict[ReportState, str] = {
    ReportState.OPEN: "This report has not been handed in yet.",
    ReportState.HANDED_IN: "This report has been handed in already; wait for the answer.",
    ReportState.RETURNED: "This report was sent back; it must be handed in again first.",
    ReportState.APPROVED: "This report is approved already.",
}


def after(state: ReportState, move: str) -> ReportState:
    """The state that `move` leads to, or RuleBroken with what stands in the way."""
    reached = MOVES.get((state, move))
    if reached is None:
        raise RuleBroken(Message(REFUSED[state]))
    return reached


def moves_of(step: str) -> dict[ReportState, ReportState]:
    """From which states the step leads on, and to which."""
    return {state: reached for (state, move), reached in MOVES.items() if move == step}


def reached_by(step: str) -> ReportState | None:
    """The one state that the step leads to; None where it leaves each state as it is."""
    reached = set(moves_of(step).values())
    return reached.pop() if len(reached) == 1 else None


class Channel(StrEnum):
    """How a unit told its figures to whoever typed them."""

    PHONE = "phone"
    MESSAGE = "message"
    PAPER = "paper"
    VISIT = "visit"
    RADIO = "radio"


OWN = "You handed this report in yourself; somebody else must approve it."
CONFIRMED = "You confirmed this report for the unit; somebody else must approve it."
AGREED = "You agreed to this report already; somebody else must agree at the next level."


@dataclass(frozen=True, kw_only=True)
class Hands:
    """Through whose hands the last hand-in went so far."""

    handed_in_by: object
    confirmed_by: object = None  # for the unit, where somebody else had typed
    agreed_by: frozenset[object] = frozenset()  # at the levels before


def check_approver(hands: Hands, *, by: object, on_paper: bool = False, alone: bool = False) -> None:
    """A second pair of eyes at each level: nobody approves what they handed in, or what they agreed to before.

    `alone`: the regime lets the one officer of an office record what a superior signed on paper.
    """
    if not (on_paper and alone):
        if hands.handed_in_by == by:
            raise RuleBroken(Message(OWN))
        if hands.confirmed_by == by:
            raise RuleBroken(Message(CONFIRMED))
        if by in hands.agreed_by and not on_paper:
            raise RuleBroken(Message(AGREED))


def check_told(*, belongs: bool, told_by: str | None, channel: str | None) -> None:
    """Whoever types for a unit says who told it the figures, and how. `None`: nothing is said."""
    if told_by is None:
        if belongs:
            return
        text = "You hold no post in this unit. Say who told you the figures, and how."
        raise RuleBroken(Message(text, where="told_by"))
    said = []
    if not told_by.strip():
        said.append(Message("Write who told you the figures: the post is enough.", where="told_by"))
    if channel not in set(Channel):
        said.append(Message("Choose how you were told.", where="channel"))
    if said:
        raise RuleBroken(said)


def check_confirming(*, typed_by: object, confirmed: bool, by: object, belongs: bool) -> None:
    """The unit itself says that what was typed for it is right."""
    if not belongs:
        raise RuleBroken(Message("Only somebody of the unit itself confirms what was typed for it."))
    if typed_by == by:
        raise RuleBroken(Message("You typed this report yourself; somebody else of the unit confirms it."))
    if confirmed:
        raise RuleBroken(Message("This report is confirmed already."))


def check_paper(*, signed_by: str, files: int) -> None:
    """A signature on paper is worth what its scan shows."""
    said = []
    if not signed_by.strip():
        said.append(Message("Write who signed the paper: the post is enough.", where="signed_by"))
    if not files:
        said.append(Message("Attach the signed paper as a photo or a PDF.", where="scan"))
    if said:
        raise RuleBroken(said)


def check_note(note: str, line_notes: Mapping[int, str], known: Collection[int]) -> None:
    """Whoever sends back says what to mend, of the whole or of lines."""
    strange = [number for number in line_notes if number not in known]
    if strange:
        text = "The form has no question %(number)s."
        raise RuleBroken([Message(text, {"number": number}, f"{number}.note") for number in strange])
    if not note.strip() and not any(one.strip() for one in line_notes.values()):
        raise RuleBroken(Message("Write what must be mended.", where="note"))
