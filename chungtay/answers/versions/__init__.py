"""The text of an agreement or a plan as it stands today, and the versions through which it came there."""

from .naming import Choices, choices_for, keys_in, named_in, things_named
from .page import Asked, asked_of, drawers_of, draws_up, faults_of, has_moved_on, may_draw_up, versions_of
from .text import ASKED_OTHERWISE, last_in_force, text_of, versions_in_force

__all__ = [
    "ASKED_OTHERWISE",
    "Asked",
    "Choices",
    "asked_of",
    "choices_for",
    "drawers_of",
    "draws_up",
    "faults_of",
    "has_moved_on",
    "keys_in",
    "last_in_force",
    "may_draw_up",
    "named_in",
    "text_of",
    "things_named",
    "versions_in_force",
    "versions_of",
]
