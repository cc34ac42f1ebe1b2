"""Under which words each kind of thing is found; its files are read elsewhere."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Model

from chungtay.models import (
    Agreement,
    BookEntry,
    Content,
    Document,
    DocumentRecipient,
    DocumentSigner,
    Draft,
    Meeting,
    Phase,
    Plan,
    Recommendation,
    Review,
    Version,
)

TONGUES = ("", "_lo", "_en")


def words_of(thing: Model) -> Iterator[str]:
    """What the thing says now, the most telling first; nothing for what is not searched."""
    found = SEARCHED.get(type(thing))
    yield from found(thing) if found else ()


def searched_as(thing: Model) -> Model | None:
    """The thing that is found when this one changes; None where none is."""
    match thing:
        case Version():
            return thing.plan or thing.agreement
        case Content():
            return thing.plan
        case BookEntry() | DocumentSigner() | DocumentRecipient():
            return thing.document
        case Phase():
            return thing.agreement
    return thing if type(thing) in SEARCHED else None


def _document(paper: Any) -> Iterable[str]:
    yield from (*_thrice(paper, "title"), f"{paper.type} {paper.number}", paper.issuers)
    yield from (f"{one.authority} {one.post} {one.name}" for one in paper.signers.all())
    yield from (one.name for one in paper.recipients.all())


def _agreement(agreement: Any) -> Iterable[str]:
    yield from (*_thrice(agreement, "name"), *_thrice(agreement, "purpose"), agreement.framework)
    for phase in agreement.phases.prefetch_related("commitments"):
        yield phase.name
        for one in phase.commitments.all():
            yield from (*_thrice(one, "text"), *_thrice(one, "emphasis"))


def _plan(plan: Any) -> Iterable[str]:
    yield from (*_thrice(plan, "name"), plan.number, *_thrice(plan, "grounds"), *_thrice(plan, "purpose"))
    yield from _thrice(plan, "requirements")
    for one in plan.contents.all():
        yield from (*_thrice(one, "text"), *_thrice(one, "product"))


def _review(review: Any) -> Iterable[str]:
    yield from _thrice(review, "title")
    for one in (*review.narratives.all(), *review.directions.all()):
        yield from _thrice(one, "text")


def _meeting(meeting: Any) -> Iterable[str]:
    yield from (*_thrice(meeting, "title"), meeting.venue, meeting.chair, meeting.notes)
    yield from (one.text for one in meeting.decisions.all())


def _recommendation(asked: Any) -> Iterable[str]:
    yield from (*_thrice(asked, "text"), asked.grounds, str(asked))


def _draft(draft: Any) -> Iterable[str]:
    yield draft.title
    yield from _texts(draft.values)


def _thrice(thing: Any, field: str) -> Iterator[str]:
    yield from (getattr(thing, field + tongue) for tongue in TONGUES)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


SEARCHED: dict[type[Model], Callable[[Any], Iterable[str]]] = {
    Agreement: _agreement,
    Plan: _plan,
    Document: _document,
    Review: _review,
    Meeting: _meeting,
    Draft: _draft,
    Recommendation: _recommendation,
}
