"""The DOCX of a review: the same words and layout as the PDF, in Word's own terms."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from chungtay.papers import docx, pdf
from chungtay.papers.reviews import ReviewPaper, Section, review_sheet
from chungtay.rules.messages import RuleBroken
from tests.papers.printed import page_texts
from tests.papers.test_pdf import HOSTILE


@pytest.fixture(scope="module")
def written(review: ReviewPaper) -> Doc:
    return _opened(docx.written(review_sheet(review)))


def test_paper_and_margins_are_those_of_the_decree(written: Doc) -> None:
    page = written.sections[0]
    assert (_mm(page.page_width), _mm(page.page_height)) == (210, 297)
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert tuple(map(_mm, margins)) == (20, 20, 30, 15)


def test_the_page_number_stands_in_the_header_but_not_on_the_first_page(written: Doc) -> None:
    page = written.sections[0]
    assert page.different_first_page_header_footer
    assert "".join(field.text for field in page.header._element.iter(qn("w:instrText"))) == "PAGE"
    assert not list(page.first_page_header._element.iter(qn("w:instrText")))
    number = page.header.paragraphs[0]
    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert Pt(13) <= number.runs[0].font.size <= Pt(14)


@pytest.mark.parametrize(
    ("words", "sizes", "bold", "italic"),
    [
        ("HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM", (12, 13), False, False),
        ("BAN THƯỜNG VỤ", (12, 13), True, False),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False),
        ("Số: 97/BC-BTV", (13, 13), False, False),
        ("Kon Tum, ngày 27 tháng 12 năm 2024", (13, 14), False, True),
        ("BÁO CÁO", (13, 14), True, False),
        ("Căn cứ Luật", (13, 14), False, True),
        ("I. KẾT QUẢ THỰC HIỆN", (13, 14), True, False),
        ("Duy trì 10 câu lạc bộ", (13, 14), False, False),
        ("Câu lạc bộ đang hoạt động", (12, 12), False, False),
        ("TM. BAN THƯỜNG VỤ", (13, 14), True, False),
        ("Nơi nhận:", (12, 12), True, True),
        ("- Lưu: VT, THGV.", (11, 11), False, False),
    ],
)
def test_each_element_has_its_size_and_weight(
    written: Doc, words: str, sizes: tuple[int, int], bold: bool, italic: bool
) -> None:
    paragraph = _found(written, words)
    run, style = paragraph.runs[0], paragraph.style
    assert Pt(sizes[0]) <= (run.font.size or style.font.size) <= Pt(sizes[1])
    assert (bool(run.bold), bool(run.italic)) == (bold, italic)
    assert style.font.name == "Times New Roman" or style.base_style.font.name == "Times New Roman"


def test_headings_are_real_headings(written: Doc) -> None:
    outline = [(p.style.name, p.text) for p in written.paragraphs if p.style.name.startswith("Heading")]
    assert outline[0] == ("Heading 1", "I. KẾT QUẢ THỰC HIỆN")
    assert ("Heading 2", "2. Câu lạc bộ “Phòng, chống ma túy, tội phạm”") in outline
    assert ("Heading 3", "a) Đoàn ra, đoàn vào") in outline


def test_the_text_is_justified_with_a_first_line_in(written: Doc) -> None:
    layout = written.styles["Body Text"].paragraph_format
    assert layout.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert layout.first_line_indent == pytest.approx(Mm(12.7), abs=700)
    assert layout.space_after >= Pt(6)
    assert _found(written, "Duy trì 10 câu lạc bộ").style.name == "Body Text"


def test_a_table_repeats_its_header_and_does_not_cut_rows(written: Doc) -> None:
    lined = [table for table in written.tables if table.style.name == "Table Grid"]
    assert len(lined) == 3
    for table in lined:
        rows = [row._tr.trPr for row in table.rows]
        assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(qn("w:cantSplit")) is not None for row in rows)


def test_lao_is_written_in_runs_for_complex_scripts(written: Doc) -> None:
    lao = [run for p in _paragraphs(written) for run in p.runs if "ສ" in run.text]
    assert lao
    for run in lao:
        assert run.font.complex_script
        assert run._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "lo-LA"
        assert "Tum" not in run.text
    fonts = written.styles["Normal"].element.rPr.rFonts
    assert "Lao" in fonts.get(qn("w:cs"))


def test_what_people_typed_comes_out_as_typed(review: ReviewPaper) -> None:
    section = Section(HOSTILE, paragraphs=(HOSTILE,), points=(HOSTILE,))
    paper = replace(review, sections=(section,), fingerprint=HOSTILE, signer_name=HOSTILE)
    text = "\n".join(p.text for p in _paragraphs(_opened(docx.written(review_sheet(paper)))))
    assert text.count(HOSTILE) == 4


def test_a_character_that_the_pdf_refuses_is_refused_here_too(review: ReviewPaper) -> None:
    section = Section("Kết quả", paragraphs=("Đoàn 中 sang thăm\x07.",))
    with pytest.raises(RuleBroken) as refusal:
        docx.written(review_sheet(replace(review, sections=(section,))))
    assert [message.values["code"] for message in refusal.value.messages] == ["U+4E2D", "U+0007"]


def test_both_engines_carry_the_same_words_in_the_same_order(review: ReviewPaper) -> None:
    # Without the long tables no header row is said twice; each further page begins with its number.
    done, *others = review.sections
    short = replace(done, parts=tuple(replace(part, by_unit=None) for part in done.parts))
    sheet = review_sheet(replace(review, sections=(short, *others)))
    first, *further = page_texts(pdf.printed(sheet))
    in_pdf = first + "".join(page.partition("\n")[2] for page in further)
    in_docx = "".join(p.text for p in _paragraphs(_opened(docx.written(sheet))))
    assert further
    assert "".join(in_pdf.split()) == "".join(in_docx.split())


def test_the_same_review_gives_the_same_bytes(review: ReviewPaper) -> None:
    sheet = review_sheet(review)
    assert docx.written(sheet) == docx.written(sheet)


def test_the_file_says_whose_it_is_and_not_what_made_it(written: Doc, review: ReviewPaper) -> None:
    about = written.core_properties
    assert about.title.startswith("BÁO CÁO: Tổng kết Bản ghi nhớ")
    assert about.author == about.last_modified_by == "Hội Liên hiệp Phụ nữ tỉnh Kon Tum Ban Thường vụ"
    assert about.created.date() == review.signed_on
    assert about.comments == ""


def test_office_opens_it_and_prints_as_many_pages_as_the_pdf(review: ReviewPaper, tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    sheet = review_sheet(review)
    (tmp_path / "review.docx").write_bytes(docx.written(sheet))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    asked = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
        tmp_path / "review.docx",
    ]
    subprocess.run(asked, check=True, capture_output=True, timeout=120)
    converted = (tmp_path / "review.pdf").read_bytes()
    assert len(pypdfium2.PdfDocument(converted)) == len(pypdfium2.PdfDocument(pdf.printed(sheet)))
    first, second, *_ = (page.split() for page in page_texts(converted))
    assert (first[0], second[0]) == ("HỘI", "2")


def test_the_file_is_a_sound_package(review: ReviewPaper) -> None:
    with zipfile.ZipFile(io.BytesIO(docx.written(review_sheet(review)))) as parts:
        assert parts.testzip() is None
        assert "[Content_Types].xml" in parts.namelist()


def _opened(content: bytes) -> Doc:
    return Document(io.BytesIO(content))


def _paragraphs(document: Doc) -> Iterator[Paragraph]:
    """Every paragraph in reading order, those in cells too."""
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document)


def _found(document: Doc, words: str) -> Paragraph:
    return next(p for p in _paragraphs(document) if p.text.startswith(words))


def _mm(length: int) -> int:
    return round(length / 36000)
