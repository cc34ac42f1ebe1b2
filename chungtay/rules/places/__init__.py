"""Decides about places: where a figure lies on the map of any day, what a merger may be, how names are compared."""

from .mergers import Merger, MergerRow, check_merger, parent_code, world_after
from .names import bare, fold, level_of, word_of
from .world import WHOLE, Key, Part, Place, Succession, World, check_successions, divided

__all__ = [
    "WHOLE",
    "Key",
    "Merger",
    "MergerRow",
    "Part",
    "Place",
    "Succession",
    "World",
    "bare",
    "check_merger",
    "check_successions",
    "divided",
    "fold",
    "level_of",
    "parent_code",
    "word_of",
    "world_after",
]
