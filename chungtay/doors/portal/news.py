"""News: an article with its files, all of it by pages, by month, by heading, by label; announcements."""

from typing import Any

from django.conf import settings
from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from chungtay.models.published import ArticleCopy, FileUse, NewsCategory, ProgrammeCopy, path_of
from chungtay.rules.articles import slug_of

from . import photos
from .addresses import address
from .heads import About, absolute
from .pages import Gone, PublicRequest, public_page
from .stories import beside, days_of, months, related, stories, tongues_of, views_of

SHOWN_IN_THE_BROWSER = {"application/pdf", "image/jpeg", "image/png", "image/webp"}
ON_A_PAGE = 20


# One article


@public_page
def article(request: PublicRequest, slug: str) -> HttpResponseBase:
    shown = article_at(request, slug)
    tongues = tongues_of(shown)
    own = tongues.get(request.LANGUAGE_CODE)
    if own and own != slug:  # it has a text in the language that is asked for, at an address of its own
        return redirect("article", language=request.LANGUAGE_CODE, slug=own)
    answer = render(request, "portal/article.html", told_of(request, shown, tongues))
    answer.story = shown.story  # type: ignore[attr-defined]  # whose reading this is
    return answer


def article_at(request: PublicRequest, slug: str) -> ArticleCopy:
    copies = ArticleCopy.objects.select_related("category").prefetch_related("files")
    shown = get_object_or_404(copies, slug=slug)
    if shown.withdrawn_at:
        raise Gone
    if not ArticleCopy.objects.on(request.portal).filter(pk=shown.pk).exists():
        raise Http404  # it stands on another site of the house
    return shown


def told_of(request: PublicRequest, shown: ArticleCopy, tongues: dict[str, str]) -> dict[str, Any]:
    found = stories(request.portal, request.LANGUAGE_CODE)
    later, earlier = beside(found, shown)
    places = {code: address("article", code, slug=slug) for code, slug in tongues.items()}
    canonical = places.get(request.LANGUAGE_CODE) or places[shown.language]
    card = address("article-card", shown.language, slug=shown.slug)
    return {
        "article": shown,
        "body": photos.body_with_photos(shown),
        "photos": photos.left_over(shown),
        "attached": [file for file in shown.files.all() if file.use == FileUse.ATTACHED],
        "labels": [(tag, label_of(tag)) for tag in shown.tags],
        "address": absolute(request, canonical),
        "programme": ProgrammeCopy.objects.on(request.portal).filter(slug=shown.programme_slug).first(),
        "other_tongues": [tongue for tongue in settings.LANGUAGES if tongue[0] in places],
        "later": later,
        "earlier": earlier,
        "related": related(found, shown),
        "views": views_of(shown),
        "about": About(
            title=shown.title, summary=shown.summary, kind="article", picture=card, in_tongues=places,
            canonical=canonical, told=structured(request, shown, absolute(request, card)),
        ),
    }  # fmt: skip


def structured(request: PublicRequest, shown: ArticleCopy, card: str) -> dict[str, Any]:
    body = request.portal.said("body", request.LANGUAGE_CODE) or request.portal.said(
        "name", request.LANGUAGE_CODE
    )
    return {
        "@type": "NewsArticle",
        "headline": shown.title,
        "description": shown.summary,
        "inLanguage": shown.language,
        "datePublished": shown.published_at.isoformat(),
        "dateModified": shown.renewed_at.isoformat(),
        "author": {"@type": "Organization", "name": shown.author},
        "publisher": {"@type": "Organization", "name": body},
        "image": card,
        "keywords": shown.tags,
        "contentLocation": [{"@type": "Place", "name": place["vi"]} for place in shown.places],
        **({"correction": [one["note"] for one in shown.corrections]} if shown.corrections else {}),
    }


@public_page
def attachment(request: PublicRequest, slug: str, sha256: str) -> HttpResponseBase:
    name, media_type = file_of(article_at(request, slug), sha256)
    answer = FileResponse(
        path_of(sha256).open("rb"),
        as_attachment=media_type not in SHOWN_IN_THE_BROWSER,
        filename=name,
        content_type=media_type,
    )
    answer["ETag"] = f'"{sha256}"'
    return answer


def file_of(shown: ArticleCopy, sha256: str) -> tuple[str, str]:
    """Its name and media type, of a photo in any of its sizes."""
    for file in shown.files.all():
        sizes = [{"sha256": file.sha256, "media_type": file.media_type}, *file.smaller]
        for size in sizes:
            if size["sha256"] == sha256:
                return file.name, size["media_type"]
    raise Http404


def label_of(tag: str) -> str:
    """A label as an address; one without Latin letters stands there as it is."""
    plain = slug_of(f"{tag} x").removesuffix("x").strip("-")
    return plain or "-".join(tag.split())


# Lists


@public_page(reads=("page",))
def news(request: PublicRequest) -> HttpResponse:
    found = stories(request.portal, request.LANGUAGE_CODE)
    categories = NewsCategory.objects.filter(articles__in=found).distinct()
    return listed(request, found, _("News"), months=months(found), categories=categories)


@public_page(reads=("page",))
def announcements(request: PublicRequest) -> HttpResponse:
    found = stories(request.portal, request.LANGUAGE_CODE).filter(is_announcement=True)
    return listed(request, found, _("Announcements"))


@public_page(reads=("page",))
def month(request: PublicRequest, month: str) -> HttpResponse:
    """Only months in which something came out exist: whoever walks on finds an end."""
    everything = stories(request.portal, request.LANGUAGE_CODE)
    known = months(everything)
    if month not in known:
        raise Http404
    first, end = days_of(month)
    found = everything.filter(published_at__gte=first, published_at__lt=end)
    at = known.index(month)
    title = _("News of %(month)s") % {"month": f"{month[5:]}/{month[:4]}"}
    around = {"newer": known[at - 1] if at else "", "older": known[at + 1] if at + 1 < len(known) else ""}
    return listed(request, found, title, months=known, this_month=month, around=around)


@public_page(reads=("page",))
def category(request: PublicRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(NewsCategory, slug=slug)
    found = stories(request.portal, request.LANGUAGE_CODE).filter(category=shown)
    return listed(request, found, shown.said("name", request.LANGUAGE_CODE), category=shown)


@public_page(reads=("page",))
def tag(request: PublicRequest, slug: str) -> HttpResponse:
    everything = stories(request.portal, request.LANGUAGE_CODE)
    labelled = everything.order_by().exclude(tags=[]).values_list("pk", "tags")
    marked = [(pk, label) for pk, tags in labelled for label in tags if label_of(label) == slug]
    if not marked:
        raise Http404
    found = everything.filter(pk__in=[pk for pk, _label in marked])
    return listed(request, found, _("Topic: %(name)s") % {"name": marked[0][1]}, topic=slug)


def listed(request: PublicRequest, found: QuerySet[ArticleCopy], title: str, **told: object) -> HttpResponse:
    shown = {"title": title, "page": page_of(request, found), "about": About(title=title), **told}
    return render(request, "portal/news.html", shown)


def page_of(request: HttpRequest, found: Any) -> Page[Any]:
    """Pages end: beyond the last one there is nothing, whatever a machine asks for."""
    try:
        return Paginator(found, ON_A_PAGE).page(request.GET.get("page") or 1)
    except InvalidPage:
        raise Http404 from None
