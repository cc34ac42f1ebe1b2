"""What other rooms have to say in a review.

`SECTIONS` is the one interface: a function from the review and the book of figures to `Extra`s, each with a title,
paragraphs, and a table whose first row names its columns. A later room adds its function to the list; its facts are
frozen and printed with all others, and the papers, the pages and the doors need no change.
"""

from collections.abc import Callable, Iterable

from chungtay.answers.figures import Book
from chungtay.models import Review
from chungtay.rules.reviews import Extra

from .between import exchange, recommendations
from .resolution import by_outline

Source = Callable[[Review, Book], Iterable[Extra]]

SECTIONS: list[Source] = [by_outline, recommendations, exchange]


def extra(review: Review, book: Book) -> tuple[Extra, ...]:
    return tuple(one for source in SECTIONS for one in source(review, book))
