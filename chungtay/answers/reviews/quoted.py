"""Numbers of older papers beside what the ledger says of the same days and unit."""

from collections.abc import Iterator

from django.db.models import QuerySet

from chungtay.answers.evidence.quoted import Quoted, beside, quoted_visible_to
from chungtay.models import QuotedFigure
from chungtay.rules import reviews as rules

from .reach import Reach, words_of

SHOWN = 30


def quoted(reach: Reach) -> tuple[rules.Quoted, ...]:
    """As far as who asks may read the papers; each asked of the ledger exactly as the paper says it."""
    return tuple(
        _told(rules.quoted_code(number), beside(row, reach.book))
        for number, row in enumerate(_rows(reach), 1)
    )[:SHOWN]


def _rows(reach: Reach) -> Iterator[QuotedFigure]:
    book, window = reach.book, reach.window
    rows = (
        (quoted_visible_to(book.person, book.today) if book.person else _all())
        .filter(agreement=reach.review.agreement, first_on__lte=window.last, last_on__gte=window.first)
        .exclude(indicator=None)
    )
    if reach.places is not None:
        rows = rows.filter(place__in=reach.places)
    if reach.holders is not None:
        rows = rows.filter(organisation__in=reach.holders)
    yield from rows[:SHOWN]


def _all() -> QuerySet[QuotedFigure]:
    """For the installation itself, which reads every paper."""
    rows = QuotedFigure.objects.filter(withdrawn_at=None).order_by("last_on", "pk")
    return rows.select_related("document", "agreement", "indicator", "place", "organisation")


def _told(code: str, found: Quoted) -> rules.Quoted:
    row = found.row
    assert row.indicator and row.first_on and row.last_on, "only what names its question is compared"
    return rules.Quoted(
        code=code,
        paper=rules.Words(" ".join(filter(None, [row.document.number, row.document.title]))),
        issued_on=row.document.issued_on,
        said_by=row.said_by,
        indicator=row.indicator.slug,
        label=words_of(row.indicator),
        measure=row.measure,
        place=words_of(row.place),
        key=row.place.key if row.place else "",
        first_on=row.first_on,
        last_on=row.last_on,
        amount=row.quantity,
        qualifier=row.qualifier,
        ours=found.ours.amount,
        ours_qualifier=str(found.ours.qualifier),
        passage=row.passage,
    )
