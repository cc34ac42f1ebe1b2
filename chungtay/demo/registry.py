"""Opens the registers of two offices and enters the papers of the last weeks; yesterday's waits for its number."""

from datetime import datetime, timedelta
from typing import Any

from chungtay.actions.documents import add_document
from chungtay.actions.registry import (
    begin_book,
    close_document,
    give_number,
    relate_papers,
    void_number,
    write_names,
)
from chungtay.models import Document, DocumentRecipient, DocumentSigner, NumberBook
from chungtay.papers.house_styles import STATE
from chungtay.papers.pdf import printed
from chungtay.papers.sheets import Paragraph, Sheet, ended, letterhead, runs, title
from chungtay.rules.official import place_and_day

from .clock import at_nine
from .diary import Act, Diary
from .documents import PDF, signatures
from .kept import Kept
from .tables import texts

OPENED = timedelta(days=30)
CLERK, OFFICE = "province", "quang-ngai"


def note_registry(diary: Diary, kept: Kept) -> None:
    told, books = texts("registry"), dict[str, NumberBook]()
    for one in told["book"]:
        diary.note(at_nine(kept.today - OPENED), opening(kept, books, one))
    for place, one in enumerate(told["paper"]):
        diary.note(at_nine(kept.today - timedelta(days=one["days_ago"]), place), entering(kept, books, one))


def opening(kept: Kept, books: dict[str, NumberBook], told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        plain = {name: word for name, word in told.items() if name not in ("key", "body", "by")}
        book = NumberBook(holder=kept.bodies[told["body"]], **plain)
        books[told["key"]] = begin_book(book, by=kept.persons[told["by"]], at=at)

    return act


def entering(kept: Kept, books: dict[str, NumberBook], told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        by, on = kept.persons[CLERK], kept.today - timedelta(days=told["days_ago"])
        paper = Document(
            type=told["type"], title=told["title"], title_lo=told["title_lo"], title_en=told["title_en"],
            holder=kept.bodies[OFFICE], number=told.get("number", ""), issuers=told.get("issuers", ""),
            issued_on=kept.today - timedelta(days=told.get("signed_ago", told["days_ago"])),
        )  # fmt: skip
        agreements = [kept.agreements[told["agreement"]]] if "agreement" in told else []
        add_document(paper, agreements=agreements, files=[], by=by, at=at)
        signers = [
            dict(zip(("authority", "post"), line.split("|"), strict=True)) for line in told.get("signers", [])
        ]
        if signers:
            write_names(
                paper, signers=[DocumentSigner(**one, organisation=paper.holder) for one in signers],
                recipients=[DocumentRecipient(name=name) for name in told["recipients"]], by=by, at=at,
            )  # fmt: skip
        if "book" in told:
            entry = give_number(books[told["book"]], paper, on=on, by=by, at=at)
            if "void" in told:
                void_number(entry, reason=told["void"], by=by, at=at)
        if "other" in told:
            other = Document.objects.get(holder=paper.holder, number=told["other"])
            relate_papers(paper, other, bearing=told["bearing"], by=by, at=at)
        if told.get("closed"):
            close_document(paper, ("ban-ky.pdf", signed_copy(paper, told), PDF), by=by, at=at)

    return act


def signed_copy(paper: Document, told: dict[str, Any]) -> bytes:
    """What stands for the scan: the paper as the office would have laid it out."""
    head = letterhead(
        STATE, parent_body=str(paper.holder.parent or ""), issuer=paper.holder.name, number=paper.number,
        place_and_day=place_and_day("Quảng Ngãi", paper.issued_on),
    )  # fmt: skip
    text = ended([Paragraph(runs("Kính mời các đơn vị phối hợp thực hiện"))], STATE)
    blocks = (
        head,
        title(STATE, type_name=paper.type, abstract=paper.title),
        *text,
        signatures(told["signers"]),
    )
    sheet = Sheet(
        STATE,
        language="vi",
        title=paper.title,
        issuer=paper.holder.name,
        signed_on=paper.issued_on,
        blocks=blocks,
    )
    return printed(sheet)
