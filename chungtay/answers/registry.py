"""The registers of papers: which a person keeps, what stands in them, what waits for a number; how papers bear."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from chungtay.answers.documents import file_path
from chungtay.answers.programmes import bodies_in, programmes_seen
from chungtay.models import (
    Agreement,
    BookEntry,
    Document,
    DocumentFile,
    DocumentRelation,
    NumberBook,
    Organisation,
    Person,
)
from chungtay.papers.workbooks.registers import RegisterLine, RegisterSheet, word
from chungtay.rules.people import Act, Kind
from chungtay.rules.places import fold
from chungtay.rules.registry import Bearing, Way, next_number, same_number

WAITS = timedelta(days=31)  # a paper without a number is asked about for so long after its day
MOST_WAITING = 50
WORDS = (
    "document__number",
    "document__title",
    "document__title_lo",
    "document__title_en",
    "document__issuers",
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """By what the register is narrowed; what is left empty does not."""

    year: int
    type_code: str = ""
    words: str = ""
    programme: Agreement | None = None


@dataclass(frozen=True)
class Line:
    """One line of a register, as an office's book has its columns."""

    entry: BookEntry
    signers: list[str]
    recipients: list[str]
    ended_by: list[DocumentRelation]  # of later papers that replaced or cancelled it

    @property
    def number(self) -> str:
        return f"{self.entry.number:02}{self.entry.suffix}"


def books_seen(person: Person, today: date) -> QuerySet[NumberBook]:
    books = NumberBook.objects.visible_to(person, today).select_related("holder")
    return books.order_by("holder__name", "ended_at", "way", "name")


def books_of(person: Person, organisation: Organisation, today: date) -> QuerySet[NumberBook]:
    """The open registers of a body in which the person may enter papers."""
    mine = NumberBook.objects.allowed(person, Act.RECORD, today).select_related("holder")
    return mine.filter(holder=organisation, ended_at=None)


def offices_opening(person: Person, today: date) -> QuerySet[Organisation]:
    """The person's own offices for which they may open a register."""
    return Organisation.objects.filter(pk__in=person.organisations_for(Act.PLAN, today, Kind.BOOK))


def books_for(document: Document, person: Person, today: date) -> QuerySet[NumberBook]:
    """The open registers in which the paper may still be entered: its own body's going out, others' coming in."""
    mine = NumberBook.objects.allowed(person, Act.RECORD, today).filter(ended_at=None)
    entered = document.book_entries.filter(voided_at=None)
    going = Q(way=Way.OUTGOING, holder=document.holder_id)
    if entered.exists() or document.closed_at is not None:
        going = Q(pk__in=[])
    coming = Q(way=Way.INCOMING) & ~Q(holder=document.holder_id)
    return (
        mine.filter(going | coming)
        .exclude(pk__in=entered.values("book"))
        .select_related("holder")
        .order_by("-way", "name")
    )


def years_of(book: NumberBook, today: date) -> list[int]:
    """Newest first; this year too, while nothing stands in it."""
    held = set(book.entries.order_by().values_list("year", flat=True).distinct())
    return sorted(held | {today.year}, reverse=True)


def types_in(book: NumberBook, year: int) -> list[str]:
    found = book.entries.filter(year=year).order_by().values_list("document__type_code", flat=True)
    return sorted({code for code in found if code})


def next_of(book: NumberBook, year: int) -> int:
    after = book.begun_after if timezone.localdate(book.begun_at).year == year else 0
    return next_number(book.entries.filter(year=year).values_list("number", flat=True), after)


def entries_of(book: NumberBook, asked: Asked, person: Person, today: date) -> QuerySet[BookEntry]:
    """Newest first; of what the register holds, the papers that the person may read."""
    read = Document.objects.visible_to(person, today)
    found = BookEntry.objects.filter(book=book, year=asked.year, document__in=read)
    if asked.type_code:
        found = found.filter(document__type_code=asked.type_code)
    if asked.programme:
        found = found.filter(document__agreements=asked.programme)
    if wanted := fold(asked.words).split():
        rows = found.order_by().values_list("pk", *WORDS)
        said = ((key, fold(" ".join(words))) for key, *words in rows)
        found = found.filter(pk__in=[key for key, text in said if all(word in text for word in wanted)])
    return found.order_by("-number", "-suffix")


def hidden_in(book: NumberBook, year: int, person: Person, today: date) -> int:
    """How many numbers of the year stand on papers that the person may not read."""
    read = Document.objects.visible_to(person, today)
    return book.entries.filter(year=year).exclude(document__in=read).count()


def lines_of(entries: Iterable[BookEntry], person: Person, today: date) -> list[Line]:
    """The entries as the book prints them, with who signed, who gets it, and what ended it."""
    keys = [entry.pk for entry in entries]
    seen = Document.objects.visible_to(person, today)
    ending = DocumentRelation.objects.filter(
        document__in=seen, bearing__in=(Bearing.REPLACES, Bearing.CANCELS)
    ).select_related("document")
    rows = BookEntry.objects.filter(pk__in=keys).select_related("book", "document", "document__holder")
    rows = rows.prefetch_related(
        "document__signers",
        "document__recipients",
        Prefetch("document__borne_on_by", ending, to_attr="ended_by"),
    )
    told = {row.pk: row for row in rows}
    return [_line(told[key]) for key in keys]


def _line(entry: BookEntry) -> Line:
    paper = entry.document
    signers = [" ".join(filter(None, (one.authority, one.post))) for one in paper.signers.all()]
    return Line(entry, signers, [one.name for one in paper.recipients.all()], paper.ended_by)  # type: ignore[attr-defined]


def printed_lines(lines: Iterable[Line], language: str) -> list[RegisterLine]:
    """As the office's book writes them, oldest first."""
    return [_printed(line, language) for line in reversed(list(lines))]


def sheet_of_book(book: NumberBook, year: int, language: str) -> RegisterSheet:
    incoming = book.way == Way.INCOMING
    holder, name = book.holder.said("name", language), book.said("name", language)
    return RegisterSheet(holder, name, year, incoming, language)


def _printed(line: Line, language: str) -> RegisterLine:
    entry, paper = line.entry, line.entry.document
    void = f"{word('void', language)}: {entry.void_reason}" if entry.voided_at else ""
    later = [f"{one.document.number or one.document.title}" for one in line.ended_by]
    number = paper.number if paper.number or entry.book.way == Way.INCOMING else line.number
    return RegisterLine(
        number=number, on=paper.issued_on if entry.book.way == Way.INCOMING else entry.on,
        abstract=f"{paper.type}: {paper.said('title', language)}", signers="; ".join(line.signers),
        recipients="; ".join(line.recipients), remark="; ".join(filter(None, (void, entry.remark, *later))),
        came_on=entry.on, arrival=line.number, sender=paper.issuers,
    )  # fmt: skip


def waiting_papers(person: Person, today: date) -> list[Document]:
    """Own papers signed of late that never stood in a register and have no number, newest first."""
    mine = person.organisations_for(Act.RECORD, today, Kind.BOOK)
    kept = NumberBook.objects.filter(way=Way.OUTGOING, ended_at=None, holder__in=mine)
    entered = BookEntry.objects.filter(document=OuterRef("pk"))
    found = Document.objects.allowed(person, Act.RECORD, today).filter(
        ~Exists(entered), number="", closed_at=None, issued_on__range=(today - WAITS, today),
        holder__in=kept.values("holder"),
    )  # fmt: skip
    return list(found.select_related("holder").order_by("-issued_on", "id")[:MOST_WAITING])


@dataclass(frozen=True)
class Standing:
    """How a paper stands among others: its lines in registers, what it bears on, what bears on it."""

    entries: list[BookEntry]
    bears_on: list[DocumentRelation]
    borne_on_by: list[DocumentRelation]

    @property
    def ended_by(self) -> list[DocumentRelation]:
        return [one for one in self.borne_on_by if one.bearing in (Bearing.REPLACES, Bearing.CANCELS)]

    @property
    def amended_by(self) -> list[DocumentRelation]:
        return [one for one in self.borne_on_by if one.bearing == Bearing.AMENDS]


def standing_of(document: Document, person: Person, today: date) -> Standing:
    """What of it the person may know: registers that they read, other papers that they read."""
    read = Document.objects.visible_to(person, today)
    entries = document.book_entries.filter(book__in=NumberBook.objects.visible_to(person, today))
    return Standing(
        list(entries.select_related("book", "book__holder", "document").order_by("noted_at")),
        list(document.bears_on.filter(other__in=read).select_related("other")),
        list(document.borne_on_by.filter(document__in=read).select_related("document")),
    )


def papers_numbered(text: str, on: date | None, person: Person, today: date) -> list[Document]:
    """Papers that the person may read and that bear this number, however it is typed; of that day where one is said."""
    digits = re.search(r"[1-9]\d*", text)
    if digits is None:
        return []
    found = Document.objects.visible_to(person, today).filter(number__contains=digits[0])
    if on is not None:
        found = found.filter(issued_on=on)
    keys = [key for key, number in found.values_list("pk", "number") if same_number(number, text)]
    return list(found.filter(pk__in=keys))


def programmes_to_choose(person: Person, today: date) -> QuerySet[Agreement]:
    return Agreement.objects.filter(pk__in=programmes_seen(person, today))


def bodies_to_name(document: Document, person: Person, today: date) -> QuerySet[Organisation]:
    """Whom the paper may name as signer or recipient: the person's own bodies, those of the paper's programmes."""
    programmes = programmes_to_choose(person, today).filter(documents=document)
    own = person.organisations_below(Act.RECORD, today, Kind.DOCUMENT)
    found = bodies_in(programmes, today).values("pk")
    return Organisation.objects.filter(Q(pk__in=own) | Q(pk__in=found))


def is_whole(file: DocumentFile) -> bool:
    """Whether the kept bytes still are those that were brought."""
    path = file_path(file.sha256)
    return path.exists() and sha256(path.read_bytes()).hexdigest() == file.sha256
