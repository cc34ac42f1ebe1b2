"""A unit answers a themed request with a paper of its own: it is kept, and its words stand under the headings."""

import io

import pytest
from docx import Document as Word

from chungtay.actions.reports import hand_in
from chungtay.actions.requests import answer_by_file
from chungtay.models import AnswerFile, Document, Report
from chungtay.rules.messages import RuleBroken
from tests.actions.test_themes import ask
from tests.world import NOW, World

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LINES = (
    "HỘI LHPN XÃ", "BÁO CÁO", "I. KẾT QUẢ", "1. Tuyên truyền:", "Năm buổi, 200 người.", "2. Vốn vay", "Ba tỷ đồng.",
    "II. Kiến nghị", "Thêm vốn./.", "Nơi nhận: như trên",
)  # fmt: skip


def paper(lines: tuple[str, ...] = LINES, row: tuple[str, ...] = ("Số thành viên", "45 người")) -> bytes:
    word = Word()
    for line in lines:
        word.add_paragraph(line)
    table = word.add_table(rows=1, cols=len(row))
    for cell, text in zip(table.rows[0].cells, row, strict=True):
        cell.text = text
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def asked_of(world: World) -> Report:
    report: Report = ask(world).reports.select_related("request").get(holder=world.bodies["dogwood"])
    return report


def told(report: Report) -> dict[int, str]:
    return dict(report.narratives.values_list("question__number", "text"))


def test_the_words_of_a_paper_stand_under_the_headings_as_a_draft(world: World) -> None:
    report = asked_of(world)
    answer_by_file(report, paper(), name="bao cao.docx", by=world.officer, at=NOW)
    assert told(report) == {1: "Năm buổi, 200 người.", 2: "Ba tỷ đồng.", 3: "Thêm vốn.", 5: "45 người"}
    report.refresh_from_db()
    assert report.state == "open", "whoever sent it looks first"
    kept = AnswerFile.objects.get(request=report.request, holder=world.bodies["dogwood"])
    assert kept.document.files.get().name == "bao cao.docx"
    assert Document.objects.visible_to(world.leader, NOW.date()).filter(pk=kept.document_id).exists()
    assert not Document.objects.visible_to(world.partner, NOW.date()).filter(pk=kept.document_id).exists()


def test_the_same_paper_twice_changes_nothing_more(world: World) -> None:
    report, content = asked_of(world), paper()
    for _ in range(2):
        answer_by_file(report, content, name="a.docx", by=world.officer, at=NOW)
    assert AnswerFile.objects.count() == 1 and len(told(report)) == 4


def test_a_scan_is_kept_and_the_boxes_stay_empty(world: World) -> None:
    report = asked_of(world)
    found = answer_by_file(report, PDF, name="scan.pdf", by=world.officer, at=NOW)
    assert not found.told and told(report) == {}
    assert AnswerFile.objects.count() == 1
    hand_in(report, by=world.officer, at=NOW)


REFUSED = """
    name       bytes           told
    a.doc      old             save it as
    a.docx     plain           .
    a.exe      plain           .
"""


@pytest.mark.parametrize("row", REFUSED.strip().splitlines()[1:])
def test_what_is_no_paper_is_refused_and_nothing_is_kept(world: World, row: str) -> None:
    name, kind, words = row.split(maxsplit=2)
    content = {"old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "plain": b"hello"}[kind]
    report = asked_of(world)
    with pytest.raises(RuleBroken, match=words):
        answer_by_file(report, content, name=name, by=world.officer, at=NOW)
    assert not AnswerFile.objects.exists() and told(report) == {}


def test_nobody_answers_for_a_unit_that_is_not_theirs_or_after_it_was_handed_in(world: World) -> None:
    report = asked_of(world)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        answer_by_file(report, paper(), name="a.docx", by=world.persons["cedar"], at=NOW)
    hand_in(report, by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="handed in already"):
        answer_by_file(report, paper(), name="a.docx", by=world.officer, at=NOW)
    assert not AnswerFile.objects.exists()
    with pytest.raises(RuleBroken, match="Only a request on a theme"):
        answer_by_file(world.reports["dogwood"], paper(), name="a.docx", by=world.officer, at=NOW)
