"""Papers of the person's programmes and offices, and the bytes of their files."""

from uuid import UUID

from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from chungtay.answers.documents import file_path
from chungtay.answers.lists import Pages
from chungtay.answers.programmes import programmes_seen
from chungtay.answers.sharing import sharing_of
from chungtay.models import Activity, Agreement, Document
from chungtay.screens.middleware import Request

A_PAGE = 50


@require_safe
def documents(request: Request) -> HttpResponse:
    """The list, narrowed by words of the title or the number and by programme."""
    words = request.GET.get("words", "").strip()[:100]
    visible = Document.objects.visible_to(request.person, request.today).prefetch_related("files")
    if words:
        visible = visible.filter(Q(title__icontains=words) | Q(number__icontains=words))
    slug = request.GET.get("programme", "")
    programmes = Agreement.objects.visible_to(request.person, request.today)
    programme = get_object_or_404(programmes, slug=slug) if slug else None
    if programme:
        visible = visible.filter(agreements=programme)
    page = Pages(visible, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "documents/documents.html", {"page": page, "words": words, "programme": programme})


@require_safe
def document(request: Request, document_id: UUID) -> HttpResponse:
    visible = Document.objects.visible_to(request.person, request.today)
    found = get_object_or_404(visible.select_related("holder").prefetch_related("agreements"), pk=document_id)
    seen = programmes_seen(request.person, request.today)
    shown = {
        "document": found,
        "agreements": [agreement for agreement in found.agreements.all() if agreement.pk in seen],
        "files": found.files.all(),
        "quoted": found.quoted_figures.filter(agreement__in=seen).select_related("indicator"),
        "sharing": sharing_of(found, request.person, request.today),
        "activities": Activity.objects.visible_to(request.person, request.today).filter(documents=found),
    }
    return render(request, "documents/document.html", shown)


@require_safe
def file(request: Request, document_id: UUID, sha256: str) -> FileResponse:
    """Always handed out to be saved, never to be run by the browser, whatever it says it is."""
    visible = Document.objects.visible_to(request.person, request.today)
    found = get_object_or_404(visible, pk=document_id)
    kept = get_object_or_404(found.files.filter(sha256=sha256)[:1])
    return FileResponse(
        file_path(kept.sha256).open("rb"),
        as_attachment=True,
        filename=kept.name,
        content_type=kept.media_type,
    )
