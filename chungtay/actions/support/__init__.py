"""Records support given to households, and keeps, reads and deletes beneficiaries by name."""

from .beneficiaries import delete_beneficiaries, keep_beneficiaries, read_beneficiaries
from .giving import record_support, withdraw_support
from .kinds import add_support_kind

__all__ = [
    "add_support_kind",
    "delete_beneficiaries",
    "keep_beneficiaries",
    "read_beneficiaries",
    "record_support",
    "withdraw_support",
]
