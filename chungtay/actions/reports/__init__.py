"""Carries a report from its opening to the ledger: written, handed in, sent back or approved, corrected."""

from .deciding import approve_report, approve_reports, correct_line, send_back
from .lines import LineAnswer, asked_by, check_answers, lines_of
from .writing import hand_in, open_report, write_report

__all__ = [
    "LineAnswer",
    "approve_report",
    "approve_reports",
    "asked_by",
    "check_answers",
    "correct_line",
    "hand_in",
    "lines_of",
    "open_report",
    "send_back",
    "write_report",
]
