"""Gives papers their numbers, one after the other, and voids those given in error."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from chungtay.models import BookEntry, Document, NumberBook, Person
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.registry import (
    BookFacts,
    Given,
    PaperFacts,
    Typed,
    Way,
    check_entry,
    check_voiding,
    code_of,
    next_number,
    same_number,
    written_number,
)

from ..recorded import audited_together, recorded, refuse_unless_may

ACTS = {Way.OUTGOING: "give_number", Way.INCOMING: "receive_paper"}


def give_number(
    book: NumberBook, document: Document, *, on: date, by: Person, at: datetime, bodies: Sequence[str] = (),
    unit: str = "", reason: str = "",
) -> BookEntry:  # fmt: skip
    """The next number of the register, of the year of `on`, the day of signing; written into the paper.

    `bodies`: how the number writes those who issue it, where the paper's signers do not say it; `unit`: who drew a
    dispatch up. `reason`: why a paper of an earlier day gets a later number. Of an incoming register: its number on
    arrival, `on` that day.
    """
    return _enter(book, document, on=on, typed=None, bodies=bodies, unit=unit, reason=reason, by=by, at=at)


def type_number(
    book: NumberBook, document: Document, *, number: int, suffix: str = "", on: date, by: Person, at: datetime,
    bodies: Sequence[str] = (), unit: str = "", reason: str = "",
) -> BookEntry:  # fmt: skip
    """A number that the office gave on paper already, or one squeezed in, as 12a."""
    typed = (number, suffix.strip().lower())
    return _enter(book, document, on=on, typed=typed, bodies=bodies, unit=unit, reason=reason, by=by, at=at)


def void_number(entry: BookEntry, *, reason: str, by: Person, at: datetime) -> BookEntry:
    """Given in error: the line stays with its reason, the number is never given again, the paper is without one."""
    refuse_unless_may(by, Act.RECORD, entry.book, at)
    reason = " ".join(reason.split())
    with audited_together():
        book = NumberBook.objects.select_for_update().get(pk=entry.book_id)
        held = BookEntry.objects.select_for_update().get(pk=entry.pk)
        paper = Document.objects.select_for_update().get(pk=held.document_id)
        outgoing = book.way == Way.OUTGOING
        if held.voided_at is not None and (held.voided_by_id, held.void_reason) == (by.pk, reason):
            return held  # pressed twice
        check_voiding(
            reason=reason,
            is_void=held.voided_at is not None,
            is_closed=outgoing and paper.closed_at is not None,
        )
        with recorded("void_number", thing=paper, by=by, at=at, reason=reason):
            held.voided_at, held.voided_by, held.void_reason = at, by, reason
            held.save(update_fields=["voided_at", "voided_by", "void_reason"])
            if outgoing:
                paper.number = ""
                paper.save(update_fields=["number"])
    return held


def _enter(
    book: NumberBook, document: Document, *, on: date, typed: tuple[int, str] | None, bodies: Sequence[str],
    unit: str, reason: str, by: Person, at: datetime,
) -> BookEntry:  # fmt: skip
    today = timezone.localdate(at)
    refuse_unless_may(by, Act.RECORD, book, at)
    if book.way == Way.OUTGOING:
        refuse_unless_may(by, Act.RECORD, document, at)
    elif not Document.objects.visible_to(by, today).filter(pk=document.pk).exists():
        raise RuleBroken(Message("This paper is not shared with you.", where="document"))
    reason = " ".join(reason.split())
    with audited_together():
        held = NumberBook.objects.select_for_update().get(pk=book.pk)
        paper = Document.objects.select_for_update().select_related("holder").get(pk=document.pk)
        if (standing := _standing(held, paper, typed)) is not None:
            return standing  # pressed twice
        given = list(BookEntry.objects.filter(book=held, year=on.year).select_related("document"))
        type_code = paper.type_code or code_of(paper.type)
        issuing = _issuing(paper, bodies) if held.way == Way.OUTGOING else []
        if issuing and unit.strip() and not type_code:
            issuing.append((unit.strip(), unit.strip()))
        facts = _book_facts(held, on.year)
        check_entry(
            facts, _paper_facts(held, paper, type_code, issuing), on=on, today=today,
            given=[Given(number=one.number, suffix=one.suffix, on=one.on, title=one.document.title) for one in given],
            typed=typed and _typed(held, paper, typed, on, type_code, issuing), reason=reason,
        )  # fmt: skip
        number, suffix = typed or (next_number((one.number for one in given), facts.after), "")
        with recorded(
            ACTS[Way(held.way)], thing=paper, by=by, at=at, reason=f"{held.name}: {number:02}{suffix}"
        ):
            entry = BookEntry.objects.create(
                book=held, document=paper, year=on.year, number=number, suffix=suffix, on=on, noted_by=by,
                noted_at=at, remark=reason,
            )  # fmt: skip
            if held.way == Way.OUTGOING:
                paper.type_code, paper.issued_on = type_code, on
                paper.number = paper.number or _written(held, (number, suffix), type_code, issuing)
                paper.save(update_fields=["type_code", "issued_on", "number"])
    document.type_code, document.issued_on, document.number = paper.type_code, paper.issued_on, paper.number
    return entry


def _standing(book: NumberBook, paper: Document, typed: tuple[int, str] | None) -> BookEntry | None:
    """The number that the paper has in this register already, unless another one is typed for it."""
    entry = BookEntry.objects.filter(book=book, document=paper, voided_at=None).first()
    if entry is not None and typed and typed != (entry.number, entry.suffix):
        text = "The paper bears the number %(number)s already."
        raise RuleBroken(Message(text, {"number": f"{entry.number:02}{entry.suffix}"}, "number"))
    return entry


def _issuing(paper: Document, bodies: Sequence[str]) -> list[tuple[str, str]]:
    """Of each body that issues it the name and the symbol: the holder first, then the others that sign."""
    if bodies:
        return [(symbol, symbol) for symbol in bodies]
    signing = paper.signers.exclude(organisation=None).select_related("organisation")
    others = [one.organisation for one in signing if one.organisation_id != paper.holder_id]
    return list(
        dict.fromkeys(
            (body.name, body.symbol.strip()) for body in [paper.holder, *others] if body is not None
        )
    )


def _book_facts(book: NumberBook, year: int) -> BookFacts:
    return BookFacts(
        name=book.name, way=book.way, is_kept_here=book.is_kept_here, types=book.types.split(),
        has_ended=book.ended_at is not None,
        after=book.begun_after if timezone.localdate(book.begun_at).year == year else 0,
    )  # fmt: skip


def _paper_facts(
    book: NumberBook, paper: Document, type_code: str, issuing: list[tuple[str, str]]
) -> PaperFacts:
    return PaperFacts(
        number=paper.number, type_code=type_code, issued_on=paper.issued_on, symbols=issuing,
        is_closed=paper.closed_at is not None, is_holders=paper.holder_id == book.holder_id,
    )  # fmt: skip


def _typed(
    book: NumberBook, paper: Document, typed: tuple[int, str], on: date, type_code: str,
    issuing: list[tuple[str, str]],
) -> Typed:  # fmt: skip
    """With the title of another paper of this body, year and type that bears it, in this register or in none."""
    number, suffix = typed
    if book.way == Way.INCOMING:
        return Typed(number=number, suffix=suffix)
    written = _written(book, typed, type_code, issuing)
    others = Document.objects.filter(holder=book.holder_id, issued_on__year=on.year).exclude(pk=paper.pk)
    numbered = others.exclude(number="").values_list("title", "number")
    return Typed(
        number=number, suffix=suffix, is_borne=bool(paper.number) and same_number(paper.number, written),
        taken_by=next((title for title, number in numbered if same_number(number, written)), ""),
    )  # fmt: skip


def _written(book: NumberBook, typed: tuple[int, str], type_code: str, issuing: list[tuple[str, str]]) -> str:
    symbols = [symbol for _, symbol in issuing]
    return written_number(
        typed[0], grammar=book.grammar, type_code=type_code, bodies=symbols, suffix=typed[1]
    )
