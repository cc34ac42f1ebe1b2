"""Drafts recommendations, sends them, takes each addressee's way from step to step, and tells superiors."""

from .drafting import draft_recommendation, edit_recommendation, refuse_unless_sender
from .escalating import escalate, escalate_due, name_superior
from .sending import carry_over, send_recommendation, withdraw_draft
from .steps import Paper, just_moved, move_recommendation

__all__ = [
    "Paper",
    "carry_over",
    "draft_recommendation",
    "edit_recommendation",
    "escalate",
    "escalate_due",
    "just_moved",
    "move_recommendation",
    "name_superior",
    "refuse_unless_sender",
    "send_recommendation",
    "withdraw_draft",
]
