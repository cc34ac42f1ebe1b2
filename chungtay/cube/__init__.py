"""The machine room: every figure from running sums, derived from the ledger's bytes and thrown away at will."""

from .answer import Cube, Extent
from .reading import at_hand, caught_up, forget, keep
from .sight import EVERYTHING, Clause, Sight
from .tables import Table

__all__ = [
    "EVERYTHING",
    "Clause",
    "Cube",
    "Extent",
    "Sight",
    "Table",
    "at_hand",
    "caught_up",
    "forget",
    "keep",
]
