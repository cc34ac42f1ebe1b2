"""Each kind of paper says what an office expects, in the official order, in DOCX and PDF alike."""

import io
from dataclasses import replace
from pathlib import Path

import docx as word
import pytest
from docx.oxml.ns import qn

from chungtay.papers import docx, pdf
from chungtay.papers.kinds import (
    KINDS,
    OCCASIONS,
    DispatchPaper,
    GreetingPaper,
    Head,
    Part,
    PlanPaper,
    SignerLine,
    Stage,
    check,
    sheet_of,
)
from chungtay.papers.sheets import Addressees, texts
from tests.papers.kinds.read_aloud import lines_of
from tests.papers.kinds.samples import DISPATCH, MEMORANDUM, PLAN, SAMPLES
from tests.papers.kinds.samples_between import GREETING, GREETING_LAO
from tests.papers.printed import page_texts

ALL = {**SAMPLES, "greeting_lao": GREETING_LAO}
# Line by line what each sample says: what stands left of `<>` stands beside what is right of it.
SAID = {
    name.strip(): lines.splitlines()
    for name, _, lines in (
        paper.partition("\n")
        for paper in Path(__file__).with_name("said.txt").read_text(encoding="utf-8").split("# ")[1:]
    )
}


def test_there_is_a_sample_of_every_kind() -> None:
    assert {name: type(paper) for name, paper in SAMPLES.items()} == KINDS


@pytest.mark.parametrize("name", ALL)
def test_a_paper_says_its_lines_in_the_official_order(name: str) -> None:
    lines = [line for line in lines_of(sheet_of(ALL[name])) if line.strip()]
    assert lines == [line for line in SAID[name] if line.strip()]


@pytest.mark.parametrize("name", ALL)
def test_both_engines_print_every_text_of_a_paper(name: str) -> None:
    sheet = sheet_of(ALL[name])
    printed = _bare("".join(page_texts(pdf.printed(sheet))))
    written = _bare(_written(docx.written(sheet)))
    said = {_bare(text) for block in sheet.blocks for text in texts(block)} - {"left", "center", "numbers"}
    assert [text for text in said if text not in written] == []
    # Where Lao is written, a reader of a PDF gets the letters in the order in which they are drawn.
    assert [text for text in said if text not in printed and text.isascii()] == []


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_kind_prints_in_every_language(name: str, language: str) -> None:
    """`printed` refuses each character that no font of the house has."""
    paper = replace(SAMPLES[name], head=replace(SAMPLES[name].head, language=language))
    assert pdf.printed(sheet_of(paper)).startswith(b"%PDF")


@pytest.mark.parametrize("style", ["state", "party", "lao", "joint"])
def test_every_house_style_prints_a_plan(style: str) -> None:
    paper = replace(
        PLAN, head=replace(PLAN.head, style=style, symbol="KH/TU" if style == "party" else "KH-BTV")
    )
    lines = lines_of(sheet_of(paper))
    number = {"party": "Số 468-KH/TU", "state": "Số: 468/KH-BTV", "joint": "Số: 468/KH-BTV"}
    assert any(line.startswith(number.get(style, "Số: 468/KH-BTV")) for line in lines)
    assert pdf.printed(sheet_of(paper)).startswith(b"%PDF")


def test_a_paper_that_is_to_be_signed_leaves_room_for_its_number_and_day() -> None:
    unsigned = replace(PLAN, head=replace(PLAN.head, number=None, day=None, year=2024))
    assert "Số:      /KH-HLHPNVN-UBDT | Hà Nội, ngày      tháng      năm 2024" in lines_of(sheet_of(unsigned))


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_draft_can_be_looked_at(kind: str) -> None:
    sheet = sheet_of(KINDS[kind](head=Head()), stage=Stage.DRAFT)
    assert pdf.printed(sheet).startswith(b"%PDF")
    assert docx.written(sheet).startswith(b"PK")


def test_what_people_type_is_never_markup() -> None:
    typed = "& < # {{ so }} {% for %} =1+1 ../../etc/passwd $x$ *y* _z_ @w <b>\\u{48} [link](http://a.b)"
    paper = replace(
        PLAN,
        abstract=typed,
        purpose=(typed,),
        contents=(replace(PLAN.contents[0], text=typed, lead=typed, product=typed),),
        recipients=(typed,),
        signers=tuple(replace(one, name=typed) for one in PLAN.signers),
    )
    sheet = sheet_of(paper)
    printed = _bare("".join(page_texts(pdf.printed(sheet))))
    written = _bare(_written(docx.written(sheet)))
    # abstract, purpose, content, its lead, its product, a recipient, two names, three cells of the table
    assert printed.count(_bare(typed)) == written.count(_bare(typed)) >= 9


def test_line_ends_begin_new_paragraphs() -> None:
    paper = replace(DISPATCH, opening="Thứ nhất.\n\nThứ hai.", body=(Part(paragraphs=("Một.\nHai.",)),))
    lines = lines_of(sheet_of(paper))
    assert lines[lines.index("Thứ nhất.") :][:4] == ["Thứ nhất.", "Thứ hai.", "Một.", "Hai."]


def test_a_long_list_of_points_goes_on_behind_dashes() -> None:
    """The Vietnamese alphabet of points ends at y, the 23rd letter."""
    for count, label in ((23, "y)"), (24, "-")):
        part = Part(title="Danh sách", points=tuple(f"điểm {place}" for place in range(1, count + 1)))
        assert f"{label} điểm {count}" in lines_of(sheet_of(replace(DISPATCH, body=(part,))))


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
@pytest.mark.parametrize("occasion", OCCASIONS)
def test_there_is_a_letter_for_every_occasion_in_every_language(occasion: str, language: str) -> None:
    letter = replace(GREETING, occasion=occasion, head=replace(GREETING.head, language=language))
    said = " ".join(lines_of(sheet_of(letter)))
    assert "Attapư" in said and "{" not in said and "…" not in said


def test_a_letter_that_somebody_wrote_is_sent_as_written() -> None:
    letter = replace(GREETING, body=("Chúc quý vị {năm} mới vui vẻ.",))
    assert "Chúc quý vị {năm} mới vui vẻ." in lines_of(sheet_of(letter))


def test_a_memorandum_alone_in_one_language_stands_across_the_page() -> None:
    alone = replace(MEMORANDUM, texts=MEMORANDUM.texts[:1])
    lines = lines_of(sheet_of(alone))
    assert "Điều 1. Nội dung hợp tác" in lines and not any("<>" in line for line in lines)


def test_three_equal_texts_stand_behind_each_other() -> None:
    english = replace(MEMORANDUM.texts[0], language="en", title="On cooperation")
    three = replace(MEMORANDUM, texts=(*MEMORANDUM.texts, english))
    lines = lines_of(sheet_of(three))
    assert lines.count("[page]") == 2 and "Article 1. Nội dung hợp tác" in lines


def test_articles_of_equal_texts_keep_one_height_though_one_says_more() -> None:
    lao = MEMORANDUM.texts[1]
    longer = replace(lao.articles[0], points=(*lao.articles[0].points, "ສາມ."))
    texts_ = (MEMORANDUM.texts[0], replace(lao, articles=(longer, *lao.articles[1:])))
    lines = lines_of(sheet_of(replace(MEMORANDUM, texts=texts_)))
    assert any(line.startswith("Điều 2. Kinh phí <> ມາດຕາ 2.") for line in lines)


def test_an_office_that_files_its_papers_otherwise_is_not_told_twice() -> None:
    filed = replace(PLAN, recipients=("Như trên", "Lưu: VT, VP"))
    assert [line for line in lines_of(sheet_of(filed)) if "Lưu" in line] == ["- Lưu: VT, VP."]


def test_sums_of_money_are_told_for_each_currency() -> None:
    lao = replace(PLAN.contents[2], budget=12_500_000, currency="LAK")
    lines = lines_of(sheet_of(replace(PLAN, contents=(*PLAN.contents[:2], lao))))
    told = next(line for line in lines if line.startswith("Tổng kinh phí"))
    assert "12.500.000 kíp (bằng chữ: Mười hai triệu năm trăm nghìn kíp)" in told
    assert "200.000.000 đồng (bằng chữ: Hai trăm triệu đồng)" in told
    assert any(line.endswith("Kinh phí (kíp) | Kinh phí (đồng)") for line in lines)


def test_who_signs_for_several_bodies_is_told_which_body() -> None:
    signers = (SignerLine(organisation="Hội A", authority="TM. HỘI A", post="CHỦ TỊCH"),
               SignerLine(organisation="Hội B", post="CHỦ TỊCH"))  # fmt: skip
    lines = lines_of(sheet_of(replace(PLAN, signers=signers)))
    assert "TM. HỘI A / CHỦ TỊCH /  || HỘI B / CHỦ TỊCH / " in lines


def test_the_party_signs_with_a_stroke() -> None:
    head = replace(DISPATCH.head, style="party", symbol="CV/TU")
    assert "T/M BAN THƯỜNG VỤ / K/T CHỦ TỊCH / PHÓ CHỦ TỊCH / " in lines_of(
        sheet_of(replace(DISPATCH, head=head))
    )
    party = replace(DISPATCH.signers[0], authority="T/M BAN THƯỜNG VỤ")
    assert "TM. BAN THƯỜNG VỤ / PHÓ CHỦ TỊCH / " in lines_of(sheet_of(replace(DISPATCH, signers=(party,))))


def test_kinds_are_complete_papers_only() -> None:
    assert check(PlanPaper(head=Head())) and check(GreetingPaper(head=Head()))
    assert check(DispatchPaper(head=Head()))


def _written(document: bytes) -> str:
    body = word.Document(io.BytesIO(document)).element.body
    return "".join(text.text or "" for text in body.iter(qn("w:t")))


def _bare(text: str) -> str:
    """Without spaces and hyphens, which engines set as their lines fall."""
    return "".join(text.split()).replace("\u00ad", "")


@pytest.mark.parametrize(
    ("abstract", "line"),
    [
        ("Dự buổi gặp mặt", "Tới dự: Buổi gặp mặt."),
        ("dự thảo luận", "Tới dự: Dự thảo luận."),
        ("Hội nghị", "Tới dự: Hội nghị."),
    ],
)
def test_an_invitation_says_to_attend_once(abstract: str, line: str) -> None:
    paper = replace(SAMPLES["invitation"], abstract=abstract, invitees=("Sở Ngoại vụ",))
    told = lines_of(sheet_of(paper))
    assert line in told
    assert any(one.endswith("trân trọng kính mời: Sở Ngoại vụ.") for one in told)


def test_both_texts_of_a_greeting_name_their_addressee_alike() -> None:
    words = [block.word for block in sheet_of(GREETING_LAO).blocks if isinstance(block, Addressees)]
    assert words[0] == ""
    assert all(words[1:])
