"""How official Vietnamese is written: days, numbers, counts in words, outline letters, document numbers.

Decree 30/2020/NĐ-CP says how State bodies write a day and a document number; the rest is the custom of
the language. A number and its per cent sign are kept together by a no-break space.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from chungtay.rules.messages import Message, RuleBroken

NO_BREAK = "\N{NO-BREAK SPACE}"

# The Vietnamese alphabet as points of a paper use it: no f, j, w, z and no letters with marks but đ.
OUTLINE_LETTERS = "abcdđeghiklmnopqrstuvxy"

QUALIFIER_WORDS = {
    "exact": "",
    "nearly": "gần",
    "about": "khoảng",
    "over": "trên",
    "at_least": "ít nhất",
    "estimated": "ước",
}

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def day_in_full(day: date | None, *, year: int | None = None) -> str:
    """`ngày 05 tháng 02 năm 2024`; without a day, the blanks that are filled in by hand at signing."""
    if day is None:
        return f"ngày      tháng      năm {year or '      '}"
    # Only days below 10 and the months 1 and 2 get a nought: no other could be made into a later one by pen.
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def place_and_day(place: str, day: date | None, *, year: int | None = None) -> str:
    return f"{place}, {day_in_full(day, year=year)}"


def short_day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def document_number(number: int | None, symbol: str) -> str:
    """`05/BC-BTV`; without a number, the blank before the stroke that the registry fills in after signing."""
    return f"     /{symbol}" if number is None else f"{number:02}/{symbol}"


def number(value: Decimal | int, *, places: int | None = None) -> str:
    """`1.100,5`; with `places`, rounded half up to so many digits after the comma."""
    exact = Decimal(value)
    if places is None:
        places = places_needed(exact)
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:,f}".translate(str.maketrans(",.", ".,"))


def places_needed(value: Decimal | int) -> int:
    """How many digits after the comma it takes to write a value without loss."""
    exponent = Decimal(value).normalize().as_tuple().exponent
    assert isinstance(exponent, int), "an amount is a finite number"
    return max(0, -exponent)


def percentage(value: Decimal | int, *, places: int = 1) -> str:
    return f"{number(value, places=places)}{NO_BREAK}%"


def qualified(amount: str, qualifier: str = "exact") -> str:
    """`gần 9.872`: how exact an amount is stands before it."""
    word = QUALIFIER_WORDS[qualifier]
    return f"{word} {amount}" if word else amount


def outline_letter(position: int) -> str:
    """The letter of the point at a position counted from 1: a, b, c, d, đ, e, g …"""
    if position > len(OUTLINE_LETTERS):
        raise RuleBroken(
            Message("A list has room for %(most)s lettered points.", {"most": len(OUTLINE_LETTERS)})
        )
    return OUTLINE_LETTERS[position - 1]


def roman(position: int) -> str:
    """The number of a part: I, II, III, IV …"""
    assert 0 < position < 400, f"{position} is no number of a part"
    letters, rest = "", position
    for value, letter in _ROMAN:
        count, rest = divmod(rest, value)
        letters += letter * count
    return letters


def in_words(count: int) -> str:
    """`một nghìn không trăm linh năm`: a count as papers spell it out beside its digits."""
    assert 0 <= count < _BILLION**2, f"{count} is beyond what papers spell out"
    if count == 0:
        return _DIGITS[0]
    billions, rest = divmod(count, _BILLION)
    words = [*_below_billion(billions, leads=True), "tỷ"] if billions else []
    return " ".join([*words, *_below_billion(rest, leads=not billions)])


def _below_billion(count: int, *, leads: bool) -> list[str]:
    words: list[str] = []
    for size, name in ((10**6, "triệu"), (1000, "nghìn"), (1, "")):
        group = count // size % 1000
        if group:
            words += [*_below_thousand(group, leads=leads and not words), *([name] if name else [])]
    return words


def _below_thousand(group: int, *, leads: bool) -> list[str]:
    """A group of three digits; one that does not lead the number says its noughts (`không trăm linh năm`)."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = [] if leads and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    return [*words, _ones(ones, tens=tens)] if ones else words


def _ones(ones: int, *, tens: int) -> str:
    """The last digit changes its sound after a ten: hai mươi mốt, hai mươi tư, mười lăm."""
    if ones == 1 and tens > 1:
        return "mốt"
    if ones == 4 and tens > 1:
        return "tư"
    if ones == 5 and tens:
        return "lăm"
    return _DIGITS[ones]
