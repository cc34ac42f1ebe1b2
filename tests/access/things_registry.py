"""Makes Dogwood's register of papers, one that waits for its number, one that has it and bears on a third."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.actions.documents import add_document
from chungtay.actions.registry import begin_book, give_number, relate_papers
from chungtay.models import Document, NumberBook
from tests.world import NOW, TODAY, World

from .thing import Thing, sending

SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
BOOK = {"way": "outgoing", "name": "Outgoing of the women", "grammar": "state", "is_kept_here": "on"}


def of_registry(world: World) -> dict[tuple[str, str], Thing]:
    dogwood, by = world.bodies["dogwood"], {"by": world.provincial, "at": NOW}
    book = begin_book(NumberBook(holder=dogwood, name="Outgoing", way="outgoing", grammar="state"), **by)
    waiting, numbered, first = (
        add_document(
            Document(type="Kế hoạch", title=title, holder=dogwood, number=number, issued_on=day),
            agreements=[], files=[], **by,
        )
        for title, number, day in (
            ("It waits for its number", "", None), ("It has its number", "", TODAY),
            ("The plan before", "2/KH-BTV", date(2026, 1, 26)),
        )
    )  # fmt: skip
    entry = give_number(book, numbered, on=TODAY, **by)
    relation = relate_papers(numbered, first, bearing="replaces", **by)
    papers = {
        name: {"document_id": paper.pk} for name, paper in (("waiting", waiting), ("numbered", numbered))
    }
    ours, signed = {"id": book.pk}, "20/03/2026"
    return {
        ("number-book-beginning", "-"): Thing(sent=sending(**BOOK)),
        ("number-book", "dogwood's"): Thing(ours),
        ("number-book-file", "dogwood's"): Thing(ours | {"form": "csv"}),
        ("number-book-entering", "dogwood's"): Thing(
            ours, sent=sending(type="Thư", title="A letter", on=signed, programmes="oak-elm")
        ),
        ("number-book-ending", "dogwood's"): Thing(ours),
        ("book-entry-voiding", "dogwood's"): Thing({"id": entry.pk}, sent=sending(reason="By mistake")),
        ("document-number", "waiting"): Thing(papers["waiting"], sent=sending(book=book.pk, on=signed)),
        ("document-names", "waiting"): Thing(papers["waiting"], sent=sending(signers="President")),
        ("document-relations", "numbered"): Thing(
            papers["numbered"], sent=sending(bearing="amends", other="02/KH-BTV")
        ),
        ("document-relation-removal", "numbered"): Thing(papers["numbered"] | {"relation_id": relation.pk}),
        ("document-scan", "numbered"): Thing(
            papers["numbered"], sent=lambda: {"file": SimpleUploadedFile("scan.pdf", SCAN)}
        ),
        ("document-verification", "numbered"): Thing(papers["numbered"]),
        ("document", "numbered"): Thing(papers["numbered"]),
    }
