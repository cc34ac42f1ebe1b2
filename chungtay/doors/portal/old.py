"""Leads from addresses that were once given out to where their pages stand now; says so where they are gone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils import translation

from chungtay.models.published import ArticleCopy, OldAddress

from .addresses import FIRST, tongue_of, without_tongue
from .pages import gone


class OldAddressMiddleware:
    """Asks only where nothing was found, so that no page of today pays for those of yesterday."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if answer.status_code != 404 or request.method not in ("GET", "HEAD"):
            return answer
        kept, rest = kept_at(without_tongue(request.path))
        return told(request, kept, rest) if kept else answer


def kept_at(path: str) -> tuple[OldAddress | None, str]:
    """What is kept of this address, or of the article that it lies below, and what comes after it."""
    room, slug, rest = (path.strip("/").split("/", 2) + ["", ""])[:3]
    article = f"/{room}/{slug}/"
    found = {kept.path: kept for kept in OldAddress.objects.filter(path__in={path, article})}
    if path in found:
        return found[path], ""
    if room == "articles" and ArticleCopy.objects.filter(slug=slug).exists():  # where all of them stood once
        found[article] = OldAddress(path=article, leads_to=f"/news/{slug}/")
    return found.get(article), f"{rest}/" if rest and path.endswith("/") else rest


def told(request: HttpRequest, kept: OldAddress, rest: str) -> HttpResponseBase:
    tongue = tongue_of(request.path)
    if not kept.leads_to:
        translation.activate(tongue)
        return gone(request)
    before = "" if tongue == FIRST or not kept.leads_to.startswith("/") else f"/{tongue}"
    return HttpResponsePermanentRedirect(before + kept.leads_to + rest)
