"""Opens and closes an office's registers of papers."""

from datetime import datetime

from chungtay.models import NumberBook, Organisation, Person
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.registry import as_listed, check_book

from ..recorded import audited_together, recorded, refuse_unless_may


def begin_book(book: NumberBook, *, by: Person, at: datetime) -> NumberBook:
    """Open an unsaved register: what goes out, or what comes in. Its types are written as `KH BC CTr`."""
    refuse_unless_may(by, Act.PLAN, book, at)
    book.name, codes = " ".join(book.name.split()), book.types.replace(",", " ").split()
    with audited_together():
        Organisation.objects.select_for_update(no_key=True).get(pk=book.holder_id)
        alike = NumberBook.objects.filter(holder=book.holder, way=book.way, name=book.name, ended_at=None)
        if (same := alike.filter(begun_by=by, begun_at=at).first()) is not None:
            return same
        check_book(
            name=book.name, way=book.way, grammar=book.grammar, types=codes,
            unknown=[code for code in codes if not (as_listed(code) or code.isalnum())],
            symbol=book.holder.symbol, alike=alike.exists(),
        )  # fmt: skip
        book.types = " ".join(dict.fromkeys(as_listed(code) or code for code in codes))
        book.begun_by, book.begun_at = by, at
        with recorded("begin_book", thing=book, by=by, at=at):
            book.save(force_insert=True)
    return book


def end_book(book: NumberBook, *, by: Person, at: datetime) -> NumberBook:
    """It gives no number any more; what it gave stays."""
    refuse_unless_may(by, Act.PLAN, book, at)
    with audited_together():
        held = NumberBook.objects.select_for_update().get(pk=book.pk)
        if held.ended_at is not None:
            raise RuleBroken(Message("This register is closed already."))
        with recorded("end_book", thing=held, by=by, at=at):
            held.ended_at, held.ended_by = at, by
            held.save(update_fields=["ended_at", "ended_by"])
    return held
