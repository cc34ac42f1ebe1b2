"""Files become papers, or are refused with one clear sentence each."""

import io
import time
import unicodedata
import zipfile

import pytest
from docx import Document

from chungtay.rules.intake import SIZE_MAX, read_paper, text_of
from chungtay.rules.messages import RuleBroken
from tests.rules.intake.told import EXAMPLES

WORDS = "Hội Phụ nữ hai bên biên giới ký kết chương trình phối hợp."


def docx(*lines: str, rows: list[list[str]] | None = None) -> bytes:
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    for row in rows or []:
        cells = paper.add_table(rows=1, cols=len(row)).rows[0].cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def old_code_page(text: str) -> bytes:
    return unicodedata.normalize("NFD", text.replace("đ", "d")).encode("cp1258", errors="replace")


HEAD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
DEEP = b"<w:p>" * 5000 + b"</w:p>" * 5000
REFUSED = (
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \n\t \r\n", "is empty"),
    ("blank.docx", b"", "is empty"),
    ("twenty.txt", b"x" * 20 * 1024 * 1024, "larger than 10 MB"),
    ("twenty.docx", b"\0" * 20 * 1024 * 1024, "larger than 10 MB"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a text file"),
    ("noise.txt", bytes(range(256)) * 20, "not a text file"),
    ("renamed.txt", zipped(a=b"x"), "not a text file"),
    ("paper.html", b"%PDF-1.7 ...", "not a text file"),
    ("old-code-page.txt", old_code_page(WORDS), "save it again as UTF-8"),
    ("wide.txt", WORDS.encode("utf-16-le"), "save it again as UTF-8"),
    ("wide-too.txt", WORDS.encode("utf-16-be"), "save it again as UTF-8"),
    ("vni.txt", "Hoäi Phuï nöõ kyù keát chöông trình phoái hôïp vôùi Sôû Tö phaùp".encode(), "save it again as UTF-8"),
    ("packed.txt", b"\x1f\x8b\x08" + bytes(50), "not a text file"),
    ("paper.docx", b"%PDF-1.7 ...", "not a DOCX file"),
    ("outside.docx", zipped(word__document_xml=b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///x">]>' + HEAD), "damaged"),
    ("comments.html", b"<!--" * 500_000, "no words"),
    ("tcvn3.txt", "Héi LHPN tØnh ký kÕt ch­¬ng tr×nh phèi hîp víi Së T­ ph¸p".encode(), "save it again as UTF-8"),
    ("misread.txt", "Há»™i LiÃªn hiá»‡p Phá»¥ ná»¯ kÃ½ káº¿t chÆ°Æ¡ng trÃ¬nh".encode(), "save it again as UTF-8"),
    ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "protected by a password"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file"),
    ("table.xlsx", b"PK\x03\x04", "TXT, HTML or DOCX"),
    ("noending", b"words", "TXT, HTML or DOCX"),
    ("text.docx", WORDS.encode(), "not a DOCX file"),
    ("half.docx", docx(WORDS)[:900], "damaged"),
    ("other.docx", zipped(mimetype=b"application/epub"), "not a Word document"),
    ("torn.docx", zipped(word__document_xml=b"<w:document"), "damaged"),
    ("entities.docx", zipped(word__document_xml=b'<!DOCTYPE x [<!ENTITY a "b">]>' + HEAD), "damaged"),
    ("deep.docx", zipped(word__document_xml=HEAD + DEEP + b"</w:body></w:document>"), "damaged"),
    ("bomb.docx", zipped(word__document_xml=b"0" * 15_000_000), "unpack to far more"),
    ("parts.docx", zipped(**{f"part{n}": b"x" for n in range(2_500)}), "unpack to far more"),
    ("silent.docx", docx(""), "no words"),
    ("numbers.txt", b"12 34 56", "no words"),
    ("scripts.html", b"<html><script>let words = 1</script></html>", "no words"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED, ids=[name for name, *_ in REFUSED])
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        text_of(name, content)
    assert len(refused.value.messages) == 1
    said = str(refused.value.messages[0])
    assert sentence in said
    assert name in said


@pytest.mark.parametrize("encoding", ("utf-8", "utf-8-sig", "utf-16"))
def test_unicode_text_is_read_whole_in_composed_letters(encoding: str) -> None:
    paper = text_of("a.txt", unicodedata.normalize("NFD", WORDS + "\r\nHết.").encode(encoding))
    assert paper.text == WORDS + "\nHết."
    assert [block.text for block in paper.blocks] == [WORDS, "Hết."]


def test_the_largest_file_allowed_is_read() -> None:
    assert text_of("long.txt", b"a" * SIZE_MAX).text.startswith("aaa")


def test_a_word_file_gives_paragraphs_and_cells_in_order() -> None:
    paper = text_of("plan.docx", docx("KẾ HOẠCH", WORDS, rows=[["Nội dung", "Chủ trì"]]))
    assert [(block.text, block.kind, block.column) for block in paper.blocks] == [
        ("KẾ HOẠCH", "paragraph", 0),
        (WORDS, "paragraph", 0),
        ("Nội dung", "cell", 1),
        ("Chủ trì", "cell", 2),
    ]


def test_numbers_that_word_itself_prints_are_read() -> None:
    paper = Document()
    for line in ("Tuyên truyền", "Trao đổi đoàn", "Sơ kết"):
        paper.add_paragraph(line, style="List Number")
    file = io.BytesIO()
    paper.save(file)
    text = text_of("list.docx", file.getvalue()).text
    assert text == "1. Tuyên truyền\n2. Trao đổi đoàn\n3. Sơ kết"


def test_a_page_gives_its_text_without_scripts_menus_and_neighbours() -> None:
    paper = text_of("portal-plan.html", (EXAMPLES / "portal-plan.html").read_bytes())
    assert paper.title.startswith("Kế hoạch năm 2025")
    assert "1. Truyền thông phòng sốt xuất huyết" in paper.text
    for noise in ("window.visits", "font-family", "Trang chủ", "300 suất quà"):
        assert noise not in paper.text
    assert any(block.kind == "footer" for block in paper.blocks)


@pytest.mark.parametrize(
    "page",
    ("<p>Một<p>Hai<br>Ba", "<form><div>Một</div><ul><nav>x</nav></form>Hai <b>và</b> Ba", "<" * 2000 + "Một"),
)
def test_a_careless_page_is_still_read(page: str) -> None:
    assert "Một" in text_of("a.html", page.encode()).text


HEAVY_PAGES = (
    b"<table><tr><td>" * 100_000,
    b"<a " * 300_000,
    b"</a " * 300_000,
    b'<a b="' * 300_000,
    b"<a" * 500_000,
)


@pytest.mark.parametrize("page", HEAVY_PAGES, ids=[page[:7].decode() for page in HEAVY_PAGES])
def test_a_hostile_page_does_not_hold_up_the_desk(page: bytes) -> None:
    started = time.process_time()
    assert text_of("a.html", "Một".encode() + page).text.startswith("Một")
    assert time.process_time() - started < 2


def test_a_page_says_who_and_when_where_no_one_looks() -> None:
    page = """<head><meta property="article:published_time" content="2026-03-08T07:00:00+07:00">
    <meta name="author" content="Thanh Hà"><meta property="og:site_name" content="Báo Sông Hậu"></head>
    <p>Hội Nông dân tỉnh An Giang và Tỉnh đoàn An Giang ký kết chương trình phối hợp giai đoạn 2026-2030.</p>"""
    read = read_paper(text_of("a.html", page.encode())).as_json()
    assert (read["published"], read["author"], read["source"]) == ("2026-03-08", "Thanh Hà", "Báo Sông Hậu")


def test_every_block_stands_where_it_says() -> None:
    for name in ("news-signing.txt", "portal-plan.html", "plan-2026.docx"):
        paper = text_of(name, (EXAMPLES / name).read_bytes())
        assert all(paper.text[block.start : block.end] == block.text for block in paper.blocks)
