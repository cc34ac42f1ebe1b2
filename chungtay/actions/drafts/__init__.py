"""What is done with a paper in the making: begun, written, numbered, closed by its signed scan, or withdrawn."""

from .files import MEDIA, drawn, file_of
from .issuing import close_draft, issue_draft
from .writing import begin_draft, refuse_written, withdraw_draft, write_draft

__all__ = [
    "MEDIA",
    "begin_draft",
    "close_draft",
    "drawn",
    "file_of",
    "issue_draft",
    "refuse_written",
    "withdraw_draft",
    "write_draft",
]
