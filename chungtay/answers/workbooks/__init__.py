"""Workbooks: a programme's figures, forms to be filled in, and what a filled one would change."""

from .forms import NOTE, form_book, said_names
from .known import known_for
from .preview import Change, Preview, Read, preview_of, read_workbook, remark_of, told
from .programme import XLSX, programme_workbook, quarters_between
from .rounds import Round, reports_of, rounds_for

__all__ = [
    "NOTE",
    "XLSX",
    "Change",
    "Preview",
    "Read",
    "Round",
    "form_book",
    "known_for",
    "preview_of",
    "programme_workbook",
    "quarters_between",
    "read_workbook",
    "reports_of",
    "rounds_for",
    "remark_of",
    "said_names",
    "told",
]
