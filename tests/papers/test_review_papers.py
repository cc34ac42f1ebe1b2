"""The paper of a review says its frozen facts, all of them and in three languages, each number with its code."""

import re
from dataclasses import replace

import pytest

from chungtay.papers import docx, fonts, pdf
from chungtay.papers.reviews import paper_of, review_sheet
from chungtay.papers.reviews.parts import PlainTable, Section
from chungtay.papers.sheets import Appendix, ChartBlock, Heading, Note, Paragraph, Run, Sheet, Table, texts
from chungtay.papers.sheets import runs as block_runs
from chungtay.rules import official
from chungtay.rules.reviews import Asked, Facts, Passage, Words, decimal, fingerprint_of, numbers
from tests.review_made import FULL

LANGUAGES = ("vi", "lo", "en")


def sheet(facts: Facts = FULL, language: str = "vi", address: str = "") -> Sheet:
    return review_sheet(paper_of(facts, year=2026, frozen=True, language=language, address=address))


def all_text(sheet: Sheet) -> str:
    return "\n".join(texts(sheet.blocks)).replace("\u00a0", " ")


def tables(sheet: Sheet) -> list[Table]:
    return [block for block in sheet.blocks if isinstance(block, Table)]


def said(one: Asked, language: str) -> str:
    assert one.actual is not None
    number = official.number(decimal(one.actual), language=language)
    return official.qualified(number, one.qualifier, language=language).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_facts_stands_in_the_paper(language: str) -> None:
    printed = all_text(sheet(language=language))
    missing = [
        one.code for one in numbers(FULL) if one.actual is not None and said(one, language) not in printed
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_printed_code_names_a_number(language: str) -> None:
    """A cell of the table by unit is named by its column and its row."""
    known = {one.code for one in numbers(FULL)} | {f"{one.code}…" for one in FULL.series}
    printed = set(re.findall(r"[KQ]-\d\d(?:-[A-Z]?\d*…?)?", all_text(sheet(language=language))))
    assert printed <= known | {f"{one.code}" for one in FULL.divisions}
    rows = {f"{one.code}{at}" for one in FULL.divisions for at, _ in enumerate(one.rows, 1)}
    assert {one.code for one in (*FULL.results, *FULL.quoted)} | rows <= printed


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        (
            "vi",
            ["× | gần 617 | … | 2/3 | K-01", "12 | 15 | 125,0 % | × | K-02", "2 | chưa báo | … | 0/3 | K-03"],
        ),
        (
            "lo",
            [
                "× | ເກືອບ 617 | … | 2/3 | K-01",
                "12 | 15 | 125,0 % | × | K-02",
                "2 | ບໍ່ທັນລາຍງານ | … | 0/3 | K-03",
            ],
        ),
        (
            "en",
            [
                "× | nearly 617 | … | 2/3 | K-01",
                "12 | 15 | 125.0% | × | K-02",
                "2 | not reported | … | 0/3 | K-03",
            ],
        ),
    ],
)
def test_the_table_of_results_says_each_against_its_target(language: str, rows: list[str]) -> None:
    told = [
        " | ".join("".join(run.text for run in block_runs(cell)) for cell in row[2:])
        for row in tables(sheet(language=language))[0].rows
    ]
    assert [row.replace("\u00a0", " ") for row in told] == rows


def test_a_code_links_to_where_it_opens_and_nothing_that_was_typed_is_a_link() -> None:
    typed = Passage(
        "lessons", Words("Xem https://elsewhere.example/ và ../../etc/passwd {{ x }} {% y %} & < #")
    )
    told = sheet(replace(FULL, narratives=(typed,)), address="https://here.example/reviews/1/figures/")
    links = {run.link for run in runs(told) if run.link}
    assert "https://here.example/reviews/1/figures/K-01/" in links
    assert all(link.startswith("https://here.example/reviews/1/figures/") for link in links)
    assert typed.text.vi in all_text(told)


def runs(sheet: Sheet) -> list[Run]:
    cells = [
        cell for table in tables(sheet) for row in table.rows for cell in row if not isinstance(cell, str)
    ]
    written = [block.runs for block in sheet.blocks if isinstance(block, Paragraph)]
    return [run for part in (*cells, *written) for run in part]


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("vi", ["I. KẾT QUẢ THỰC HIỆN", "II. CÁC NỘI DUNG ĐÃ ĐỀ RA", "III. SO VỚI CÁC KỲ TRƯỚC VÀ LŨY KẾ"]),
        (
            "en",
            [
                "I. RESULTS",
                "II. CONTENTS THAT WERE PLANNED",
                "III. COMPARED WITH EARLIER PERIODS, AND CUMULATED",
            ],
        ),
        ("lo", ["I. ຜົນການປະຕິບັດ", "II. ເນື້ອໃນທີ່ວາງໄວ້", "III. ທຽບໃສ່ໄລຍະກ່ອນ ແລະ ຍອດສະສົມ"]),
    ],
)
def test_the_paper_has_the_same_parts_in_every_language(language: str, headings: list[str]) -> None:
    parts = [
        block.text
        for block in sheet(language=language).blocks
        if isinstance(block, Heading) and block.level == 1
    ]
    assert parts[:3] == headings
    assert len(parts) == 12


def test_what_had_no_words_in_the_language_is_marked_and_the_mark_explained() -> None:
    english = all_text(sheet(language="en"))
    assert "Mở lớp tiếng Lào.*" in english
    assert "Keep ten clubs.*" not in english
    assert "* Not translated when this was frozen; left in Vietnamese." in english
    assert "*" not in all_text(sheet(language="vi"))


def test_why_a_content_was_not_done_stands_with_it() -> None:
    told = sheet()
    at = next(
        place
        for place, block in enumerate(told.blocks)
        if isinstance(block, Heading) and "Đoàn sang" in block.text
    )
    following = told.blocks[at + 1]
    assert isinstance(following, Paragraph)
    assert following.runs[0].text == "Chờ bên bạn chọn ngày."


def test_the_fingerprint_map_posting_and_hash_of_the_ledger_are_printed() -> None:
    mark = all_text(sheet())
    short = fingerprint_of(FULL)[:4]
    assert f"Mã kiểm tra {short}" in mark
    assert "địa giới ngày 30/06/2026, sổ 42, mã sổ abababababababab" in mark


def test_wide_tables_go_on_pages_turned_round_behind_the_signature() -> None:
    bound = [block for block in sheet().blocks if isinstance(block, Appendix)]
    assert [(one.label, one.landscape) for one in bound] == [
        ("Phụ lục I", True), ("Phụ lục II", False), ("Phụ lục III", False),
    ]  # fmt: skip
    assert bound[0].attached_to.startswith("(Kèm theo Báo cáo số      /BC-BTV")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_chart_is_drawn_with_its_words_and_numbered(language: str) -> None:
    charts = [block for block in sheet(language=language).blocks if isinstance(block, ChartBlock)]
    assert len(charts) == len(FULL.charts)
    assert all(chart.alt and chart.caption for chart in charts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_engines_draw_it_and_no_letter_is_missing(language: str) -> None:
    told = sheet(language=language)
    fonts.refuse_unprintable(texts(told.blocks))
    assert pdf.printed(told).startswith(b"%PDF-")
    assert docx.written(told).startswith(b"PK")


def test_a_name_of_four_hundred_letters_is_printed_whole() -> None:
    name = Words("Tổ truyền thông cộng đồng " * 15)
    results = (replace(FULL.results[0], label=name), *FULL.results[1:])
    told = sheet(replace(FULL, results=results))
    assert name.vi.strip() in all_text(told)
    assert pdf.printed(told).startswith(b"%PDF-")


def test_what_was_typed_once_is_marked_in_a_translation_unless_the_facts_know_the_body() -> None:
    head = replace(
        FULL.letterhead,
        parent_body=Words("Trung ương Hội", "ສູນກາງສະຫະພັນ", "Central Union"),
        post="CHỦ TỊCH",
        recipients=("Trung ương Hội;", "Sở Ngoại vụ", "Lưu: VT."),
    )
    facts = replace(FULL, letterhead=head)
    english, lao = paper_of(facts, year=2026, language="en"), paper_of(facts, year=2026, language="lo")
    assert english.recipients == ("Central Union", "Sở Ngoại vụ*", "File")
    assert lao.recipients == ("ສູນກາງສະຫະພັນ", "Sở Ngoại vụ*", "ເກັບມ້ຽນ")
    assert (english.post, lao.post, paper_of(facts, year=2026).post) == ("CHỦ TỊCH*", "CHỦ TỊCH*", "CHỦ TỊCH")
    assert english.note
    theirs = replace(facts, letterhead=replace(head, post="ປະທານ"))
    assert paper_of(theirs, year=2026, language="lo").post == "ປະທານ"


def test_marks_are_explained_where_they_occur() -> None:
    notes = [block.text for block in sheet().blocks if isinstance(block, Note)]
    assert "× không áp dụng; … chưa tính được" in notes
    marked, plain = (
        Section(title=cell, tables=(PlainTable(("A", "B"), (("C", cell),)),)) for cell in ("×", "7 ×")
    )
    paper = replace(paper_of(FULL, year=2026), sections=(marked, plain), bound=())
    notes = [block.text for block in review_sheet(paper).blocks if isinstance(block, Note)]
    assert notes == ["× không áp dụng"]
