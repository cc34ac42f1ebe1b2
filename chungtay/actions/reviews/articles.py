"""Carries a frozen review on into the draft of an article."""

from datetime import datetime

from django.utils import timezone

from chungtay.actions.articles import draft_article
from chungtay.models import Article, Person, Review
from chungtay.rules import reviews as rules
from chungtay.rules.messages import Message, RuleBroken


def article_from_review(review: Review, *, by: Person, at: datetime) -> Article:
    """An article draft with the frozen figures in sentences; a person writes the rest before it is published."""
    if review.frozen_at is None:
        raise RuleBroken(Message("Freeze the review first; the public reads only what does not change."))
    facts = rules.facts_of(bytes(review.canonical or b""))
    article = Article(
        programme_slug=facts.programme,
        holder_id=review.holder_id,
        review_id=review.pk,
        title=facts.title.vi,
        summary=rules.article_summary(facts),
        body="\n\n".join(rules.article_lines(facts)),
        author=by.post_title(timezone.localdate(at)),
        source=facts.letterhead.issuer.vi,
    )
    return draft_article(article, by=by, at=at)
