"""Numbers papers in an office's registers, notes what comes in, and closes what was signed."""

from .books import begin_book, end_book
from .keeping import keep_paper
from .numbers import give_number, type_number, void_number
from .papers import close_document, relate_papers, unrelate_papers, write_names

__all__ = [
    "begin_book",
    "close_document",
    "end_book",
    "give_number",
    "keep_paper",
    "relate_papers",
    "type_number",
    "unrelate_papers",
    "void_number",
    "write_names",
]
