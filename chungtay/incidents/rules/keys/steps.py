"""Decides which steps a person's key takes by that person's own hand; a side lists it and takes it off by its lists."""

from enum import StrEnum

from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.tables import rows_of


class EnrolmentState(StrEnum):
    ASKED = "asked"  # waits for the side's signature
    LISTED = "listed"
    LOST = "lost"  # the person says so; the next list takes it off
    ENDED = "ended"  # taken off by a list
    WITHDRAWN = "withdrawn"  # taken back before it was ever listed


class EnrolmentStep(StrEnum):
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    REWRAPPED = "rewrapped"  # the same key under another passphrase


# What is not here is forbidden. A key that was taken off still opens what was sealed to it: its passphrase may change.
ENROLMENTS = """
from       step       to

asked      lost       withdrawn
asked      withdrawn  withdrawn
asked      rewrapped  asked
listed     lost       lost
listed     rewrapped  listed
ended      rewrapped  ended
"""

WHY_NOT = {
    (EnrolmentState.LISTED, EnrolmentStep.WITHDRAWN): (
        "Your side has listed this key, so only its next list can take it off. Ask whoever keeps your side's keys."
    ),
    (EnrolmentState.LOST, EnrolmentStep.LOST): "You have said already that this key is lost.",
    (EnrolmentState.WITHDRAWN, EnrolmentStep.WITHDRAWN): "You have taken this key back already.",
}
NEVER = "This key is no longer in use. Make a new one instead."


def after_step(state: EnrolmentState, step: EnrolmentStep) -> EnrolmentState:
    for before, taken, after in rows_of(ENROLMENTS):
        if (before, taken) == (state, step):
            return EnrolmentState(after)
    raise RuleBroken(Message(WHY_NOT.get((state, step), NEVER)))
