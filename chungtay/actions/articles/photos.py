"""Keeps photos of an article: drawn anew in a small process, in the widths that readers fetch."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chungtay.models import Article, Person, Photo
from chungtay.rules.articles import MOST_PHOTOS
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.uploads import UploadKind, allowed_kind, clean_name

from ..documents import keep_file
from ..recorded import recorded, refuse_unless_may
from ..uploads import checked, in_child
from .steps import wait_for
from .writing import note_writing

WORDS_OF = "chungtay.rules.articles.words_of:read_word"
DRAWING = "chungtay.rules.articles.photos:made_ready"
WORDS = ("caption", "caption_lo", "caption_en", "says", "credit")


@dataclass(frozen=True, kw_only=True)
class NewPhoto:
    """What is said of a photo. `says`: what it shows, for whoever cannot see it."""

    says: str
    caption: str = ""
    caption_lo: str = ""
    caption_en: str = ""
    credit: str = ""


def add_photo(
    article: Article, content: bytes, *, name: str, told: NewPhoto, by: Person, at: datetime
) -> Photo:
    refuse_unless_may(by, Act.WRITE_ARTICLE, article, at)
    _check(told)
    if article.photos.count() >= MOST_PHOTOS:
        raise RuleBroken(
            Message("An article carries at most %(most)s photos.", {"most": MOST_PHOTOS}, "photo")
        )
    allowed_kind(name, content, {UploadKind.IMAGE})
    drawn = in_child(DRAWING, content, seconds=20, megabytes=768)
    widest = _kept(drawn, name)
    smaller = [
        {"width": one["width"], "media_type": one["media_type"], "sha256": _kept(one, name).sha256}
        for one in drawn["smaller"]
    ]
    with recorded("edit", thing=article, by=by, at=at):
        wait_for(article)
        held = article.photos.filter(sha256=widest.sha256).first()
        if held:
            return held  # pressed twice
        last = article.photos.order_by("-position").first()
        photo = Photo.objects.create(
            article=article, position=last.position + 1 if last else 1,
            name=clean_name(name, UploadKind.IMAGE, "jpg"), sha256=widest.sha256, size=widest.size,
            media_type=drawn["media_type"], width=drawn["width"], height=drawn["height"], smaller=smaller,
            **_words(told),
        )  # fmt: skip
        note_writing(article, by=by, at=at)
    return photo


def change_photo(photo: Photo, *, told: NewPhoto, by: Person, at: datetime) -> Photo:
    article = photo.article
    refuse_unless_may(by, Act.WRITE_ARTICLE, article, at)
    _check(told)
    with recorded("edit", thing=article, by=by, at=at):
        wait_for(article)
        for name, words in _words(told).items():
            setattr(photo, name, words)
        photo.save(update_fields=list(WORDS))
        note_writing(article, by=by, at=at)
    return photo


def drop_photo(photo: Photo, *, by: Person, at: datetime) -> None:
    """Off the desk; what readers have goes on until the article is published anew."""
    article = photo.article
    refuse_unless_may(by, Act.WRITE_ARTICLE, article, at)
    with recorded("edit", thing=article, by=by, at=at):
        wait_for(article)
        article.photos.filter(pk=photo.pk).delete()
        note_writing(article, by=by, at=at)


def text_of_word(content: bytes, *, name: str) -> dict[str, str]:
    """`{"title", "body"}` of a Word file, which is read in a small process and not kept."""
    file = checked(content, name=name, kinds={UploadKind.DOCX})
    text: dict[str, str] = in_child(WORDS_OF, file.content, seconds=20, megabytes=512)
    return text


def _check(told: NewPhoto) -> None:
    if not told.says.strip():
        text = "Say what the photo shows, for whoever cannot see it."
        raise RuleBroken(Message(text, where="says"))


def _words(told: NewPhoto) -> dict[str, str]:
    return {name: " ".join(getattr(told, name).split())[: 200 if name == "credit" else 500] for name in WORDS}


def _kept(drawn: dict[str, Any], name: str) -> Any:
    return keep_file(base64.b64decode(drawn["content"]), name=name, media_type=drawn["media_type"])
