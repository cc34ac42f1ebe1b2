"""A report as it is typed: every question with its boxes, each keeping what was typed and what is wrong with it.

A field's name, its id on the page and the `where` of its messages are one and the same: `2.total`, `2.sex`,
`2.sex:female`, `words.1`, `check.3`. So a message of the rules finds its box without being told.
"""

from .correction import CorrectionForm
from .line import QUALIFIERS, STATES, LineForm, label_of
from .report import Known, ReportForm

__all__ = ["QUALIFIERS", "STATES", "CorrectionForm", "Known", "LineForm", "ReportForm", "label_of"]
