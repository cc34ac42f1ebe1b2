"""Records what was done in the field, changes and withdraws it, and counts it into the reports that ask for it."""

from .changing import change_activity, serve_programmes, withdraw_activity
from .evidence import Paper, add_evidence
from .feeding import count_into, set_feeding
from .kinds import add_kind, lay_stock_kinds, rename_kind, retire_kind, set_counting
from .recording import record_activity

__all__ = [
    "Paper",
    "add_evidence",
    "add_kind",
    "change_activity",
    "count_into",
    "lay_stock_kinds",
    "record_activity",
    "rename_kind",
    "retire_kind",
    "serve_programmes",
    "set_counting",
    "set_feeding",
    "withdraw_activity",
]
