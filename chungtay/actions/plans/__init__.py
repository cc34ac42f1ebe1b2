"""Draws, proposes, accepts and amends yearly plans."""

from .accepting import accept_amendment, accept_plan, accepted_of
from .amending import amend_plan
from .cascade import begin_drawing, send_down
from .changes_above import answer_change
from .concrete import make_concrete, refuse_unless_plans, set_target
from .contents import add_content, add_contents, drop_content, edit_content, renumber_contents
from .drafting import draft_plan, write_plan
from .drawing import draw, issue_own_plan
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
    "answer_change",
    "ask_changes",
    "begin_drawing",
    "draft_plan",
    "draw",
    "drop_content",
    "edit_content",
    "issue_own_plan",
    "link_activity",
    "make_concrete",
    "number_plan",
    "propose_plan",
    "refuse_unless_plans",
    "renumber_contents",
    "send_down",
    "set_target",
    "settle_change",
    "withdraw_plan",
    "write_plan",
]
