"""Shows what a person may read under the words that they typed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from chungtay.answers.search import finding
from chungtay.rules.search import LONGEST_QUERY
from chungtay.screens.middleware import Request

HEADINGS: dict[str, str | Promise] = {
    "document": _("Documents"),
    "agreement": _("Programmes"),
    "plan": _("Plans"),
    "review": _("Reviews"),
    "meeting": _("Meetings"),
    "recommendation": _("Recommendations"),
    "draft": pgettext_lazy("search", "Papers in the making"),
}
ADDRESSES: dict[str, Callable[[Any], str]] = {
    "document": lambda one: reverse("document", args=[one.pk]),
    "agreement": lambda one: reverse("programme", args=[one.slug]),
    "plan": lambda one: reverse("plan", args=[one.phase.agreement.slug, one.pk]),
    "review": lambda one: reverse("review", args=[one.pk]),
    "meeting": lambda one: reverse("meeting", args=[one.pk]),
    "recommendation": lambda one: reverse("recommendation", args=[one.pk]),
    "draft": lambda one: reverse("paper", args=[one.pk]),
}
NAMES = {
    "document": "title", "review": "title", "meeting": "title", "draft": "title", "recommendation": "text",
}  # else: name  # fmt: skip


@require_safe
def search(request: Request) -> HttpResponse:
    """`?words=phu nu ma tuy`."""
    words = request.GET.get("words", "")[:LONGEST_QUERY]
    found = [
        (HEADINGS[one.kind], [row(one.kind, hit) for hit in one.hits], one.more)
        for one in (finding(words, request.person, request.today) if words.strip() else [])
    ]
    return render(request, "search/search.html", {"words": words, "found": found})


def row(kind: str, hit: Any) -> dict[str, Any]:
    return {
        "thing": hit.thing,
        "field": NAMES.get(kind, "name"),
        "address": ADDRESSES[kind](hit.thing),
        "number": getattr(hit.thing, "number", "") if kind in ("document", "plan") else "",
        "day": getattr(hit.thing, "issued_on", None) or getattr(hit.thing, "met_on", None),
        "snippet": hit.snippet,
    }
