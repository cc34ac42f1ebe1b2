"""Shows the photos of an article: each where its text asks for it, in the size that the reader's screen needs."""

import re
from typing import Any

from django import template
from django.template.loader import render_to_string

from chungtay.models.published import ArticleCopy, FileCopy, FileUse

from .addresses import address

register = template.Library()

# How `rules.articles.body_html` leaves a place for a photo.
PLACE = re.compile(r'<figure id="photo-(\d+)"></figure>')


def photos_of(story: ArticleCopy) -> list[FileCopy]:
    return [file for file in story.files.all() if file.use == FileUse.PHOTO]


def body_with_photos(story: ArticleCopy) -> str:
    """The text with each photo in its place; a place without a photo vanishes."""
    photos = photos_of(story)

    def shown(place: re.Match[str]) -> str:
        number = int(place[1])
        if not 1 <= number <= len(photos):
            return ""
        return render_to_string("portal/_photo.html", photo_shown(story, photos[number - 1], first=False))

    return PLACE.sub(shown, story.body_html)


def left_over(story: ArticleCopy) -> list[FileCopy]:
    """Those for which the text has no place: the first stands above it, the others below."""
    placed = {int(number) for number in PLACE.findall(story.body_html)}
    return [photo for number, photo in enumerate(photos_of(story), 1) if number not in placed]


@register.inclusion_tag("portal/_photo.html", name="photo")
def photo_shown(
    story: ArticleCopy, photo: FileCopy, first: bool = True, bare: bool = False
) -> dict[str, Any]:
    """`{% photo article photo %}`; `first=False` for one further down, `bare=True` without its words."""
    sizes = sorted(
        [{"width": photo.width, "sha256": photo.sha256}, *photo.smaller], key=lambda size: size["width"]
    )
    return {
        "photo": photo,
        "story": story,
        "first": first,
        "bare": bare,
        "address": _address(story, sizes[0]["sha256"]),  # browsers too old for the list get the smallest
        "addresses": [(_address(story, size["sha256"]), size["width"]) for size in sizes],
    }


@register.simple_tag
def first_photo(story: ArticleCopy) -> FileCopy | None:
    return next(iter(photos_of(story)), None)


def _address(story: ArticleCopy, sha256: str) -> str:
    return address("article-file", story.language, slug=story.slug, sha256=sha256)
