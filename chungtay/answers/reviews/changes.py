"""What the ledger says otherwise by now than a frozen review does: every kind of printed figure."""

from typing import NamedTuple

from chungtay.answers.figures import Book
from chungtay.models import Review
from chungtay.rules import reviews as rules

from .collecting import facts_now


class Now(NamedTuple):
    amount: int | None
    qualifier: str = "exact"
    at_least: bool = False


class Changed(NamedTuple):
    """`result`: what was printed; `figure`: what stands there now."""

    result: rules.Asked
    figure: Now


def changed_since(facts: rules.Facts, review: Review, book: Book) -> list[Changed]:
    """In the paper's order; told to whoever sees all of that ledger."""
    if book.extent.count < Book(None, book.today, review.agreement).extent.count:
        return []
    now = {one.question: one for one in rules.numbers(facts_now(review, book))}
    return [
        Changed(one, Now(found.actual, found.qualifier) if found else Now(None))
        for one in rules.numbers(facts)
        if _differs(one, found := now.get(one.question))
    ]


def _differs(then: rules.Asked, now: rules.Asked | None) -> bool:
    if now is None:
        return then.actual is not None
    return (then.actual, then.qualifier) != (now.actual, now.qualifier) and not (
        then.actual is None and now.actual is None
    )
