"""Tables of official papers: titles over groups, widths from what stands in them, parts where one is too wide."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from chungtay.papers import docx, pdf
from chungtay.papers.columns import fitted, needed_share
from chungtay.papers.fonts import width_pt
from chungtay.papers.house_styles import STATE, STYLES
from chungtay.papers.line_breaks import balanced_lines
from chungtay.papers.sheets import Appendix, Block, Column, Sheet, Table
from chungtay.papers.tables import is_wide, measured
from tests.papers.printed import pages


def alone(*blocks: Block) -> Sheet:
    return Sheet(STATE, language="vi", title="Thử", issuer="Hội", signed_on=None, blocks=blocks)


def test_titles_of_groups_stand_over_their_columns() -> None:
    planned = Column("Năm", 0.2, group="Kế hoạch"), Column("Quý", 0.2, group="Kế hoạch")
    table = Table(
        (Column("TT", 0.1), *planned, Column("Ghi chú", 0.5)), (("1", "2", "3", "4"), ("Phần hai",))
    )
    assert [[(head.text, head.columns, head.rows) for head in row] for row in table.header] == [
        [("TT", 1, 2), ("Kế hoạch", 2, 1), ("Ghi chú", 1, 2)],
        [("Năm", 1, 1), ("Quý", 1, 1)],
    ]
    page = pages(pdf.printed(alone(table)))[0]
    group, year, quarter = (page.line(words) for words in ("Kế hoạch", "Năm", "Quý"))
    assert year[0].base == quarter[0].base < group[0].base
    assert year[0].right < (group[0].left + group[-1].right) / 2 < quarter[0].left
    rows = Document(io.BytesIO(docx.written(alone(table)))).tables[0].rows
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True, True, False, False]
    assert {cell.text for cell in rows[3].cells} == {"Phần hai"}


def test_a_table_too_wide_for_the_page_is_split_or_lies() -> None:
    columns = (Column("Đơn vị", 0), *(Column(f"Chỉ tiêu số {number}", 0, "numbers") for number in range(14)))
    rows = tuple((f"Xã Đăk Blô {row}", *["1.250.000,5"] * 14) for row in range(3))
    table = Table(columns, rows, caption="Kết quả")
    assert is_wide(table, STATE)
    upright, lying = measured(table, STATE), measured(table, STATE, landscape=True)
    assert len(lying) < len(upright)
    for parts in (upright, lying):
        assert [part.caption for part in parts] == [
            f"Kết quả ({n}/{len(parts)})" for n in range(1, len(parts) + 1)
        ]
        assert all(part.columns[0].title == "Đơn vị" for part in parts)
        assert sum(len(part.columns) - 1 for part in parts) == 14
        assert all(sum(column.share for column in part.columns) == pytest.approx(1) for part in parts)
    page = pages(pdf.printed(alone(Appendix("Phụ lục", landscape=True), *lying)))[0]
    assert page.width > 290
    assert page.holds("1.250.000,5")
    narrow = Table((Column("TT", 0, "center"), Column("Nội dung", 0)), (("1", "Việc"),))
    assert not is_wide(narrow, STATE)
    (one,) = measured(narrow, STATE)
    assert one.caption == ""
    assert one.columns[0].share < 0.1 < 0.9 < one.columns[1].share


def test_a_heading_over_a_whole_table_is_kept_in_each_of_its_parts() -> None:
    columns = (Column("Đơn vị", 0), *(Column(f"Chỉ tiêu số {number}", 0) for number in range(14)))
    parts = measured(Table(columns, (("I. Tuyên truyền",), tuple("một" for _ in columns))), STATE)
    assert len(parts) > 1
    assert {part.rows[0] for part in parts} == {("I. Tuyên truyền",)}


def test_a_word_wider_than_its_line_goes_on_in_the_next() -> None:
    lines = balanced_lines(f"Hội {'A' * 100} xã", within_pt=150, size_pt=12)
    assert "".join(lines).replace(" ", "") == f"Hội{'A' * 100}xã"
    assert all(width_pt(line, size_pt=12) <= 150 for line in lines)


def test_a_day_and_a_number_of_a_paper_stay_on_one_line() -> None:
    told = "Kèm theo Kế hoạch số 468/KH-HLHPNVN-UBDT ngày 21 tháng 3 năm 2024 của Hội"
    for width in range(215, 500, 7):
        lines = balanced_lines(told, within_pt=width, size_pt=14)
        assert any("số 468/KH-HLHPNVN-UBDT" in line for line in lines)
        assert any("ngày 21 tháng 3 năm 2024" in line for line in lines)


def test_a_day_beside_long_lao_words_is_not_cut() -> None:
    """Lao leaves no space between words: were the whole text one word, it would press the other columns."""
    lao = "ສະຫະພັນແມ່ຍິງແຂວງອັດຕະປືຮັບຜິດຊອບ"
    shares = [needed_share(STYLES["lao"], "", [cell]) for cell in (lao, lao, lao, lao, "30/11/2024")]
    assert sum(shares) < 1
    assert fitted(shares, shares)[-1] == needed_share(STYLES["lao"], "", ["30/11/2024"])
