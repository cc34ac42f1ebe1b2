"""What a clerk does on the page of a paper: number it, name who signs, relate it, keep the signed scan, verify it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions import registry as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.registry import books_for, is_whole
from chungtay.models import BookEntry, DocumentRelation
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request
from chungtay.screens.registry.forms import NamesForm, NumberForm, RelationForm, ScanForm, files_in

from .views import found_for, page_of


@require_POST
def number(request: Request, document_id: UUID) -> HttpResponse:
    """From the register that was chosen: its next number, or one that is typed."""
    paper, by, at = found_for(request, document_id), request.person, timezone.now()
    books = books_for(paper, by, request.today)
    if not books:
        refuse_unless_may(by, Act.RECORD, paper, at)
    form = NumberForm(paper, books, request.today, request.POST)

    def act() -> BookEntry:
        told = dict(form.cleaned_data)
        typed, suffix, book = told.pop("number"), told.pop("suffix"), told.pop("book")
        if typed is None and not suffix:
            return actions.give_number(book, paper, **told, by=by, at=at)
        return actions.type_number(book, paper, number=typed or 0, suffix=suffix, **told, by=by, at=at)

    if form.is_valid() and (entry := attempt(form, act)):
        said = f"{entry.number:02}{entry.suffix}"
        messages.success(request, _("Entered under number %(number)s.") % {"number": said})
        return redirect("document", document_id)
    return page_of(request, paper, form)


@require_POST
def names(request: Request, document_id: UUID) -> HttpResponse:
    paper, by, at = found_for(request, document_id), request.person, timezone.now()
    refuse_unless_may(by, Act.RECORD, paper, at)
    form = NamesForm(paper, request.POST)
    if form.is_valid():
        written = attempt(form, lambda: actions.write_names(paper, **form.told(), by=by, at=at))
        if written:
            messages.success(request, _("Written down."))
            return redirect("document", document_id)
    return page_of(request, paper, form)


@require_POST
def relations(request: Request, document_id: UUID) -> HttpResponse:
    paper, by, at = found_for(request, document_id), request.person, timezone.now()
    refuse_unless_may(by, Act.RECORD, paper, at)
    form = RelationForm(paper, by, request.today, request.POST)

    def act() -> DocumentRelation:
        told = form.cleaned_data
        return actions.relate_papers(
            paper, told["other"], bearing=told["bearing"], detail=told["detail"], by=by, at=at
        )

    if form.is_valid() and attempt(form, act) is not None:
        messages.success(request, _("Both papers say it now."))
        return redirect("document", document_id)
    return page_of(request, paper, form)


@require_POST
def relation_removal(request: Request, document_id: UUID, relation_id: UUID) -> HttpResponse:
    paper = found_for(request, document_id)
    refuse_unless_may(request.person, Act.RECORD, paper, timezone.now())
    relation = paper.bears_on.filter(pk=relation_id).first()  # pressed twice, it is gone
    if relation is not None:
        actions.unrelate_papers(relation, by=request.person, at=timezone.now())
    messages.success(request, _("Taken back."))
    return redirect("document", document_id)


@require_POST
def scan(request: Request, document_id: UUID) -> HttpResponse:
    """The signed, stamped scan: it closes the paper."""
    paper, by, at = found_for(request, document_id), request.person, timezone.now()
    refuse_unless_may(by, Act.RECORD, paper, at)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        [file] = files_in(form.cleaned_data["file"])
        if attempt(form, lambda: actions.close_document(paper, file, by=by, at=at)):
            messages.success(request, _("The signed paper is kept. Nothing of it changes any more."))
            return redirect("document", document_id)
    return page_of(request, paper, form)


@require_safe
def verification(request: Request, document_id: UUID) -> HttpResponse:
    """Each file read again, and its fingerprint made anew."""
    paper = found_for(request, document_id)
    checked = {file.pk: is_whole(file) for file in paper.files.all()}
    return page_of(request, paper, checked=checked)
