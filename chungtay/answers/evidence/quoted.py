"""Signed totals beside ours: what a paper says, what the ledger says of the same question, now and as known then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.answers.figures import Book, Figure, posting_known_on
from chungtay.models import Agreement, Document, Person, Place, QuotedFigure
from chungtay.rules.places import World

from .figure import Asked


@dataclass(frozen=True)
class Quoted:
    """`then` is our figure as it was known on the paper's day; None where the paper bears none."""

    row: QuotedFigure
    ours: Figure
    then: Figure | None

    @property
    def difference(self) -> int | None:
        """Ours less theirs; None where nothing was reported to us."""
        return None if self.ours.amount is None else self.ours.amount - self.row.quantity


def quoted_beside(asked: Asked, person: Person, today: date) -> list[Quoted]:
    """What papers that the person may read say of this indicator, for days and units that touch the question."""
    rows = quoted_visible_to(person, today).filter(indicator=asked.indicator, last_on__gte=asked.first_on)
    rows = rows.filter(first_on__lte=asked.last_on)
    if asked.programme:
        rows = rows.filter(agreement=asked.programme)
    books: dict[UUID, Book] = {}
    return [
        beside(row, books.setdefault(row.agreement_id, Book(person, today, row.agreement)))
        for row in _touching(rows, asked)
    ]


def quoted_visible_to(person: Person, today: date) -> QuerySet[QuotedFigure]:
    """Of papers and programmes that the person may read, and not taken back."""
    papers = Document.objects.visible_to(person, today)
    programmes = Agreement.objects.visible_to(person, today)
    rows = QuotedFigure.objects.filter(document__in=papers, agreement__in=programmes, withdrawn_at=None)
    rows = rows.exclude(Q(first_on=None) | Q(last_on=None))
    return rows.select_related("document", "agreement", "indicator", "place", "organisation").order_by(
        "last_on", "pk"
    )


def beside(row: QuotedFigure, book: Book) -> Quoted:
    """Asked of the ledger exactly as the paper says it: its days, its unit on the map of its last day."""
    then = None
    if row.document.issued_on:
        then = _ask(row, book, known_at=posting_known_on(row.document.issued_on))
    return Quoted(row, _ask(row, book), then)


def _ask(row: QuotedFigure, book: Book, known_at: int | None = None) -> Figure:
    assert row.indicator and row.first_on and row.last_on, "only what names its question is compared"
    places = [row.place] if row.place else None
    return book.ask(
        row.indicator, row.first_on, row.last_on, places=places, map_on=row.last_on, known_at=known_at
    )


def _touching(rows: QuerySet[QuotedFigure], asked: Asked) -> Iterator[QuotedFigure]:
    """Of one unit asked: what was said of it, of what it was made of, or of what lies within it."""
    if asked.place is None:
        yield from rows
        return
    world = Book(None, asked.last_on).world
    for row in rows:
        if row.place and _lies_in(row.place, asked.place, world, asked.map_on or asked.last_on):
            yield row


def _lies_in(place: Place, whole: Place, world: World, map_on: date) -> bool:
    return any(
        part.place is not None and str(whole.pk) in map(str, world.lineage(part.place, map_on))
        for part in world.parts(str(place.pk), 1, map_on)
    )
