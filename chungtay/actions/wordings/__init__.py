"""Keeps translations and how far they are, and the list of agreed terms."""

from .terms import approve_term, load_terms, propose_term, retire_term
from .texts import check_wording, mark_equal, note_translations, translate

__all__ = [
    "approve_term",
    "check_wording",
    "load_terms",
    "mark_equal",
    "note_translations",
    "propose_term",
    "retire_term",
    "translate",
]
