"""Articles over the API: written by one, read by a second person, approved and published by a leader."""

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

from chungtay.actions import articles as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.articles import content_of
from chungtay.models import Activity, Article, Attachment, Meeting, NewsCategory, Photo, Plan
from chungtay.rules.articles import Step, body_html, fingerprint, markdown_of, media_type_of, tidied
from chungtay.rules.documents import check_file
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from .asking import Asking, own_office, refuse_unless_sure
from .documents import FileOut, handed_out
from .lists import Window
from .named import Given

router = Router(tags=["articles"])


class AttachmentOut(FileOut):
    id: UUID
    label: str


class ArticleText(Schema):
    title: str
    summary: str
    body: str  # Markdown


class PhotoOut(Schema):
    id: UUID
    name: str
    says: str
    caption: str
    caption_lo: str
    caption_en: str
    credit: str
    sha256: str
    width: int
    height: int


class ArticleOut(Schema):
    id: UUID
    slug: str
    programme: str
    title: str
    summary: str
    body: str  # Markdown
    language: str
    translations: dict[str, ArticleText]
    author: str
    source: str
    source_url: str
    terms: str
    category: str
    tags: list[str]
    places: list[str]  # codes
    leads: bool
    portals: list[str]
    related: list[UUID]
    state: Literal["draft", "handed_in", "reviewed", "approved", "scheduled", "published", "withdrawn"]
    version: str  # fingerprint of what it says now; sent along with a step, it binds the step to this text
    goes_out_at: datetime | None
    published_at: datetime | None  # the first time
    published_by_post: str
    views: int
    attachments: list[AttachmentOut]
    photos: list[PhotoOut]

    @staticmethod
    def resolve_category(article: Article) -> str:
        return article.category.slug if article.category else ""

    @staticmethod
    def resolve_portals(article: Article) -> list[str]:
        return sorted(portal.slug for portal in article.portals.all())

    @staticmethod
    def resolve_related(article: Article) -> list[UUID]:
        return [other.pk for other in article.related.all()]

    @staticmethod
    def resolve_version(article: Article) -> str:
        return fingerprint(content_of(article))

    @staticmethod
    def resolve_photos(article: Article) -> list[Photo]:
        return list(article.photos.all())

    @staticmethod
    def resolve_programme(article: Article) -> str:
        return article.programme_slug

    @staticmethod
    def resolve_attachments(article: Article) -> list[Attachment]:
        return list(article.attachments.all())


class ArticleTextIn(Given):
    title: str = Field("", max_length=300)
    summary: str = Field("", max_length=5_000)
    body: str = Field("", max_length=200_000)


class ArticleTexts(Given):
    """In the languages that are not that of the article itself."""

    vi: ArticleTextIn | None = None
    lo: ArticleTextIn | None = None
    en: ArticleTextIn | None = None


class ArticleIn(Given):
    title: str = Field(max_length=300)
    body: str = Field(max_length=200_000)
    author: str = Field(max_length=200)
    summary: str = Field("", max_length=5_000)
    programme: str = Field("", max_length=80)
    language: Literal["vi", "lo", "en"] = "vi"
    translations: ArticleTexts = ArticleTexts()
    source: str = Field("", max_length=300)
    source_url: str = Field("", max_length=500, pattern=r"^(https?://\S+)?$")
    terms: str = Field("", max_length=500)
    category: str = Field("", max_length=60)
    tags: list[str] = Field([], max_length=50)
    places: list[str] = Field([], max_length=50)
    leads: bool = False


class ArticleStepIn(Given):
    """`version`: the fingerprint that was read; the step is refused where the text is another by now."""

    step: Literal["hand_in", "take_back", "review", "send_back", "hold", "discard", "reopen"]
    note: str = Field("", max_length=500)
    version: str = Field("", max_length=64)


class ArticleApprovalIn(Given):
    version: str = Field("", max_length=64)


class ArticlePublicationIn(Given):
    note: str = Field("", max_length=500)  # what was corrected, for readers
    version: str = Field("", max_length=64)
    goes_out_at: datetime | None = None  # none: at once


class ArticleReasonIn(Given):
    reason: str = Field("", max_length=500)


class ArticlePreviewIn(Given):
    body: str = Field(max_length=200_000)


class ArticlePreviewOut(Schema):
    html: str


class ArticlePastedIn(Given):
    html: str = Field(max_length=3_000_000)


class ArticlePastedOut(Schema):
    body: str  # Markdown


class ArticleWordsOut(Schema):
    title: str
    body: str  # Markdown


class PhotoWordsIn(Given):
    says: str = Field(max_length=500)
    caption: str = Field("", max_length=500)
    caption_lo: str = Field("", max_length=500)
    caption_en: str = Field("", max_length=500)
    credit: str = Field("", max_length=200)


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


@router.post("/articles/{uuid:id}/photos", response=ArticleOut)
def add_photo(request: Asking, id: UUID, photo: File[UploadedFile], says: Form[str] = "") -> Article:
    """Its words in other languages are sent afterwards, to the photo."""
    shown, name = found(request, id), photo.name or ""
    refuse_unless_may(request.person, Act.WRITE_ARTICLE, shown, timezone.now())
    check_file(name=name, size=photo.size or 0)  # before its bytes are in memory
    told = actions.NewPhoto(says=says)
    actions.add_photo(shown, photo.read(), name=name, told=told, by=request.person, at=timezone.now())
    return found(request, id)


@router.put("/articles/{uuid:id}/photos/{uuid:photo_id}", response=ArticleOut)
def word_photo(request: Asking, id: UUID, photo_id: UUID, given: PhotoWordsIn) -> Article:
    held = get_object_or_404(found(request, id).photos, pk=photo_id)
    actions.change_photo(held, told=actions.NewPhoto(**given.dict()), by=request.person, at=timezone.now())
    return found(request, id)


@router.delete("/articles/{uuid:id}/photos/{uuid:photo_id}", response=ArticleOut)
def drop_photo(request: Asking, id: UUID, photo_id: UUID) -> Article:
    held = get_object_or_404(found(request, id).photos, pk=photo_id)
    actions.drop_photo(held, by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/articles/{uuid:id}/steps", response=ArticleOut)
def step(request: Asking, id: UUID, given: ArticleStepIn) -> Article:
    """The steps that change nothing outside."""
    return actions.take_step(
        found(request, id), Step(given.step), words=given.note, seen=given.version, by=request.person,
        at=timezone.now(),
    )  # fmt: skip


@router.post("/articles/{uuid:id}/approval", response=ArticleOut)
def approval(request: Asking, id: UUID, given: ArticleApprovalIn | None = None) -> Article:
    """Asks for a fresh sign-in."""
    refuse_unless_sure(request)
    seen = given.version if given else ""
    return actions.approve_article(found(request, id), seen=seen, by=request.person, at=timezone.now())


@router.post("/articles/{uuid:id}/publication", response=ArticleOut)
def publication(request: Asking, id: UUID, given: ArticlePublicationIn | None = None) -> Article:
    """At once, or when its moment has come. Asks for a fresh sign-in."""
    refuse_unless_sure(request)
    shown, by, at = found(request, id), request.person, timezone.now()
    note, seen = (given.note, given.version) if given else ("", "")
    if given and given.goes_out_at:
        return actions.schedule_article(shown, goes_out_at=given.goes_out_at, words=note, by=by, at=at)
    return actions.publish_article(shown, words=note, seen=seen, by=by, at=at)


@router.post("/articles/{uuid:id}/withdrawal", response=ArticleOut)
def withdrawal(request: Asking, id: UUID, given: ArticleReasonIn) -> Article:
    """Asks for a fresh sign-in."""
    refuse_unless_sure(request)
    return actions.withdraw_article(
        found(request, id), reason=given.reason, by=request.person, at=timezone.now()
    )


@router.post("/articles/preview", response=ArticlePreviewOut)
def preview(request: Asking, given: ArticlePreviewIn) -> dict[str, str]:
    """As readers would see it; nothing is kept."""
    own_office(request, Act.WRITE_ARTICLE)
    return {"html": body_html(tidied(given.body))}


@router.post("/articles/pasted", response=ArticlePastedOut)
def pasted(request: Asking, given: ArticlePastedIn) -> dict[str, str]:
    """Markdown of what was copied from Word or from a page; nothing is kept."""
    own_office(request, Act.WRITE_ARTICLE)
    return {"body": markdown_of(given.html)}


@router.post("/articles/words", response=ArticleWordsOut)
def words_of_file(request: Asking, word: File[UploadedFile]) -> dict[str, str]:
    """The text of a Word file; nothing is kept."""
    own_office(request, Act.WRITE_ARTICLE)
    check_file(name=word.name or "", size=word.size or 0)
    return actions.text_of_word(word.read(), name=word.name or "")


@router.post("/plans/{uuid:plan_id}/article", response=ArticleOut)
def from_plan(request: Asking, plan_id: UUID) -> Article:
    plan = get_object_or_404(Plan.objects.visible_to(request.person, request.today), pk=plan_id)
    return actions.article_from_plan(plan, by=request.person, at=timezone.now())


@router.post("/activities/{uuid:id}/article", response=ArticleOut)
def from_activity(request: Asking, id: UUID) -> Article:
    activity = get_object_or_404(Activity.objects.visible_to(request.person, request.today), pk=id)
    return actions.article_from_activity(activity, by=request.person, at=timezone.now())


@router.post("/meetings/{uuid:id}/article", response=ArticleOut)
def from_meeting(request: Asking, id: UUID) -> Article:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.person, request.today), pk=id)
    return actions.article_from_meeting(meeting, by=request.person, at=timezone.now())


def visible(request: Asking) -> QuerySet[Article]:
    seen = Article.objects.visible_to(request.person, request.today).select_related("category")
    return seen.with_views().prefetch_related("attachments", "photos", "portals", "related")


def found(request: Asking, id: UUID) -> Article:
    return get_object_or_404(visible(request), pk=id)


def written(article: Article, given: ArticleIn) -> Article:
    told = given.dict(exclude={"translations", "category", "programme"})
    article.programme_slug = given.programme
    article.translations = {
        language: text.dict() for language, text in given.translations if text is not None
    }
    article.category = NewsCategory.objects.filter(slug=given.category).first() if given.category else None
    if given.category and article.category is None:
        raise RuleBroken(Message("There is no such category.", where="category"))
    for name, value in told.items():
        setattr(article, name, value)
    return article
