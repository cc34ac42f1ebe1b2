"""What templates can say beyond Django's own: words, days, figures, bars and states. Needs no `load`."""

from .plain import HELD_SPACE, day, day_before, fig, figure, page_language, said, said_plain, words_of
from .registered import register
from .rooms import WORDS

__all__ = [
    "HELD_SPACE",
    "WORDS",
    "day",
    "day_before",
    "fig",
    "figure",
    "page_language",
    "register",
    "said",
    "said_plain",
    "words_of",
]
