"""The blocks of official papers: each says the same in PDF, in DOCX, and in what an office prints of the DOCX."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from docx import Document
from docx.oxml.ns import qn

from chungtay.papers import charts, docx, pdf
from chungtay.papers.fonts import width_pt
from chungtay.papers.house_styles import MM, STATE, STYLES
from chungtay.papers.sheets import (
    Addressees,
    Appendix,
    Bilingual,
    Block,
    ChartBlock,
    Column,
    Grounds,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Point,
    Run,
    Sheet,
    Signatures,
    Table,
    appendix,
    attached_lines,
    country,
    ended,
    half_width_pt,
    letterhead,
    paragraphs,
    recipients,
    signer,
    title,
)
from chungtay.papers.tables import measured
from chungtay.rules.charts import Aim, Drawing, Progress
from chungtay.rules.messages import RuleBroken
from tests.papers.measured import ENGLISH_PROSE, LAO_PROSE, PROSE
from tests.papers.office import printed_by_office
from tests.papers.printed import Page, alternatives, page_texts, pages, picture_edges

HOSTILE = "R&D <b> #x {{ so_ky_hieu }} {% if %} =1+1 ../../etc/passwd $a$ \\n @b 'c' <<>> http://a.vn"
ENDLESS = "Hội" + "A" * 397
LONG = "Hội Liên hiệp Phụ nữ " + "xã miền núi " * 32  # 400 letters


def sheet(*blocks: Block, style: str = "state") -> Sheet:
    return Sheet(STYLES[style], language="vi", title="Thử", issuer="Hội", signed_on=None, blocks=blocks)


def with_name(name: str) -> Sheet:
    """A name wherever one may stand."""
    head = letterhead(STATE, parent_body=name, issuer=name, number="1/KH", place_and_day="Huế", subject=name)
    table = Table((Column("TT", 0.1), Column(name, 0.4), Column("Số", 0.5, "numbers")), (("1", name, "2"),))
    return sheet(
        head,
        title(STATE, type_name="Kế hoạch", abstract=name),
        Addressees((name, "Ban")),
        Paragraph((Run(name),)),
        Heading(2, name),
        *measured(table, STATE),
        Bilingual((Paragraph((Run(name),)),), (Heading(2, name),)),
        Signatures(recipients((name, "Lưu")), (signer(STATE, authority=name, post="CT"),)),
        Appendix("Phụ lục", (), attached_to=name),
    )


def two_texts() -> Sheet:
    """A head over each column, then fourteen articles of unlike lengths."""
    lao, half = STYLES["lao"], half_width_pt(STATE)
    ours = title(STATE, type_name="Bản ghi nhớ", abstract="hợp tác", within_pt=half)
    theirs = title(lao, type_name="ບົດບັນທຶກ", abstract="ການຮ່ວມມື", within_pt=half)
    left: list[Block] = [country(STATE, within_pt=half), ours]
    right: list[Block] = [country(lao, within_pt=half), theirs]
    for number in range(1, 15):
        left += [Heading(2, f"Điều {number}. Nội dung"), *paragraphs(PROSE * (1 + number % 2))]
        right += [Heading(2, f"ມາດຕາ {number}."), *paragraphs(LAO_PROSE)]
    return sheet(Bilingual(tuple(left), tuple(right)))


NUMBERS = Table(
    (Column("Tên", 0.5), Column("Số", 0.5, "numbers")),
    (("Một", "1.234,5"), ("Hai", "98"), ("Ba", "7,125"), ("Bốn", "chưa báo"), ("Năm", "43")),
)
READ = {
    "long name": with_name(LONG),
    "endless name": with_name(ENDLESS),
    "two texts": two_texts(),
    "numbers": sheet(NUMBERS),
    "page break": sheet(Paragraph((Run("Một"),)), PageBreak(), Paragraph((Run("Hai"),))),
}
PRINTS = ("pdf", "office")


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    aims = (Aim("Câu lạc bộ", 130_000, 100_000, "câu lạc bộ"), Aim("ຈຳນວນ", 50_000, 100_000, "lượt"))
    return charts.laid_out(Progress(aims), width_mm=150)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("Căn cứ một",), ("Căn cứ một.",)),
        (("Căn cứ một.", "Căn cứ hai;", " Căn cứ ba,"), ("Căn cứ một;", "Căn cứ hai;", "Căn cứ ba.")),
        (("Căn cứ một", "  ", ""), ("Căn cứ một.",)),
    ],
)
def test_grounds_end_with_semicolons_and_the_last_with_a_stop(
    typed: tuple[str, ...], said: tuple[str, ...]
) -> None:
    assert Grounds(typed).lines == said
    assert Grounds(said).lines == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("- Bộ Nội vụ;",), ("Bộ Nội vụ",)),
        (("Ban Dân tộc", "- Hội Phụ nữ."), ("- Ban Dân tộc;", "- Hội Phụ nữ.")),
    ],
)
def test_one_addressee_stands_alone_and_several_as_a_list(
    typed: tuple[str, ...], said: tuple[str, ...]
) -> None:
    assert Addressees(typed).lines == said


@pytest.mark.parametrize(
    ("last", "closed"),
    [
        (Paragraph((Run("Kính mời đại biểu."),)), "Kính mời đại biểu./."),
        (Point(3, "a)", "Gửi báo cáo;"), "a) Gửi báo cáo./."),
        (Point(3, "a)", (Run("Gửi "), Run("ngay./.", bold=True))), "a) Gửi ngay./."),
    ],
)
def test_the_text_is_closed_once_whatever_it_ends_with(last: Block, closed: str) -> None:
    assert closed in page_texts(pdf.printed(sheet(*ended((last,), STATE))))[0]


def test_every_block_says_the_same_words_in_both_engines(drawing: Drawing) -> None:
    head = letterhead(STATE, parent_body="Hội", issuer="Ban", number="1", place_and_day="Huế", subject="mời")
    rows = (("Phần một",), ("1", (Run("Việc"), Run("K1", raised=True))))
    papers = sheet(
        head,
        Addressees(("Ban một", "Ban hai")),
        Grounds(("Căn cứ một", "Căn cứ hai")),
        Heading(1, "I. MỤC ĐÍCH"),
        Point(3, "a)", "Điểm thứ nhất"),
        Note((Run("Ghi chú "), Run("đậm", bold=True))),
        Table((Column("TT", 0.2), Column("Nội dung", 0.8)), rows),
        Bilingual((Paragraph((Run("Điều một"),)),), (Paragraph((Run("ມາດຕາ ໜຶ່ງ"),)),)),
        Signatures(recipients(("Như trên",)), (signer(STATE, authority="", post="Chủ tịch", name="(Ký)"),)),
    )
    in_pdf = "".join("".join(page_texts(pdf.printed(papers))).split())
    in_docx = "".join(node.text or "" for node in _xml(docx.written(papers)).iter(qn("w:t")))
    assert in_pdf == "".join(in_docx.split())


def test_what_people_typed_comes_out_as_typed_in_every_block() -> None:
    column, signed = Column(HOSTILE, 1, group=HOSTILE), signer(STATE, authority="", post="CT", name=HOSTILE)
    papers = sheet(
        Addressees((HOSTILE, "Ban")),
        Grounds((HOSTILE, "Căn cứ")),
        Point(2, "1.", HOSTILE),
        Note(HOSTILE),
        Table((column,), ((HOSTILE,),), caption=HOSTILE),
        Bilingual((Heading(2, HOSTILE),), (Paragraph((Run(HOSTILE),)),)),
        Signatures(recipients((HOSTILE, "Lưu")), (signed,)),
        Appendix(HOSTILE, (HOSTILE,), attached_to=HOSTILE),
    )
    wanted = "".join(HOSTILE.split())
    content = docx.written(papers)
    in_docx = "".join("".join(node.text or "" for node in _xml(content).iter(qn("w:t"))).split())
    in_pdf = "".join("".join(page_texts(pdf.printed(papers))).split()).replace("\u200b", "")
    assert in_docx.count(wanted) == in_pdf.count(wanted) == 15
    assert b"TargetMode" not in _part(content, "word/_rels/document.xml.rels")
    assert b"/URI" not in pdf.printed(papers)


def test_a_link_leads_to_the_address_that_we_made() -> None:
    papers = sheet(Paragraph((Run("9.872"), Run("K7-214", raised=True, link="https://hop-tac.vn/f/K7-214/"))))
    assert b"https://hop-tac.vn/f/K7-214/" in pdf.printed(papers)
    content = docx.written(papers)
    assert b'Target="https://hop-tac.vn/f/K7-214/"' in _part(content, "word/_rels/document.xml.rels")
    (link,) = _xml(content).iter(qn("w:hyperlink"))
    assert "".join(node.text for node in link.iter(qn("w:t"))) == "K7-214"


def test_a_signed_paper_with_charts_and_links_is_made_to_be_kept(drawing: Drawing) -> None:
    linked = Paragraph((Run("K7", raised=True, link="https://hop-tac.vn/f/K7/"),))
    signed = replace(two_texts(), signed_on=date(2024, 3, 5))
    appended = Appendix("Phụ lục", ("BIỂU",), landscape=True)
    blocks = (*signed.blocks, linked, ChartBlock(drawing, "Hình 1", "Hai thanh.", 120), appended, NUMBERS)
    kept = pdf.printed(replace(signed, blocks=blocks))
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in kept


@pytest.mark.parametrize("print_", PRINTS)
@pytest.mark.parametrize("name", ["long name", "endless name"])
def test_a_name_of_four_hundred_letters_stays_on_the_paper(name: str, print_: str) -> None:
    for page in _read(name, print_):
        assert min(letter.left for letter in page.letters) >= 30 - 0.7
        assert max(letter.right for letter in page.letters) <= 195 + 0.7


@pytest.mark.parametrize("print_", PRINTS)
def test_two_texts_stand_side_by_side_block_by_block_on_one_height(print_: str) -> None:
    found = _read("two texts", print_)
    for number in range(1, 15):
        page = next(page for page in found if page.holds(f"Điều {number}."))
        one, other = page.line(f"Điều {number}.")[0], page.line(f"ມາດຕາ {number}.")[0]
        assert one.base == pytest.approx(other.base, abs=0.4)
        assert one.right < 30 + 165 / 2 < other.left
        # A title never stands alone at the foot of a page.
        assert min(letter.base for letter in page.letters) < one.base - 4


def test_a_chart_stands_in_the_paper_with_words_for_who_cannot_see_it(drawing: Drawing) -> None:
    papers = sheet(ChartBlock(drawing, "Hình 1. Kết quả", "Hai thanh: 130 và 50 phần trăm.", 150))
    first = pages(pdf.printed(papers))[0]
    assert first.holds("câu lạc bộ")
    assert first.holds("ຈຳນວນ")
    content = docx.written(papers)
    (picture,) = _xml(content).iter(qn("wp:docPr"))
    assert picture.get("descr") == "Hai thanh: 130 và 50 phần trăm."
    (extent,) = _xml(content).iter(qn("wp:extent"))
    assert int(extent.get("cx")) == pytest.approx(150 * 36000, abs=40)
    assert any(name.endswith(".png") for name in zipfile.ZipFile(io.BytesIO(content)).namelist())
    assert alternatives(pdf.printed(papers)) == ["Hai thanh: 130 và 50 phần trăm."]


def test_a_chart_as_wide_as_the_text_stays_inside_it(drawing: Drawing) -> None:
    wide = sheet(ChartBlock(drawing, "", "Hai thanh.", STATE.text_width_pt / MM))
    office = printed_by_office({"chart": docx.written(wide)})["chart"]
    left, right = picture_edges(office)
    assert left == pytest.approx(30, abs=0.3)
    assert right == pytest.approx(195, abs=0.3)


def test_blanks_for_the_pen_stay_open_in_what_an_appendix_belongs_to() -> None:
    attached = "Kèm theo Báo cáo số      /BC-BTV ngày      tháng      năm 2024 của Ban Thường vụ"
    told = appendix(STATE, "Biểu", attached_to=attached)
    assert " ".join(attached_lines(told, STATE)) == f"({attached})"


@pytest.mark.parametrize("print_", PRINTS)
def test_numbers_stand_with_their_commas_under_each_other(print_: str) -> None:
    page = _read("numbers", print_)[0]
    ends = [page.line(digits)[-1].right for digits in ("1.234", "98", "7", "43")]
    assert max(ends) - min(ends) < 0.3


@pytest.mark.parametrize(
    ("count", "rows"), [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (6, [3, 3])]
)
def test_many_signers_stand_in_even_rows(count: int, rows: list[int]) -> None:
    signers = tuple(signer(STATE, authority="", post=f"Bên {number}", abreast=3) for number in range(count))
    block = Signatures((), signers)
    assert [len(row) for row in block.abreast] == rows
    page = pages(pdf.printed(sheet(block)))[0]
    heights = {round(page.line(f"BÊN {number}")[0].base) for number in range(count)}
    assert len(heights) == len(rows)


def test_a_page_break_begins_a_new_page() -> None:
    for print_ in PRINTS:
        assert [page.holds("Hai") for page in _read("page break", print_)] == [False, True]


@pytest.mark.parametrize(
    ("style", "language", "words"),
    [
        ("state", "vi", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("state", "en", "SOCIALIST REPUBLIC OF VIET NAM"),
        ("state", "lo", "ສາທາລະນະລັດ ສັງຄົມນິຍົມ ຫວຽດນາມ"),
        ("party", "vi", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("joint", "en", "SOCIALIST REPUBLIC OF VIET NAM"),
        ("lao", "lo", "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ"),
        ("lao", "vi", "CỘNG HÒA DÂN CHỦ NHÂN DÂN LÀO"),
        ("lao", "en", "LAO PEOPLE'S DEMOCRATIC REPUBLIC"),
    ],
)
def test_a_heading_is_said_in_the_language_of_the_paper(style: str, language: str, words: str) -> None:
    said = STYLES[style].said_in(language)
    assert said.country == words
    assert said.margins_mm == STYLES[style].margins_mm
    head = letterhead(said, parent_body="Hội", issuer="Ban", number="1", place_and_day="Huế")
    prose = paragraphs(f"{PROSE}\n{LAO_PROSE}\n{ENGLISH_PROSE}")
    assert pages(pdf.printed(Sheet(said, language, "Thử", "Hội", None, (head, *prose))))[0].holds(words)


def test_the_house_prints_no_letter_that_its_fonts_lack_wherever_it_stands(drawing: Drawing) -> None:
    strange = replace(drawing, alt="中")
    for block in (
        Note("中"),
        Addressees(("中",)),
        Bilingual((), (Note("中"),)),
        ChartBlock(strange, "", "", 150),
    ):
        for engine in (pdf.printed, docx.written):
            with pytest.raises(RuleBroken, match="U\\+4E2D"):
                engine(sheet(block))


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_the_party_has_neither_country_nor_motto(language: str) -> None:
    party = STYLES["party"].said_in(language)
    assert party.motto == ""
    assert party.country != STATE.said_in(language).country


def test_the_heading_of_the_party_names_it_alone() -> None:
    party = STYLES["party"]
    head = letterhead(
        party, parent_body="Tỉnh ủy", issuer="Ban Dân vận", number="127-QĐ/TU", place_and_day="Huế"
    )
    text = page_texts(pdf.printed(sheet(head, style="party")))[0]
    assert "CỘNG HÒA" not in text
    assert "Độc lập" not in text
    assert "Số 127-QĐ/TU" in text


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_the_lines_of_a_heading_fit_their_place_in_every_style(style: str, language: str) -> None:
    said = STYLES[style].said_in(language)
    room = said.text_width_pt * (said.letterhead_shares[1] if said.heading_place == "right" else 1)
    assert width_pt(said.country, size_pt=said.sizes_pt.country, bold=True) < room - 3
    assert width_pt(said.motto, size_pt=said.sizes_pt.motto, bold=True) < room - 3


def test_columns_of_a_paper_in_two_languages_leave_room_between_them() -> None:
    assert 2 * half_width_pt(STATE) + 8 * MM == pytest.approx(STATE.text_width_pt)


@cache
def _read(name: str, print_: str) -> list[Page]:
    return pages(pdf.printed(READ[name]) if print_ == "pdf" else printed_by_office(_written())[name])


@cache
def _written() -> dict[str, bytes]:
    return {name: docx.written(one) for name, one in READ.items()}


def _xml(content: bytes):
    return Document(io.BytesIO(content)).element


def _part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name)
