"""Answers about places: the maps of all days, a unit by what people call it, its history, what a merger would do."""

from .found import above, find, named
from .history import History, history_of
from .preview import Moved, Preview, preview
from .world import world

__all__ = ["History", "Moved", "Preview", "above", "find", "history_of", "named", "preview", "world"]
