"""Publishes what was scheduled, when its moment has come: once, whoever runs it and however often."""

from datetime import datetime
from typing import Any

from chungtay.models import Article, Organisation, Person
from chungtay.rules.articles import State

from ..jobs import Telling, ask, work
from .steps import publish_article

KIND = "publish_article"


def ask_for_publication(article: Article, *, by: Person, at: datetime) -> None:
    """One job for each moment; the one of a moment that was given up finds nothing to do."""
    moment = article.goes_out_at
    assert moment, "what is scheduled has its moment"
    ask(
        KIND, {"article": str(article.pk)}, key=f"{article.pk} {moment.isoformat()}", run_after=moment,
        holder=Organisation.objects.get(pk=article.holder_id), by=by, at=at,
    )  # fmt: skip


@work(KIND)
def run(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    article = Article.objects.filter(pk=arguments["article"]).first()
    if article is None or not is_due(article, told.at):
        return {}
    publish_article(article, by=None, at=told.at)
    return {"thing": ["article", str(article.pk)]}


def is_due(article: Article, at: datetime) -> bool:
    """Not when it was published, held back or written anew meanwhile."""
    return article.state == State.SCHEDULED and article.goes_out_at is not None and article.goes_out_at <= at
