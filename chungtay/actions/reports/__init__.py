"""Carries a report from its opening to the ledger: written, handed in, sent back or approved, corrected, reopened."""

from .behalf import Scan, SignedPaper, Told, belongs_to_unit, confirm_on_behalf
from .copying import copy_last_period
from .deciding import approve_report, approve_reports, check_hand_in, is_alone, level_of, send_back
from .lines import LineAnswer, asked_by, check_answers, lines_of
from .mending import correct_line, reopen_report
from .opening import open_reports
from .writing import hand_in, open_report, write_report

__all__ = [
    "LineAnswer",
    "Scan",
    "SignedPaper",
    "Told",
    "approve_report",
    "approve_reports",
    "asked_by",
    "belongs_to_unit",
    "check_answers",
    "check_hand_in",
    "confirm_on_behalf",
    "copy_last_period",
    "correct_line",
    "hand_in",
    "is_alone",
    "level_of",
    "lines_of",
    "open_report",
    "open_reports",
    "reopen_report",
    "send_back",
    "write_report",
]
