"""Finds published articles to point to: those that lie near, and those that were chosen already."""

from datetime import date

from django.utils import timezone

from chungtay.models import Article, ArticleCopy, Person
from chungtay.rules.articles.nearness import Story, nearest

LOOKED_AT = 500
OFFERED = 8


def offered(article: Article, person: Person, today: date) -> list[Article]:
    """The nearest first; then the newest; only what the person's desk knows and readers have."""
    public = ArticleCopy.objects.public().filter(is_main=True).select_related("category")
    found = {copy.story: copy for copy in public.defer("body_html", "folded")[:LOOKED_AT]}
    known = Article.objects.visible_to(person, today).filter(pk__in=found).exclude(pk=article.pk)
    held = {one.pk: one for one in known}
    own = Story(
        key=str(article.pk), title=article.title, at=article.drafted_at or timezone.now(),
        programme=article.programme_slug, places=frozenset(article.places), tags=frozenset(article.tags),
    )  # fmt: skip
    stories = [story_of(copy) for copy in found.values() if copy.story in held]
    near = nearest(own, stories, most=OFFERED)
    newest = [story.key for story in stories if story.key not in near]
    keys = [*near, *newest][:OFFERED]
    chosen = [] if article._state.adding else [str(one.pk) for one in article.related.all()]
    by_key = {str(key): one for key, one in held.items()}
    return [by_key[key] for key in dict.fromkeys([*chosen, *keys]) if key in by_key]


def story_of(copy: ArticleCopy) -> Story:
    return Story(
        key=str(copy.story), title=copy.title, at=copy.published_at, programme=copy.programme_slug,
        category=copy.category.slug if copy.category else "", tags=frozenset(copy.tags),
        places=frozenset(place["code"] for place in copy.places),
    )  # fmt: skip
