"""The protocol calendar: days to observe, days as announced, and letters of greeting from due to replied."""

from .due import inherit, make_due
from .keeping import add_occasion, change_occasion, end_occasion, note_days
from .laying import lay_occasions
from .leaving import leave_occasion, return_to_occasion
from .letters import approve_letter, ask_for_letter, draft_letter, leave_out, refuse_to_begin, take_up
from .sending import keep_reply, send_letter

__all__ = [
    "add_occasion",
    "approve_letter",
    "ask_for_letter",
    "change_occasion",
    "draft_letter",
    "end_occasion",
    "inherit",
    "keep_reply",
    "lay_occasions",
    "leave_occasion",
    "leave_out",
    "make_due",
    "note_days",
    "refuse_to_begin",
    "return_to_occasion",
    "send_letter",
    "take_up",
]
