"""Decides what may be opened of a file that a stranger made, before anything reads it.

Three gates, each cheaper than the next. `kinds` looks at size, name and first bytes. `directory` walks the list of
parts of a zip (a workbook, a Word file) without unpacking one: how many, how large, how far they shrink. Only then a
reader sees it, in a process of its own with little memory and little time (`actions/uploads`). A picture is never
kept as it came: `pictures` draws it anew, so that nothing that was hidden in it goes on.
"""

from .directory import check_directory, parts_of
from .kinds import LIMITS, PASTED_IN, UploadKind, allowed_kind, clean_name, limit

__all__ = [
    "LIMITS",
    "PASTED_IN",
    "UploadKind",
    "allowed_kind",
    "check_directory",
    "clean_name",
    "limit",
    "parts_of",
]
