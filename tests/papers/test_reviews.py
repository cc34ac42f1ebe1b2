"""What a review puts on paper, and in which words, before any engine draws it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from chungtay.papers.fonts import width_pt
from chungtay.papers.house_styles import STATE
from chungtay.papers.line_breaks import balanced_lines
from chungtay.papers.reviews import ByUnit, Figure, ResultRow, ReviewPaper, Section, review_sheet
from chungtay.papers.sheets import Grounds, Heading, Paragraph, Run, Signatures, Table, tidy


def lines(paper: ReviewPaper) -> list[str]:
    """Headings and paragraphs as they are read."""
    return [
        block.text if isinstance(block, Heading) else "".join(run.text for run in block.runs)
        for block in review_sheet(paper).blocks
        if isinstance(block, Heading | Paragraph)
    ]


def tables(paper: ReviewPaper) -> list[Table]:
    return [block for block in review_sheet(paper).blocks if isinstance(block, Table)]


def test_parts_are_numbered_by_themselves(review: ReviewPaper) -> None:
    point = Section("Tên điểm", points=("sâu nhất",))
    part = Section("Tên phần", parts=(Section("Mục", parts=(point,)), Section("Mục", points=("một", "hai"))))
    bare = replace(review, legal_grounds=(), opening="", sections=(part, Section("Sau", points=("cuối",))))
    assert lines(bare) == [
        "I. TÊN PHẦN", "1. Mục", "a) Tên điểm", "- sâu nhất", "2. Mục", "a) một", "b) hai",
        "II. SAU", "1. cuối./.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("ở khu vực biên giới.", "ở khu vực biên giới./."),
        ("ở khu vực biên giới", "ở khu vực biên giới./."),
        ("ở khu vực biên giới./.", "ở khu vực biên giới./."),  # not twice
        ("ở khu vực biên giới;  ", "ở khu vực biên giới./."),
        ("(xem phụ lục)", "(xem phụ lục)./."),
    ],
)
def test_the_text_ends_with_the_closing_mark(review: ReviewPaper, typed: str, printed: str) -> None:
    assert lines(replace(review, sections=(Section("Phương hướng", paragraphs=(typed,)),)))[-1] == printed


def test_a_text_that_ends_in_a_table_closes_below_it(review: ReviewPaper) -> None:
    row = ResultRow("Câu lạc bộ", "câu lạc bộ", 10, Figure(10), 100, 1, 1, "K7-201")
    assert lines(replace(review, sections=(Section("Kết quả", results=(row,)),)))[-1] == "./."


def test_legal_grounds_end_with_semicolons_and_the_last_with_a_stop(review: ReviewPaper) -> None:
    sheet = review_sheet(replace(review, legal_grounds=("Căn cứ một.", "Căn cứ hai", "Căn cứ ba;")))
    (grounds,) = (block for block in sheet.blocks if isinstance(block, Grounds))
    assert grounds.lines == ("Căn cứ một;", "Căn cứ hai;", "Căn cứ ba.")


def test_recipients_are_listed_however_they_were_typed(review: ReviewPaper) -> None:
    sheet = review_sheet(replace(review, recipients=("- Như trên;", "Thường trực Tỉnh ủy", "Lưu: VT.")))
    (signatures,) = (block for block in sheet.blocks if isinstance(block, Signatures))
    assert signatures.recipients == ("- Như trên;", "- Thường trực Tỉnh ủy;", "- Lưu: VT.")


def test_a_narrative_typed_with_line_ends_becomes_paragraphs(review: ReviewPaper) -> None:
    section = Section("Hạn chế", paragraphs=("Một.\r\n\n  \nHai.",))
    assert lines(replace(review, sections=(section, review.sections[-1])))[2:4] == ["Một.", "Hai."]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (
            ResultRow("Kinh phí", "triệu đồng", 1250, Figure(Decimal("1100.5000")), 88, 13, 13, "K7-240"),
            "1.250,0 | 1.100,5 | 88,0 % | 13/13",  # both as fine as the finer one
        ),
        (
            ResultRow("Lượt", "lượt", 8000, Figure(9872, "nearly"), Decimal("123.4"), 12, 13, "K7-214"),
            "8.000 | gần 9.872 | 123,4 % | 12/13",
        ),
        (ResultRow("Mới", "cuộc", 4, Figure(0), 0, 3, 3, "K7-1"), "4 | 0 | 0,0 % | 3/3"),  # none is a number
        (ResultRow("Chưa", "người", 40, Figure(), None, 0, 5, "K7-231"), "40 | chưa báo | … | 0/5"),
        (
            ResultRow("Không", "người", None, Figure(absent="not_applicable"), None, 0, 0, "K7-9"),
            "× | × | … | ×",
        ),
    ],
)
def test_a_result_says_what_is_known_and_what_is_not(review: ReviewPaper, row: ResultRow, cells: str) -> None:
    (table,) = tables(replace(review, sections=(Section("Kết quả", results=(row,)),)))
    assert " | ".join(table.rows[0][2:6]).replace("\N{NO-BREAK SPACE}", " ") == cells


def test_columns_are_as_wide_as_their_numbers_need(review: ReviewPaper) -> None:
    rich = Figure(123_456_789_000, "about")
    row = ResultRow("Kinh phí vận động được", "đồng", 98_765_432_100, rich, 125, 13, 13, "K7-240")
    (table,) = tables(replace(review, sections=(Section("Kết quả", results=(row,)),)))
    for column, cell in zip(table.columns, table.rows[0], strict=True):
        longest = max(width_pt(word, size_pt=12, bold=True) for word in cell.split(" "))
        assert column.share * STATE.text_width_pt > longest + 8, cell
    assert sum(column.share for column in table.columns) == pytest.approx(1)


def test_units_with_many_indicators_get_several_tables_and_lose_none(review: ReviewPaper) -> None:
    names = tuple(f"Chỉ tiêu {number}" for number in range(12))
    wide = tuple(Figure(10_000_000 + number) for number in range(12))
    by_unit = ByUnit(names, (("Xã Đăk Blô", wide),), total=wide)
    found = tables(replace(review, sections=(Section("Kết quả", by_unit=by_unit),)))
    assert len(found) > 1
    assert [column.title for table in found for column in table.columns[1:]] == list(names)
    assert [table.rows[1][0] for table in found] == ["Tổng cộng"] * len(found)
    assert [cell for table in found for cell in table.rows[0][1:]] == [f"10.000.0{n:02}" for n in range(12)]


def test_a_code_stands_raised_behind_its_figure(review: ReviewPaper) -> None:
    (talks,) = (
        block
        for block in review_sheet(review).blocks
        if isinstance(block, Paragraph) and any(run.raised for run in block.runs)
    )
    assert talks.runs[1] == Run("K7-214", raised=True)


@pytest.mark.parametrize(
    ("typed", "broken"),
    [
        ("Hội Liên hiệp Phụ nữ tỉnh Kon Tum", ("Hội Liên hiệp Phụ nữ", "tỉnh Kon Tum")),
        ("Ban Thường vụ Hội LHPN xã Đăk Blô", ("Ban Thường vụ Hội", "LHPN xã Đăk Blô")),
        ("Ban Chấp hành\nHội Phụ nữ", ("Ban Chấp hành", "Hội Phụ nữ")),
        ("Ủy ban Dân tộc", ("Ủy ban Dân tộc",)),
    ],
)
def test_names_in_headings_are_not_torn(typed: str, broken: tuple[str, ...]) -> None:
    assert balanced_lines(typed, within_pt=150, size_pt=13, bold=True) == broken


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Xa\u0303 Po\u031b\u0300 Y", "Xã Pờ Y"),
        ("một\thai\u2003ba", "một hai ba"),
        ("\ufeffđầu\u200e", "đầu"),
        ("ສະ\u200bຫະ", "ສະ\u200bຫະ"),  # where Lao may break
        ("9.872\u202flượt", "9.872\u00a0lượt"),
    ],
)
def test_typed_text_is_only_tidied(typed: str, kept: str) -> None:
    assert tidy(typed) == kept
