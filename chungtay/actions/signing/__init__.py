"""Draws up agreements, asks for opinions, has them signed, and notes what becomes of them."""

from .drafting import FirstPhase, Name, Side, draft_agreement, place_under, propose_agreement
from .opinions import ask_opinion, note_opinion
from .papers import Paper
from .signatures import keep_equal_text, sign
from .succession import succeed_seat
from .turns import turn

__all__ = [
    "FirstPhase",
    "Name",
    "Paper",
    "Side",
    "ask_opinion",
    "draft_agreement",
    "keep_equal_text",
    "note_opinion",
    "place_under",
    "propose_agreement",
    "sign",
    "succeed_seat",
    "turn",
]
