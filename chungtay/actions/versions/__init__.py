"""Draws up a text of an agreement or a plan, proposes it, and lets it come into force."""

from .applying import put_in_force
from .beginning import begin_version, copy_version, keep_text
from .proposing import issue_amendment, propose_version, withdraw_version
from .writing import add_row, bring_up_to_date, drop_row, edit_row, give_reason, put_back_row

__all__ = [
    "add_row",
    "begin_version",
    "bring_up_to_date",
    "copy_version",
    "drop_row",
    "edit_row",
    "give_reason",
    "issue_amendment",
    "keep_text",
    "propose_version",
    "put_back_row",
    "put_in_force",
    "withdraw_version",
]
