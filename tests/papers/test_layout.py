"""Papers measured against the rules: the written DOCX, the printed PDF, and what an office prints of the DOCX.

The tables below are read from Decree 30/2020/NĐ-CP, Appendix I, and from Party guidance 36-HD/VPTW, Appendix 3. Sizes
are in points, lengths in millimetres.
"""

import io
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph
from fontTools.ttLib import TTFont

from chungtay.papers import docx, fonts, pdf
from chungtay.papers.sheets import texts
from tests.papers.measured import PAPERS, PROSE
from tests.papers.office import printed_by_office
from tests.papers.printed import MM, Letter, Page, pages

# paper      words                                        sizes   face
ELEMENTS = """
plan       | HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM              | 12–13 | upright
plan       | BAN THƯỜNG VỤ                              | 12–13 | bold
plan       | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM         | 12–13 | bold
plan       | Độc lập - Tự do - Hạnh phúc                | 13–14 | bold
plan       | Số: 05/KH-BTV                              | 13–13 | upright
plan       | Kon Tum, ngày 05 tháng 3 năm 2024          | 13–14 | italic
plan       | KẾ HOẠCH                                   | 13–14 | bold
plan       | Phối hợp công tác năm 2024                 | 13–14 | bold
plan       | Căn cứ Chương trình phối hợp;              | 13–14 | italic
plan       | Căn cứ Nghị quyết của Ban Thường vụ.       | 13–14 | italic
plan       | I. MỤC ĐÍCH                                | 13–14 | bold
plan       | 1. Yêu cầu chung                           | 13–14 | bold
plan       | Tuyên truyền, phổ biến                     | 13–14 | upright
plan       | a) Tuyên truyền, phổ biến                  | 13–14 | upright
plan       | TM. BAN THƯỜNG VỤ                          | 13–14 | bold
plan       | KT. CHỦ TỊCH                               | 13–14 | bold
plan       | PHÓ CHỦ TỊCH                               | 13–14 | bold
plan       | (Chữ ký)                                   | 13–14 | bold
plan       | Nơi nhận:                                  | 12–12 | bold italic
plan       | - Như trên;                                | 11–11 | upright
plan       | - Lưu: VT, TG.                             | 11–11 | upright
plan       | Phụ lục I                                  | 14–14 | bold
plan       | BIỂU CHỈ TIÊU                              | 13–14 | bold
plan       | (Kèm theo Kế hoạch số 05/KH-BTV            | 13–14 | italic
dispatch   | Số: 07/BTV-TG                              | 13–13 | upright
dispatch   | V/v báo cáo kết quả phối hợp               | 12–13 | upright
dispatch   | Kính gửi:                                  | 13–14 | upright
dispatch   | - Hội Liên hiệp Phụ nữ các huyện;          | 13–14 | upright
dispatch   | - Các đơn vị trực thuộc.                   | 13–14 | upright
party      | TỈNH ỦY KON TUM                            | 14–14 | upright
party      | BAN DÂN VẬN                                | 14–14 | bold
party      | *                                          | 14–14 | bold
party      | ĐẢNG CỘNG SẢN VIỆT NAM                     | 15–15 | bold
party      | Số 27-KH/BDV                               | 14–14 | upright
party      | Kon Tum, ngày 05 tháng 3 năm 2024          | 14–14 | italic
party      | KẾ HOẠCH                                   | 15–16 | bold
party      | phối hợp công tác dân vận                  | 14–15 | bold
party      | Tuyên truyền, phổ biến                     | 14–15 | upright
joint      | HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM              | 12–13 | bold
joint      | ỦY BAN DÂN TỘC                             | 12–13 | bold
joint      | Số: 468/KH-HLHPNVN-UBDT                    | 13–13 | upright
"""

# paper      words                               stands …            these
PLACES = """
plan       | BAN THƯỜNG VỤ                     | centred under    | HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM
plan       | Số: 05/KH-BTV                     | centred under    | BAN THƯỜNG VỤ
plan       | Độc lập - Tự do - Hạnh phúc       | centred under    | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
plan       | Kon Tum, ngày 05 tháng 3 năm 2024 | centred under    | Độc lập - Tự do - Hạnh phúc
plan       | HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM     | level with       | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
plan       | Số: 05/KH-BTV                     | level with       | Kon Tum, ngày 05 tháng 3 năm 2024
plan       | HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM     | left of          | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
plan       | KẾ HOẠCH                          | centred on paper |
plan       | Phối hợp công tác năm 2024        | centred under    | KẾ HOẠCH
plan       | Nơi nhận:                         | left of          | TM. BAN THƯỜNG VỤ
plan       | Nơi nhận:                         | at the left edge |
plan       | - Như trên;                       | at the left edge |
plan       | KT. CHỦ TỊCH                      | centred under    | TM. BAN THƯỜNG VỤ
plan       | (Chữ ký)                          | centred under    | KT. CHỦ TỊCH
plan       | Phụ lục I                         | centred on paper |
plan       | BIỂU CHỈ TIÊU                     | centred under    | Phụ lục I
plan       | (Kèm theo Kế hoạch số 05/KH-BTV ngày 05 tháng 3 năm 2024 của Ban Thường vụ) | centred under | BIỂU CHỈ TIÊU
dispatch   | V/v báo cáo kết quả phối hợp      | centred under    | Số: 07/BTV-TG
dispatch   | Số: 07/BTV-TG                     | level with       | Kon Tum, ngày 05 tháng 3 năm 2024
party      | *                                 | centred under    | BAN DÂN VẬN
party      | Số 27-KH/BDV                      | centred under    | *
party      | Kon Tum, ngày 05 tháng 3 năm 2024 | centred under    | ĐẢNG CỘNG SẢN VIỆT NAM
joint      | ỦY BAN DÂN TỘC                    | centred under    | HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM
joint      | TM. ỦY BAN DÂN TỘC                | level with       | TM. ĐOÀN CHỦ TỊCH
joint      | TM. ỦY BAN DÂN TỘC                | left of          | TM. ĐOÀN CHỦ TỊCH
joint      | (Bên trái)                        | level with       | (Bên phải)
joint      | (Bên trái)                        | centred under    | TM. ỦY BAN DÂN TỘC
joint      | (Bên phải)                        | centred under    | TM. ĐOÀN CHỦ TỊCH
lao        | ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ  | centred on paper |
lao        | ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ         | under            | ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ
lao        | ສະຫະພັນແມ່ຍິງແຂວງອັດຕະປື            | left of          | ເລກທີ 12/ສມຍ
lao        | ອັດຕະປື, ວັນທີ 05 ມີນາ 2024         | under            | ເລກທີ 12/ສມຍ
"""

# paper      rule under words                        as long as these words, from … to …
RULES = """
plan       | Độc lập - Tự do - Hạnh phúc             | 1    | 1
plan       | BAN THƯỜNG VỤ                           | 1/3  | 1/2
plan       | Phối hợp công tác năm 2024              | 1/3  | 1/2
party      | ĐẢNG CỘNG SẢN VIỆT NAM                  | 1    | 1
party      | phối hợp công tác dân vận               | 1/3  | 1/2
dispatch   | BAN THƯỜNG VỤ                           | 1/3  | 1/2
"""
MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
PRINTS = ("pdf", "office")


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


@cache
def sheet(name: str):
    return PAPERS[name]()


@cache
def opened(name: str):
    return Document(io.BytesIO(docx.written(sheet(name))))


@cache
def printed(name: str, print_: str) -> bytes:
    if print_ == "pdf":
        return pdf.printed(sheet(name))
    return printed_by_office({each: docx.written(sheet(each)) for each in PAPERS})[name]


@cache
def read(name: str, print_: str) -> list[Page]:
    return pages(printed(name, print_))


def page_of(name: str, print_: str, words: str) -> Page:
    """The first page on which these words stand."""
    return next(page for page in read(name, print_) if page.holds(words))


@pytest.mark.parametrize(("name", "words", "sizes", "face"), rows(ELEMENTS))
def test_each_element_has_its_size_and_face_in_word(name: str, words: str, sizes: str, face: str) -> None:
    least, most = map(int, sizes.split("–"))
    paragraph = next(p for p in paragraphs_of(name) if p.text.startswith(words))
    for run in paragraph.runs:
        assert Pt(least) <= (run.font.size or paragraph.style.font.size) <= Pt(most)
        assert (bool(run.bold), bool(run.italic)) == ("bold" in face, "italic" in face)


@pytest.mark.parametrize("print_", PRINTS)
@pytest.mark.parametrize(("name", "words", "sizes", "face"), rows(ELEMENTS))
def test_each_element_has_its_size_and_face_on_paper(
    name: str, words: str, sizes: str, face: str, print_: str
) -> None:
    least, most = map(int, sizes.split("–"))
    for letter in page_of(name, print_, words).line(words):
        assert least - 0.05 <= letter.size <= most + 0.05
        assert ("Bold" in letter.font, "Italic" in letter.font) == ("bold" in face, "italic" in face)


@pytest.mark.parametrize("print_", PRINTS)
@pytest.mark.parametrize(("name", "words", "stands", "these"), rows(PLACES))
def test_each_element_stands_where_the_rule_puts_it(
    name: str, words: str, stands: str, these: str, print_: str
) -> None:
    page = page_of(name, print_, words)
    one, other = page.line(words), page.line(these) if these else []
    if stands == "centred under":
        assert middle(one) == pytest.approx(middle(other), abs=0.7)
        assert one[0].base < other[0].base
    elif stands == "level with":
        assert one[0].base == pytest.approx(other[0].base, abs=0.3)
    elif stands == "left of":
        assert one[-1].right < other[0].left
    elif stands == "under":
        assert one[0].base < other[0].base
    elif stands == "centred on paper":
        assert middle(one) == pytest.approx(30 + (page.width - 45) / 2, abs=0.7)
    else:
        assert stands == "at the left edge"
        assert one[0].left == pytest.approx(30, abs=0.5)


@pytest.mark.parametrize("print_", PRINTS)
@pytest.mark.parametrize(("name", "words", "least", "most"), rows(RULES))
def test_a_rule_stands_under_its_words_as_long_as_said(
    name: str, words: str, least: str, most: str, print_: str
) -> None:
    page = page_of(name, print_, words)
    line = page.line(words)
    length = line[-1].right - line[0].left
    under = [
        rule for rule in page.rules if 0 < line[0].base - rule.y < 4 and line[0].left - 1 < rule.left < line[-1].right
    ]  # fmt: skip
    assert under, f"no rule under “{words}”"
    rule = under[0]
    assert share(least) * length - 1 <= rule.right - rule.left <= share(most) * length + 1
    assert (rule.left + rule.right) / 2 == pytest.approx(middle(line), abs=0.7)


@pytest.mark.parametrize("name", PAPERS)
def test_paper_and_margins_in_word(name: str) -> None:
    for section in opened(name).sections:
        sides = sorted((round(section.page_width / 36000), round(section.page_height / 36000)))
        assert sides == [210, 297]
        for side, (least, most) in MARGINS.items():
            assert least <= round(getattr(section, f"{side}_margin") / 36000) <= most


@pytest.mark.parametrize("print_", PRINTS)
@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_printed_in_the_margins_but_the_number_of_the_page(name: str, print_: str) -> None:
    for page in read(name, print_):
        assert sorted((round(page.width), round(page.height))) == [210, 297]
        text = [letter for letter in page.letters if letter.base < page.height - 19]
        assert min(letter.left for letter in text) >= 30 - 0.7
        assert max(letter.right for letter in text) <= page.width - 15 + 0.7
        assert min(letter.base for letter in text) >= 20


@pytest.mark.parametrize("print_", PRINTS)
def test_pages_are_numbered_from_the_second_on_and_each_appendix_by_itself(print_: str) -> None:
    found = read("plan", print_)
    told = [page_number(page) for page in found]
    assert told[:2] == ["", "2"]
    starts = [number for number, said in enumerate(told) if said == ""]
    assert len(starts) == 3  # the plan and two appendices
    for start, following in zip(starts, [*starts[1:], len(told)], strict=True):
        assert told[start:following] == ["", *map(str, range(2, following - start + 1))]
    lying = [page.width > 211 for page in found]
    assert lying == [starts[1] <= number < starts[2] for number in range(len(told))]


@pytest.mark.parametrize("print_", PRINTS)
def test_the_number_of_a_page_stands_in_the_middle_of_the_top_margin(print_: str) -> None:
    page = read("plan", print_)[1]
    number = [letter for letter in page.letters if letter.base > page.height - 19]
    assert middle(number) == pytest.approx(30 + 165 / 2, abs=0.5)
    assert 13 <= number[0].size <= 14
    assert 6 <= page.height - number[0].base <= 17


@pytest.mark.parametrize("print_", PRINTS)
def test_prose_begins_in_and_is_spaced_and_justified_as_the_decree_says(print_: str) -> None:
    page = page_of("plan", print_, PROSE[:20])
    first = page.line(PROSE[:20])[0]
    assert first.left == pytest.approx(30 + 12.7, abs=0.5)
    lines = page.baselines(below=first.base + 0.1)
    pitch = (lines[0] - lines[1]) * MM
    assert 1.0 * first.size <= pitch <= 1.5 * 1.15 * first.size
    paragraph_gap = (lines[2] - lines[3]) * MM - pitch
    assert paragraph_gap >= 6 - 0.2
    full = [letter.right for letter in page.letters if abs(letter.base - lines[0]) < 0.2]
    assert max(full) == pytest.approx(195, abs=0.7)


@pytest.mark.parametrize("print_", PRINTS)
def test_what_a_dispatch_is_about_stands_six_points_below_its_number(print_: str) -> None:
    page = page_of("dispatch", print_, "V/v")
    number, about = page.line("Số: 07/BTV-TG")[0], page.line("V/v báo cáo")[0]
    line_height = 1.15 * about.size
    assert (number.base - about.base) * MM - line_height == pytest.approx(6, abs=1.5)


@pytest.mark.parametrize("print_", PRINTS)
def test_lines_of_a_lao_heading_stand_as_close_as_vietnamese_ones(print_: str) -> None:
    page = page_of("lao", print_, "ສາທາລະນະລັດ")
    country, motto = page.line("ສາທາລະນະລັດ")[0], page.line("ສັນຕິພາບ")[0]
    assert (country.base - motto.base) * MM <= 1.2 * country.size


@pytest.mark.parametrize("print_", PRINTS)
@pytest.mark.parametrize("name", PAPERS)
def test_no_letter_is_missing(name: str, print_: str) -> None:
    """Every letter of the sheet is on the paper, and none is drawn in a font that does not hold it."""
    found = [letter for page in read(name, print_) for letter in page.letters]
    said = {letter for text in texts(sheet(name).blocks) for letter in text if not letter.isspace()}
    styled = set("".join(_words_of_style(name)))
    assert said - {letter.text for letter in found} <= styled
    assert not {"\ufffd", "\ufffe", "\0"} & {letter.text for letter in found}
    if print_ == "pdf":
        assert [letter for letter in found if not holds(letter)] == []


def _words_of_style(name: str) -> Iterator[str]:
    # Names in facts that no engine prints: alignments and the like.
    yield from ("left", "center", "numbers", "right")


def holds(letter: Letter) -> bool:
    return ord(letter.text) in held(letter.font)


@cache
def held(font: str) -> frozenset[int]:
    known = {"".join(path.stem.lower().split("-")): path for path in font_files()}
    name = "".join(font.lower().split("-")).removesuffix("identityh")
    path = known.get(name) or next(
        path for stem, path in known.items() if name.startswith("notosanslao") and "notosanslao" in stem
    )
    return frozenset(TTFont(path, lazy=True).getBestCmap())


def font_files() -> list[Path]:
    return [path for folder in fonts.folders() for path in folder.glob("*.[ot]tf")]


def paragraphs_of(name: str) -> Iterator[WordParagraph]:
    document = opened(name)
    for element in document.element.body.iter(qn("w:p")):
        yield WordParagraph(element, document)


def page_number(page: Page) -> str:
    return "".join(letter.text for letter in page.letters if letter.base > page.height - 19)


def middle(letters: Sequence[Letter]) -> float:
    return (letters[0].left + letters[-1].right) / 2


def share(text: str) -> float:
    above, _, below = text.partition("/")
    return int(above) / int(below or 1)
