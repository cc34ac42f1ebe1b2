"""Writes articles: what is edited goes back to draft, and what readers have stays as it was approved."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from chungtay.models import (
    Agreement,
    Article,
    ArticleStep,
    Attachment,
    Organisation,
    Person,
    Place,
    Portal,
)
from chungtay.rules.articles import State, Step, Text, check_attachments, check_text, slug_of, tidied
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..documents import keep_file
from ..recorded import PRESSED_TWICE, recorded, refuse_unless_may

TAKEN = {"new", "month", "category", "tag", "announcements"}  # pages of our own
NewFile = tuple[str, str, bytes, str]  # name, label, content, media type
TEXTS = [
    "programme_slug", "title", "summary", "body", "language", "author", "source", "source_url", "terms",
]  # fmt: skip
WRITTEN = [*TEXTS, "slug", "category", "tags", "places", "leads", "translations", "sources"]


def draft_article(
    article: Article, *, attachments: Sequence[NewFile] = (), portals: Sequence[Portal] = (),
    related: Sequence[Article] = (), by: Person, at: datetime,
) -> Article:  # fmt: skip
    """Keep an unsaved article as its holder's draft; the title makes its address unless it has one."""
    refuse_unless_may(by, Act.WRITE_ARTICLE, article, at)
    _tidy(article)
    _check(article, attachments, by, at)
    with transaction.atomic():
        held = _same_draft(article, attachments, at)
        if held:
            return held
        with recorded("draft", thing=article, by=by, at=at):
            article.slug = article.slug or _free_slug(article.title)
            article.drafted_at = at
            article.save(force_insert=True)
            article.portals.set(portals)
            article.related.set(related)
            _attach(article, attachments)
            note_writing(article, by=by, at=at)
    return article


def edit_article(
    article: Article, *, attachments: Sequence[NewFile] = (), dropped: Iterable[Attachment] = (),
    portals: Sequence[Portal] | None = None, related: Sequence[Article] | None = None, by: Person, at: datetime,
) -> Article:  # fmt: skip
    """Save changed words. What is public stays until the new text was approved and published in its place."""
    refuse_unless_may(by, Act.WRITE_ARTICLE, article, at)
    _tidy(article)
    _check(article, attachments, by, at)
    with recorded("edit", thing=article, by=by, at=at):
        held = Article.objects.select_for_update().get(pk=article.pk)
        _check_address(article, held)
        article.save(update_fields=WRITTEN)
        if portals is not None:
            article.portals.set(portals)
        if related is not None:
            article.related.set(related)
        article.attachments.filter(pk__in=[attachment.pk for attachment in dropped]).delete()
        _attach(article, attachments)
        note_writing(article, by=by, at=at)
    return article


def note_writing(article: Article, *, by: Person, at: datetime) -> None:
    """It is a draft again; of one writer's many savings one row stays, with the last moment."""
    article.state, article.goes_out_at = State.DRAFT, None
    article.save(update_fields=["state", "goes_out_at"])
    last = article.steps.order_by("-at", "-id").first()
    if last and last.step == Step.WRITE and last.by_id == by.pk:
        last.at = at
        last.save(update_fields=["at"])
        return
    post = by.post_title(timezone.localdate(at))
    ArticleStep.objects.create(article=article, step=Step.WRITE, by=by, by_post=post, at=at)


def _tidy(article: Article) -> None:
    article.title = " ".join(tidied(article.title).split())
    article.summary, article.body = tidied(article.summary), tidied(article.body)
    article.tags = list(dict.fromkeys(" ".join(tag.split()) for tag in article.tags if tag.strip()))
    article.places = list(dict.fromkeys(article.places))
    article.translations = {
        language: {name: tidied(words.get(name, "")) for name in ("title", "summary", "body")}
        for language, words in article.translations.items()
        if language != article.language and any(tidied(text) for text in words.values())
    }


def _check_address(article: Article, held: Article) -> None:
    """Another address is free to take; the old one leads on to it once it is public."""
    if article.slug == held.slug:
        return
    if article.slug != slug_of(article.slug):
        text = "An address has small letters without marks, numbers and hyphens: %(address)s."
        raise RuleBroken(Message(text, {"address": slug_of(article.slug)}, "slug"))
    if Article.objects.exclude(pk=held.pk).filter(slug=article.slug).exists() or article.slug in TAKEN:
        raise RuleBroken(Message("Another article has this address. Choose another one.", where="slug"))


def _check(article: Article, attachments: Sequence[NewFile], by: Person, at: datetime) -> None:
    slug = article.programme_slug
    shared = Agreement.objects.visible_to(by, timezone.localdate(at))
    known = set(Place.objects.filter(code__in=article.places).values_list("code", flat=True))
    check_text(
        Text(
            title=article.title,
            summary=article.summary,
            body=article.body,
            author=article.author,
            source_url=article.source_url,
            tags=article.tags,
            translations=article.translations,
            unknown_places=[code for code in article.places if code not in known],
            programme_is_known=not slug or shared.filter(slug=slug).exists(),
        )
    )
    already = 0 if article._state.adding else article.attachments.count()
    check_attachments([(name, media_type) for name, _, _, media_type in attachments], already=already)


def _same_draft(article: Article, attachments: Sequence[NewFile], at: datetime) -> Article | None:
    """The draft that the first of two clicks made; one office drafts one article at a time."""
    Organisation.objects.select_for_update(no_key=True).get(pk=article.holder_id)
    drafts = Article.objects.filter(
        holder_id=article.holder_id, review=article.review, published_at=None,
        drafted_at__gt=at - PRESSED_TWICE, **{name: getattr(article, name) for name in TEXTS},
    )  # fmt: skip
    marks = {sha256(content).hexdigest() for _, _, content, _ in attachments}
    return next((held for held in drafts if {file.sha256 for file in held.attachments.all()} == marks), None)


def _free_slug(title: str) -> str:
    slug, number = slug_of(title), 1
    taken = {*TAKEN, *Article.objects.filter(slug__startswith=slug).values_list("slug", flat=True)}
    free = slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _attach(article: Article, attachments: Sequence[NewFile]) -> None:
    for name, label, content, media_type in attachments:
        kept = keep_file(content, name=name, media_type=media_type)
        Attachment.objects.create(
            article=article,
            name=kept.name,
            label=label or kept.name,
            sha256=kept.sha256,
            size=kept.size,
            media_type=kept.media_type,
        )
