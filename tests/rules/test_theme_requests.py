"""An outline is read as it was pasted, an annex as it was typed, and a unit's own file is sorted under the headings."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.ledger import Qualifier
from chungtay.rules.messages import RuleBroken
from chungtay.rules.requests import (
    PlainColumn,
    added_up,
    check_due_day,
    check_theme,
    check_translation,
    read_annex,
    read_figure,
    read_outline,
    sort_under,
)

PASTED = """
I. KẾT QUẢ THỰC HIỆN:
1. Công tác tuyên truyền
- Nêu rõ số buổi, số người dự
+ Hình thức mới
2) Vay vốn, sinh kế
2.1. Vốn ủy thác
2.2 Mô hình sinh kế
II. Khó khăn, vướng mắc
(kèm nguyên nhân)
III. Kiến nghị
"""

READ = """
    asked depth heading                    under                          hint
    0     0     KẾT QUẢ THỰC HIỆN          -                              -
    1     1     Công tác tuyên truyền      KẾT QUẢ THỰC HIỆN              Nêu rõ số buổi, số người dự; Hình thức mới
    0     1     Vay vốn, sinh kế           KẾT QUẢ THỰC HIỆN              -
    2     2     Vốn ủy thác                KẾT QUẢ THỰC HIỆN / Vay vốn, sinh kế   -
    3     2     Mô hình sinh kế            KẾT QUẢ THỰC HIỆN / Vay vốn, sinh kế   -
    4     0     Khó khăn, vướng mắc        -                              kèm nguyên nhân
    5     0     Kiến nghị                  -                              -
"""


def test_a_pasted_outline_is_read_with_its_parts_and_its_guidance() -> None:
    told = [
        (str(one.asked), str(one.depth), one.title, " / ".join(one.parts) or "-", one.hint or "-")
        for one in read_outline(PASTED)
    ]
    wanted = [tuple(" ".join(row.split()).split(" ", 2)) for row in READ.strip().splitlines()[1:]]
    assert [(asked, depth, f"{title} {under} {hint}") for asked, depth, title, under, hint in told] == wanted


NOT_NUMBERED = """
    typed                  read
    Tình hình chung        Tình hình chung
    2025 là năm đầu        2025 là năm đầu
    1.Thuận lợi            Thuận lợi
    VI) Đề xuất            Đề xuất
    Phần II: Kết quả       Kết quả
    Vinh danh tập thể      Vinh danh tập thể
    ພາກທີ I. ສະພາບ          ສະພາບ
"""


@pytest.mark.parametrize("row", NOT_NUMBERED.strip().splitlines()[1:])
def test_only_a_number_before_the_words_is_taken_for_one(row: str) -> None:
    typed, read = (part.strip() for part in row.strip().split("  ", 1))
    assert [one.title for one in read_outline(typed)] == [read]


@given(st.lists(st.text("abc àệ.:-1I()", min_size=1, max_size=30), max_size=12))
def test_whatever_is_pasted_the_questions_count_from_one_without_a_gap(lines: list[str]) -> None:
    headings = read_outline("\n".join(lines))
    asked = [one.asked for one in headings if one.asked]
    assert asked == list(range(1, len(asked) + 1))
    assert not headings or headings[-1].asked, "the last heading always asks"


def test_a_heading_that_is_too_long_and_an_outline_without_end_are_refused_by_line() -> None:
    with pytest.raises(RuleBroken) as told:
        read_outline("Kết quả\n" + "a" * 301 + "\n" + "\n".join(f"{n}. Mục" for n in range(1, 41)))
    assert len(told.value.messages) == 2 and told.value.messages[0].values["n"] == 2


def test_a_translation_goes_line_by_line_or_is_left_out() -> None:
    headings = read_outline("I. Kết quả\n1. Vốn\nII. Kiến nghị")
    assert not list(check_translation(headings, read_outline(""), where="outline_lo"))
    assert not list(check_translation(headings, read_outline("I. ຜົນ\n1. ທຶນ\nII. ສະເໜີ"), where="outline_lo"))
    (wrong,) = check_translation(headings, read_outline("ຜົນ\nທຶນ\nສະເໜີ"), where="outline_lo")
    assert wrong.where == "outline_lo"


def test_a_column_that_names_its_measure_holds_numbers() -> None:
    typed = "1. Tên mô hình\nSố thành viên (người)\n\nKinh phí (đợt 1) (triệu đồng)"
    assert read_annex(typed) == (
        PlainColumn("Tên mô hình"),
        PlainColumn("Số thành viên", "người"),
        PlainColumn("Kinh phí (đợt 1)", "triệu đồng"),
    )


def test_no_two_columns_bear_one_name() -> None:
    with pytest.raises(RuleBroken, match="Two columns"):
        read_annex("Số mô hình (mô hình)\nsố mô hình")


WRITTEN = """
    written          amount   how
    12               12       exact
    1.200            1200     exact
    12 mô hình       12       exact
    gần 1.200 người  1200     nearly
    trên 30          30       over
    hơn 30           30       over
    khoảng 15,5      15.5     about
    ປະມານ 40 ຄົນ      40       about
    không có         -        -
    5 ở thôn 3       -        -
    12 - 15          -        -
    gầnđây 3         -        -
"""


@pytest.mark.parametrize("row", WRITTEN.strip().splitlines()[1:])
def test_a_number_is_read_as_officers_write_it(row: str) -> None:
    words, amount, how = (part.strip() for part in row.strip().rsplit(None, 2))
    figure = read_figure(words)
    if amount == "-":
        assert figure is None
    else:
        assert figure and (figure.amount, figure.qualifier) == (round(float(amount) * 10_000), Qualifier(how))


def test_a_total_is_about_where_a_part_of_it_is() -> None:
    figures = [read_figure(words) for words in ("12", "gần 8")]
    total = added_up(one for one in figures if one)
    assert total and (total.amount, total.qualifier) == (200_000, Qualifier.ABOUT)
    assert added_up([]) is None


OWN_FILE = [
    ["HỘI LHPN XÃ ĐĂK PÉK"],
    ["BÁO CÁO"],
    ["I. Kết quả thực hiện"],
    ["Năm qua có nhiều chuyển biến."],
    ["1. Công tác tuyền truyền"],
    ["Tổ chức 5 buổi."],
    ["Có 200 người dự."],
    ["2.1 Vốn ủy thác: dư nợ 3 tỷ đồng"],
    ["KHO KHAN, VUONG MAC"],
    ["Thiếu kinh phí."],
    ["Số thành viên: 45 người"],
    ["Tên mô hình", "Nuôi dê"],
    ["Thôn", "Số hộ"],
    ["III. Kiến nghị"],
    ["Cấp thêm vốn./."],
    ["Nơi nhận:", "TM. BAN THƯỜNG VỤ"],
    ["- Lưu: VT"],
]


def test_a_units_own_file_is_sorted_under_the_headings() -> None:
    columns = read_annex("Tên mô hình\nSố thành viên (người)")
    found = sort_under(OWN_FILE, read_outline(PASTED), columns)
    assert found.told == {
        1: "Năm qua có nhiều chuyển biến.\nTổ chức 5 buổi.\nCó 200 người dự.",
        2: "dư nợ 3 tỷ đồng",
        4: "Thiếu kinh phí.\nThôn; Số hộ",
        5: "Cấp thêm vốn.",
    }
    assert found.cells == {1: "Nuôi dê", 2: "45 người"}
    assert found.rest == ["HỘI LHPN XÃ ĐĂK PÉK", "BÁO CÁO", "Nơi nhận:; TM. BAN THƯỜNG VỤ", "- Lưu: VT"]


@given(st.lists(st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=3), max_size=12))
def test_no_line_of_a_file_is_lost(rows: list[list[str]]) -> None:
    """Each row stands under a heading, in a cell or among the rest, unless it is a heading itself."""
    found = sort_under([["Kết quả"], *rows], read_outline("Kết quả\nKiến nghị"), read_annex("c"))
    cells = [row for row in rows if len(row) > 1 and row[0] == "c"]
    told = [line for text in found.told.values() for line in text.splitlines()]
    assert len(told) + len(found.rest) + len(cells) == len(rows)
    assert not cells or found.cells[1] == cells[0][-1]


TODAY = date(2026, 3, 20)


def test_everything_to_mend_in_a_request_is_said_at_once() -> None:
    with pytest.raises(RuleBroken) as told:
        check_theme(
            title=" ", asks=0, units=0, first_on=TODAY, last_on=date(2026, 1, 1), due_on=date(2026, 3, 19), today=TODAY
        )  # fmt: skip
    assert [one.where for one in told.value.messages] == ["title", "units", "last_on", "due_on"]


def test_a_request_due_today_is_sent_and_a_closed_one_is_not_put_off() -> None:
    days = {"first_on": date(2026, 1, 1), "last_on": TODAY, "due_on": TODAY, "today": TODAY}
    check_theme(title="Vay vốn", asks=1, units=1, **days)
    with pytest.raises(RuleBroken, match="closed"):
        check_due_day(TODAY, today=TODAY, closed_at=datetime(2026, 3, 19, tzinfo=UTC))
