"""The printed review: its words, its letters, its layout after Decree 30/2020/NĐ-CP."""

from dataclasses import replace

import pypdfium2
import pytest

from chungtay.papers import pdf
from chungtay.papers.house_styles import STATE
from chungtay.papers.reviews import ReviewPaper, Section, review_sheet
from chungtay.papers.sheets import Sheet, Signatures, Signer
from chungtay.rules.messages import RuleBroken
from tests.papers.printed import Letter, fonts, letters, line, page_texts

HOSTILE = 'R&D <b>bold</b> {{ name }} {% if %} #strong[x] $x^2$ *sao* _gạch_ `mã` \\n @abc "ngoặc" -- ~'


@pytest.fixture(scope="module")
def printed(review: ReviewPaper) -> bytes:
    return pdf.printed(review_sheet(review))


def test_the_review_says_everything_in_order(printed: bytes) -> None:
    text = " ".join(" ".join(page_texts(printed)).split())
    wanted = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 97/BC-BTV",
        "Kon Tum, ngày 27 tháng 12 năm 2024",
        "BÁO CÁO",
        "số 70/2020/QH14 ngày 13 tháng 11 năm 2020;",
        "I. KẾT QUẢ THỰC HIỆN",
        "gần 9.872",
        "chưa báo",
        "1. Tuyên truyền quy chế biên giới",
        "3. Trao đổi đoàn và thăm hỏi",
        "a) Đoàn ra, đoàn vào",
        "- Đoàn vào: hai đoàn.",
        "mỗi suất 500.000 ₫",
        "d) Sanxay",
        "đ) Phouvong",
        "III. PHƯƠNG HƯỚNG GIAI ĐOẠN 2024–2029",
        "3. Kịp thời thông báo",
        "khu vực biên giới./.",
        "Nơi nhận: - Đoàn Chủ tịch TW Hội;",
        "- Lưu: VT, THGV.",
        "TM. BAN THƯỜNG VỤ CHỦ TỊCH",
        "Mã kiểm tra 7f3a 19c2 e0b4 5d88.",
    )
    position = 0
    for words in wanted:
        assert words in text[position:], f"{words} is missing after …{text[max(0, position - 60) : position]}"
        position = text.index(words, position)


def test_lao_names_are_printed_in_lao_letters(printed: bytes) -> None:
    text = "".join("".join(page_texts(printed)).split())
    assert "ສະຫະພັນແມ່ຍິງແຂວງອັດຕະປື" in text
    assert "Samakkixay(ສາມັກຄີໄຊ)" in text
    (font,) = {letter.font for page in range(4) for letter in letters(printed, page=page) if _is_lao(letter)}
    assert font.startswith("NotoSansLao")


def test_every_font_travels_inside_the_file_and_none_is_a_stand_in(printed: bytes) -> None:
    found = fonts(printed)
    assert all(found.values())
    assert {name.removesuffix("-Identity-H") for name in found} == {
        "TeXGyreTermes-Regular",
        "TeXGyreTermes-Bold",
        "TeXGyreTermes-Italic",
        "TeXGyreTermes-BoldItalic",
        "NotoSansLao-Regular",
    }


def test_the_file_is_made_to_be_kept(printed: bytes) -> None:
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in printed
    document = pypdfium2.PdfDocument(printed)
    assert document.get_metadata_dict()["Title"].startswith("BÁO CÁO: Tổng kết Bản ghi nhớ")
    outline = [(item.level, item.get_title()) for item in document.get_toc()]
    assert outline[:2] == [
        (0, "I. KẾT QUẢ THỰC HIỆN"),
        (1, "1. Tuyên truyền quy chế biên giới, phòng, chống mua bán người"),
    ]


def test_the_same_review_gives_the_same_bytes(review: ReviewPaper, printed: bytes) -> None:
    assert pdf.printed(review_sheet(review)) == printed


def test_a_table_repeats_its_header_on_the_next_page(printed: bytes) -> None:
    first, second, *_ = page_texts(printed)
    for page in (first, second):
        assert "Quà tặng" in page


def test_what_people_typed_comes_out_as_typed(review: ReviewPaper) -> None:
    section = Section(HOSTILE, paragraphs=(HOSTILE,), points=(HOSTILE,))
    text = _text(replace(review, sections=(section,), fingerprint=HOSTILE, signer_name=HOSTILE))
    assert text.count("".join(HOSTILE.split())) >= 4


@pytest.mark.parametrize(
    ("character", "code"), [("中", "U+4E2D"), ("😀", "U+1F600"), ("ក", "U+1780"), ("\x07", "U+0007")]
)
def test_a_character_without_a_letter_in_the_fonts_is_refused_by_name(
    review: ReviewPaper, character: str, code: str
) -> None:
    section = Section("Kết quả", paragraphs=(f"Đoàn {character} sang thăm {character}.",))
    with pytest.raises(RuleBroken) as refusal:
        pdf.printed(review_sheet(replace(review, sections=(section,))))
    (message,) = refusal.value.messages  # once, however often it stands there
    assert (message.values["character"], message.values["code"]) == (character, code)
    assert "sang thăm" in message.values["around"]


def test_an_unsigned_review_leaves_room_for_number_day_and_name(review: ReviewPaper) -> None:
    unsigned = replace(review, number=None, signed_on=None, year=2024)
    document = pdf.printed(review_sheet(unsigned))
    *_, colon, stroke = line(document, "Số: /")
    assert stroke.left - colon.right > 5
    day = line(document, "ngày tháng năm 2024")
    assert day[4].left - day[3].right > 5, "between ngày and tháng"
    assert day[9].left - day[8].right > 5, "between tháng and năm"


def test_a_signer_on_behalf_stands_under_both_lines(review: ReviewPaper) -> None:
    paper = replace(
        review, authority="TM. BAN THƯỜNG VỤ\nKT. CHỦ TỊCH", post="PHÓ CHỦ TỊCH", signer_name="(Họ tên)"
    )
    assert "TM.BANTHƯỜNGVỤKT.CHỦTỊCHPHÓCHỦTỊCH(Họtên)" in _text(paper)


def test_two_bodies_sign_side_by_side(review: ReviewPaper) -> None:
    sheet = _signed_by(
        review_sheet(review),
        Signer(("CHỦ TỊCH HỘI",), "(Bên trái)"),
        Signer(("TM. ỦY BAN", "CHỦ NHIỆM"), "(Bên phải)"),
    )
    document = pdf.printed(sheet)
    left, right = (line(document, post, page=3)[0] for post in ("CHỦ TỊCH HỘI", "TM. ỦY BAN"))
    assert left.bottom == pytest.approx(right.bottom, abs=0.1)
    assert left.right < right.left
    names = {round(line(document, name, page=3)[0].bottom, 1) for name in ("(Bên trái)", "(Bên phải)")}
    assert len(names) == 1  # however many lines stand above them


def test_an_office_may_lay_out_its_papers_otherwise(review: ReviewPaper) -> None:
    house = replace(
        STATE, sizes_pt=replace(STATE.sizes_pt, body=13), margins_mm=replace(STATE.margins_mm, left=35)
    )
    document = pdf.printed(review_sheet(replace(review, house=house)))
    first = line(document, "Duy trì 10 câu")[0]
    assert (first.size, first.left) == (pytest.approx(13), pytest.approx(35 + 12.7, abs=0.5))


def _signed_by(sheet: Sheet, *signers: Signer) -> Sheet:
    blocks = (
        replace(block, signers=signers) if isinstance(block, Signatures) else block for block in sheet.blocks
    )
    return replace(sheet, blocks=tuple(blocks))


def _text(paper: ReviewPaper) -> str:
    return "".join("".join(page_texts(pdf.printed(review_sheet(paper)))).split())


def _is_lao(letter: Letter) -> bool:
    return "\u0e80" <= letter.text <= "\u0eff"
