"""Articles over the API: written by an officer, published and withdrawn by a leader."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import published as actions
from chungtay.models import Article, Attachment
from chungtay.rules.documents import check_file
from chungtay.rules.people import Act
from chungtay.rules.published import media_type_of

from .asking import Asking, own_office, refuse_unless_sure
from .documents import FileOut, handed_out
from .lists import Window
from .named import Given

router = Router(tags=["articles"])


class AttachmentOut(FileOut):
    id: UUID
    label: str


class ArticleOut(Schema):
    id: UUID
    slug: str
    programme: str
    title: str
    summary: str
    body: str  # Markdown
    language: str
    author: str
    source: str
    source_url: str
    terms: str
    state: Literal["draft", "published", "withdrawn"]
    published_at: datetime | None
    published_by_post: str
    views: int
    attachments: list[AttachmentOut]

    @staticmethod
    def resolve_programme(article: Article) -> str:
        return article.programme_slug

    @staticmethod
    def resolve_attachments(article: Article) -> list[Attachment]:
        return list(article.attachments.all())


class ArticleIn(Given):
    title: str = Field(max_length=300)
    body: str = Field(max_length=200_000)
    author: str = Field(max_length=200)
    summary: str = Field("", max_length=5_000)
    programme: str = Field("", max_length=80)
    language: Literal["vi", "lo", "en"] = "vi"
    source: str = Field("", max_length=300)
    source_url: str = Field("", max_length=500, pattern=r"^(https?://\S+)?$")
    terms: str = Field("", max_length=500)


class ArticleReasonIn(Given):
    reason: str = Field("", max_length=500)


@router.get("/articles", response=list[ArticleOut])
@paginate(Window)
def articles(request: Asking) -> QuerySet[Article]:
    return visible(request)


@router.post("/articles", response=ArticleOut)
def write(request: Asking, given: ArticleIn) -> Article:
    article = written(Article(holder_id=own_office(request, Act.WRITE_ARTICLE).pk), given)
    return actions.draft_article(article, by=request.person, at=timezone.now())


@router.get("/articles/{uuid:id}", response=ArticleOut)
def article(request: Asking, id: UUID) -> Article:
    return found(request, id)


@router.put("/articles/{uuid:id}", response=ArticleOut)
def edit(request: Asking, id: UUID, given: ArticleIn) -> Article:
    return actions.edit_article(written(found(request, id), given), by=request.person, at=timezone.now())


@router.post("/articles/{uuid:id}/files", response=ArticleOut)
def attach(request: Asking, id: UUID, file: File[UploadedFile], label: Form[str] = "") -> Article:
    name = file.name or ""
    check_file(name=name, size=file.size or 0)  # before its bytes are in memory
    hung = [(name, label[:300], file.read(), media_type_of(name))]
    actions.edit_article(found(request, id), attachments=hung, by=request.person, at=timezone.now())
    return found(request, id)


@router.get("/articles/{uuid:id}/files/{uuid:file_id}")
def article_file(request: Asking, id: UUID, file_id: UUID) -> FileResponse:
    return handed_out(get_object_or_404(found(request, id).attachments, pk=file_id))


@router.delete("/articles/{uuid:id}/files/{uuid:file_id}", response=ArticleOut)
def drop(request: Asking, id: UUID, file_id: UUID) -> Article:
    shown = found(request, id)
    hung = get_object_or_404(shown.attachments, pk=file_id)
    actions.edit_article(shown, dropped=[hung], by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/articles/{uuid:id}/publication", response=ArticleOut)
def publication(request: Asking, id: UUID) -> Article:
    """Asks for a fresh sign-in."""
    refuse_unless_sure(request)
    return actions.publish_article(found(request, id), by=request.person, at=timezone.now())


@router.post("/articles/{uuid:id}/withdrawal", response=ArticleOut)
def withdrawal(request: Asking, id: UUID, given: ArticleReasonIn) -> Article:
    return actions.withdraw_article(
        found(request, id), reason=given.reason, by=request.person, at=timezone.now()
    )


def visible(request: Asking) -> QuerySet[Article]:
    return Article.objects.visible_to(request.person, request.today).prefetch_related("attachments")


def found(request: Asking, id: UUID) -> Article:
    return get_object_or_404(visible(request), pk=id)


def written(article: Article, given: ArticleIn) -> Article:
    told = given.dict()
    article.programme_slug = told.pop("programme")
    for name, value in told.items():
        setattr(article, name, value)
    return article
