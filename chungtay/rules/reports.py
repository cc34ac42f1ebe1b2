"""Decides how a report moves: open, handed in, returned or approved."""

from enum import StrEnum

from .messages import Message, RuleBroken


class ReportState(StrEnum):
    OPEN = "open"
    HANDED_IN = "handed_in"
    RETURNED = "returned"
    APPROVED = "approved"


class LineState(StrEnum):
    """Zero is a number; not reported and not applicable are none, and post nothing."""

    GIVEN = "given"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"


MOVES: dict[tuple[ReportState, str], ReportState] = {
    (ReportState.OPEN, "hand_in"): ReportState.HANDED_IN,
    (ReportState.RETURNED, "hand_in"): ReportState.HANDED_IN,
    (ReportState.HANDED_IN, "send_back"): ReportState.RETURNED,
    (ReportState.HANDED_IN, "approve"): ReportState.APPROVED,
    (ReportState.APPROVED, "correct"): ReportState.APPROVED,
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
