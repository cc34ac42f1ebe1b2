"""Serves the look of public pages: only what they need of the house's style sheet, since readers' lines are slow."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django import template
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

register = template.Library()

# The tokens first, since they declare the layers.
WORN = (
    "tokens", "base", "layout", "header", "state", "button", "article", "card", "table", "figure", "progress",
    "timeline", "chart", "plot", "tiles", "form", "filter", "notice", "portal", "print",
)  # fmt: skip


@login_not_required
@require_safe
def sheet(request: HttpRequest, mark: str) -> HttpResponse:
    if mark != sheet_mark():
        raise Http404
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(sheet_text(), content_type="text/css", headers=kept)


@register.simple_tag(name="public_sheet")
def sheet_address() -> str:
    """Where today's sheet is; a changed file changes the address, so nobody sees yesterday's."""
    return reverse("public-sheet", args=[sheet_mark()])


@cache
def sheet_text() -> str:
    folder = Path(settings.STATICFILES_DIRS[0]) / "css"
    return "".join((folder / f"{name}.css").read_text() for name in WORN)


@cache
def sheet_mark() -> str:
    return sha256(sheet_text().encode()).hexdigest()[:12]
