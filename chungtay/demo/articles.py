"""Lays the articles of the demo: each begun from something on record, handed in by one, published by another."""

from datetime import datetime
from functools import partial
from typing import Any

from chungtay.actions.articles import (
    NewPhoto,
    add_photo,
    article_from_activity,
    draft_article,
    edit_article,
    hand_in_article,
    publish_article,
)
from chungtay.answers.documents import file_bytes
from chungtay.models import Activity, Article

from .clock import at_nine
from .diary import Diary
from .documents import PDF
from .kept import Kept
from .pictures import picture
from .tables import texts

FIELDS = ("slug", "title", "summary", "author", "source", "terms", "body", "tags", "leads", "translations")


def note_articles(diary: Diary, kept: Kept) -> None:
    for told in texts("articles")["article"]:
        diary.note(at_nine(told["drafted_on"]), partial(draft, kept, told))
        diary.note(at_nine(told["published_on"]), partial(publish, kept, told))


def draft(kept: Kept, told: dict[str, Any], at: datetime) -> None:
    """As an officer would: one click fills in the facts, then the text is written and a picture put to it."""
    by = kept.persons[told["drafted_by"]]
    article = begun(kept, told, at)
    for field in FIELDS:
        if field in told:
            value = told[field]
            setattr(article, field, value.strip() if isinstance(value, str) else value)
    article.category = kept.categories[told["category"]]
    portals = [kept.portals[key] for key in told["portals"]]
    files = []
    if "attachment" in told:
        file = kept.documents[told["attachment"]].files.get()
        files = [(file.name, told["label"], file_bytes(file.sha256), PDF)]
    keep = draft_article if article._state.adding else edit_article
    keep(article, attachments=files, portals=portals, by=by, at=at)
    if "scene" in told:
        photo = NewPhoto(says=told["says"], caption=told["caption"])
        add_photo(article, picture(told["scene"]), name=f"{told['scene']}.jpg", told=photo, by=by, at=at)
    kept.articles[told["slug"]] = article


def begun(kept: Kept, told: dict[str, Any], at: datetime) -> Article:
    if "activity" in told:
        activity = Activity.objects.get(title=told["activity"])
        return article_from_activity(activity, by=kept.persons[told["drafted_by"]], at=at)
    article = Article(programme_slug=told["programme_slug"], holder_id=kept.bodies[told["body_of"]].pk)
    if "review" in told:
        article.review = kept.reviews[told["review"]]
    if "plan_year" in told:
        article.plan = kept.plans[told["programme_slug"], told["plan_year"]]
    return article


def publish(kept: Kept, told: dict[str, Any], at: datetime) -> None:
    article = kept.articles[told["slug"]]
    hand_in_article(article, by=kept.persons[told["drafted_by"]], at=at)
    publish_article(article, by=kept.persons[told["published_by"]], at=at)
