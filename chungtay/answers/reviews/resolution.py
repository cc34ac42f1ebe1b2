"""The review of a resolution: its own outline, with what was made of the units' words and those words themselves."""

from collections.abc import Iterator

from chungtay.answers.figures import Book
from chungtay.models import Review, ReviewKind
from chungtay.rules import reviews as rules
from chungtay.rules.reviews.sections import sections_of_outline

from .reach import words_of


def by_outline(review: Review, book: Book) -> Iterator[rules.Extra]:
    """One section of the paper for each heading that is written under; a heading that is empty is left out."""
    if review.kind != ReviewKind.RESOLUTION or review._state.adding:
        return
    written = {one.section: one for one in review.narratives.all()}
    for section in sections_of_outline(review.outline, review.outline_lo, review.outline_en):
        own = written.get(section.key)
        told = list(lines_of(words_of(own, "text"))) if own else []
        for one in review.contributions.filter(section=section.key).select_related("organisation"):
            told.append(said_by(words_of(one.organisation), one.text))
        if told:
            yield rules.Extra(slug=section.key, title=section.title, paragraphs=tuple(told))


def lines_of(words: rules.Words) -> Iterator[rules.Words]:
    """Paragraph by paragraph; a translation stays with its own where it has as many."""
    vi = [line for line in words.vi.splitlines() if line.strip()]
    others = [[line for line in text.splitlines() if line.strip()] for text in (words.lo, words.en)]
    lo, en = (lines if len(lines) == len(vi) else [""] * len(vi) for lines in others)
    yield from map(rules.Words, vi, lo, en)


def said_by(unit: rules.Words, text: str) -> rules.Words:
    """In the unit's own words, after its name."""
    plain = " ".join(text.split())
    lo, en = (f"{name}: {plain}" if name else "" for name in (unit.lo, unit.en))
    return rules.Words(f"{unit.vi}: {plain}", lo, en)
