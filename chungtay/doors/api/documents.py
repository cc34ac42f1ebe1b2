"""Papers over the API: the list, one paper, the bytes of its files; adding a paper."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import documents as actions
from chungtay.answers.documents import file_path
from chungtay.models import Agreement, Content, Document, DocumentFile, Plan
from chungtay.rules.documents import check_file
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from .asking import Asking, own_office, programmes_of
from .lists import Window
from .named import Given
from .shapes import Body, GivenDay, Words, words

router = Router(tags=["documents"])

MOST_FILES = 20


class FileOut(Schema):
    name: str
    sha256: str
    size: int
    media_type: str


class PaperFileOut(FileOut):
    purpose: str  # copy, signed, working, appendix


class DocumentOut(Schema):
    id: UUID
    type: str
    type_code: str
    number: str
    issued_on: date | None
    closed_at: datetime | None  # the signed scan is kept; nothing of it changes
    title: Words
    issuers: str
    holder: Body
    programmes: list[str]
    plan: UUID | None
    content: UUID | None
    files: list[PaperFileOut]

    @staticmethod
    def resolve_title(document: Document) -> Words:
        return words(document, "title")

    @staticmethod
    def resolve_programmes(document: Document) -> list[str]:
        return [programme.slug for programme in document.agreements.all()]

    @staticmethod
    def resolve_plan(document: Document) -> UUID | None:
        told: bool = document.plan_is_told  # type: ignore[attr-defined]
        return document.plan_id if told else None

    @staticmethod
    def resolve_content(document: Document) -> UUID | None:
        told: bool = document.content_is_told  # type: ignore[attr-defined]
        return document.content_id if told else None

    @staticmethod
    def resolve_files(document: Document) -> list[DocumentFile]:
        return list(document.files.all())


class DocumentIn(Given):
    type: str = Field(min_length=1, max_length=80)  # as the paper calls itself: Kế hoạch, Thư
    title: str = Field(min_length=1, max_length=500)
    number: str = Field("", max_length=80)
    issued_on: GivenDay | None = None
    issuers: str = Field("", max_length=500)
    programmes: list[str] = Field(default=[], max_length=20)
    content: UUID | None = None  # the content of a plan that it belongs to


@router.get("/documents", response=list[DocumentOut])
@paginate(Window)
def documents(request: Asking, text: str = "", programme: str = "") -> QuerySet[Document]:
    """`text` narrows by words of the title or the number."""
    shown = visible(request)
    if text:
        shown = shown.filter(Q(title__icontains=text[:100]) | Q(number__icontains=text[:100]))
    return shown.filter(agreements__in=programmes_of(request, [programme])) if programme else shown


@router.post("/documents", response=DocumentOut)
def add(request: Asking, given: Form[DocumentIn], files: File[list[UploadedFile]]) -> Document:
    """Keep a paper with its files for the caller's own office, in the programmes that it belongs to."""
    office = own_office(request, Act.RECORD)
    if len(files) > MOST_FILES:
        raise RuleBroken(Message("Send at most %(most)s files at once.", {"most": MOST_FILES}, "files"))
    for file in files:
        check_file(name=file.name or "", size=file.size or 0)  # before its bytes are in memory
    programmes = programmes_of(request, given.programmes)
    told = given.dict(include={"type", "title", "number", "issued_on", "issuers"})
    made = Document(**told, holder=office, content=content_of(request, programmes, given.content))
    made.plan = made.content.plan if made.content else None
    kept = [(file.name or "", file.read(), file.content_type or "") for file in files]
    actions.add_document(made, agreements=programmes, files=kept, by=request.person, at=timezone.now())
    return get_object_or_404(visible(request), pk=made.pk)


@router.get("/documents/{uuid:id}", response=DocumentOut)
def document(request: Asking, id: UUID) -> Document:
    return get_object_or_404(visible(request), pk=id)


@router.get("/documents/{uuid:id}/files/{slug:sha256}")
def document_file(request: Asking, id: UUID, sha256: str) -> FileResponse:
    found = get_object_or_404(visible(request), pk=id)
    return handed_out(get_object_or_404(found.files.filter(sha256=sha256)[:1]))


def visible(request: Asking) -> QuerySet[Document]:
    seen = Document.objects.visible_to(request.person, request.today)
    # A paper may also lie in a programme of which the person must not know.
    shared = Prefetch("agreements", Agreement.objects.visible_to(request.person, request.today))
    # So may a plan that it belongs to be of such a programme, or not proposed yet.
    plans = Plan.objects.visible_to(request.person, request.today)
    told = seen.annotate(
        plan_is_told=Exists(plans.filter(pk=OuterRef("plan"))),
        content_is_told=Exists(plans.filter(pk=OuterRef("content__plan"))),
    )
    return told.select_related("holder").prefetch_related("files", shared)


def content_of(request: Asking, programmes: list[Agreement], id: UUID | None) -> Content | None:
    plans = Plan.objects.visible_to(request.person, request.today)
    contents = Content.objects.filter(plan__phase__agreement__in=programmes, plan__in=plans)
    return get_object_or_404(contents.select_related("plan"), pk=id) if id else None


def handed_out(kept: Any) -> FileResponse:
    """To be saved, never to be run by a browser."""
    content = file_path(kept.sha256).open("rb")
    return FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.media_type)
