"""Reads numbers, days and years as Vietnamese writes them: `10.000`, `1,5`, `21/3/2024`, `ngày 05 tháng 3 năm 2024`."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

# Bounded on both sides, so that no long row of digits is half read as a number.
NUMBER = (
    r"(?<![\d.,])(?<!\d/)\d{1,3}(?:(?:\.\d{3}){1,4}|(?: \d{3}){1,3}(?![\d.,]))(?:,\d{1,3})?(?![\d/])|"
    r"(?<![\d.,])(?<!\d/)\d{1,9}(?:[.,]\d{1,3})?(?![\d/])"
)

_WORDS = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip

_DAY = re.compile(
    r"(?<![\d/.-])(?P<day>[0-3]?\d) ?(?P<sign>[/.-]) ?(?P<month>[01]?\d)"
    r"(?: ?(?P=sign) ?(?P<year>(?:19|20)\d\d)(?!\d)|\b(?! ?[/.-] ?\d))(?![\d/])"
    r"|(?<!\d)(?P<day_>[0-3]?\d) tháng (?P<month_>[01]?\d)(?:(?: ?,)? (?:năm )?(?P<year_>(?:19|"
    r"20)\d\d)(?!\d))?",
    re.IGNORECASE,
)
# A day without its year is only a day when the words around it say so: "5/3" may be a fraction or a road.
_DAY_WORD = re.compile(
    r"(?:ngày|sáng|trưa|chiều|tối|đêm|hôm nay|nay|vào|hôm|thứ [a-z2-7]+|chủ nhật|đến|từ|,|và|"
    r"-)[ (,]{0,3}(?:\d{1,2}(?:[/.]\d{1,2})?(?:,| và| -|-| đến) ?(?:ngày )?)?$",
    re.IGNORECASE,
)
_SURE_DAY_WORD = re.compile(
    r"(?:(?:ngày|sáng|trưa|chiều|tối|hôm nay|hôm qua|nay)[ (]{1,2}|ngày [0-3]?\d(?:,| và| đến| -) (?:ngày )?)$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:tháng |- ?|, ?)(?P<month>1[0-2]|0?[1-9])(?: ?[/-] ?| năm )(?P<year>20\d\d)(?!\d)", re.IGNORECASE
)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(
    r"quý (?:[IV1-4]{1,3}(?: ?[-,] ?| và (?:quý )?| đến (?:quý )?)){0,3}(?P<quarter>I{1,3}|IV|[1-4])"
    r"(?: ?[/-] ?| năm )(?P<year>20\d\d)(?!\d)",
    re.IGNORECASE,
)
_WHOLE_YEAR = re.compile(r"(?:năm |^)(?P<year>20\d\d)(?!\d)", re.IGNORECASE)


class Day(NamedTuple):
    """A day as printed; `year` is 0 when the text gives none."""

    start: int
    end: int
    day: int
    month: int
    year: int

    def written(self) -> str:
        return (
            f"{self.year:04}-{self.month:02}-{self.day:02}"
            if self.year
            else f"--{self.month:02}-{self.day:02}"
        )


def number_of(printed: str, *, counts_things: bool = False) -> float | int:
    """`10.000` is ten thousand, `1,5` one and a half. People and things come whole: their `12,000` is 12000."""
    digits = printed.replace(" ", "")
    if counts_things and re.fullmatch(r"\d{1,3}(?:,\d{3})+", digits):
        return int(digits.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    value = float(digits.replace(",", "."))
    return int(value) if value.is_integer() else value


def number_word(word: str) -> int | None:
    """`năm` also means year, so whoever asks must know that things are counted here."""
    return _WORDS.get(word.lower())


def days_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Day]:
    for match in _DAY.finditer(text, start, len(text) if end is None else end):
        day = int(match["day"] or match["day_"])
        month = int(match["month"] or match["month_"])
        year = int(match["year"] or match["year_"] or 0)
        if not _exists(day, month, year):
            continue
        if not year and match["day"] and not _said_to_be_a_day(text, match):
            continue
        yield Day(match.start(), match.end(), day, month, year)


def last_day_in(text: str, start: int = 0, end: int | None = None) -> date | None:
    """The last day of a time as plans write it: `30/11/2026`, `tháng 8/2026`, `quý I - IV/2026`, `năm 2026`."""
    stop = len(text) if end is None else end
    ends = [date(day.year, day.month, day.day) for day in days_in(text, start, stop) if day.year]
    for month in _MONTH.finditer(text, start, stop):
        ends.append(_month_end(int(month["year"]), int(month["month"])))
    for quarter in _QUARTER.finditer(text, start, stop):
        ends.append(_month_end(int(quarter["year"]), 3 * _QUARTERS[quarter["quarter"].upper()]))
    if not ends:
        ends = [date(int(year["year"]), 12, 31) for year in _WHOLE_YEAR.finditer(text, start, stop)]
    return max(ends, default=None)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _exists(day: int, month: int, year: int) -> bool:
    try:
        date(year or 2024, month, day)  # a day without a year may be 29 February
    except ValueError:
        return False
    return True


def _said_to_be_a_day(text: str, match: re.Match[str]) -> bool:
    # "-" between two bare numbers is a range ("5-7 cuộc"), never a day without a year, unless "ngày" says so.
    before = text[max(0, match.start() - 24) : match.start()]
    if match["sign"] == "/":
        return _DAY_WORD.search(before) is not None
    return _SURE_DAY_WORD.search(before) is not None
