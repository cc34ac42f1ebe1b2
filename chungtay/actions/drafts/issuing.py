"""Gives a draft its number, after which what it says stands, and closes it with the signed, stamped scan.

The paper is signed on paper first: whoever keeps the register then numbers it, from a register of the house or as the
office's own book gave it. The facts of that moment are kept as bytes; DOCX and PDF of them go with the document.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.drafts import numbered_paper, paper_of, state_of_draft
from chungtay.answers.plans import is_drafter, state_of_plan, with_facts
from chungtay.models import (
    Document,
    DocumentFile,
    DocumentRecipient,
    DocumentSigner,
    Draft,
    FilePurpose,
    NumberBook,
    Organisation,
    Person,
    Plan,
)
from chungtay.papers.kept import canonical_bytes, fingerprint
from chungtay.papers.kinds import MemorandumPaper, Paper, SignerLine, Stage, check
from chungtay.rules.articles import slug_of
from chungtay.rules.drafts import PAPERS, check_numbering, check_scan, check_writing
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.rules.plans import PlanMove, may_move
from chungtay.rules.registry import Grammar, Read, read_number, same_number, written_number

from ..documents import File, add_document, keep_file
from ..plans import number_plan
from ..recorded import recorded, refuse_unless_may
from ..registry import close_document, give_number, type_number, write_names
from ..sharing import share_with_seats
from .files import MEDIA, drawn, template_of
from .greetings import refuse_unapproved
from .writing import locked


def issue_draft(
    draft: Draft, *, on: date, book: NumberBook | None = None, number: int | None = None, suffix: str = "",
    by: Person, at: datetime,
) -> Document:  # fmt: skip
    """`on`: the day of signing. From a `book` of the house the next number, or a typed one; without a book typed."""
    refuse_unless_may(by, Act.RECORD, draft, at)
    with recorded("issue_draft", thing=draft, by=by, at=at):
        held = locked(draft)
        if held.document is not None and held.issued_by_id == by.pk:
            return held.document  # pressed twice
        check_writing(state_of_draft(held))
        refuse_unapproved(held)
        paper = paper_of(held, by, timezone.localdate(at))
        _refuse_unready(held, paper, on=on, book=book, number=number, today=timezone.localdate(at))
        made = _document(held, paper, on=on, by=by, at=at)
        _number(made, held, paper, book=book, number=number, suffix=suffix, on=on, by=by, at=at)
        _keep(held, made, paper, on=on, by=by, at=at)
        _number_plan(held, made, by=by, at=at)
    return made


def close_draft(draft: Draft, file: File, *, shared: bool = False, by: Person, at: datetime) -> Document:
    """The signed scan is there: nothing of the paper changes any more. `shared`: all sides of the programme read it."""
    refuse_unless_may(by, Act.RECORD, draft, at)
    with recorded("close_draft", thing=draft, by=by, at=at):
        held = locked(draft)
        document = held.document
        if held.closed_at is not None and document is not None and held.closed_by_id == by.pk:
            return document  # pressed twice
        check_scan(state_of_draft(held))
        assert document is not None, "a numbered draft has its document"
        if shared and held.agreement:
            document.agreements.add(held.agreement)
            share_with_seats(Kind.DOCUMENT, document.pk, [held.agreement], state="linked", by=by, at=at)
        close_document(document, file, numbered=bool(document.number), by=by, at=at)
        held.closed_by, held.closed_at = by, at
        held.save(update_fields=["closed_by", "closed_at"])
    return document


def _refuse_unready(
    draft: Draft, paper: Paper, *, on: date, book: NumberBook | None, number: int | None, today: date
) -> None:
    said = check(paper, stage=Stage.SIGNING)
    known = {message.where for message in said}
    if not _signers(paper) and "signers" not in known:
        said.append(Message("Say who signs, by post.", where="signers"))
    said += check_numbering(
        on=on, today=today, has_symbol=_bears_a_number(draft, paper), has_book=book is not None, number=number
    )
    if _bears_a_number(draft, paper):
        said += _symbol_faults(paper)
    if said:
        raise RuleBroken(said)


def _bears_a_number(draft: Draft, paper: Paper) -> bool:
    return PAPERS[draft.paper].is_numbered and bool(paper.head.symbol)


def _symbol_faults(paper: Paper) -> list[Message]:
    text = "Letters behind a number are written as KH-BTV, UBDT-DTTS or, of the Party, CT/TW. “%(symbol)s” are not."
    try:
        _symbol(paper)
    except RuleBroken:
        return [Message(text, {"symbol": paper.head.symbol}, "head.symbol")]
    return []


def _symbol(paper: Paper) -> Read:
    """What the letters behind the number say: the type and the bodies."""
    stroke = "-" if _grammar(paper) == Grammar.PARTY else "/"
    return read_number(f"1{stroke}{paper.head.symbol}")


def _grammar(paper: Paper) -> Grammar:
    return Grammar.PARTY if paper.head.style == "party" else Grammar.STATE


def _document(draft: Draft, paper: Paper, *, on: date, by: Person, at: datetime) -> Document:
    """The paper's row, with who signs it and who gets it."""
    kind = PAPERS[draft.paper]
    made = Document(
        type=kind.type, type_code=_symbol(paper).type_code if _bears_a_number(draft, paper) else "", issued_on=on,
        title=paper.abstract or draft.title, issuers="; ".join(" ".join(one.split()) for one in paper.head.issuers),
        holder=draft.holder, plan=draft.plan,
    )  # fmt: skip
    add_document(made, agreements=[], files=[], by=by, at=at)
    bodies = {body.name: body for body in Organisation.objects.filter(name__in=_names(paper))}
    signing = [
        DocumentSigner(authority=one.authority[:200], post=one.post[:200], name=one.name[:200],
                       organisation=bodies.get(one.organisation))
        for one in _signers(paper)
    ]  # fmt: skip
    getting = [
        DocumentRecipient(name=name[:300], organisation=bodies.get(name)) for name in paper.recipients if name
    ]
    write_names(made, signers=signing, recipients=getting, by=by, at=at)
    return made


def _signers(paper: Paper) -> tuple[SignerLine, ...]:
    if isinstance(paper, MemorandumPaper):
        return tuple(one for one in (paper.texts[0].signers if paper.texts else ()) if one.post)
    return paper.signers


def _names(paper: Paper) -> Iterable[str]:
    return {*paper.recipients, *(one.organisation for one in _signers(paper))} - {""}


def _number(
    made: Document, draft: Draft, paper: Paper, *, book: NumberBook | None, number: int | None, suffix: str,
    on: date, by: Person, at: datetime,
) -> None:  # fmt: skip
    """Into the register; where the house keeps none, as typed, once it is sure that no other paper bears it."""
    if not _bears_a_number(draft, paper):
        return
    bodies = _symbol(paper).bodies
    if book is not None:
        draft.book = book
        if number is None:
            give_number(book, made, on=on, bodies=bodies, by=by, at=at)
        else:
            type_number(book, made, number=number, suffix=suffix, on=on, bodies=bodies, by=by, at=at)
        return
    assert number is not None, "check_numbering asked for it"
    made.number = written_number(
        number, grammar=_grammar(paper), type_code=made.type_code, bodies=bodies, suffix=suffix
    )
    others = Document.objects.filter(holder=draft.holder, issued_on__year=on.year).exclude(pk=made.pk)
    for title, taken in others.exclude(number="").values_list("title", "number"):
        if same_number(taken, made.number):
            text = "%(number)s is the number of “%(title)s” already."
            raise RuleBroken(Message(text, {"number": made.number, "title": title}, where="number"))
    made.save(update_fields=["number"])


def _keep(draft: Draft, made: Document, paper: Paper, *, on: date, by: Person, at: datetime) -> None:
    """What the paper says from now on, and the files of it that were signed."""
    if made.number:
        read = read_number(made.number)
        paper = numbered_paper(paper, number=read.number, suffix=read.suffix, on=on)
    else:
        paper = numbered_paper(paper, number=None, suffix="", on=on)
    draft.canonical = canonical_bytes(paper)
    draft.fingerprint = fingerprint(bytes(draft.canonical))
    draft.template = template_of(draft, timezone.localdate(at))
    draft.document, draft.issued_by, draft.issued_at, draft.changed_at = made, by, at, at
    draft.save()
    name = slug_of(f"{made.type} {made.number} {made.title}")[:80]
    for form in ("docx", "pdf"):
        content = drawn(paper, form, draft.template)
        kept = keep_file(content, name=f"{name}.{form}", media_type=MEDIA[form])
        DocumentFile.objects.create(document=made, purpose=FilePurpose.WORKING, **asdict(kept))


def _number_plan(draft: Draft, made: Document, *, by: Person, at: datetime) -> None:
    """The plan itself bears the number of its paper, where whoever numbers it draws the plan up."""
    if draft.paper != "plan" or draft.plan is None or draft.plan.number or not made.number:
        return
    today = timezone.localdate(at)
    plan = with_facts(Plan.objects.filter(pk=draft.plan.pk)).get()
    open_ = may_move(state_of_plan(plan, today), PlanMove.NUMBER, is_joint=plan.is_joint)
    if open_ and is_drafter(plan, by, today):
        sides = {holding.organisation_id for holding in plan.phase.agreement.held_on(today)}
        own = {plan.holder_id} if not plan.is_joint else sides
        issuers = list(plan.issuers.all()) or list(Organisation.objects.filter(pk__in=own - {None}))
        assert made.issued_on is not None, "it was just signed"
        number_plan(plan, number=made.number, issued_on=made.issued_on, issuers=issuers, by=by, at=at)
