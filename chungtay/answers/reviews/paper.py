"""Draws the facts of a review as its paper: the same words as DOCX and as PDF, in every language."""

from datetime import date

from django.utils import timezone

from chungtay.models import Review
from chungtay.papers import docx, fonts, pdf
from chungtay.papers.reviews import paper_of, review_sheet
from chungtay.papers.sheets import Sheet, texts
from chungtay.rules.reviews import LANGUAGES, Facts


def sheet_of_review(
    review: Review, facts: Facts, today: date, language: str = "vi", *, address: str = ""
) -> Sheet:
    """The paper of a kept review; while it is not signed, its day line bears the year in which it was frozen.

    `address` is where its codes open, up to the code: `https://…/reviews/…/figures/`.
    """
    written_on = facts.written_on or (timezone.localdate(review.frozen_at) if review.frozen_at else today)
    return as_sheet(
        facts,
        year=written_on.year,
        number=review.number,
        signed_on=review.signed_on,
        frozen=review.frozen_at is not None,
        language=language,
        address=address,
    )


def as_sheet(
    facts: Facts,
    *,
    year: int,
    number: int | None = None,
    signed_on: date | None = None,
    frozen: bool = False,
    language: str = "vi",
    address: str = "",
) -> Sheet:
    """What stands on the paper, for whoever draws it; only a frozen review carries its fingerprint."""
    return review_sheet(
        paper_of(
            facts, year=year, number=number, signed_on=signed_on, frozen=frozen, language=language,
            address=address,
        )
    )  # fmt: skip


def refuse_unprintable(facts: Facts) -> None:
    """What is frozen must be printable for ever, in every language, so what would come out as a box is named before."""
    said = [
        text
        for language in LANGUAGES
        for text in texts(as_sheet(facts, year=facts.last_on.year, language=language).blocks)
    ]
    fonts.refuse_unprintable(said)


def as_pdf(sheet: Sheet) -> bytes:
    return pdf.printed(sheet)


def as_docx(sheet: Sheet) -> bytes:
    return docx.written(sheet)
