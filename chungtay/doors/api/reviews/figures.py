"""A printed code over the API: what was printed, what the ledger says at the frozen posting, and of which entries."""

from datetime import date
from uuid import UUID

from django.http import Http404
from ninja import Router, Schema

from chungtay.answers.figures import Book
from chungtay.answers.reviews import OpenedCode, facts_of_review, opened_code

from ..asking import Asking
from ..shapes import Amount, amount
from .papers import found

router = Router(tags=["reviews"])


class PrintedEntryOut(Schema):
    number: int
    on: date
    unit: str
    place: str
    amount: Amount | None
    report: UUID | None


class PrintedFigureOut(Schema):
    code: str
    indicator: str
    rule: int  # the version of the indicator's rule
    first_on: date
    last_on: date
    map_on: date
    known_at: int
    printed: Amount | None
    then: Amount | None  # the ledger at that posting, as far as whoever asks may see it
    now: Amount | None
    entries: list[PrintedEntryOut]
    left_out: int


@router.get("/reviews/{uuid:id}/figures/{code}", response=PrintedFigureOut)
def printed_figure(request: Asking, id: UUID, code: str) -> PrintedFigureOut:
    review = found(request, id)
    book = Book(request.person, request.today, review.agreement)
    facts = facts_of_review(review, book)
    opened = opened_code(facts, code, book) if review.frozen_at else None
    if opened is None:
        raise Http404
    printed = opened.printed
    return PrintedFigureOut(
        code=code, indicator=printed.indicator, rule=printed.version, first_on=printed.first_on,
        last_on=printed.last_on, map_on=printed.map_on or facts.map_on, known_at=facts.known_at,
        printed=amount(printed.actual), then=amount(opened.then.amount), now=amount(opened.now.amount),
        entries=list(entries_of(opened)), left_out=opened.explained.left_out,
    )  # fmt: skip


def entries_of(opened: OpenedCode) -> list[PrintedEntryOut]:
    return [
        PrintedEntryOut(
            number=row.entry.seq, on=row.entry.on, unit=row.holder.name, place=row.booked_in.name,
            amount=amount(row.amount), report=row.line.report_id if row.line else None,
        )
        for place in opened.explained.places
        for row in place.entries
    ]  # fmt: skip
