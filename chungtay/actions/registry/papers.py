"""Writes down who signed a paper and who gets it, how it bears on others; keeps the signed scan, which closes it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from django.utils import timezone

from chungtay.models import (
    Document,
    DocumentFile,
    DocumentRecipient,
    DocumentRelation,
    DocumentSigner,
    FilePurpose,
    Person,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.registry import ENDING, Bears, check_bearing
from chungtay.rules.uploads import UploadKind

from ..documents import File, keep_file
from ..recorded import audited_together, recorded, refuse_unless_may
from ..uploads import checked

SCANS = (UploadKind.PDF, UploadKind.IMAGE)
MOST_NAMES = 100


def write_names(
    document: Document, *, signers: Sequence[DocumentSigner], recipients: Sequence[DocumentRecipient],
    by: Person, at: datetime,
) -> Document:  # fmt: skip
    """Unsaved rows in the order in which the paper prints them; they replace what stood there."""
    refuse_unless_may(by, Act.RECORD, document, at)
    with recorded("write_names", thing=document, by=by, at=at):
        paper = Document.objects.select_for_update().get(pk=document.pk)
        _refuse_closed(paper)
        _refuse_empty(signers, recipients)
        if _said(signers, recipients) == _said(paper.signers.all(), paper.recipients.all()):
            return paper  # pressed twice
        paper.signers.all().delete()
        paper.recipients.all().delete()
        for order, one in enumerate([*signers], 1):
            one.document, one.order = paper, order
        for order, other in enumerate([*recipients], 1):
            other.document, other.order = paper, order
        DocumentSigner.objects.bulk_create(signers)
        DocumentRecipient.objects.bulk_create(recipients)
    return paper


def _said(
    signers: Iterable[DocumentSigner], recipients: Iterable[DocumentRecipient]
) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    return (
        [(one.organisation_id, one.authority, one.post, one.name) for one in signers],
        [(one.organisation_id, one.name) for one in recipients],
    )


def relate_papers(
    document: Document, other: Document, *, bearing: str, detail: str = "", by: Person, at: datetime
) -> DocumentRelation:
    """Both pages say it from then on. Also a closed paper may still be found to bear on an earlier one."""
    refuse_unless_may(by, Act.RECORD, document, at)
    detail = " ".join(detail.split())
    if not Document.objects.visible_to(by, timezone.localdate(at)).filter(pk=other.pk).exists():
        raise RuleBroken(Message("This paper is not shared with you.", where="other"))
    with audited_together():
        # Always in one order: of two that relate the same papers one waits for the other.
        held = Document.objects.select_for_update().in_bulk(sorted([document.pk, other.pk]))
        paper, earlier = held[document.pk], held[other.pk]
        same = DocumentRelation.objects.filter(document=paper, other=earlier, bearing=bearing).first()
        if same is not None and (same.noted_by_id, same.detail) == (by.pk, detail):
            return same  # pressed twice
        check_bearing(
            Bears(
                bearing=bearing, same=paper.pk == earlier.pk, on=paper.issued_on, other_on=earlier.issued_on,
                noted=same is not None, turned=bearing in ENDING and _reaches(earlier, paper),
            )
        )  # fmt: skip
        with recorded("relate_papers", thing=paper, by=by, at=at, reason=f"{bearing}: {earlier}"):
            return DocumentRelation.objects.create(
                document=paper, other=earlier, bearing=bearing, detail=detail, noted_by=by, noted_at=at
            )


def unrelate_papers(relation: DocumentRelation, *, by: Person, at: datetime) -> None:
    """Written down wrongly; the audit keeps that it stood."""
    refuse_unless_may(by, Act.RECORD, relation.document, at)
    with audited_together():
        held = DocumentRelation.objects.select_for_update().filter(pk=relation.pk).first()
        if held is None:
            return  # pressed twice
        told = f"{held.bearing}: {held.other}"
        with recorded("unrelate_papers", thing=held.document, by=by, at=at, reason=told):
            held.delete()


def close_document(
    document: Document, file: File, *, numbered: bool = True, by: Person, at: datetime
) -> Document:
    """Keep the signed, stamped scan. From then on nothing of the paper changes. No office numbers a memorandum."""
    refuse_unless_may(by, Act.RECORD, document, at)
    name, content, _ = file
    scan = checked(content, name=name, kinds=SCANS)
    with audited_together():
        paper = Document.objects.select_for_update().get(pk=document.pk)
        kept = keep_file(scan.content, name=scan.name, media_type=scan.media_type)
        signed = paper.files.filter(purpose=FilePurpose.SIGNED)
        if paper.closed_at is not None and signed.filter(sha256=kept.sha256).exists():
            return paper  # pressed twice
        _refuse_unready(paper, numbered=numbered)
        with recorded("close_paper", thing=paper, by=by, at=at, reason=kept.sha256):
            DocumentFile.objects.create(document=paper, purpose=FilePurpose.SIGNED, **asdict(kept))
            paper.closed_at, paper.closed_by = at, by
            paper.save(update_fields=["closed_at", "closed_by"])
    document.closed_at, document.closed_by = at, by
    return paper


def _refuse_unready(paper: Document, *, numbered: bool) -> None:
    _refuse_closed(paper)
    said = []
    if numbered and not paper.number:
        text = "The paper has no number yet. Give it one from a register first."
        said.append(Message(text, where="number"))
    if paper.issued_on is None:
        said.append(Message("The day on which the paper was signed is missing.", where="issued_on"))
    if said:
        raise RuleBroken(said)


def _refuse_closed(paper: Document) -> None:
    if paper.closed_at is not None:
        raise RuleBroken(Message("The signed paper is kept: nothing of it changes any more."))


def _refuse_empty(signers: Sequence[DocumentSigner], recipients: Sequence[DocumentRecipient]) -> None:
    said = []
    for number, one in enumerate(signers, 1):
        if not one.post.strip():
            text = "Line %(number)s of those who sign names no post."
            said.append(Message(text, {"number": number}, "signers"))
    for number, other in enumerate(recipients, 1):
        if not other.name.strip():
            text = "Line %(number)s of those who get it is empty."
            said.append(Message(text, {"number": number}, "recipients"))
    if max(len(signers), len(recipients)) > MOST_NAMES:
        said.append(Message("A paper names at most %(most)s of them.", {"most": MOST_NAMES}, "recipients"))
    if said:
        raise RuleBroken(said)


def _reaches(start: Document, goal: Document) -> bool:
    """Whether a chain of papers that end one another leads from one to the other."""
    seen, coming = set(), {start.pk}
    while coming:
        if goal.pk in coming:
            return True
        seen |= coming
        ended = DocumentRelation.objects.filter(document__in=coming, bearing__in=ENDING)
        coming = set(ended.values_list("other", flat=True)) - seen
    return False
