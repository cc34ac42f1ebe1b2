"""Builds forms as drafts, publishes them, and begins their next versions."""

from .changing import AT_THE_END, PARTS, Part, added, dropped, moved_to, written
from .drafting import change_form, draft_form, draft_in_hand, drop_draft, next_version
from .publishing import faults, make_form, publish_form
from .told import CheckTold, FormTold, HeadTold, LineTold, WordsTold, in_rules, told_of

__all__ = [
    "AT_THE_END",
    "PARTS",
    "CheckTold",
    "FormTold",
    "HeadTold",
    "LineTold",
    "Part",
    "WordsTold",
    "added",
    "change_form",
    "draft_form",
    "draft_in_hand",
    "drop_draft",
    "dropped",
    "faults",
    "in_rules",
    "make_form",
    "moved_to",
    "next_version",
    "publish_form",
    "told_of",
    "written",
]
