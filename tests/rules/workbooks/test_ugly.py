"""An office's own sheet is read as it is: merged heads, sums, units as text, numbers as people write them."""

import pytest

from chungtay.rules.workbooks import shape_of

from .drawn import KNOWN, drawn, faults, read, told

UGLY = """
BÁO CÁO KẾT QUẢ QUÝ I  | <          | <        | <    | <  | <   | <
                       |            |          |      |    |     |
TT | Đơn vị            | Số buổi tuyên truyền | Số lượt người tham dự | < | < | Kinh phí (triệu đồng)
^  | ^                 | ^          | Tổng số  | Trong đó | < | ^
^  | ^                 | ^          | ^        | Nữ   | Nam | ^
A  | B                 | 1          | 2        | 3    | 4   | 5
   | Tổng cộng         | 12         | 1260     | 900  | 360 | 15.5
1  | xã Đăk Blô        | 5          | '1.200   | 860  | 340 | '12,5
2  | Xã  BỜ Y          | 7          | '60 lượt | 40   | 20  | 3
3  | Xã Sa Loong       |            |          |      |     |
   |                   |            |          |      |     |
   | Người lập biểu    |            |          | TM. Ban Thường vụ |  |
"""


def test_merged_heads_sums_signatures_and_numbers_as_text_are_understood() -> None:
    reading, answers, _ = read(UGLY)
    assert faults(reading) == {} and reading.notes == []
    assert told(answers) == {
        "k1": "1=5 2=1200(female 860, male 340) 3=12.5",
        "k2": "1=7 2=60(female 40, male 20) 3=3",
    }


def test_a_sum_that_its_rows_do_not_add_up_to_is_pointed_out_and_hinders_nothing() -> None:
    reading, answers, _ = read(UGLY.replace("| 12         |", "| 13         |"))
    (note,) = reading.notes
    assert (note.at, str(note.message)) == ("C7", "The sheet says 13 in all, its rows add up to 12.")
    assert told(answers)["k2"].startswith("1=7 ")


def test_units_side_by_side_are_read_like_units_below_each_other() -> None:
    reading, answers, mapping = read("""
        Chỉ tiêu                 | Xã Đăk Blô | Xã Bờ Y | Cộng
        1. Số buổi tuyên truyền  | 5          | 7       | 12
        2. Số lượt người tham dự | 1200       | 60      | 1260
        - Trong đó: Nữ           | 860        | 40      | 900
        - Trong đó: Nam          | 340        | 20      | 360
    """)
    assert mapping.is_turned and faults(reading) == {}
    assert told(answers) == {"k1": "1=5 2=1200(female 860, male 340)", "k2": "1=7 2=60(female 40, male 20)"}


def test_one_row_for_each_unit_and_line_is_read() -> None:
    reading, answers, _ = read("""
        Mã    | Địa bàn | Chỉ tiêu              | Phần    | Số liệu
        23362 | Đăk Blô | Số buổi tuyên truyền  | Tổng số | 5
        23362 | Đăk Blô | Số lượt người tham dự | Tổng số | 1200
        23362 | Đăk Blô | Số lượt người tham dự | Nữ      | 860
        23362 | Đăk Blô | Số lượt người tham dự | Nam     | 340
        23428 | Bờ Y    | Số buổi tuyên truyền  | Tổng số | 7
    """)
    assert faults(reading) == {}
    assert told(answers) == {"k1": "1=5 2=1200(female 860, male 340)", "k2": "1=7"}


def test_a_sheet_of_one_unit_lists_its_lines_and_their_parts_below_each_other() -> None:
    reading, answers, _ = read("""
        TT | Nội dung                        | ĐVT  | Kết quả
        1  | Số buổi tuyên truyền            | buổi | 5
        2  | Số lượt người tham dự           | lượt | 1200
           | Trong đó: Nữ                    |      | 860
           | Nam                             |      | 340
        3  | Kinh phí                        | triệu đồng | '12,5
    """, unit="k1")  # fmt: skip
    assert faults(reading) == {}
    assert told(answers) == {"k1": "1=5 2=1200(female 860, male 340) 3=12.5"}


@pytest.mark.parametrize(
    "cell, said",
    [
        ("0", "0"), ("'0", "0"), ("'1.200", "1200"), ("'1 200", "1200"), ("'gần 1.000", "1000[nearly]"),
        ("'~50", "50[about]"), ("'> 50", "50[over]"), ("'trên 50 buổi", "50[over]"), ("'Khoảng 50", "50[about]"),
        ("'x", "not_applicable"), ("'Không áp dụng", "not_applicable"), ("'...", "not_reported"),
        ("'ປະມານ 50", "50[about]"),
    ],
)  # fmt: skip
def test_a_cell_says_what_people_mean_by_it(cell: str, said: str) -> None:
    reading, answers, _ = read(f"""
        Đơn vị  | Số buổi tuyên truyền
        Bờ Y    | {cell}
        Đăk Blô | 3
    """)
    assert faults(reading) == {}
    assert told(answers)["k2"] == f"1={said}"


def test_an_empty_cell_says_nothing_and_zero_says_none() -> None:
    _, answers, _ = read("""
        Đơn vị  | Số buổi tuyên truyền | Kinh phí
        Bờ Y    |                      | 0
        Đăk Blô | 3                    |
    """)
    assert told(answers) == {"k2": "3=0", "k1": "1=3"}


WRONG = """
Đơn vị      | Số buổi tuyên truyền | Số lượt người tham dự | Nữ | Nam | Kinh phí
Đăk Blô     | mười                 | 60                    | 50 | 20  | '1.234,567
Bờ Y        | 2.5                  | -1                    |    |     | '1.5.0
Sa Lông     | 3                    | 4                     |    |     |
            | 3                    |                       |    |     |
Mô Rai      | 1                    |                       |    |     |
"""


def test_ten_wrong_cells_are_ten_sentences_each_at_its_cell() -> None:
    columns = {"Nữ": "2.sex:female", "Nam": "2.sex:male"}
    _, _, guessed = read(WRONG)
    reading, _, _ = read(WRONG, columns={**guessed.columns, **columns})
    assert faults(reading) == {
        "B2": "mười is not a number.",
        "C2": "sex: the cells add up to 70 but the total is 60: 10 too many.",
        "F2": "1.234,567 has more than 2 decimals.",
        "B3": "2,5 must be a whole number.",
        "C3": "-1.0 is below zero. Write a number from 0 upwards.",
        "F3": "1.5.0 is not a number.",
        "A4": "No unit that is asked is called Sa Lông. Is Xã Sa Loong meant? Choose below, or mend the name.",
        "A5": "There are figures in this row, but no unit. Write whose they are, or delete them.",
        "B6": "It was handed in already.",
    }
    assert reading.strange_units == {"sa long": "Sa Lông"}


def test_a_name_is_chosen_once_and_known_from_then_on() -> None:
    reading, answers, _ = read(
        "Đơn vị | Số buổi tuyên truyền\nBờ Y | 2\nSa Lông | 3", units={"sa long": "23435"}
    )
    assert faults(reading) == {} and told(answers)["k3"] == "1=3"


@pytest.mark.parametrize("dash, said", [("none", "1=0"), ("blank", None)])
def test_a_lone_dash_is_asked_back_and_read_as_was_answered(dash: str, said: str | None) -> None:
    table = "Đơn vị | Số buổi tuyên truyền\nBờ Y | 2\nĐăk Blô | '-"
    reading, _, _ = read(table)
    assert "may mean none or not known" in faults(reading)["B3"]
    reading, answers, _ = read(table, dash=dash)
    assert faults(reading) == {} and told(answers).get("k1") == said


def test_two_cells_that_contradict_each_other_are_told_and_the_same_twice_is_harmless() -> None:
    table = "Đơn vị | Số buổi tuyên truyền\nBờ Y | 2\nBờ Y | {again}"
    assert faults(read(table.format(again=2))[0]) == {}
    assert faults(read(table.format(again=3))[0]) == {
        "B3": "B2 says something else of the same figure. Leave one of them out."
    }


def test_a_line_without_a_total_column_has_the_sum_of_its_base() -> None:
    _, answers, _ = read("""
        Đơn vị | Số lượt người tham dự | <
        ^      | Nữ                    | Nam
        Bờ Y   | 40                    | 20
    """)
    assert told(answers) == {"k2": "2=60(female 40, male 20)"}


def test_what_a_register_counts_is_not_taken_from_a_sheet() -> None:
    _, answers, _ = read("Đơn vị | Số câu lạc bộ | Số buổi tuyên truyền\nBờ Y | 9 | 2")
    assert told(answers) == {"k2": "1=2"}


def test_the_same_heads_are_the_same_shape_in_any_order_and_month() -> None:
    one = read("Đơn vị | Số buổi tuyên truyền | Kinh phí\nBờ Y | 2 | 3")[2]
    other = read("Tháng 4 |  |\n |  |\nĐơn vị | Kinh phí | Số buổi tuyên truyền\nĐăk Blô | 5 | 7")[2]
    assert shape_of(one.columns, is_turned=False) == shape_of(other.columns, is_turned=False)
    assert shape_of(one.columns, is_turned=False) != shape_of(one.columns, is_turned=True)


def test_a_cell_is_named_as_table_programs_name_it() -> None:
    grid = drawn("a | b\nc | d")
    assert [grid.address(0, 0), grid.address(1, 27), grid.turned().address(1, 0)] == ["A1", "AB2", "B1"]


def test_a_form_is_known_by_number_and_name() -> None:
    assert KNOWN.line_called("1. Số buổi tuyên truyền (buổi)") is KNOWN.lines[0]
    assert KNOWN.line_called("Số buổi họp") is None


def test_a_head_that_was_not_merged_still_stands_over_the_columns_beside_it() -> None:
    reading, answers, _ = read("""
        Đơn vị | Số lượt người tham dự |    |
               | Tổng số               | Nữ | Nam
        Bờ Y   | 60                    | 40 | 20
    """)
    assert faults(reading) == {} and told(answers) == {"k2": "2=60(female 40, male 20)"}


def test_a_figure_beside_not_applicable_is_asked_back() -> None:
    table = "Nội dung | Kết quả | Mức\nSố buổi tuyên truyền | {figure} | Không áp dụng"
    reading, answers, _ = read(table.format(figure=""), unit="k1")
    assert told(answers) == {"k1": "1=not_applicable"}
    reading, _, _ = read(table.format(figure=3), unit="k1")
    assert "Empty one of the two" in faults(reading)["B2"]
