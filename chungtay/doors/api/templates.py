"""Templates of papers over the API: the fields that one may name, ours, an office's own with their versions."""

import io
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import templates as actions
from chungtay.answers import templates as answers
from chungtay.answers.documents import file_bytes
from chungtay.answers.templates.trying import facts_to_try, papers_to_try
from chungtay.models import PaperTemplate, TemplateVersion
from chungtay.papers.house_styles import STYLES
from chungtay.papers.kinds import KINDS
from chungtay.papers.templates import Field as PaperField
from chungtay.papers.templates import fields_for, must_of, own_template
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.templates import said_warnings

from .asking import Asking, own_office
from .errors import in_words
from .lists import Window
from .named import Given
from .shapes import Body

router = Router(tags=["templates"])
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGES = ("vi", "lo", "en")


class TemplateFieldOut(Schema):
    """A list holds such groups, or texts where it has no fields."""

    name: str
    meaning: dict[str, str]
    example: str
    is_list: bool
    must: bool = False
    fields: list["TemplateFieldOut"] = []


class TemplateVersionOut(Schema):
    number: int
    name: str  # of the file
    sha256: str
    size: int
    fields: list[str]
    warnings: list[str]
    note: str
    uploaded_at: datetime
    used_from: datetime | None

    @staticmethod
    def resolve_warnings(version: TemplateVersion) -> list[str]:
        return [in_words(one).text for one in said_warnings(version.warnings)]


class TemplateOut(Schema):
    id: UUID
    name: str
    paper: str
    language: str
    holder: Body
    in_use: int | None  # the version by which papers are laid out
    ended_at: datetime | None
    versions: list[TemplateVersionOut]

    @staticmethod
    def resolve_in_use(template: PaperTemplate) -> int | None:
        return template.in_use.number if template.in_use else None

    @staticmethod
    def resolve_versions(template: PaperTemplate) -> list[TemplateVersion]:
        return list(template.versions.all())


class TemplateIn(Given):
    name: str = Field(min_length=1, max_length=300)
    paper: str = Field(max_length=40)
    language: str = Field("vi", max_length=2)
    note: str = Field("", max_length=500)


class TemplateVersionIn(Given):
    note: str = Field("", max_length=500)


@router.get("/templates/kinds/{slug:paper}", response=list[TemplateFieldOut])
def fields(request: Asking, paper: str) -> list[dict[str, Any]]:
    """What a template of this kind of paper may name."""
    must = must_of(known(paper))
    return [told(field) | {"must": field.name in must} for field in fields_for(paper)]


@router.get("/templates/kinds/{slug:paper}/template.docx")
def ours(request: Asking, paper: str, style: str = "state", language: str = "vi") -> FileResponse:
    """Ours, to begin with."""
    if style not in STYLES or language not in LANGUAGES:
        raise RuleBroken(Message("Choose the language of the paper.", where="language"))
    return handed_out(own_template(known(paper), style=style, language=language), f"{paper}.docx")


@router.get("/templates", response=list[TemplateOut])
@paginate(Window)
def templates(request: Asking) -> QuerySet[PaperTemplate]:
    return answers.templates_seen(request.person, request.today)


@router.post("/templates", response=TemplateOut)
def begin(request: Asking, given: Form[TemplateIn], file: File[UploadedFile]) -> PaperTemplate:
    """An own template of the caller's office with its first version; refused with every fault of the file."""
    office, at = own_office(request, Act.PLAN), timezone.now()
    made = PaperTemplate(holder=office, paper=given.paper, language=given.language, name=given.name)
    version = actions.begin_template(
        made, file.read(), file_name=file.name or "", note=given.note, by=request.person, at=at
    )
    return found(request, version.template_id)


@router.get("/templates/{uuid:id}", response=TemplateOut)
def template(request: Asking, id: UUID) -> PaperTemplate:
    return found(request, id)


@router.post("/templates/{uuid:id}/versions", response=TemplateOut)
def bring(
    request: Asking, id: UUID, given: Form[TemplateVersionIn], file: File[UploadedFile]
) -> PaperTemplate:
    """A further version; the one in use stays in use."""
    shown, at = found(request, id), timezone.now()
    actions.bring_version(
        shown, file.read(), file_name=file.name or "", note=given.note, by=request.person, at=at
    )
    return found(request, id)


@router.post("/templates/{uuid:id}/ending", response=TemplateOut)
def ending(request: Asking, id: UUID) -> PaperTemplate:
    actions.end_template(found(request, id), by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/templates/{uuid:id}/versions/{int:number}/use", response=TemplateOut)
def use(request: Asking, id: UUID, number: int) -> PaperTemplate:
    """Papers of this kind are laid out by it from now on; an earlier one becomes the newest again."""
    actions.use_version(found_version(request, id, number), by=request.person, at=timezone.now())
    return found(request, id)


@router.get("/templates/{uuid:id}/versions/{int:number}/template.docx")
def version_file(request: Asking, id: UUID, number: int) -> FileResponse:
    version = found_version(request, id, number)
    return handed_out(file_bytes(version.sha256), version.name)


@router.get("/templates/{uuid:id}/versions/{int:number}/filled.docx")
def version_filled(request: Asking, id: UUID, number: int, paper: str = "") -> FileResponse:
    """With the facts of a paper (its id), of the newest of the kind, or of an `example`."""
    version = found_version(request, id, number)
    papers = list(papers_to_try(version.template, request.person, request.today))
    _, facts = facts_to_try(version.template, papers, paper, request.person, request.today)
    return handed_out(actions.filled_version(version, facts), f"{version.template.paper}-{number}.docx")


def known(paper: str) -> str:
    if paper not in KINDS:
        raise Http404
    return paper


def found(request: Asking, id: UUID) -> PaperTemplate:
    return get_object_or_404(answers.templates_seen(request.person, request.today), pk=id)


def found_version(request: Asking, id: UUID, number: int) -> TemplateVersion:
    seen = answers.templates_seen(request.person, request.today)
    versions = TemplateVersion.objects.filter(template__in=seen).select_related("template")
    return get_object_or_404(versions, template=id, number=number)


def told(field: PaperField) -> dict[str, Any]:
    return {
        "name": field.name,
        "meaning": {"vi": field.vi, "lo": field.lo, "en": field.en},
        "example": field.example,
        "is_list": field.is_list,
        "fields": [told(inner) for inner in field.inner if inner.name],
    }


def handed_out(content: bytes, name: str) -> FileResponse:
    """To be saved, never to be run by a browser."""
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)
