"""Decides what a form may ask: its columns, the conditions of its lines, and what must agree across them."""

from .asked import (
    MOST_LEVELS,
    MOST_LINES,
    AskedCheck,
    AskedForm,
    AskedLine,
    AskedWords,
    Severity,
    check_form,
    faults_of,
)
from .columns import Column, columns_text, read_columns
from .expressions import Check, Comparison, Plain, Ref, Term, Values, holds
from .order import moved, relying, renumbered, without
from .reading import is_asked, read_check, read_condition

__all__ = [
    "MOST_LEVELS",
    "MOST_LINES",
    "AskedCheck",
    "AskedForm",
    "AskedLine",
    "AskedWords",
    "Check",
    "Column",
    "Comparison",
    "Plain",
    "Ref",
    "Severity",
    "Term",
    "Values",
    "check_form",
    "columns_text",
    "faults_of",
    "holds",
    "is_asked",
    "moved",
    "read_check",
    "read_columns",
    "read_condition",
    "relying",
    "renumbered",
    "without",
]
