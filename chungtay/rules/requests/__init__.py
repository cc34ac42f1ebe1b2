"""Decides on themed requests: how an outline is read, what an annex adds up, when one may be sent, and closed."""

from .annex import AnnexFigure, PlainColumn, added_up, read_annex, read_figure
from .outline import Heading, check_translation, read_outline
from .sending import check_due_day, check_open, check_theme
from .sorting import Sorted, sort_under

__all__ = [
    "AnnexFigure",
    "Heading",
    "PlainColumn",
    "Sorted",
    "added_up",
    "check_due_day",
    "check_open",
    "check_theme",
    "check_translation",
    "read_annex",
    "read_figure",
    "read_outline",
    "sort_under",
]
