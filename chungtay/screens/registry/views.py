"""The registers: which there are and what waits for a number, one as the office's book, a paper entered in it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import registry as actions
from chungtay.actions.recorded import note_view, refuse_unless_may
from chungtay.answers.lists import Pages
from chungtay.answers.registry import (
    books_seen,
    entries_of,
    hidden_in,
    lines_of,
    next_of,
    offices_opening,
    printed_lines,
    sheet_of_book,
    waiting_papers,
)
from chungtay.models import BookEntry, NumberBook
from chungtay.papers.workbooks.registers import register_csv, register_workbook
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import TYPE_NAMES, BookForm, Narrowed, PaperForm, VoidForm

both = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 100
FILES = {
    "csv": ("text/csv; charset=utf-8", register_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", register_workbook),
}


@require_safe
def registry(request: Request) -> HttpResponse:
    person, today = request.person, request.today
    told = {
        "books": [(book, next_of(book, today.year)) for book in books_seen(person, today)],
        "waiting": waiting_papers(person, today),
        "may_begin": offices_opening(person, today).exists(),
    }
    return render(request, "registry/registry.html", told)


@both
def beginning(request: Request) -> HttpResponse:
    form = BookForm(request.person, request.today, request.POST if request.method == "POST" else None)
    if not form.offices:
        raise RuleBroken(Message("Your post does not allow this."))
    if request.method == "POST" and form.is_valid():
        by, at = request.person, timezone.now()
        if made := attempt(form, lambda: actions.begin_book(form.book(), by=by, at=at)):
            messages.success(request, _("The register is open."))
            return redirect("number-book", made.pk)
    return render(request, "registry/beginning.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def book(request: Request, id: UUID) -> HttpResponse:
    """A year of it, newest first, as the office's book has its columns."""
    person, today, shown = request.person, request.today, found(request, id)
    form = Narrowed(shown, request.GET, person, today)
    page = Pages(entries_of(shown, form.asked, person, today), A_PAGE).get_page(request.GET.get("page"))
    told = {
        "book": shown,
        "form": form,
        "page": page,
        "lines": lines_of(page, person, today),
        "hidden": hidden_in(shown, form.asked.year, person, today),
        "next": next_of(shown, today.year),
        "may_enter": shown.ended_at is None and person.may(Act.RECORD, shown.facts(today), today),
        "may_end": shown.ended_at is None and person.may(Act.PLAN, shown.facts(today), today),
    }
    return render(request, "registry/book.html", told)


@require_safe
def export(request: Request, id: UUID, form: str) -> HttpResponse:
    """What the page shows, whole, as a file; that it was taken is noted."""
    person, today, shown = request.person, request.today, found(request, id)
    if form not in FILES:
        raise Http404
    asked = Narrowed(shown, request.GET, person, today).asked
    lines = lines_of(entries_of(shown, asked, person, today), person, today)
    note_view(shown, by=person, at=timezone.now(), act="export", reason=f"{asked.year} {form}")
    media, drawn = FILES[form]
    language = get_language() or "vi"
    content = drawn(sheet_of_book(shown, asked.year, language), printed_lines(lines, language))
    name = f"so-van-ban-{asked.year}.{form}"
    return HttpResponse(content, media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@both
def entering(request: Request, id: UUID) -> HttpResponse:
    """A paper that was written elsewhere is kept and gets its line."""
    shown, by, at = found(request, id), request.person, timezone.now()
    refuse_unless_may(by, Act.RECORD, shown, at)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PaperForm(shown, by, request.today, *sent)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.keep_paper(shown, form.document(), **form.told(), by=by, at=at))
        if made:
            number = f"{made.number:02}{made.suffix}"
            messages.success(request, _("Entered under number %(number)s.") % {"number": number})
            return redirect("document", made.document_id)
    told = {"book": shown, "form": form, "types": TYPE_NAMES, "next": next_of(shown, request.today.year)}
    return render(request, "registry/entering.html", told, status=422 if form.errors else 200)


@both
def voiding(request: Request, id: UUID) -> HttpResponse:
    """A number that was given in error: asked for once more, with its reason."""
    books = NumberBook.objects.visible_to(request.person, request.today)
    entry = get_object_or_404(BookEntry.objects.select_related("book", "document"), pk=id, book__in=books)
    by, at = request.person, timezone.now()
    refuse_unless_may(by, Act.RECORD, entry.book, at)
    form = VoidForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.void_number(entry, reason=reason, by=by, at=at)):
            messages.success(request, _("The number is void. It stays in the register with its reason."))
            return redirect("number-book", entry.book_id)
    told = {"entry": entry, "form": form}
    return render(request, "registry/voiding.html", told, status=422 if form.errors else 200)


@require_POST
def ending(request: Request, id: UUID) -> HttpResponse:
    actions.end_book(found(request, id), by=request.person, at=timezone.now())
    messages.success(request, _("The register is closed. What it gave stays."))
    return redirect("number-book", id)


def found(request: Request, id: UUID) -> NumberBook:
    return get_object_or_404(books_seen(request.person, request.today), pk=id)
