"""Decides how a task moves: who may take which step from which state, and what is on track, at risk or late.

A task has one lead, who carries it out, and an asker, who gave it. Whose turn it is follows from the state alone.
"""

from dataclasses import dataclass
from enum import StrEnum


class TaskState(StrEnum):
    GIVEN = "given"  # waits for the lead to accept it
    ACCEPTED = "accepted"  # the lead is at it
    DAY_PROPOSED = "day_proposed"  # the lead asks for another day
    RETURNED = "returned"  # the lead sent it back with a reason
    DONE = "done"  # the lead says so, with evidence
    CONFIRMED = "confirmed"  # the asker says so too
    DROPPED = "dropped"  # the asker took it back


class Move(StrEnum):
    ACCEPT = "accept"
    PROPOSE_DAY = "propose_day"
    AGREE_DAY = "agree_day"
    REFUSE_DAY = "refuse_day"
    SEND_BACK = "send_back"
    GIVE_AGAIN = "give_again"
    FINISH = "finish"
    CONFIRM = "confirm"
    ASK_MORE = "ask_more"  # not done yet, says the asker
    DROP = "drop"


class Side(StrEnum):
    LEAD = "lead"
    ASKER = "asker"


class Repeat(StrEnum):
    NEVER = "never"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


# From which state, which step, by whom, to which state; must a note be given. What is not here is forbidden.
TABLE = """
from          move         by     to            note

given         accept       lead   accepted      -
given         propose_day  lead   day_proposed  x
given         send_back    lead   returned      x
given         finish       lead   done          -
given         drop         asker  dropped       x
accepted      propose_day  lead   day_proposed  x
accepted      send_back    lead   returned      x
accepted      finish       lead   done          -
accepted      drop         asker  dropped       x
day_proposed  agree_day    asker  accepted      -
day_proposed  refuse_day   asker  accepted      x
day_proposed  finish       lead   done          -
day_proposed  drop         asker  dropped       x
returned      give_again   asker  given         -
returned      drop         asker  dropped       x
done          confirm      asker  confirmed     -
done          ask_more     asker  accepted      x
"""


@dataclass(frozen=True, slots=True)
class Step:
    by: Side
    after: TaskState
    needs_note: bool


def read_table(table: str) -> dict[tuple[TaskState, Move], Step]:
    _, *rows = [line.split() for line in table.splitlines() if line]
    return {
        (TaskState(before), Move(move)): Step(Side(by), TaskState(after), note == "x")
        for before, move, by, after, note in rows
    }


STEPS = read_table(TABLE)
