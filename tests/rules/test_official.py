"""How official Vietnamese writes days, numbers, counts in words, points and document numbers."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules import official
from chungtay.rules.messages import RuleBroken


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2024, 2, 5), "ngày 05 tháng 02 năm 2024"),
        (date(2024, 1, 31), "ngày 31 tháng 01 năm 2024"),
        (date(2024, 3, 9), "ngày 09 tháng 3 năm 2024"),  # from March on a month has no nought
        (date(2024, 12, 27), "ngày 27 tháng 12 năm 2024"),
    ],
)
def test_only_days_below_ten_and_the_first_two_months_get_a_nought(day: date, written: str) -> None:
    assert official.day_in_full(day) == written


def test_an_unsigned_paper_leaves_room_for_the_day() -> None:
    blank = official.place_and_day("Kon Tum", None, year=2024)
    assert blank == "Kon Tum, ngày      tháng      năm 2024"


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        ("1100.5", None, "1.100,5"),
        ("1100.5000", None, "1.100,5"),
        ("1250", 1, "1.250,0"),
        ("0", None, "0"),
        ("-0.0001", None, "-0,0001"),
        ("1E+6", None, "1.000.000"),
        ("0.05", 1, "0,1"),  # half up, not to the even neighbour
        ("-1234567.25", None, "-1.234.567,25"),
    ],
)
def test_numbers_are_grouped_by_points_and_parted_by_a_comma(
    value: str, places: int | None, written: str
) -> None:
    assert official.number(Decimal(value), places=places) == written


def test_a_number_and_its_per_cent_sign_stay_on_one_line() -> None:
    assert official.percentage(Decimal("123.375")) == "123,4\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("qualifier", "written"),
    [
        ("exact", "9.872"),
        ("nearly", "gần 9.872"),
        ("about", "khoảng 9.872"),
        ("over", "trên 9.872"),
        ("at_least", "ít nhất 9.872"),
        ("estimated", "ước 9.872"),
    ],
)
def test_how_exact_an_amount_is_stands_before_it(qualifier: str, written: str) -> None:
    assert official.qualified("9.872", qualifier) == written


@pytest.mark.parametrize(
    ("number", "symbol", "written"),
    [
        (5, "BC-BTV", "05/BC-BTV"),
        (97, "BC-BTV", "97/BC-BTV"),
        (468, "KH-HLHPNVN-UBDT", "468/KH-HLHPNVN-UBDT"),
        (None, "BC-BTV", "     /BC-BTV"),
    ],
)
def test_numbers_of_documents_below_ten_get_a_nought(number: int | None, symbol: str, written: str) -> None:
    assert official.document_number(number, symbol) == written


def test_points_follow_the_vietnamese_alphabet() -> None:
    letters = " ".join(official.outline_letter(position) for position in range(1, 14))
    assert letters == "a b c d đ e g h i k l m n"


def test_more_points_than_letters_are_refused() -> None:
    with pytest.raises(RuleBroken, match="room for 23 lettered points"):
        official.outline_letter(24)


@pytest.mark.parametrize(
    ("position", "written"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (90, "XC")]
)
def test_parts_have_roman_numbers(position: int, written: str) -> None:
    assert official.roman(position) == written


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "không"),
        (1, "một"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (1005, "một nghìn không trăm linh năm"),
        (1050, "một nghìn không trăm năm mươi"),
        (9872, "chín nghìn tám trăm bảy mươi hai"),
        (1_000_005, "một triệu không trăm linh năm"),
        (21_000_000_001, "hai mươi mốt tỷ không trăm linh một"),
        (5_000_000_000_000, "năm nghìn tỷ"),
    ],
)
def test_counts_are_spelled_out(count: int, written: str) -> None:
    assert official.in_words(count) == written


@given(st.integers(0, 10**18 - 1) | st.integers(0, 10_000))
def test_a_spelled_count_reads_back_as_itself(count: int) -> None:
    assert _read(official.in_words(count)) == count


def _read(words: str) -> int:
    """Slowly: the count that a Vietnamese reader hears."""
    if "tỷ" in words.split():
        billions, _, rest = words.partition(" tỷ")
        return _read(billions) * 10**9 + _read(rest)
    total = group = digit = 0
    for word in words.split():
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word in _SIZES:
            total, group, digit = total + (group + digit) * _SIZES[word], 0, 0
        elif word in _TENS:
            group, digit = group + max(digit, word == "mười") * _TENS[word], 0
        else:
            assert word == "linh", word
    return total + group + digit


_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4,
    "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_TENS = {"trăm": 100, "mươi": 10, "mười": 10}
_SIZES = {"nghìn": 1000, "triệu": 10**6}
