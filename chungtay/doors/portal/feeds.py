"""News as a feed, in RSS 2.0 and Atom: of a site, of one heading, of one programme."""

import re

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from chungtay.models.published import ArticleCopy, NewsCategory, ProgrammeCopy

from .addresses import address
from .heads import absolute
from .pages import PublicRequest, public_page
from .stories import stories

FORMS = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
MOST = 30
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@public_page
def feed(request: PublicRequest, form: str) -> HttpResponse:
    return fed(request, form, stories(request.portal, request.LANGUAGE_CODE), "", address("home"))


@public_page
def category_feed(request: PublicRequest, slug: str, form: str) -> HttpResponse:
    shown = get_object_or_404(NewsCategory, slug=slug)
    found = stories(request.portal, request.LANGUAGE_CODE).filter(category=shown)
    return fed(
        request, form, found, shown.said("name", request.LANGUAGE_CODE), address("news-category", slug=slug)
    )


@public_page
def programme_feed(request: PublicRequest, slug: str, form: str) -> HttpResponse:
    shown = get_object_or_404(ProgrammeCopy.objects.on(request.portal), slug=slug)
    found = stories(request.portal, request.LANGUAGE_CODE).filter(programme_slug=slug)
    return fed(
        request,
        form,
        found,
        shown.said("name", request.LANGUAGE_CODE),
        address("public-programme", slug=slug),
    )


def fed(
    request: PublicRequest, form: str, found: QuerySet[ArticleCopy], about: str, page: str
) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    name = request.portal.said("name", request.LANGUAGE_CODE)
    made = FORMS[form](
        title=f"{about} · {name}" if about else name,
        link=absolute(request, page),
        description=request.portal.said("terms", request.LANGUAGE_CODE),
        language=request.LANGUAGE_CODE,
        feed_url=absolute(request, request.path),
    )
    for story in found[:MOST]:
        made.add_item(
            title=lawful(story.title),
            link=absolute(request, address("article", story.language, slug=story.slug)),
            description=lawful(story.summary),
            unique_id=f"urn:uuid:{story.pk}",
            unique_id_is_permalink=False,
            pubdate=story.published_at,
            updateddate=story.renewed_at,
            author_name=lawful(story.author),
            categories=[lawful(tag) for tag in story.tags],
        )
    return HttpResponse(made.writeString("utf-8"), content_type=f"application/{form}+xml; charset=utf-8")


def lawful(text: str) -> str:
    """Without signs that XML cannot carry; pasted texts bring some."""
    return NOT_IN_XML.sub("", text)
