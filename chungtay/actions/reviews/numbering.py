"""Gives the signed paper of a frozen review its number, from the office's register or as it was given on paper."""

from dataclasses import asdict
from datetime import date, datetime

from django.utils import timezone

from chungtay.actions.documents import add_document, keep_file
from chungtay.actions.recorded import audited_together, recorded, refuse_unless_may
from chungtay.actions.registry import give_number, type_number, write_names
from chungtay.answers.reviews import as_docx, as_pdf, sheet_of_review
from chungtay.answers.reviews.signing import unsigned
from chungtay.models import (
    Document,
    DocumentFile,
    DocumentRecipient,
    DocumentSigner,
    FilePurpose,
    NumberBook,
    Organisation,
    Person,
    Review,
)
from chungtay.rules import reviews as rules
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

TYPE, TYPE_CODE = "Báo cáo", "BC"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def number_review(review: Review, *, number: int, signed_on: date, by: Person, at: datetime) -> None:
    """Type in the number and day that the office gave the signed paper; they lie outside the frozen bytes."""
    refuse_unless_may(by, Act.REVIEW, review, at)
    if number < 1:
        raise RuleBroken(Message("A document number is 1 or more.", where="number"))
    with recorded("number", thing=review, by=by, at=at):
        held = _to_number(review)
        if held.document_id is not None:
            raise RuleBroken(Message("The review has its number from the register. It is changed there."))
        held.number, held.signed_on = number, signed_on
        held.save(update_fields=["number", "signed_on"])
    review.number, review.signed_on = number, signed_on


def register_review(
    review: Review, book: NumberBook, *, signed_on: date, number: int | None = None, by: Person, at: datetime
) -> Document:
    """Keep the review as a paper of the office and give it the register's next number, or the one that was typed.

    It is signed first: by the office's own side, where sides sign it. Pressed twice, it is numbered once.
    """
    refuse_unless_may(by, Act.REVIEW, review, at)
    with audited_together():
        held = _to_number(review)
        if held.document is not None:
            return held.document
        _refuse_unsigned(held, signed_on, timezone.localdate(at))
        facts = rules.facts_of(bytes(held.canonical or b""))
        paper = add_document(_document(held, facts), agreements=[held.agreement], files=[], by=by, at=at)
        write_names(paper, signers=_signers(held, facts), recipients=_recipients(facts), by=by, at=at)
        symbol = facts.letterhead.symbol.removeprefix(TYPE_CODE).removeprefix("-")
        bodies = [symbol] if symbol else []
        if number is None:
            entry = give_number(book, paper, on=signed_on, bodies=bodies, by=by, at=at)
        else:
            entry = type_number(book, paper, number=number, on=signed_on, bodies=bodies, by=by, at=at)
        with recorded("number", thing=held, by=by, at=at, reason=paper.number):
            held.document, held.number, held.signed_on = paper, entry.number, signed_on
            held.save(update_fields=["document", "number", "signed_on"])
    keep_printed(held, paper, by=by, at=at)
    return paper


def keep_printed(review: Review, paper: Document, *, by: Person, at: datetime) -> None:
    """The paper as DOCX and PDF beside its record. Drawn first, so that no register waits for it."""
    facts = rules.facts_of(bytes(review.canonical or b""))
    sheet = sheet_of_review(review, facts, timezone.localdate(at))
    name = f"{paper.number.replace('/', '-')}"
    printed = ((f"{name}.docx", as_docx(sheet), DOCX), (f"{name}.pdf", as_pdf(sheet), "application/pdf"))
    with recorded("keep_printed", thing=paper, by=by, at=at):
        for file_name, content, media_type in printed:
            kept = keep_file(content, name=file_name, media_type=media_type)
            DocumentFile.objects.create(document=paper, purpose=FilePurpose.WORKING, **asdict(kept))


def _to_number(review: Review) -> Review:
    held: Review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if held.frozen_at is None:
        raise RuleBroken(Message("Freeze the review first; its number is given after signing."))
    return held


def _refuse_unsigned(review: Review, signed_on: date, today: date) -> None:
    wrong = []
    if review.holder_id in {one.pk for one in unsigned(review, today)}:
        text = "Nobody has signed it for %(body)s yet. A number is given after signing."
        wrong.append(Message(text, {"body": review.holder.name}))
    if review.frozen_at and signed_on < timezone.localdate(review.frozen_at):
        text = "The review was frozen on %(day)s; nobody signed it before."
        wrong.append(Message(text, {"day": timezone.localdate(review.frozen_at)}, "signed_on"))
    if wrong:
        raise RuleBroken(wrong)


def _document(review: Review, facts: rules.Facts) -> Document:
    return Document(
        type=TYPE, type_code=TYPE_CODE, title=facts.title.vi, title_lo=facts.title.lo, title_en=facts.title.en,
        issuers=facts.letterhead.issuer.vi[:500], holder=review.holder, plan=review.plan,
    )  # fmt: skip


def _signers(review: Review, facts: rules.Facts) -> list[DocumentSigner]:
    """Who signed off; where no side does, the post that the paper prints."""
    head = facts.letterhead
    done = list(review.sign_offs.select_related("organisation"))
    found = [DocumentSigner(organisation=one.organisation, post=one.signer[:200]) for one in done]
    if not found and head.post:
        found = [
            DocumentSigner(organisation=review.holder, authority=head.authority[:200], post=head.post[:200])
        ]
    return found


def _recipients(facts: rules.Facts) -> list[DocumentRecipient]:
    named: dict[str, Organisation] = {
        one.name: one for one in Organisation.objects.filter(name__in=facts.letterhead.recipients)
    }
    return [
        DocumentRecipient(name=name[:300], organisation=named.get(name))
        for name in facts.letterhead.recipients
    ]
