"""What a review says: results against targets over a window, frozen or as they stand now, and their paper."""

from .paper import as_docx, as_json, as_pdf, as_sheet, refuse_unprintable, sheet_of_review
from .results import changed_since, facts_now, facts_of_review, usual_recipients

__all__ = [
    "as_docx",
    "as_json",
    "as_pdf",
    "as_sheet",
    "changed_since",
    "facts_now",
    "facts_of_review",
    "refuse_unprintable",
    "sheet_of_review",
    "usual_recipients",
]
