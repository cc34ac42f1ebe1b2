"""The way of a version: who may take which step from which state. What is not in the table is forbidden."""

from enum import StrEnum

from ..messages import Message, RuleBroken
from ..tables import rows_of


class VersionState(StrEnum):
    NONE = "none"  # there is no such version yet
    DRAFT = "draft"  # its holder writes
    PROPOSED = "proposed"  # whoever sees the agreement, or the plan, reads it; it changes no more
    IN_FORCE = "in_force"  # it came into force, and stays readable when a later one does
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    BEGIN = "begin"
    KEEP = "keep"  # the text as it stands becomes a version: read from a paper, or accepted as drafted
    EDIT = "edit"
    BRING_UP_TO_DATE = "bring_up_to_date"
    PROPOSE = "propose"
    WITHDRAW = "withdraw"
    PUT_IN_FORCE = "put_in_force"


TABLE = """
from       move              to

none       begin             draft
none       keep              in_force
draft      edit              draft
draft      bring_up_to_date  draft
draft      propose           proposed
draft      withdraw          withdrawn
proposed   withdraw          withdrawn
proposed   put_in_force      in_force
"""


def read_table(table: str) -> dict[tuple[VersionState, Move], VersionState]:
    return {(VersionState(before), Move(move)): VersionState(after) for before, move, after in rows_of(table)}


STEPS = read_table(TABLE)
# What a person is told who asks for a step that the table does not have.
STANDS = {
    VersionState.NONE: "There is no such text yet.",
    VersionState.DRAFT: "This text is still a draft. Propose it first.",
    VersionState.PROPOSED: "This text was proposed and changes no more. Withdraw it and begin a new copy from it.",
    VersionState.IN_FORCE: "This text is in force already. To change it, begin an amendment.",
    VersionState.WITHDRAWN: "This text was withdrawn. Begin a new copy from it.",
}


def state_of(*, is_proposed: bool, is_withdrawn: bool, is_in_force: bool) -> VersionState:
    if is_withdrawn:
        return VersionState.WITHDRAWN
    if is_in_force:
        return VersionState.IN_FORCE
    return VersionState.PROPOSED if is_proposed else VersionState.DRAFT


def check_move(state: VersionState, move: Move) -> VersionState:
    """Where the step leads."""
    if (state, move) not in STEPS:
        raise RuleBroken(Message(STANDS[state]))
    return STEPS[state, move]
