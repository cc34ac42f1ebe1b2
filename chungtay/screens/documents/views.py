"""Papers of the person's programmes and offices, and the bytes of their files."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions.documents import quote_figure, withdraw_quote
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.documents import file_path
from chungtay.answers.evidence import quoted_visible_to
from chungtay.answers.lists import Pages
from chungtay.answers.programmes import programmes_seen
from chungtay.answers.sharing import sharing_of
from chungtay.models import Activity, Agreement, Document
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request
from chungtay.screens.registry.beside import written_beside

from .forms import QuotedForm

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
    return page_of(request, found_for(request, document_id))


@require_POST
def figures(request: Request, document_id: UUID) -> HttpResponse:
    """A number that the paper gives is kept beside ours."""
    found = found_for(request, document_id)
    form = QuotedForm(found, programmes_of(found, request), request.person, request.today, request.POST)
    refuse_unless_may(request.person, Act.RECORD, found, timezone.now())
    if form.is_valid():
        made = attempt(form, lambda: quote_figure(form.figure(), by=request.person, at=timezone.now()))
        if made:
            messages.success(request, _("Kept beside our figures. It is never added to them."))
            return redirect("document", document_id)
    return page_of(request, found, form)


@require_POST
def quote_withdrawal(request: Request, id: UUID) -> HttpResponse:
    figure = get_object_or_404(quoted_visible_to(request.person, request.today), pk=id)
    withdraw_quote(figure, by=request.person, at=timezone.now())
    messages.success(request, _("Taken back. It stands beside our figures no more."))
    return redirect("document", figure.document_id)


def found_for(request: Request, document_id: UUID) -> Document:
    visible = Document.objects.visible_to(request.person, request.today)
    return get_object_or_404(visible.select_related("holder").prefetch_related("agreements"), pk=document_id)


def programmes_of(found: Document, request: Request) -> list[Agreement]:
    seen = programmes_seen(request.person, request.today)
    return [agreement for agreement in found.agreements.all() if agreement.pk in seen]


def page_of(
    request: Request,
    found: Document,
    wrong: forms.Form | None = None,
    checked: dict[UUID, bool] | None = None,
) -> HttpResponse:
    """`wrong`: the form that must be mended; `checked`: by the file, whether its bytes are as they were brought."""
    agreements, today = programmes_of(found, request), request.today
    shown = written_beside(request, found, wrong)
    quotes = shown["records"] and agreements
    quoted = found.quoted_figures.filter(agreement__in=agreements, withdrawn_at=None)
    shown |= {
        "document": found,
        "agreements": agreements,
        "files": [(file, (checked or {}).get(file.pk)) for file in found.files.all()],
        "checked": checked,
        "quoted": quoted.select_related("indicator", "place").order_by("last_on", "pk"),
        "form": quoting(found, agreements, request, wrong) if quotes else None,
        "quotes": quotes,
        "sharing": sharing_of(found, request.person, today),
        "activities": Activity.objects.visible_to(request.person, today).filter(documents=found),
    }
    return render(request, "documents/document.html", shown, status=422 if wrong else 200)


def quoting(found: Document, agreements: list[Agreement], request: Request, wrong: Any) -> QuotedForm:
    if isinstance(wrong, QuotedForm):
        return wrong
    return QuotedForm(found, agreements, request.person, request.today)


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
