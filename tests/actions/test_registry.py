"""Registers of papers: numbers without a gap, each once; what was signed and closed never changes."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from chungtay.actions.documents import add_document
from chungtay.actions.registry import (
    begin_book,
    close_document,
    end_book,
    give_number,
    keep_paper,
    relate_papers,
    type_number,
    unrelate_papers,
    void_number,
    write_names,
)
from chungtay.models import (
    AuditLine,
    BookEntry,
    Document,
    DocumentRecipient,
    DocumentSigner,
    NumberBook,
)
from chungtay.rules.messages import RuleBroken
from tests.access.things_themes import PAPER as PDF
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
SCAN = ("scan.pdf", PDF, "application/pdf")


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES = tmp_path


def opened(world: World, name: str = "Sổ văn bản đi", way: str = "outgoing", **more: Any) -> NumberBook:
    book = NumberBook(
        holder=world.bodies["west"], name=name, way=way, **({"grammar": "state"} | more)
    )  # fmt: skip
    return begin_book(book, by=world.leader, at=NOW)


def paper(world: World, title: str, type: str = "Kế hoạch", on: date | None = None, **more: Any) -> Document:
    made = Document(type=type, title=title, issued_on=on, holder=world.bodies["west"], **more)
    return add_document(made, agreements=[], files=[], by=world.provincial, at=NOW)


def numbered(world: World, book: NumberBook, title: str, on: date = TODAY, at: datetime = NOW) -> BookEntry:
    return give_number(book, paper(world, title), on=on, by=world.provincial, at=at)


def test_papers_get_one_number_after_the_other_and_begin_again_each_january(world: World) -> None:
    book, later = opened(world), datetime(2027, 1, 4, 3, tzinfo=UTC)
    days = [date(2026, 3, 18), TODAY, TODAY]
    entries = [numbered(world, book, f"Plan {day}", day) for day in days]
    entries.append(numbered(world, book, "Next year", date(2027, 1, 2), later))
    entries.append(numbered(world, book, "Next year too", date(2027, 1, 4), later))
    assert [(one.year, one.number) for one in entries] == [
        (2026, 1), (2026, 2), (2026, 3), (2027, 1), (2027, 2),
    ]  # fmt: skip
    assert entries[0].document.number == "01/KH-BTV"
    assert entries[0].document.issued_on == days[0]


def test_a_paper_signed_at_new_years_eve_belongs_to_the_old_year(world: World) -> None:
    book, later = opened(world), datetime(2027, 1, 4, 3, tzinfo=UTC)
    numbered(world, book, "Old", TODAY)
    numbered(world, book, "New", date(2027, 1, 4), later)
    eve = numbered(world, book, "Eve", date(2026, 12, 31), later)
    assert (eve.year, eve.number) == (2026, 2)


def test_a_second_press_gives_no_second_number(world: World) -> None:
    book, plan = opened(world), paper(world, "Plan")
    one, two = (give_number(book, plan, on=TODAY, by=world.provincial, at=NOW) for _ in range(2))
    assert one.pk == two.pk and BookEntry.objects.count() == 1
    assert AuditLine.objects.filter(act="give_number").count() == 1


def test_a_paper_of_two_bodies_bears_both_symbols_in_the_order_of_the_holder_first(world: World) -> None:
    book, plan = opened(world), paper(world, "Joint plan")
    world.bodies["east"].symbol = "UBDT"
    world.bodies["east"].save()
    signers = [
        DocumentSigner(post="CHỦ NHIỆM", organisation=world.bodies["east"]),
        DocumentSigner(post="CHỦ TỊCH", authority="TM. BAN THƯỜNG VỤ", organisation=world.bodies["west"]),
    ]
    write_names(
        plan, signers=signers, recipients=[DocumentRecipient(name="Như trên")], by=world.provincial, at=NOW
    )
    assert give_number(book, plan, on=TODAY, by=world.provincial, at=NOW).document.number == "01/KH-BTV-UBDT"
    assert [one.post for one in plan.signers.all()] == ["CHỦ NHIỆM", "CHỦ TỊCH"]


def test_a_dispatch_has_no_type_and_names_the_unit_that_drew_it_up(world: World) -> None:
    letter = paper(world, "On the visit", type="Công văn")
    give_number(opened(world), letter, on=TODAY, bodies=["HPN", "VP"], by=world.provincial, at=NOW)
    assert letter.number == "01/HPN-VP" and letter.type_code == ""


def test_a_unit_stands_behind_the_office_of_a_dispatch_only(world: World) -> None:
    book, told = opened(world), {"on": TODAY, "unit": "VP", "by": world.provincial, "at": NOW}
    letter, plan = paper(world, "On the visit", type="Công văn"), paper(world, "A plan")
    for one in (letter, plan):
        give_number(book, one, **told)  # type: ignore[arg-type]
    assert (letter.number, plan.number) == ("01/BTV-VP", "02/KH-BTV")
    with pytest.raises(RuleBroken, match="has no symbol"):
        give_number(book, paper(world, "x", type="Công văn"), **told | {"unit": "a/b"})  # type: ignore[arg-type]


def test_the_party_writes_its_own_way(world: World) -> None:
    book = opened(world, grammar="party", types="QĐ, ctr")
    assert book.types == "QĐ CTr"
    decision = paper(world, "On a team", type="Quyết định")
    give_number(book, decision, on=TODAY, by=world.provincial, at=NOW)
    assert decision.number == "01-QĐ/BTV"
    with pytest.raises(RuleBroken, match="numbers CTr, QĐ only"):
        numbered(world, book, "A plan")


def test_a_register_goes_on_after_what_was_given_on_paper_in_its_first_year(world: World) -> None:
    book = opened(world, begun_after=57)
    assert numbered(world, book, "Plan").number == 58
    later = datetime(2027, 1, 4, 3, tzinfo=UTC)
    assert numbered(world, book, "Next", date(2027, 1, 4), later).number == 1


def test_an_earlier_day_needs_a_word_and_the_word_is_kept(world: World) -> None:
    book, plan = opened(world), paper(world, "Late plan")
    numbered(world, book, "Plan")
    earlier = date(2026, 3, 2)
    with pytest.raises(RuleBroken, match="say why it comes later"):
        give_number(book, plan, on=earlier, by=world.provincial, at=NOW)
    entry = give_number(book, plan, on=earlier, reason="Signed on a journey", by=world.provincial, at=NOW)
    assert (entry.number, entry.remark) == (2, "Signed on a journey")


def test_a_typed_number_is_taken_once_in_the_register_and_beside_it(world: World) -> None:
    book = opened(world, is_kept_here=False)
    paper(world, "Elsewhere", on=date(2026, 2, 2), number="7/kh-BTV")
    one, two = paper(world, "One"), paper(world, "Two")
    type_number(book, one, number=5, on=TODAY, by=world.provincial, at=NOW)
    assert one.number == "05/KH-BTV"
    for number, said in ((5, "“One”"), (7, "“Elsewhere”")):
        with pytest.raises(RuleBroken, match=f"taken: {said}"):
            type_number(book, two, number=number, on=TODAY, by=world.provincial, at=NOW)
    report = paper(world, "A report", type="Báo cáo")
    type_number(book, report, number=7, on=TODAY, by=world.provincial, at=NOW)  # another type: another number
    type_number(book, two, number=5, suffix="A", on=TODAY, by=world.provincial, at=NOW)
    assert (report.number, two.number) == ("07/BC-BTV", "05a/KH-BTV")


def test_a_number_given_in_error_stays_void_with_its_reason_and_is_never_given_again(world: World) -> None:
    book = opened(world)
    wrong = numbered(world, book, "Wrong")
    void_number(wrong, reason="Chosen by mistake", by=world.provincial, at=NOW)
    assert Document.objects.get(title="Wrong").number == ""
    assert numbered(world, book, "Right").number == 2
    again = give_number(book, wrong.document, on=TODAY, by=world.provincial, at=NOW)
    assert again.number == 3
    with pytest.raises(RuleBroken, match="void already"):
        void_number(wrong, reason="Once more", by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Say why"):
        void_number(again, reason=" ", by=world.provincial, at=NOW)


def test_what_came_in_gets_a_number_on_arrival_and_keeps_the_senders(world: World) -> None:
    book = opened(world, "Sổ văn bản đến", "incoming", grammar="")
    sent = {
        "type": "Công văn",
        "number": "456/UBDT-DTTS",
        "issuers": "Ủy ban Dân tộc",
        "title": "On a report",
    }
    told: dict[str, Any] = {"on": TODAY, "by": world.provincial}
    entry = keep_paper(book, Document(**sent, issued_on=date(2026, 3, 16)), files=[SCAN], at=NOW, **told)
    assert (entry.number, entry.document.number, entry.on) == (1, "456/UBDT-DTTS", TODAY)
    assert entry.document.holder == world.bodies["west"] and entry.document.files.count() == 1
    later = datetime(2026, 3, 20, 4, tzinfo=UTC)
    with pytest.raises(RuleBroken, match="came in on .* already"):
        keep_paper(book, Document(**sent, issued_on=date(2026, 3, 16)), at=later, **told)
    assert keep_paper(book, Document(**sent, issued_on=date(2026, 3, 17)), at=later, **told).number == 2


def test_keeping_and_numbering_is_one_step_and_all_or_nothing(world: World) -> None:
    book, told = opened(world), {"by": world.provincial, "at": NOW}
    with pytest.raises(RuleBroken, match="still to come"):
        keep_paper(book, Document(type="Kế hoạch", title="Plan"), on=date(2026, 3, 21), **told)
    assert not Document.objects.filter(title="Plan").exists()
    one, two = (keep_paper(book, Document(type="Kế hoạch", title="Plan"), on=TODAY, **told) for _ in range(2))
    assert one.pk == two.pk and one.document.issued_on == TODAY


def test_the_signed_scan_closes_a_paper_for_good(world: World) -> None:
    plan = numbered(world, opened(world), "Plan").document
    for _ in range(2):
        close_document(plan, SCAN, by=world.provincial, at=NOW)
    kept = Document.objects.get(pk=plan.pk)
    assert kept.closed_by == world.provincial and kept.files.get().purpose == "signed"
    for change in (
        "update chungtay_document set title = 'x' where closed_at is not null",
        "update chungtay_document set closed_at = null",
        "update chungtay_documentfile set sha256 = 'x'",
        "delete from chungtay_documentfile",
        "delete from chungtay_bookentry",
        "update chungtay_bookentry set \"on\" = '2026-01-01'",
        "update chungtay_bookentry set number = 9",
    ):
        with (
            pytest.raises(DatabaseError, match="never changes|stays"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)
    with pytest.raises(RuleBroken, match="nothing of it changes"):
        write_names(plan, signers=[], recipients=[], by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="A later paper cancels it"):
        void_number(plan.book_entries.get(), reason="Wrong", by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="nothing of it changes"):
        close_document(plan, ("other.pdf", PDF + b"\n% other", ""), by=world.provincial, at=NOW)


def test_a_paper_without_number_and_day_is_not_closed_and_both_are_named(world: World) -> None:
    with pytest.raises(RuleBroken) as refused:
        close_document(paper(world, "Plan"), SCAN, by=world.provincial, at=NOW)
    assert [message.where for message in refused.value.messages] == ["number", "issued_on"]


def test_a_scan_is_a_pdf_or_a_picture(world: World) -> None:
    plan = numbered(world, opened(world), "Plan").document
    with pytest.raises(RuleBroken):
        close_document(plan, ("plan.html", b"<html><script>", "application/pdf"), by=world.provincial, at=NOW)
    assert Document.objects.get(pk=plan.pk).closed_at is None


def test_papers_bear_on_one_another_and_never_in_a_circle(world: World) -> None:
    old, new, third = (paper(world, title, on=date(2026, 1, day)) for day, title in enumerate("abc", 1))
    told: dict[str, Any] = {"by": world.provincial, "at": NOW}
    one, two = (relate_papers(new, old, bearing="replaces", **told) for _ in range(2))
    assert one.pk == two.pk
    same_day = [paper(world, title, on=TODAY) for title in "xyz"]
    relate_papers(same_day[1], same_day[0], bearing="cancels", **told)
    relate_papers(same_day[2], same_day[1], bearing="cancels", **told)
    with pytest.raises(RuleBroken, match="bears on this one already"):
        relate_papers(same_day[0], same_day[2], bearing="replaces", **told)
    with pytest.raises(RuleBroken, match="later than this one"):
        relate_papers(old, third, bearing="amends", **told)
    unrelate_papers(one, **told)
    unrelate_papers(one, **told)
    assert not new.bears_on.exists()
    assert AuditLine.objects.filter(act="unrelate_papers").count() == 1


def test_an_office_numbers_its_own_papers_and_nobody_elses(world: World) -> None:
    book, plan = opened(world), paper(world, "Plan")
    for by in (world.officer, world.partner, world.stranger, world.persons["auditor"]):
        with pytest.raises(RuleBroken, match="does not allow"):
            give_number(book, plan, on=TODAY, by=by, at=NOW)
    below = Document(type="Kế hoạch", title="Dogwood's", holder=world.bodies["dogwood"])
    add_document(below, agreements=[], files=[], by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="another body's"):
        give_number(book, below, on=TODAY, by=world.provincial, at=NOW)
    incoming = opened(world, "Sổ văn bản đến", "incoming", grammar="")
    assert give_number(incoming, below, on=TODAY, by=world.provincial, at=NOW).number == 1
    assert Document.objects.get(pk=below.pk).number == ""


def test_a_closed_register_gives_no_number_and_keeps_what_it_gave(world: World) -> None:
    book = opened(world)
    numbered(world, book, "Plan")
    end_book(book, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="Choose another one"):
        numbered(world, book, "Late")
    with pytest.raises(RuleBroken, match="closed already"):
        end_book(book, by=world.leader, at=NOW)
    assert book.entries.count() == 1
    assert opened(world, name="Sổ văn bản đi").pk != book.pk


def test_what_was_written_elsewhere_takes_its_turn_with_the_number_that_it_bears(world: World) -> None:
    book = opened(world, begun_after=17)
    plan = paper(world, "Plan 2026", on=date(2026, 1, 26), number="18/KH-BTV")
    with pytest.raises(RuleBroken, match="bears the number 18/KH-BTV already"):
        give_number(book, plan, on=date(2026, 1, 26), by=world.provincial, at=NOW)
    entry = type_number(book, plan, number=18, on=date(2026, 1, 26), by=world.provincial, at=NOW)
    assert (entry.number, plan.number) == (18, "18/KH-BTV")
