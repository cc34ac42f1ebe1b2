"""Lays one article for the public from each programme, with an attachment of our own."""

from datetime import datetime
from functools import partial
from typing import Any

from chungtay.actions.published import draft_article, publish_article
from chungtay.answers.documents import file_bytes
from chungtay.models import Article

from .clock import at_nine
from .diary import Diary
from .documents import PDF
from .kept import Kept
from .tables import texts

FIELDS = ("slug", "programme_slug", "title", "summary", "author", "source", "terms", "body")


def note_articles(diary: Diary, kept: Kept) -> None:
    for told in texts("articles")["article"]:
        article = Article(
            **{field: told[field].strip() for field in FIELDS}, holder_id=kept.bodies[told["body_of"]].pk
        )
        diary.note(at_nine(told["drafted_on"]), partial(draft, kept, article, told))
        publisher = kept.persons[told["published_by"]]
        diary.note(at_nine(told["published_on"]), partial(publish, article, publisher))


def draft(kept: Kept, article: Article, told: dict[str, Any], at: datetime) -> None:
    if "review" in told:
        article.review_id = kept.reviews[told["review"]].pk
    file = kept.documents[told["attachment"]].files.get()
    attachment = (file.name, told["label"], file_bytes(file.sha256), PDF)
    draft_article(article, attachments=[attachment], by=kept.persons[told["drafted_by"]], at=at)


def publish(article: Article, publisher: Any, at: datetime) -> None:
    publish_article(article, by=publisher, at=at)
