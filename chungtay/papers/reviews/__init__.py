"""The paper of a review: facts of an interim or final review in, a `Sheet` in the official order out.

paper = paper_of(facts, year=2025, language="lo")
pdf.printed(review_sheet(paper)), docx.written(review_sheet(paper))
"""

from .of_facts import paper_of
from .parts import Bound, ByUnit, Figure, PlainTable, ResultRow, ReviewPaper, ReviewWords, Section
from .sheet import review_sheet
from .tables import by_unit_tables, results_table

__all__ = [
    "Bound",
    "ByUnit",
    "Figure",
    "PlainTable",
    "ResultRow",
    "ReviewPaper",
    "ReviewWords",
    "Section",
    "by_unit_tables",
    "paper_of",
    "results_table",
    "review_sheet",
]
