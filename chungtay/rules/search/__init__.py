"""Decides how words are searched, and reads what a kept file says."""

from .files import text_of_file
from .words import LONGEST_QUERY, MOST_WORDS, Query, Snippet, answers, folded, read_query, snippet_of

__all__ = [
    "LONGEST_QUERY",
    "MOST_WORDS",
    "Query",
    "Snippet",
    "answers",
    "folded",
    "read_query",
    "snippet_of",
    "text_of_file",
]
