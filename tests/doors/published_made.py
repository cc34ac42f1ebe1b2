"""Copies for readers, made without a desk: what the portal reads, and nothing else of the house."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from chungtay.models import ArticleCopy, NewsCategory, Portal
from chungtay.rules.search import folded
from tests.world import NOW

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"


def site(slug: str = "oakshire", **told: Any) -> Portal:
    return Portal.objects.create(slug=slug, holder_id=UUID(int=1), **{"name": "Cổng Oakshire", **told})


def heading(slug: str, **told: Any) -> NewsCategory:
    return NewsCategory.objects.create(slug=slug, **{"name": slug.title(), **told})


def story(slug: str, title: str, *, days: int = 0, on: Portal | None = None, **told: Any) -> ArticleCopy:
    """Published `days` after the day of the small world; negative: before it."""
    at: datetime = NOW + timedelta(days=days)
    body = told.pop("body_html", "<p>Bốn ngày ở hai huyện.</p>")
    known = {
        "story": uuid4(), "author": "Ban biên tập", "published_at": at, "renewed_at": at, "body_html": body,
        "published_by_post": "Chủ tịch", "folded": folded(f"{title} {told.get('summary', '')} {body}"),
    }  # fmt: skip
    copy = ArticleCopy.objects.create(slug=slug, title=title, **{**known, **told})
    copy.portals.set([on] if on else Portal.objects.all())
    return copy


def told_again(of: ArticleCopy, language: str, slug: str, title: str, **told: Any) -> ArticleCopy:
    """The same story in another language."""
    return story(slug, title, story=of.story, language=language, is_main=False, **told)
