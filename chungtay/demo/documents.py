"""Lays the papers of the demo: each is drawn in the official layout and kept with its programme."""

from datetime import date, datetime
from typing import Any

from chungtay.actions.documents import add_document
from chungtay.models import Agreement, Document, QuotedFigure
from chungtay.papers.house_styles import STATE
from chungtay.papers.pdf import printed
from chungtay.papers.sheets import (
    Block,
    Paragraph,
    Sheet,
    Signatures,
    ended,
    letterhead,
    runs,
    signer,
    title,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.articles import slug_of
from chungtay.rules.official import place_and_day

from .clock import at_nine
from .diary import Act, Diary
from .kept import Kept
from .places import MERGER
from .plans import running_plan
from .tables import texts

PDF = "application/pdf"


def note_documents(diary: Diary, kept: Kept) -> None:
    told = texts("documents")
    plan = running_plan(kept)
    for one in [
        *told["document"],
        *(letter(told["letter"], day) for day in letter_days(kept.today)),
        in_year(told["running"], plan.year) | {"issued_on": plan.issued_on, "plan": plan.year},
    ]:
        # Papers of a day come before what tells of them.
        diary.note(at_nine(one["issued_on"], -60), adding(kept, one))


def letter_days(today: date) -> list[date]:
    """Real days where they are in the table, the 10th of April since."""
    days: list[date] = texts("documents")["letter"]["days"]
    later = [date(year, 4, 10) for year in range(days[-1].year + 1, today.year + 1)]
    return [day for day in days + later if day < today]


def letter(told: dict[str, Any], day: date) -> dict[str, Any]:
    """The same letter each year; since the merger the new province writes it."""
    written = in_year(told, day.year) | {"key": f"letter-{day.year}", "issued_on": day}
    written["number"] = f"{28 + day.year % 10}/TCM-BTV"
    return written | (told["since_merger"] if day > MERGER else {})


def in_year(told: dict[str, Any], year: int) -> dict[str, Any]:
    """The texts of a paper with the year set in."""
    titles = {key: text.format(year=year) for key, text in told.items() if isinstance(text, str)}
    paragraphs = [text.format(year=year) for text in told["text"]]
    return titles | {"text": paragraphs, "signers": told["signers"]}


def adding(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        agreement = kept.agreements[told["agreement"]]
        document = Document(
            type=told["type"], number=told.get("number", ""), issued_on=told["issued_on"],
            title=told["title"], title_lo=told["title_lo"], title_en=told["title_en"],
            issuers=told["issuers"], holder=kept.bodies[told["body"]],
            plan=kept.plans.get((told["agreement"], told.get("plan", 0))),
        )  # fmt: skip
        file = (f"{slug_of(document.title)}.pdf", paper_of(kept, told), PDF)
        add_document(document, agreements=[agreement], files=[file], by=kept.persons[told["by"]], at=at)
        for quoted in told.get("quoted", []):
            quote(kept, document, agreement, quoted)
        kept.documents[told["key"]] = document

    return act


def quote(kept: Kept, document: Document, agreement: Agreement, told: dict[str, Any]) -> None:
    """A figure that the paper gives: kept beside the ledger, never posted."""
    QuotedFigure.objects.create(
        document=document, agreement=agreement, indicator=kept.indicators[told["indicator"]],
        place=kept.places[told["place"]], said_by=document.issuers,
        organisation=kept.bodies.get(told.get("organisation", "")),  # none: whoever wrote it signed nothing
        first_on=told["first_on"], last_on=told["last_on"], quantity=told["quantity"] * SCALE,
        qualifier=told["qualifier"], measure=told["measure"], of=told["of"], passage=told["passage"],
    )  # fmt: skip


def paper_of(kept: Kept, told: dict[str, Any]) -> bytes:
    """The paper as PDF, in the layout of the State."""
    body = kept.bodies[told["body"]]
    issuer = told["issuers"].replace("; ", "\n")
    day: date = told["issued_on"]
    head = letterhead(
        STATE, parent_body=str(body.parent or ""), issuer=issuer, number=told.get("number", ""),
        place_and_day=place_and_day(told["place"], day),
    )  # fmt: skip
    text: list[Block] = [Paragraph(runs(paragraph)) for paragraph in told["text"]]
    blocks = (
        head,
        title(STATE, type_name=told["type"], abstract=told["abstract"]),
        *ended(text, STATE),
        signatures(told["signers"]),
    )
    return printed(
        Sheet(STATE, language="vi", title=told["title"], issuer=told["issuers"], signed_on=day, blocks=blocks)
    )


def signatures(lines: list[str]) -> Signatures:
    signers = []
    for line in lines:
        authority, post = line.split("|")
        signers.append(signer(STATE, authority=authority, post=post))
    return Signatures(recipients=("Các đơn vị liên quan;", "Lưu: VT."), signers=tuple(signers))
