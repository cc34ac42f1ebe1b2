"""Keeps a paper that was written elsewhere and gives it its line in a register, both at once or neither."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from chungtay.models import Agreement, BookEntry, Document, NumberBook, Person
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.registry import Way

from ..documents import File, add_document
from ..recorded import PRESSED_TWICE, audited_together
from .numbers import give_number, type_number


def keep_paper(
    book: NumberBook, document: Document, *, on: date, files: Iterable[File] = (),
    agreements: Sequence[Agreement] = (), number: int | None = None, suffix: str = "", unit: str = "",
    reason: str = "", by: Person, at: datetime,
) -> BookEntry:  # fmt: skip
    """An unsaved paper of the register's body: signed that day and numbered, or come in that day and noted.

    `number` where the office gave it on paper already, or squeezed one in.
    """
    document.holder = book.holder
    with audited_together():
        NumberBook.objects.select_for_update().get(pk=book.pk)
        if (same := _just_kept(book, document, on=on, by=by, at=at)) is not None:
            return same
        if book.way == Way.INCOMING:
            _refuse_received(book, document)
        else:
            document.issued_on = document.issued_on or on
        add_document(document, agreements=agreements, files=files, by=by, at=at)
        if number is None and not suffix:
            return give_number(book, document, on=on, unit=unit, reason=reason, by=by, at=at)
        return type_number(
            book, document, number=number or 0, suffix=suffix, on=on, unit=unit, reason=reason, by=by, at=at
        )


def _just_kept(
    book: NumberBook, document: Document, *, on: date, by: Person, at: datetime
) -> BookEntry | None:
    """The very same paper within a minute is the second of two clicks."""
    same = book.entries.filter(
        on=on, noted_by=by, noted_at__gt=at - PRESSED_TWICE, noted_at__lte=at, voided_at=None,
        document__title=document.title, document__type=document.type,
    )  # fmt: skip
    if book.way == Way.INCOMING:
        same = same.filter(document__number=document.number, document__issuers=document.issuers)
    return same.first()


def _refuse_received(book: NumberBook, document: Document) -> None:
    """The same number of the same sender and day came in before."""
    if not document.number.strip():
        return
    held = book.entries.filter(
        voided_at=None, document__number=document.number, document__issuers__iexact=document.issuers,
        document__issued_on=document.issued_on,
    ).first()  # fmt: skip
    if held is not None:
        text = "This paper came in on %(day)s already, under number %(number)s."
        raise RuleBroken(
            Message(text, {"day": held.on, "number": f"{held.number:02}{held.suffix}"}, "number")
        )
