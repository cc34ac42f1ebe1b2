"""Papers over the API: the list, one paper, the bytes of its files."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from ninja.pagination import paginate

from chungtay.answers.documents import file_path
from chungtay.models import Document, DocumentFile

from .asking import Asking
from .lists import Window
from .shapes import Body, Words, words

router = Router(tags=["documents"])


class FileOut(Schema):
    name: str
    sha256: str
    size: int
    media_type: str


class DocumentOut(Schema):
    id: UUID
    type: str
    number: str
    issued_on: date | None
    title: Words
    issuers: str
    holder: Body
    files: list[FileOut]

    @staticmethod
    def resolve_title(document: Document) -> Words:
        return words(document, "title")

    @staticmethod
    def resolve_files(document: Document) -> list[DocumentFile]:
        return list(document.files.all())


@router.get("/documents", response=list[DocumentOut])
@paginate(Window)
def documents(request: Asking, text: str = "", programme: str = "") -> QuerySet[Document]:
    """`text` narrows by words of the title or the number."""
    shown = visible(request)
    if text:
        shown = shown.filter(Q(title__icontains=text[:100]) | Q(number__icontains=text[:100]))
    return shown.filter(agreements__slug=programme) if programme else shown


@router.get("/documents/{uuid:id}", response=DocumentOut)
def document(request: Asking, id: UUID) -> Document:
    return get_object_or_404(visible(request), pk=id)


@router.get("/documents/{uuid:id}/files/{slug:sha256}")
def document_file(request: Asking, id: UUID, sha256: str) -> FileResponse:
    found = get_object_or_404(visible(request), pk=id)
    return handed_out(get_object_or_404(found.files.filter(sha256=sha256)[:1]))


def visible(request: Asking) -> QuerySet[Document]:
    seen = Document.objects.visible_to(request.person, request.today)
    return seen.select_related("holder").prefetch_related("files")


def handed_out(kept: Any) -> FileResponse:
    """To be saved, never to be run by a browser."""
    content = file_path(kept.sha256).open("rb")
    answer = FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.media_type)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
