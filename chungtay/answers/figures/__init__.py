"""Every figure on a page: asked of the ledger under three clocks, answered with how complete and how sure it is."""

from .book import Book
from .figure import Asked, Figure
from .known import posting_known_on, posting_with
from .sight import sight_of

__all__ = ["Asked", "Book", "Figure", "posting_known_on", "posting_with", "sight_of"]
