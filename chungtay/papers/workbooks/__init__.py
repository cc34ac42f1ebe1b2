"""Workbooks that the house writes: a programme's figures, and forms to be filled in without a network."""

from .figures import FigureLine, FigureSheet, figures_workbook
from .forms import Cells, FormBook, PartRow, QuestionRow, SplitRows, TextRow, UnitSheet, form_workbook
from .words import said

__all__ = [
    "Cells",
    "FigureLine",
    "FigureSheet",
    "FormBook",
    "PartRow",
    "QuestionRow",
    "SplitRows",
    "TextRow",
    "UnitSheet",
    "figures_workbook",
    "form_workbook",
    "said",
]
