"""What a site wears of its own: its emblem, and a small sheet with its colours."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from chungtay.models.published import Portal, path_of
from chungtay.rules.portals import colour_sheet

KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}  # another emblem has another address


@login_not_required
@require_safe
def emblem(request: HttpRequest, sha256: str) -> HttpResponseBase:
    shown = get_object_or_404(Portal.objects.filter(emblem_sha256=sha256).exclude(emblem_sha256="")[:1])
    content = path_of(sha256).read_bytes()
    return HttpResponse(content, content_type=shown.emblem_media_type, headers=KEPT)


@login_not_required
@require_safe
def colours(request: HttpRequest, mark: str) -> HttpResponse:
    """`1b2450-e2a93a.css`; only what a site of this house wears is answered."""
    cloth, _, thread = (f"#{part}" if part else "" for part in mark.partition("-"))
    if not Portal.objects.filter(cloth=cloth, thread=thread).exists() or not (cloth or thread):
        raise Http404
    return HttpResponse(colour_sheet(cloth, thread), content_type="text/css", headers=KEPT)
