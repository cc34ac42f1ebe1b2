"""The machine room: every figure from running sums, derived from the ledger's bytes and thrown away at will."""

from .answer import Cube, Extent
from .proof import Proof
from .reading import at_hand, caught_up, forget, keep, prove
from .sight import EVERYTHING, Clause, Sight
from .tables import Table

__all__ = [
    "EVERYTHING",
    "Clause",
    "Cube",
    "Extent",
    "Proof",
    "Sight",
    "Table",
    "at_hand",
    "caught_up",
    "forget",
    "keep",
    "prove",
]
