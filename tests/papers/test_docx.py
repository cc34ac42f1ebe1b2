"""The DOCX of a review: the same words and layout as the PDF, in Word's own terms."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest
from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from chungtay.papers import docx, pdf
from chungtay.papers.house_styles import STATE
from chungtay.papers.reviews import ReviewPaper, Section, review_sheet
from chungtay.papers.sheets import Sheet, Signatures, appendix, paragraphs, signer
from chungtay.rules.messages import RuleBroken
from tests.papers.measured import PROSE
from tests.papers.office import printed_by_office
from tests.papers.printed import page_texts
from tests.papers.test_pdf import HOSTILE


@pytest.fixture(scope="module")
def written(review: ReviewPaper) -> Doc:
    return _opened(docx.written(review_sheet(review)))


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


def test_office_opens_it_and_prints_as_many_pages_as_the_pdf(review: ReviewPaper) -> None:
    sheet = review_sheet(review)
    converted = printed_by_office({"review": docx.written(sheet)})["review"]
    assert len(pypdfium2.PdfDocument(converted)) == len(pypdfium2.PdfDocument(pdf.printed(sheet)))
    first, second, *_ = (page.split() for page in page_texts(converted))
    assert (first[0], second[0]) == ("HỘI", "2")


def test_an_appendix_begins_without_a_line_that_could_fall_on_an_empty_page() -> None:
    (prose, *_), behind = paragraphs(PROSE), appendix(STATE, "Biểu")
    signed = Signatures((), (signer(STATE, authority="", post="CT"),))
    sheet = Sheet(STATE, "vi", "Thử", "Hội", None, (prose, behind, prose, signed, behind, prose))
    closing = [
        p
        for p in _opened(docx.written(sheet)).element.iter(qn("w:p"))
        if p.pPr is not None and p.pPr.find(qn("w:sectPr")) is not None
    ]
    assert len(closing) == 2
    assert all(p.pPr.find(qn("w:spacing")).get(qn("w:lineRule")) == "exact" for p in closing)
    assert not any(p.r_lst for p in closing)


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
