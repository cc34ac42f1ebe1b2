"""What the pages about signing show: how agreements stand, the way of one, and several side by side."""

from .beside import Column, bodies_beside, columns_of
from .bodies import bodies_to_draft_for, bodies_to_sit_with
from .standing import (
    lacking_texts,
    open_of,
    opinions_of,
    sides_for,
    sides_on,
    standing_of,
    state_of,
    text_state,
    with_standing,
)
from .way import Way

__all__ = [
    "Column",
    "Way",
    "bodies_beside",
    "bodies_to_draft_for",
    "bodies_to_sit_with",
    "columns_of",
    "lacking_texts",
    "open_of",
    "opinions_of",
    "sides_for",
    "sides_on",
    "standing_of",
    "state_of",
    "text_state",
    "with_standing",
]
