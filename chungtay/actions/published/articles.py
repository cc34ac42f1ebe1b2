"""Copies an article to readers in each of its languages, with its photos and files; takes every copy away at once."""

import html
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from chungtay.answers.articles import content_of, corrections_of, sources_of, story_of
from chungtay.models import (
    Article,
    ArticleCopy,
    ArticleVersion,
    Edition,
    FileCopy,
    FileUse,
    NewsCategory,
    OldAddress,
    Place,
    Portal,
)
from chungtay.rules.articles import Content, body_html, slug_of, texts_of
from chungtay.rules.articles.nearness import nearest
from chungtay.rules.search import folded

from .programmes import day_text

ALONE = ("programme_slug", "leads", "tags", "author", "source", "source_url", "terms", "related")
LOOKED_AT = 500  # so many stories are asked which lies near


def copy_article(
    article: Article, *, version: ArticleVersion | None = None, at: datetime
) -> list[ArticleCopy]:
    """Replace what readers have by a version, in each of its languages; its address and its first day stay."""
    content = version.content if version else content_of(article)
    shared = _shared(article, content, version.number if version else 1, at)
    copies = []
    for language, text in texts_of(content).items():
        copies.append(_copy(article, content, language, text, shared))
    # A language that was taken out is gone from readers too.
    gone = ArticleCopy.objects.filter(story=article.pk).exclude(pk__in=[copy.pk for copy in copies])
    gone.update(withdrawn_at=at)
    _renew_near(article.pk)
    Edition.next()
    return copies


def withdraw_copies(article: Article, *, at: datetime) -> None:
    """Gone from every page, feed and list with the next request; the address answers 410."""
    ArticleCopy.objects.filter(story=article.pk).update(withdrawn_at=at)
    Edition.next()


def _shared(article: Article, content: Content, number: int, at: datetime) -> dict[str, Any]:
    category = NewsCategory.objects.filter(slug=content["category"]).first()
    return {
        **{name: content[name] for name in ALONE},
        "version": number,
        "category": category,
        "is_announcement": bool(category and category.is_announcement),
        "places": list(_places(content["places"])),
        "corrections": [
            {"on": day_text(timezone.localdate(step.at)), "note": step.note}
            for step in corrections_of(article)
        ],
        "published_at": article.published_at or at,
        "published_by_post": article.published_by_post,
        "renewed_at": at,
        "withdrawn_at": None,
    }


def _copy(
    article: Article, content: Content, language: str, text: dict[str, str], shared: dict[str, Any]
) -> ArticleCopy:
    body = body_html(text["body"])
    told = {
        **shared,
        "is_main": language == content["language"],
        "slug": _address(article, content, language, text["title"], shared["renewed_at"]),
        "title": text["title"],
        "summary": text.get("summary", ""),
        "body_html": body,
        "folded": folded(" ".join([text["title"], text.get("summary", ""), plain(body), *content["tags"]])),
        "sources": sources_of(text["body"], content["programme_slug"], language),
    }
    copy, _ = ArticleCopy.objects.update_or_create(story=article.pk, language=language, defaults=told)
    chosen = Portal.objects.filter(slug__in=content["portals"])
    copy.portals.set(chosen if content["portals"] else Portal.objects.all())
    copy.files.all().delete()
    FileCopy.objects.bulk_create([*_photos(copy, content), *_files(copy, content)])
    return copy


def _address(article: Article, content: Content, language: str, title: str, at: datetime) -> str:
    """The desk's in the main language; in others one that says which. What was given out once leads on."""
    held = ArticleCopy.objects.filter(story=article.pk, language=language).first()
    if language == content["language"]:
        wanted = content["slug"]
    elif held:
        return held.slug
    else:
        wanted = slug_of(title) if language == "en" else f"{content['slug']}-{language}"
    others = ArticleCopy.objects.exclude(story=article.pk, language=language)
    if others.filter(slug=wanted).exists():
        wanted = f"{content['slug'][:100]}-{language}-{str(article.pk)[-6:]}"
    if held and held.slug != wanted:
        old, new = f"/news/{held.slug}/", f"/news/{wanted}/"
        OldAddress.objects.filter(leads_to=old).update(leads_to=new)
        OldAddress.objects.update_or_create(path=old, defaults={"leads_to": new, "since": at})
        OldAddress.objects.filter(path=new).delete()
    return str(wanted)


def _places(codes: list[str]) -> Iterator[dict[str, str]]:
    for code in codes:
        place = Place.objects.named(code)
        if place:
            yield {"code": code, "vi": place.name, "lo": place.name_lo, "en": place.name_en}


def _photos(copy: ArticleCopy, content: Content) -> Iterator[FileCopy]:
    own = {"lo": "caption_lo", "en": "caption_en"}.get(copy.language, "caption")
    for position, photo in enumerate(content["photos"], 1):
        yield FileCopy(
            article=copy, use=FileUse.PHOTO, position=position, label=photo[own] or photo["caption"],
            **{
                name: photo[name]
                for name in (
                    "name", "says", "credit", "sha256", "size", "media_type", "width", "height", "smaller",
                )
            },
        )  # fmt: skip


def _files(copy: ArticleCopy, content: Content) -> Iterator[FileCopy]:
    for position, file in enumerate(content["files"], 1):
        yield FileCopy(article=copy, position=position, **file)


def plain(body: str) -> str:
    """The words of a page, without its marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def _renew_near(story: UUID) -> None:
    """What lies near to this story, and to those that it lies near to."""
    found = ArticleCopy.objects.public().filter(is_main=True).select_related("category")
    stories = {row.story: story_of(row) for row in found.defer("body_html", "folded")[:LOOKED_AT]}
    if story not in stories:
        return
    everybody = list(stories.values())
    touched = {story, *(UUID(key) for key in nearest(stories[story], everybody, most=12))}
    for key in touched:
        ArticleCopy.objects.filter(story=key).update(near=nearest(stories[key], everybody, most=8))
