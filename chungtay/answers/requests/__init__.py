"""What became of a themed request: who answered, and one draft of all answers, as page and as paper."""

from .assembled import Assembled, Cell, Chapter, Column, Row, Voice, assembled
from .listing import Progress, askers, office_asking, progress_of, requests_seen
from .paper import as_docx, sheet_of

__all__ = [
    "Assembled",
    "Cell",
    "Chapter",
    "Column",
    "Progress",
    "Row",
    "Voice",
    "as_docx",
    "askers",
    "assembled",
    "office_asking",
    "progress_of",
    "requests_seen",
    "sheet_of",
]
