"""Search of what is public: articles, papers, programmes, without tone marks, in Lao inside unspaced text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.models.published import ArticleCopy, DocumentCopy, ProgrammeCopy
from chungtay.rules.search import LONGEST_QUERY, Query, Snippet, answers, folded, read_query, snippet_of

from .addresses import address
from .heads import About
from .news import page_of
from .pages import PublicRequest, public_page
from .stories import stories

FILTERS = ("programme", "place", "year", "kind")
MOST_PAPERS = 2_000  # looked through, the newest first
MOST_FOUND = 500  # beyond that nobody reads on, and a page more costs as much as the first
SHORTEST = 2  # letters; one occurs everywhere

KINDS: dict[str, str | Promise] = {
    "news": _("News"),
    "announcements": _("Announcements"),
    "papers": _("Papers"),
    "programmes": _("Programmes"),
}


@dataclass(frozen=True)
class Asked:
    """What a reader looks for."""

    words: str
    query: Query
    programme: str = ""
    place: str = ""
    year: str = ""
    kind: str = ""

    def __bool__(self) -> bool:
        return bool(self.query or self.programme or self.place or self.year or self.kind)


@dataclass(frozen=True)
class Found:
    """One thing that answers."""

    address: str
    title: Any  # the copy itself; templates say it in the language of the page
    field: str
    kind: str | Promise
    day: Any = None
    language: str = ""
    snippet: Snippet | None = None


@public_page(reads=("words", *FILTERS, "page"))
def find(request: PublicRequest) -> HttpResponse:
    asked = read_asked(request)
    too_short = bool(asked.query) and max(map(len, asked.query.parts)) < SHORTEST
    found = [] if too_short or not asked else list(everything(request, asked))
    told = {
        "asked": asked,
        "page": page_of(request, found),
        "most": MOST_FOUND if len(found) >= MOST_FOUND else 0,
        "too_short": too_short,
        "longest": LONGEST_QUERY,
        "kinds": KINDS.items(),
        "kept": kept_of(request),
        "about": About(hidden=True),
        **choices(request),
    }
    return render(request, "portal/find.html", told)


def read_asked(request: PublicRequest) -> Asked:
    words = " ".join(request.GET.get("words", "")[:LONGEST_QUERY].split())
    return Asked(words, read_query(words), **{name: request.GET.get(name, "")[:120] for name in FILTERS})


def kept_of(request: PublicRequest) -> str:
    """The question without the page on which its answers stand."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()


def choices(request: PublicRequest) -> dict[str, Any]:
    """What there is to choose from: only what occurs."""
    rows = (
        stories(request.portal, request.LANGUAGE_CODE).order_by().values_list("places", "published_at__year")
    )
    places: dict[str, dict[str, str]] = {}
    years = set()
    for named, year in rows:
        years.add(str(year))
        places |= {place["code"]: place for place in named}
    return {
        "programmes": ProgrammeCopy.objects.on(request.portal),
        "places": sorted(places.values(), key=lambda place: folded(place["vi"])),
        "years": sorted(years, reverse=True),
    }


def everything(request: PublicRequest, asked: Asked) -> Iterator[Found]:
    language = request.LANGUAGE_CODE
    shown = ProgrammeCopy.objects.on(request.portal)
    if asked.kind in ("", "programmes") and not (asked.place or asked.year):
        yield from found_programmes(shown, asked, language)
    if asked.kind in ("", "news", "announcements"):
        yield from found_stories(answering(stories(request.portal, language), asked)[:MOST_FOUND], asked)
    if asked.kind in ("", "papers") and not asked.place:
        yield from found_papers(shown, asked, language)


def answering(rows: QuerySet[ArticleCopy], asked: Asked) -> QuerySet[ArticleCopy]:
    for part in asked.query.parts:
        rows = rows.filter(folded__contains=part)
    if asked.programme:
        rows = rows.filter(programme_slug=asked.programme)
    if asked.place:
        written = rows.annotate(written=Cast("places", TextField()))
        rows = written.filter(written__contains=f'"{asked.place}"')
    if asked.year:
        rows = rows.filter(published_at__year=int(asked.year)) if is_year(asked.year) else rows.none()
    if asked.kind:
        rows = rows.filter(is_announcement=asked.kind == "announcements")
    return rows


def is_year(text: str) -> bool:
    return re.fullmatch(r"[12]\d{3}", text) is not None


def found_stories(rows: QuerySet[ArticleCopy], asked: Asked) -> Iterator[Found]:
    for story in rows:
        text = f"{story.summary} {plain(story.body_html)}"
        yield Found(
            address("article", slug=story.slug), story, "title",
            KINDS["announcements" if story.is_announcement else "news"], story.published_at, story.language,
            snippet_of(text, asked.query),
        )  # fmt: skip


def found_programmes(shown: QuerySet[ProgrammeCopy], asked: Asked, language: str) -> Iterator[Found]:
    for one in shown:
        told = " ".join(
            getattr(one, f"{field}{end}") for field in ("name", "purpose") for end in ("", "_lo", "_en")
        )
        if asked.programme in ("", one.slug) and answers(asked.query, folded(told)):
            snippet = snippet_of(one.said("purpose", language), asked.query)
            yield Found(
                address("public-programme", slug=one.slug), one, "name", KINDS["programmes"], snippet=snippet
            )


def found_papers(shown: QuerySet[ProgrammeCopy], asked: Asked, language: str) -> Iterator[Found]:
    papers = DocumentCopy.objects.filter(programme__in=shown, withdrawn_at=None).select_related("programme")
    if asked.programme:
        papers = papers.filter(programme__slug=asked.programme)
    if asked.year:
        papers = papers.filter(issued_on__year=int(asked.year)) if is_year(asked.year) else papers.none()
    for paper in papers[:MOST_PAPERS]:
        told = f"{paper.type} {paper.number} {paper.title} {paper.title_lo} {paper.title_en} {paper.issuers}"
        if answers(asked.query, folded(told)):
            where = f"{address('public-programme', slug=paper.programme.slug)}papers/#{paper.slug}"
            yield Found(
                where, paper, "title", KINDS["papers"], paper.issued_on, snippet=snippet_of(told, asked.query)
            )


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", html))
