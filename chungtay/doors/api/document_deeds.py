"""What a clerk does to a paper over the API: number it, name who signs, relate it, keep the signed scan."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from chungtay.actions import registry as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.registry import bodies_to_name, books_for, is_whole, standing_of
from chungtay.models import (
    BookEntry,
    Document,
    DocumentRecipient,
    DocumentRelation,
    DocumentSigner,
    NumberBook,
    Organisation,
)
from chungtay.rules.documents import check_file
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.registry import Bearing

from .asking import Asking
from .named import Given
from .registry import BookEntryOut, Number
from .shapes import GivenDay, known_bodies

router = Router(tags=["registry"])


class NumberIn(Given):
    book: UUID
    on: GivenDay
    number: Number | None = None  # none: the register gives the next one
    suffix: str = Field("", max_length=10)
    bodies: list[str] = Field([], max_length=10)  # how the number writes those who issue it: BTV, UBDT
    unit: str = Field("", max_length=40)  # who drew a dispatch up: DTTS
    remark: str = Field("", max_length=500)


class SignerIn(Given):
    post: str = Field(min_length=1, max_length=200)
    authority: str = Field("", max_length=200)
    name: str = Field("", max_length=200)
    organisation: UUID | None = None


class RecipientIn(Given):
    name: str = Field(min_length=1, max_length=300)
    organisation: UUID | None = None


class PaperNamesIn(Given):
    signers: list[SignerIn] = Field([], max_length=100)
    recipients: list[RecipientIn] = Field([], max_length=100)


class RelationIn(Given):
    bearing: Bearing
    other: UUID
    detail: str = Field("", max_length=500)


class RelationOut(Schema):
    id: UUID
    bearing: str
    document: UUID
    other: UUID
    detail: str

    @staticmethod
    def resolve_document(relation: DocumentRelation) -> UUID:
        return relation.document_id

    @staticmethod
    def resolve_other(relation: DocumentRelation) -> UUID:
        return relation.other_id


class SignerOut(Schema):
    authority: str
    post: str
    name: str


class CheckedFileOut(Schema):
    name: str
    purpose: str
    sha256: str
    is_whole: bool


class PaperStandingOut(Schema):
    """How a paper stands among others, as far as the caller may know."""

    closed_at: datetime | None
    signers: list[SignerOut]
    recipients: list[str]
    entries: list[BookEntryOut]
    bears_on: list[RelationOut]
    borne_on_by: list[RelationOut]
    files: list[CheckedFileOut]  # each read anew


@router.post("/documents/{uuid:id}/number", response=BookEntryOut)
def number(request: Asking, id: UUID, given: NumberIn) -> BookEntry:
    """The next number of a register, or one that is typed; of an incoming register, the number on arrival."""
    paper, by, at = paper_of(request, id), request.person, timezone.now()
    held = NumberBook.objects.visible_to(by, request.today).filter(pk=given.book).first()
    if held is None:
        if not books_for(paper, by, request.today):
            refuse_unless_may(by, Act.RECORD, paper, at)
        raise RuleBroken(Message("There is no such register.", where="book"))
    told = {
        "on": given.on,
        "bodies": given.bodies,
        "unit": given.unit,
        "reason": given.remark,
        "by": by,
        "at": at,
    }
    if given.number is None and not given.suffix:
        return actions.give_number(held, paper, **told)  # type: ignore[arg-type]
    return actions.type_number(held, paper, number=given.number or 0, suffix=given.suffix, **told)  # type: ignore[arg-type]


@router.get("/documents/{uuid:id}/standing", response=PaperStandingOut)
def standing(request: Asking, id: UUID) -> dict[str, Any]:
    """Its lines in registers, who signs and gets it, how it bears on others, and whether its files are whole."""
    return said_of(request, paper_of(request, id))


@router.put("/documents/{uuid:id}/names", response=PaperStandingOut)
def names(request: Asking, id: UUID, given: PaperNamesIn) -> dict[str, Any]:
    paper, at = paper_of(request, id), timezone.now()
    refuse_unless_may(request.person, Act.RECORD, paper, at)
    named = [one.organisation for one in given.signers] + [one.organisation for one in given.recipients]
    among = bodies_to_name(paper, request.person, request.today)
    known = known_bodies([key for key in named if key], among, "organisation")
    signers = [DocumentSigner(**_with_body(one.dict(), known)) for one in given.signers]
    recipients = [DocumentRecipient(**_with_body(one.dict(), known)) for one in given.recipients]
    actions.write_names(paper, signers=signers, recipients=recipients, by=request.person, at=at)
    return said_of(request, paper)


@router.post("/documents/{uuid:id}/relations", response=RelationOut)
def relate(request: Asking, id: UUID, given: RelationIn) -> DocumentRelation:
    """This paper replaces, amends, cancels, answers or carries out an earlier one."""
    paper, by, at = paper_of(request, id), request.person, timezone.now()
    refuse_unless_may(by, Act.RECORD, paper, at)
    other = Document.objects.visible_to(by, request.today).filter(pk=given.other).first()
    if other is None:
        raise RuleBroken(Message("This paper is not shared with you.", where="other"))
    return actions.relate_papers(paper, other, bearing=given.bearing, detail=given.detail, by=by, at=at)


@router.post("/documents/{uuid:id}/relations/{uuid:relation_id}/removal", response=PaperStandingOut)
def unrelate(request: Asking, id: UUID, relation_id: UUID) -> dict[str, Any]:
    paper = paper_of(request, id)
    refuse_unless_may(request.person, Act.RECORD, paper, timezone.now())
    relation = paper.bears_on.filter(pk=relation_id).first()
    if relation is not None:
        actions.unrelate_papers(relation, by=request.person, at=timezone.now())
    return said_of(request, paper)


@router.post("/documents/{uuid:id}/scan", response=PaperStandingOut)
def scan(request: Asking, id: UUID, file: File[UploadedFile]) -> dict[str, Any]:
    """The signed, stamped scan closes the paper: nothing of it changes any more."""
    paper, at = paper_of(request, id), timezone.now()
    refuse_unless_may(request.person, Act.RECORD, paper, at)
    check_file(name=file.name or "", size=file.size or 0)
    told = file.name or "", file.read(), file.content_type or ""
    return said_of(request, actions.close_document(paper, told, by=request.person, at=at))


def paper_of(request: Asking, id: UUID) -> Document:
    seen = Document.objects.visible_to(request.person, request.today)
    return get_object_or_404(seen.select_related("holder"), pk=id)


def said_of(request: Asking, paper: Document) -> dict[str, Any]:
    """For `PaperStandingOut`, which reads the rows."""
    found = standing_of(paper, request.person, request.today)
    files = paper.files.all()
    return {
        "closed_at": paper.closed_at,
        "signers": list(paper.signers.all()),
        "recipients": [one.name for one in paper.recipients.all()],
        "entries": found.entries,
        "bears_on": found.bears_on,
        "borne_on_by": found.borne_on_by,
        "files": [
            {"name": one.name, "purpose": one.purpose, "sha256": one.sha256, "is_whole": is_whole(one)}
            for one in files
        ],
    }


def _with_body(told: dict[str, object], known: dict[UUID, Organisation]) -> dict[str, object]:
    key = told.pop("organisation")
    return told | ({"organisation": known[key]} if isinstance(key, UUID) else {})
