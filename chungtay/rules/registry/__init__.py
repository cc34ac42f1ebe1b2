"""Decides how papers are numbered in an office's registers, and how one paper bears on another."""

from .bearing import ENDING, Bears, check_bearing
from .giving import (
    BookFacts,
    Given,
    PaperFacts,
    Typed,
    check_book,
    check_entry,
    check_voiding,
    next_number,
)
from .kinds import Bearing, Grammar, Way
from .numbers import Read, is_code, read_number, same_number, written_number
from .types import DISPATCH, SOURCES, TYPES, as_listed, code_of

__all__ = [
    "DISPATCH",
    "ENDING",
    "SOURCES",
    "TYPES",
    "Bearing",
    "Bears",
    "BookFacts",
    "Given",
    "Grammar",
    "PaperFacts",
    "Read",
    "Typed",
    "Way",
    "as_listed",
    "check_bearing",
    "check_book",
    "check_entry",
    "check_voiding",
    "code_of",
    "is_code",
    "next_number",
    "read_number",
    "same_number",
    "written_number",
]
