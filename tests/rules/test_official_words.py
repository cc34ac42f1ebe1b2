"""Numbers, money, days and stretches of time in words: tables that an officer can check, in three languages."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules import official

HERE = ZoneInfo("Asia/Ho_Chi_Minh")

COUNTS = """
0                          không
5                          năm
15                         mười lăm
24                         hai mươi tư
105                        một trăm linh năm
1000000000                 một tỷ
1000000000000000000        một tỷ tỷ
1000000000000000005        một tỷ tỷ không trăm linh năm
1000000005000000000        một tỷ tỷ không trăm linh năm tỷ
2000000000000000000000     hai nghìn tỷ tỷ
-21                        âm hai mươi mốt
"""

MONEY = """
200000000      VND   hai trăm triệu đồng
1             VND   một đồng
1500000        VND   một triệu năm trăm nghìn đồng
12500000       LAK   mười hai triệu năm trăm nghìn kíp
3000           USD   ba nghìn đô la Mỹ
7              CNY   bảy CNY
"""

DECIMALS = """
1.5        một phẩy năm
1.25       một phẩy hai mươi lăm
1.50       một phẩy năm
0.05       không phẩy không năm
12.105     mười hai phẩy một trăm linh năm
3.1416     ba phẩy một bốn một sáu
-0.5       âm không phẩy năm
4          bốn
"""

DAYS = """
2024-02-05   ngày mùng năm tháng hai năm hai nghìn không trăm hai mươi tư
2024-04-10   ngày mùng mười tháng tư năm hai nghìn không trăm hai mươi tư
2025-12-21   ngày hai mươi mốt tháng mười hai năm hai nghìn không trăm hai mươi lăm
"""

# Which days a stretch of time is said for, in Vietnamese, Lao and English; `-` is not known.
SPANS = """
2024-01-01 2024-12-31 | Cả năm 2024           | ໝົດປີ 2024            | All of 2024
2024-04-01 2024-06-30 | Quý II/2024           | ງວດ II/2024            | Quarter II/2024
2024-07-01 2024-12-31 | Quý III–IV/2024       | ງວດ III–IV/2024        | Quarters III–IV/2024
2024-02-01 2024-02-29 | Tháng 2/2024          | ເດືອນ 2/2024           | February 2024
2023-02-01 2023-02-28 | Tháng 2/2023          | ເດືອນ 2/2023           | February 2023
2024-05-01 2024-07-31 | Tháng 5–7/2024        | ເດືອນ 5–7/2024         | May–July 2024
2024-05-02 2024-05-31 | 02/05/2024–31/05/2024 | 02/05/2024–31/05/2024 | 02/05/2024–31/05/2024
2023-01-01 2024-12-31 | 01/01/2023–31/12/2024 | 01/01/2023–31/12/2024 | 01/01/2023–31/12/2024
2024-05-02 2024-05-02 | 02/05/2024            | 02/05/2024            | 02/05/2024
- 2024-06-30          | Đến 30/06/2024        | ຮອດ 30/06/2024         | By 30/06/2024
2024-06-30 -          | Từ 30/06/2024         | ແຕ່ 30/06/2024         | From 30/06/2024
- -                   |                       |                       |
"""

LAO = """
0        ສູນ
1        ໜຶ່ງ
11       ສິບເອັດ
20       ຊາວ
21       ຊາວເອັດ
35       ສາມສິບຫ້າ
100      ໜຶ່ງຮ້ອຍ
1250     ໜຶ່ງພັນສອງຮ້ອຍຫ້າສິບ
10000    ສິບພັນ
120000   ໜຶ່ງແສນຊາວພັນ
2000000  ສອງລ້ານ
5000000000  ຫ້າຕື້
"""

ENGLISH = """
0        zero
14       fourteen
21       twenty-one
105      one hundred and five
1005     one thousand and five
1250     one thousand two hundred and fifty
200000000  two hundred million
"""


def _rows(table: str) -> list[list[str]]:
    return [line.split(None, 1) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("count", "words"), _rows(COUNTS))
def test_counts_beyond_the_billions_and_below_nought_are_spelled_out(count: str, words: str) -> None:
    assert official.in_words(int(count)) == words


@pytest.mark.parametrize(("amount", "rest"), _rows(MONEY))
def test_money_is_spelled_out_with_its_currency(amount: str, rest: str) -> None:
    currency, words = rest.split(None, 1)
    assert official.money_in_words(int(amount), currency) == words


@pytest.mark.parametrize(("value", "words"), _rows(DECIMALS))
def test_decimals_are_spelled_out(value: str, words: str) -> None:
    assert official.decimal_in_words(Decimal(value)) == words


@pytest.mark.parametrize(("day", "words"), _rows(DAYS))
def test_days_are_spelled_out(day: str, words: str) -> None:
    assert official.day_in_words(date.fromisoformat(day)) == words


@pytest.mark.parametrize("line", SPANS.strip().splitlines())
def test_a_stretch_of_time_is_said_as_short_as_it_can_be(line: str) -> None:
    days, *said = (part.strip() for part in line.split("|"))
    first, last = (None if day == "-" else date.fromisoformat(day) for day in days.split())
    for language, words in zip(("vi", "lo", "en"), said, strict=True):
        assert official.span(first, last, language=language).replace(official.NO_BREAK, " ") == words


@pytest.mark.parametrize(("count", "words"), _rows(LAO))
def test_counts_are_spelled_out_in_lao(count: str, words: str) -> None:
    assert official.in_words(int(count), language="lo") == words


@pytest.mark.parametrize(("count", "words"), _rows(ENGLISH))
def test_counts_are_spelled_out_in_english(count: str, words: str) -> None:
    assert official.in_words(int(count), language="en") == words


@pytest.mark.parametrize(
    ("language", "day", "blank", "moment", "share"),
    [
        ("vi", "ngày 05 tháng 02 năm 2024", "ngày      tháng      năm 2024",
         "08 giờ 30 phút, thứ Hai, ngày 05 tháng 02 năm 2024", "1.234,5\N{NO-BREAK SPACE}%"),
        ("lo", "ວັນທີ 05 ກຸມພາ 2024", "ວັນທີ      ເດືອນ      ປີ 2024",
         "08:30 ໂມງ, ວັນຈັນ, ວັນທີ 05 ກຸມພາ 2024", "1.234,5\N{NO-BREAK SPACE}%"),
        ("en", "5 February 2024", "                2024", "08:30, Monday, 5 February 2024", "1,234.5%"),
    ],
)  # fmt: skip
def test_each_language_writes_days_and_numbers_its_own_way(
    language: str, day: str, blank: str, moment: str, share: str
) -> None:
    first = date(2024, 2, 5)
    assert official.day_in_full(first, language=language) == day
    assert official.day_in_full(None, year=2024, language=language) == blank
    at = datetime(2024, 2, 5, 8, 30, tzinfo=HERE)
    assert official.moment_in_full(at, language=language) == moment
    assert official.percentage(Decimal("1234.5"), language=language) == share


def test_the_party_writes_its_numbers_with_a_hyphen() -> None:
    assert official.document_number(127, "QĐ/TW", stroke="-") == "127-QĐ/TW"
    assert official.document_number(5, "KH-BTV", suffix="a") == "05a/KH-BTV"


@given(st.integers(0, 10**30))
def test_a_count_of_any_length_reads_back_in_vietnamese(count: int) -> None:
    assert _heard(official.in_words(count)) == count


@given(st.integers(0, 10**15))
def test_a_count_reads_back_in_english(count: int) -> None:
    assert _heard_in_english(official.in_words(count, language="en")) == count


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_two_counts_are_never_said_alike_in_lao(one: int, other: int) -> None:
    said = [official.in_words(count, language="lo") for count in (one, other)]
    assert (said[0] == said[1]) == (one == other)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 800))
def test_a_stretch_of_time_is_never_said_for_other_days(first: date, days: int) -> None:
    """Whatever is said in short covers exactly those days."""
    last = first + timedelta(days)
    said = official.span(first, last)
    assert _days_of(said) == (first, last)


def _days_of(said: str) -> tuple[date, date]:
    if found := re.fullmatch(r"(\d\d/\d\d/\d{4})(?:–(\d\d/\d\d/\d{4}))?", said):
        first, last = (datetime.strptime(day, "%d/%m/%Y").date() for day in (found[1], found[2] or found[1]))  # noqa: DTZ007
        return first, last
    words, year = re.fullmatch(r"(.+?)[ /](\d{4})", said).groups()
    if words == "Cả năm":
        return date(int(year), 1, 1), date(int(year), 12, 31)
    unit, numbers = words.split(" ")
    read = {"I": 1, "II": 2, "III": 3, "IV": 4}.__getitem__ if unit == "Quý" else int
    begin, _, end = numbers.partition("–")
    begin, end = read(begin), read(end or begin)
    months = 3 if unit == "Quý" else 1
    after = date(int(year) + (end * months == 12), end * months % 12 + 1, 1)
    return date(int(year), (begin - 1) * months + 1, 1), after - timedelta(1)


def _heard(words: str) -> int:
    """What a Vietnamese hears: groups of billions, each with as many `tỷ` behind it as it stands high."""
    total = 0
    for group in re.findall(r"((?:(?!tỷ)\S+ ?)+)((?:tỷ ?)*)", words):
        total += _below_billion(group[0]) * 10 ** (9 * group[1].split().count("tỷ"))
    return total


def _below_billion(words: str) -> int:
    total = group = digit = 0
    for word in words.split():
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word in ("mươi", "mười"):
            group, digit = group + (10 if word == "mười" else digit * 10), 0
        elif word in _SIZES:
            total, group, digit = total + (group + digit) * _SIZES[word], 0, 0
        else:
            assert word == "linh", word
    return total + group + digit


_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4,
    "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SIZES = {"nghìn": 1000, "triệu": 10**6}


def _heard_in_english(words: str) -> int:
    total = group = 0
    for word in words.replace(" and ", " ").replace("-", " ").split():
        if word == "hundred":
            group *= 100
        elif word in _ENGLISH_SIZES:
            total, group = total + group * _ENGLISH_SIZES[word], 0
        else:
            group += _ENGLISH[word]
    return total + group


_ENGLISH_SIZES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
}
_ENGLISH = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
