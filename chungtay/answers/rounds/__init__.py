"""Answers about rounds: one form asked of many units for one period. Who has not sent, whom to ring, what is odd."""

from .deciding import Deciding, Waiting, deciding
from .lateness import Lateness, Round, UnitStanding, lateness, one_round, rounds_of
from .opening import Opening, askable, level_of, levels_of, opening, periods_to_ask

__all__ = [
    "Deciding",
    "Lateness",
    "Opening",
    "Round",
    "UnitStanding",
    "Waiting",
    "askable",
    "deciding",
    "lateness",
    "level_of",
    "levels_of",
    "one_round",
    "opening",
    "periods_to_ask",
    "rounds_of",
]
