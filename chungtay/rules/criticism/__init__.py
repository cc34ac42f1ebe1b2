"""Decides how a draft policy is criticised, from the day on which it came in to the text that was issued in the end.

- `steps` is its way: received, asked, conferred, sent, replied, closed; who takes which step, and what stops it.
- `clauses` cuts a text into its clauses and reads what a person corrected; no word is lost.
- `comparison` finds for each clause of the draft what became of it in the final text.
"""

from .clauses import ClauseText, check_clauses, corrected, split, written
from .comparison import Fate, Pair, compared, matched
from .steps import (
    STEPS,
    CriticismMove,
    CriticismState,
    Received,
    Replied,
    Side,
    Stand,
    Standing,
    Step,
    Taken,
    Turn,
    TurnKind,
    check_asked,
    check_conference,
    check_move,
    check_opinion,
    check_point,
    check_received,
    check_reply,
    moves_open,
    turn_of,
)

__all__ = [
    "STEPS",
    "ClauseText",
    "CriticismMove",
    "CriticismState",
    "Fate",
    "Pair",
    "Received",
    "Replied",
    "Side",
    "Stand",
    "Standing",
    "Step",
    "Taken",
    "Turn",
    "TurnKind",
    "check_asked",
    "check_clauses",
    "check_conference",
    "check_move",
    "check_opinion",
    "check_point",
    "check_received",
    "check_reply",
    "compared",
    "corrected",
    "matched",
    "moves_open",
    "split",
    "turn_of",
    "written",
]
