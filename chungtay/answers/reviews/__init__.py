"""What a review says: results against targets over a window, frozen or as they stand now, and their paper."""

from .changes import Changed, Now, changed_since
from .collecting import facts_now, facts_of_review
from .evidence import OpenedCode, opened_code
from .extra import SECTIONS, Source
from .paper import as_docx, as_pdf, as_sheet, refuse_unprintable, sheet_of_review
from .told import as_json
from .written import dateline_of, usual_recipients

__all__ = [
    "SECTIONS",
    "Changed",
    "Now",
    "OpenedCode",
    "Source",
    "as_docx",
    "as_json",
    "as_pdf",
    "as_sheet",
    "changed_since",
    "dateline_of",
    "facts_now",
    "facts_of_review",
    "opened_code",
    "refuse_unprintable",
    "sheet_of_review",
    "usual_recipients",
]
