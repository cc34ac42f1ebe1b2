"""What a review says: results against targets over a window, frozen or as they stand now, and their paper."""

from .paper import as_docx, as_json, as_pdf
from .results import facts_now, facts_of_review

__all__ = ["as_docx", "as_json", "as_pdf", "facts_now", "facts_of_review"]
