"""Asks units to report: with a form that is there, or on a theme at short notice; takes in what they answer."""

from .asking import ask_for_reports
from .files import answer_by_file
from .following import ask_further, close_request, put_off
from .themes import Annex, Asked, ask_theme, looked_at

__all__ = [
    "Annex",
    "Asked",
    "answer_by_file",
    "ask_for_reports",
    "ask_further",
    "ask_theme",
    "close_request",
    "looked_at",
    "put_off",
]
