"""What machines that walk the site are told: what there is, in which languages, and where they have no business."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from chungtay.models.published import ArticleCopy, NewsCategory, Portal, ProgrammeCopy

from .addresses import TONGUES, address
from .heads import absolute
from .rooms import ROOMS
from .site import portal_of
from .stories import months, stories

MOST = 20_000  # pages; a sitemap may hold 50,000 addresses, and each page has up to three
CLOSED = ("/sign-in/", "/account/", "/api/", "/find/", "/lo/find/", "/en/find/", "/language/", "/enter/")


@dataclass(frozen=True)
class Listed:
    """A page with its address in each language that it has."""

    places: dict[str, str]
    renewed_at: datetime | None = None


@login_not_required
@require_safe
@conditional_page
@cache_control(no_cache=True)
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        "",
        f"Sitemap: {absolute(request, '/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@conditional_page
@cache_control(no_cache=True)
def sitemap(request: HttpRequest) -> HttpResponse:
    def whole(page: Listed) -> dict[str, object]:
        return {
            "places": [(code, absolute(request, path)) for code, path in page.places.items()],
            "renewed_at": page.renewed_at,
        }

    pages = [whole(page) for page, _ in zip(listed(portal_of(request)), range(MOST), strict=False)]
    return render(request, "portal/sitemap.xml", {"pages": pages}, content_type="application/xml")


def listed(portal: Portal) -> Iterator[Listed]:
    for room, _name in ROOMS:
        if room != "find":
            yield Listed(everywhere(room))
    for one in ProgrammeCopy.objects.on(portal):
        yield from programme(one)
    found = stories(portal, TONGUES[0])
    for category in NewsCategory.objects.filter(articles__in=found).distinct():
        yield Listed(everywhere("news-category", slug=category.slug))
    for month in months(found):
        yield Listed(everywhere("news-month", month=month))
    yield from articles(portal)


def programme(one: ProgrammeCopy) -> Iterator[Listed]:
    """Its page, its papers, each plan, and each open table at its newest address."""
    yield Listed(everywhere("public-programme", slug=one.slug), one.copied_at)
    if one.documents.filter(withdrawn_at=None).exists():
        yield Listed(everywhere("public-papers", slug=one.slug))
    for plan in one.plans.all():
        yield Listed(everywhere("public-plan", slug=one.slug, year=plan.year), plan.copied_at)
    tables = one.tables.filter(withdrawn_at=None).order_by("slug").values_list("slug", flat=True)
    for slug in tables.distinct():
        yield Listed(everywhere("table", programme=one.slug, slug=slug))


def articles(portal: Portal) -> Iterator[Listed]:
    """Each story once, with the languages that it really has."""
    told: dict[object, Listed] = {}
    for copy in ArticleCopy.objects.on(portal).only("story", "language", "slug", "renewed_at"):
        page = told.setdefault(copy.story, Listed({}, copy.renewed_at))
        page.places[copy.language] = address("article", copy.language, slug=copy.slug)
    yield from told.values()


def everywhere(name: str, **names: str | int) -> dict[str, str]:
    return {code: address(name, code, **names) for code in TONGUES}
