"""Gathers all that an article says into one value, and lays such a value out again."""

from typing import Any

from chungtay.models import Article, Attachment, NewsCategory, Photo, Portal
from chungtay.rules.articles import Content

PLAIN = (
    "slug", "programme_slug", "title", "summary", "body", "language", "translations", "author", "source", "source_url",
    "terms", "tags", "places", "leads",
)  # fmt: skip
OF_PHOTO = (
    "name", "caption", "caption_lo", "caption_en", "says", "credit", "sha256", "size", "media_type", "width", "height",
    "smaller",
)  # fmt: skip
OF_FILE = ("name", "label", "sha256", "size", "media_type")


def content_of(article: Article) -> Content:
    return {
        **{name: getattr(article, name) for name in PLAIN},
        "category": article.category.slug if article.category else "",
        "portals": sorted(portal.slug for portal in article.portals.all()),
        "related": sorted(str(other.pk) for other in article.related.all()),
        "photos": [_told(photo, OF_PHOTO) for photo in article.photos.all()],
        "files": [_told(file, OF_FILE) for file in article.attachments.all()],
    }


def _told(thing: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def restored(article: Article, content: Content) -> None:
    """Write the article as an earlier version said it."""
    for name in PLAIN:
        setattr(article, name, content[name])
    article.category = NewsCategory.objects.filter(slug=content["category"]).first()
    article.save()
    article.portals.set(Portal.objects.filter(slug__in=content["portals"]))
    article.related.set(Article.objects.filter(pk__in=content["related"]))
    article.photos.all().delete()
    article.attachments.all().delete()
    for position, told in enumerate(content["photos"], 1):
        Photo.objects.create(article=article, position=position, **told)
    for told in content["files"]:
        Attachment.objects.create(article=article, **told)
