"""What is found under the words that somebody typed, among what they may read."""

from .finding import Found, Hit, finding
from .words import searched_as, words_of

__all__ = ["Found", "Hit", "finding", "searched_as", "words_of"]
