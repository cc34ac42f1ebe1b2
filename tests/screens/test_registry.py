"""The clerk's registers: a paper gets its number, the scan closes it, its page says what became of it."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from chungtay.actions.documents import add_document
from chungtay.actions.registry import begin_book, give_number, relate_papers, void_number, write_names
from chungtay.models import (
    Agreement,
    Assignment,
    BookEntry,
    Document,
    DocumentRecipient,
    DocumentSigner,
    NumberBook,
    Post,
)
from chungtay.rules.registry import TYPES
from chungtay.screens.registry.paper_types import type_named, type_word
from tests.access.things_themes import PAPER as PDF
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
Enter = Callable[..., Client]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def book(world: World) -> NumberBook:
    made = NumberBook(
        holder=world.bodies["west"], name="Sổ văn bản đi", way="outgoing", grammar="state"
    )  # fmt: skip
    return begin_book(made, by=world.leader, at=NOW)


def paper(world: World, title: str, on: date | None = TODAY, **more: Any) -> Document:
    made = Document(
        **{"type": "Kế hoạch", "title": title, "issued_on": on, "holder": world.bodies["west"]} | more
    )
    return add_document(made, agreements=[world.programme], files=[], by=world.provincial, at=NOW)


def scan(name: str = "scan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, "application/pdf")


def page(client: Client, address: str, *given: Any, **asked: Any) -> str:
    answer = client.get(reverse(address, args=given), asked)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_a_clerk_opens_a_register_and_enters_the_papers_of_the_day(world: World, signed_in: Enter) -> None:
    leader, clerk = signed_in("leader"), signed_in("provincial")
    opened = leader.post(
        reverse("number-book-beginning"),
        {"way": "outgoing", "name": "Sổ đi", "grammar": "state", "is_kept_here": "on", "begun_after": "57"},
    )
    assert opened.status_code == 302
    kept = NumberBook.objects.get()
    sent = {"type": "Công văn", "title": "On the visit", "on": "20/03/2026", "programmes": "oak-elm"}
    entered = clerk.post(reverse("number-book-entering", args=[kept.pk]), sent | {"file": scan("letter.pdf")})
    assert entered.status_code == 302
    letter = Document.objects.get(title="On the visit")
    assert (letter.number, letter.issued_on, letter.files.get().name) == ("58/BTV", TODAY, "letter.pdf")
    assert "58/BTV" in page(clerk, "number-book", kept.pk)
    assert "number 59" in page(clerk, "number-book", kept.pk)


def test_what_is_signed_today_waits_for_its_number(world: World, signed_in: Enter, book: NumberBook) -> None:
    plan, clerk = paper(world, "Plan of visits"), signed_in("provincial")
    paper(world, "A paper of long ago", on=date(2019, 1, 1))
    waiting = page(clerk, "registry")
    assert "Plan of visits" in waiting and "of long ago" not in waiting
    assert "Needs its number" not in page(signed_in("leader"), "number-book", book.pk)
    sent = {"book": book.pk, "on": "20/03/2026"}
    assert clerk.post(reverse("document-number", args=[plan.pk]), sent).status_code == 302
    assert clerk.post(reverse("document-number", args=[plan.pk]), sent).status_code in (
        302,
        422,
    )  # a second press
    plan.refresh_from_db()
    assert plan.number == "01/KH-BTV" and BookEntry.objects.count() == 1
    assert "Plan of visits" not in page(clerk, "registry")
    assert "01/KH-BTV" in page(clerk, "document", plan.pk)


def test_a_wrong_number_is_said_at_its_field_and_what_was_typed_stays(
    world: World, signed_in: Enter, book: NumberBook
) -> None:
    plan, clerk = paper(world, "Plan"), signed_in("provincial")
    sent = {"book": book.pk, "on": "20/03/2026", "number": "7", "reason": "As typed"}
    answer = clerk.post(reverse("document-number", args=[plan.pk]), sent)
    assert answer.status_code == 422
    assert "gives its numbers itself" in answer.content.decode() and "As typed" in answer.content.decode()


def test_the_signed_scan_closes_the_paper_and_its_files_can_be_checked(
    world: World, signed_in: Enter, book: NumberBook, tmp_path: Path
) -> None:
    plan, clerk = paper(world, "Plan"), signed_in("provincial")
    assert "id_file" not in page(clerk, "document", plan.pk)  # no number yet
    give_number(book, plan, on=TODAY, by=world.provincial, at=NOW)
    kept = clerk.post(reverse("document-scan", args=[plan.pk]), {"file": scan()})
    assert kept.status_code == 302
    shown = page(clerk, "document-verification", plan.pk)
    assert "Signed scan" in shown and "As it was brought" in shown and "nothing of it changes" in shown
    [file] = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_bytes(b"swapped")
    assert "Not as it was brought" in page(clerk, "document-verification", plan.pk)
    late = clerk.post(reverse("document-names", args=[plan.pk]), {"signers": "CHỦ TỊCH"})
    assert late.status_code == 422 and "nothing of it changes" in late.content.decode()


def test_names_are_typed_one_a_line(world: World, signed_in: Enter) -> None:
    plan, clerk = paper(world, "Plan"), signed_in("provincial")
    sent = {
        "signers": "TM. BAN THƯỜNG VỤ | CHỦ TỊCH | Nguyễn <b>\nKT. CHỦ NHIỆM | PHÓ CHỦ NHIỆM",
        "recipients": "- Như Điều 3;\n- Lưu: VT, {{ 7*7 }}.",
    }
    assert clerk.post(reverse("document-names", args=[plan.pk]), sent).status_code == 302
    assert [one.post for one in plan.signers.all()] == ["CHỦ TỊCH", "PHÓ CHỦ NHIỆM"]
    assert [one.name for one in plan.recipients.all()] == ["Như Điều 3", "Lưu: VT, {{ 7*7 }}"]
    shown = page(clerk, "document", plan.pk)
    assert "Nguyễn &lt;b&gt;" in shown and "{{ 7*7 }}" in shown


def test_both_papers_say_how_they_bear_and_a_cancelled_one_says_so_on_top(
    world: World, signed_in: Enter
) -> None:
    old = paper(world, "Old plan", on=date(2026, 1, 26), number="18/KH-BTV")
    new, clerk = paper(world, "New plan", number="44/KH-BTV"), signed_in("provincial")
    wrong = clerk.post(
        reverse("document-relations", args=[new.pk]), {"bearing": "cancels", "other": "19/KH-BTV"}
    )
    assert wrong.status_code == 422 and "bears this number" in wrong.content.decode()
    sent = {"bearing": "cancels", "other": "Số: 18/kh-BTV", "detail": "As a whole"}
    assert clerk.post(reverse("document-relations", args=[new.pk]), sent).status_code == 302
    top = page(clerk, "document", old.pk).split("</h1>")[1].split("</div>")[0]
    assert "Cancelled" in top and "44/KH-BTV" in top
    assert "Cancels: " in page(clerk, "document", new.pk)
    relation = new.bears_on.get()
    assert clerk.post(reverse("document-relation-removal", args=[new.pk, relation.pk])).status_code == 302
    assert "Cancelled" not in page(clerk, "document", old.pk)


def test_what_a_reader_may_not_know_is_not_said(world: World, signed_in: Enter, book: NumberBook) -> None:
    shared = paper(world, "Shared plan", on=date(2026, 1, 26))
    inner = Document(type="Kế hoạch", title="Inner plan", issued_on=TODAY, holder=world.bodies["west"])
    add_document(inner, agreements=[], files=[], by=world.provincial, at=NOW)
    relate_papers(inner, shared, bearing="replaces", by=world.provincial, at=NOW)
    give_number(book, shared, on=date(2026, 1, 26), by=world.provincial, at=NOW)
    seen = page(signed_in("partner"), "document", shared.pk)
    assert "Inner plan" not in seen and "Replaced" not in seen and "Sổ văn bản đi" not in seen
    for name in ("partner", "stranger", "officer"):
        assert signed_in(name).get(reverse("number-book", args=[book.pk])).status_code == 404


def test_whoever_works_for_one_programme_reads_only_its_lines(
    world: World, signed_in: Enter, book: NumberBook
) -> None:
    give_number(book, paper(world, "Shared plan"), on=TODAY, by=world.provincial, at=NOW)
    other = Agreement.objects.create(slug="other", kind="twinning", name="Another")
    hidden = Document(type="Kế hoạch", title="Plan of another", issued_on=TODAY, holder=world.bodies["west"])
    add_document(hidden, agreements=[], files=[], by=world.provincial, at=NOW)
    hidden.agreements.set([other])
    give_number(book, hidden, on=TODAY, by=world.provincial, at=NOW)
    post = Post.objects.get(person=world.provincial)
    Assignment.objects.create(post=post, agreement=world.programme)
    clerk = signed_in("provincial")
    shown = page(clerk, "number-book", book.pk)
    assert "Shared plan" in shown and "Plan of another" not in shown
    assert "1 further number of the year" in shown
    taken = clerk.get(reverse("number-book-file", args=[book.pk, "csv"])).content.decode()
    assert "Shared plan" in taken and "Plan of another" not in taken


UGLY = [
    "=1+1",
    "+84",
    "-5",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://x","y")',
    "& < # {{ }} {% %}",
    "Ắt Tạ Pư ອັດຕະປື",
]


def test_the_book_goes_out_as_a_file_in_which_nothing_runs(
    world: World, signed_in: Enter, book: NumberBook
) -> None:
    for title in UGLY:
        plan = paper(world, title)
        signer, reader = DocumentSigner(post=title), DocumentRecipient(name=title)
        write_names(plan, signers=[signer], recipients=[reader], by=world.provincial, at=NOW)
        give_number(book, plan, on=TODAY, by=world.provincial, at=NOW)
    void_number(book.entries.get(number=2), reason="=2+2", by=world.provincial, at=NOW)
    clerk = signed_in("provincial")
    answer = clerk.get(reverse("number-book-file", args=[book.pk, "csv"]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["01/KH-BTV", "02", *(f"0{n}/KH-BTV" for n in range(3, 9))]
    assert not [
        cell for row in rows for cell in row if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))
    ]
    assert rows[2][5] == "Void: =2+2"
    answer = clerk.get(reverse("number-book-file", args=[book.pk, "xlsx"]))
    [sheet] = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names
    read = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name(sheet).to_python()
    assert read[5][0] == "01/KH-BTV" and read[5][1] == TODAY
    assert [row[2].split(": ", 1)[1] for row in read[5:]] == UGLY


def test_a_register_is_narrowed_by_year_type_programme_and_words_without_marks(
    world: World, signed_in: Enter, book: NumberBook
) -> None:
    give_number(book, paper(world, "Phòng, chống mua bán người"), on=TODAY, by=world.provincial, at=NOW)
    lao = paper(world, "Thăm bản", type="Báo cáo", title_lo="ຢ້ຽມຢາມບ້ານ")
    give_number(book, lao, on=TODAY, by=world.provincial, at=NOW)
    clerk = signed_in("provincial")
    for asked, shown in (
        ({"words": "mua ban nguoi"}, ["Phòng, chống"]),
        ({"words": "ຢາມບ້ານ"}, ["Thăm bản"]),
        ({"words": "01/KH"}, ["Phòng, chống"]),
        ({"type": "BC"}, ["Thăm bản"]),
        ({"programme": "oak-elm"}, ["Phòng, chống", "Thăm bản"]),
        ({"year": "2025"}, ["Phòng, chống", "Thăm bản"]),  # no such year: this one
        ({"words": "nothing like it"}, []),
    ):
        text = page(clerk, "number-book", book.pk, **asked)
        assert [title for title in ("Phòng, chống", "Thăm bản") if title in text] == shown, asked


def test_a_type_of_paper_is_said_in_the_language_of_the_page() -> None:
    with override("lo"):
        assert {str(type_word(name)) for name in TYPES.values() if "<" in type_word(name)} == set()
        assert type_word("biên bản") == "ບົດບັນທຶກ"
        assert type_word("Sổ <tay>") == '<span lang="vi">Sổ &lt;tay&gt;</span>' and type_word("") == ""
        assert (type_named("Báo cáo"), type_named("Sổ tay")) == ("ບົດລາຍງານ", "Sổ tay")
    with override("vi"):
        assert (type_word("biên bản"), type_word("Sổ <tay>")) == ("biên bản", "Sổ <tay>")
