"""Registers of papers over the API: opening one, its lines, entering a paper, voiding a number, the files."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import registry as actions
from chungtay.actions.recorded import note_view, refuse_unless_may
from chungtay.answers.registry import (
    Asked,
    books_seen,
    entries_of,
    lines_of,
    offices_opening,
    printed_lines,
    sheet_of_book,
    waiting_papers,
)
from chungtay.models import (
    BookEntry,
    Document,
    NumberBook,
)
from chungtay.papers.workbooks.registers import register_csv, register_workbook
from chungtay.rules.documents import check_file
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.registry import Grammar, Way

from .asking import Asking, programmes_of
from .documents import DocumentOut, visible
from .lists import Window
from .named import Given
from .shapes import Body, GivenDay, Words, known_bodies, words

router = Router(tags=["registry"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Number = Annotated[int, Field(ge=1, le=99_999)]


class NumberBookOut(Schema):
    id: UUID
    holder: Body
    name: Words
    way: str
    grammar: str
    types: str
    is_kept_here: bool
    begun_after: int
    source: str
    begun_at: datetime
    ended_at: datetime | None

    @staticmethod
    def resolve_name(book: NumberBook) -> Words:
        return words(book, "name")


class NumberBookIn(Given):
    name: str = Field(min_length=1, max_length=300)
    way: Way
    grammar: Grammar | Literal[""] = ""
    types: str = Field("", max_length=300)  # codes: "KH BC CTr"; empty: all
    is_kept_here: bool = True
    begun_after: int = Field(0, ge=0, le=99_999)  # the last number of this year that was given on paper
    source: str = Field("", max_length=500)
    office: UUID | None = None  # of several offices of the caller, whose it is


class BookEntryOut(Schema):
    id: UUID
    book: UUID
    document: UUID
    year: int
    number: int
    suffix: str
    written: str  # the number of the paper, as it prints it
    on: date
    title: Words
    remark: str
    voided_at: datetime | None
    void_reason: str

    @staticmethod
    def resolve_book(entry: BookEntry) -> UUID:
        return entry.book_id

    @staticmethod
    def resolve_document(entry: BookEntry) -> UUID:
        return entry.document_id

    @staticmethod
    def resolve_written(entry: BookEntry) -> str:
        return entry.document.number

    @staticmethod
    def resolve_title(entry: BookEntry) -> Words:
        return words(entry.document, "title")


class KeptPaperIn(Given):
    """A paper that was written elsewhere, as it is kept and entered at once."""

    type: str = Field(min_length=1, max_length=80)
    title: str = Field(min_length=1, max_length=500)
    on: GivenDay  # signed, or come in
    programmes: list[str] = Field([], max_length=20)
    sender_number: str = Field("", max_length=80)  # of what came in
    sender: str = Field("", max_length=500)
    issued_on: GivenDay | None = None
    number: Number | None = None  # only where the office gave it on paper
    suffix: str = Field("", max_length=10)
    unit: str = Field("", max_length=40)  # who drew a dispatch up: DTTS
    remark: str = Field("", max_length=500)


class VoidingIn(Given):
    reason: str = Field(min_length=1, max_length=500)


@router.get("/registry/books", response=list[NumberBookOut])
@paginate(Window)
def books(request: Asking) -> QuerySet[NumberBook]:
    return books_seen(request.person, request.today)


@router.get("/registry/waiting", response=list[DocumentOut])
@paginate(Window)
def waiting(request: Asking) -> QuerySet[Document]:
    """Papers of the caller's offices that were signed of late and have no number."""
    keys = [paper.pk for paper in waiting_papers(request.person, request.today)]
    return visible(request).filter(pk__in=keys)


@router.post("/registry/books", response=NumberBookOut)
def begin(request: Asking, given: NumberBookIn) -> NumberBook:
    offices = offices_opening(request.person, request.today)
    found = offices.first()
    if found is None:
        raise RuleBroken(Message("Your post does not allow this."))
    told = given.dict()
    office = told.pop("office")
    holder = known_bodies([office], offices, "office")[office] if office else found
    made = NumberBook(holder=holder, **told)
    return actions.begin_book(made, by=request.person, at=timezone.now())


@router.get("/registry/books/{uuid:id}", response=NumberBookOut)
def book(request: Asking, id: UUID) -> NumberBook:
    return book_of(request, id)


@router.get("/registry/books/{uuid:id}/entries", response=list[BookEntryOut])
@paginate(Window)
def entries(
    request: Asking, id: UUID, year: int = 0, kind: str = "", words: str = "", programme: str = ""
) -> QuerySet[BookEntry]:
    """Of one year, this one unless another is named; `kind` is the code of a type."""
    asked = asked_of(request, year, kind, words, programme)
    return entries_of(book_of(request, id), asked, request.person, request.today).select_related("document")


@router.get("/registry/books/{uuid:id}/register.xlsx")
def register_xlsx(
    request: Asking, id: UUID, year: int = 0, kind: str = "", words: str = "", programme: str = ""
) -> HttpResponse:
    return register_file(request, id, asked_of(request, year, kind, words, programme), "xlsx")


@router.get("/registry/books/{uuid:id}/register.csv")
def register_as_csv(
    request: Asking, id: UUID, year: int = 0, kind: str = "", words: str = "", programme: str = ""
) -> HttpResponse:
    return register_file(request, id, asked_of(request, year, kind, words, programme), "csv")


@router.post("/registry/books/{uuid:id}/entries", response=BookEntryOut)
def enter(
    request: Asking,
    id: UUID,
    given: Form[KeptPaperIn],
    files: File[list[UploadedFile]] = [],  # noqa: B006
) -> BookEntry:
    """Keep a paper that was written elsewhere, and give it its line."""
    shown = book_of(request, id)
    refuse_unless_may(request.person, Act.RECORD, shown, timezone.now())
    for file in files:
        check_file(name=file.name or "", size=file.size or 0)  # before its bytes are in memory
    kept = [(file.name or "", file.read(), file.content_type or "") for file in files]
    paper = Document(type=given.type, title=given.title)
    if shown.way == Way.INCOMING:
        paper.number, paper.issuers, paper.issued_on = given.sender_number, given.sender, given.issued_on
    return actions.keep_paper(
        shown, paper, on=given.on, files=kept, agreements=programmes_of(request, given.programmes),
        number=given.number, suffix=given.suffix, unit=given.unit, reason=given.remark,
        by=request.person, at=timezone.now(),
    )  # fmt: skip


@router.post("/registry/books/{uuid:id}/ending", response=NumberBookOut)
def end(request: Asking, id: UUID) -> NumberBook:
    return actions.end_book(book_of(request, id), by=request.person, at=timezone.now())


@router.post("/registry/{uuid:id}/voiding", response=BookEntryOut)
def void(request: Asking, id: UUID, given: VoidingIn) -> BookEntry:
    """The number of this line was given in error; it stays in the register with its reason."""
    read = NumberBook.objects.visible_to(request.person, request.today)
    entry = get_object_or_404(BookEntry.objects.select_related("book", "document"), pk=id, book__in=read)
    actions.void_number(entry, reason=given.reason, by=request.person, at=timezone.now())
    return BookEntry.objects.select_related("document").get(pk=id)


def book_of(request: Asking, id: UUID) -> NumberBook:
    return get_object_or_404(books_seen(request.person, request.today), pk=id)


def asked_of(request: Asking, year: int, kind: str, words: str, programme: str) -> Asked:
    shared = programmes_of(request, [programme])[0] if programme else None
    return Asked(year=year or request.today.year, type_code=kind, words=words[:100], programme=shared)


def register_file(request: Asking, id: UUID, asked: Asked, form: str) -> HttpResponse:
    person, today, shown = request.person, request.today, book_of(request, id)
    lines = lines_of(entries_of(shown, asked, person, today), person, today)
    note_view(shown, by=person, at=timezone.now(), act="export", reason=f"{asked.year} {form}")
    language = get_language() or "vi"
    draw, media = (register_csv, "text/csv") if form == "csv" else (register_workbook, XLSX)
    content = draw(sheet_of_book(shown, asked.year, language), printed_lines(lines, language))
    told = {"Content-Disposition": f'attachment; filename="so-van-ban-{asked.year}.{form}"'}
    return HttpResponse(content, media, headers=told)
