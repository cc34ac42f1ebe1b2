"""Draws, proposes, accepts and amends yearly plans."""

from .accepting import accept_amendment, accept_plan, accepted_of
from .amending import amend_plan
from .concrete import make_concrete, refuse_unless_plans, set_target
from .contents import add_content, add_contents, drop_content, edit_content, renumber_contents
from .drafting import draft_plan, write_plan
from .linking import link_activity
from .numbering import number_plan
from .proposing import ask_changes, propose_plan, settle_change, withdraw_plan

__all__ = [
    "accept_amendment",
    "accept_plan",
    "accepted_of",
    "add_content",
    "add_contents",
    "amend_plan",
    "ask_changes",
    "draft_plan",
    "drop_content",
    "edit_content",
    "link_activity",
    "make_concrete",
    "number_plan",
    "propose_plan",
    "refuse_unless_plans",
    "renumber_contents",
    "set_target",
    "settle_change",
    "withdraw_plan",
    "write_plan",
]
