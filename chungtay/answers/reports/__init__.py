"""Answers about reports: what they say, what an officer needs beside one, and how each came this far."""

from .beside import (
    Event,
    history_of,
    linkable_activities,
    previous_lines,
    previous_values,
    previous_words,
)
from .way import LineBeside, beside_lines, changes_since_last_time, last_hand_in, line_notes
from .whole import (
    broken_of,
    checks_of,
    comments_of,
    forecasts_of,
    line_said,
    narratives_of,
    whole_of,
    whole_shown,
    words_of,
)

__all__ = [
    "Event",
    "LineBeside",
    "beside_lines",
    "broken_of",
    "changes_since_last_time",
    "checks_of",
    "comments_of",
    "forecasts_of",
    "history_of",
    "last_hand_in",
    "line_notes",
    "line_said",
    "linkable_activities",
    "narratives_of",
    "previous_lines",
    "previous_values",
    "previous_words",
    "whole_of",
    "whole_shown",
    "words_of",
]
