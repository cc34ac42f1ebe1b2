"""Counts, decimals, money and days in Vietnamese words, as papers spell them out beside their digits."""

from datetime import date
from decimal import Decimal

from . import english, lao

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9

_CURRENCIES = {
    "VND": {"vi": "đồng", "lo": "ດົງ", "en": "Vietnamese dong"},
    "LAK": {"vi": "kíp", "lo": "ກີບ", "en": "Lao kip"},
    "USD": {"vi": "đô la Mỹ", "lo": "ໂດລາສະຫະລັດ", "en": "US dollars"},
    "THB": {"vi": "bạt Thái", "lo": "ບາດ", "en": "Thai baht"},
    "EUR": {"vi": "ơ-rô", "lo": "ເອີໂຣ", "en": "euros"},
}


def in_words(count: int, *, language: str = "vi") -> str:
    """`một nghìn không trăm linh năm`. Beyond the billions (tỷ) one counts in billions of them (tỷ tỷ)."""
    if language == "lo":
        return lao.in_words(count)
    if language == "en":
        return english.in_words(count)
    if count < 0:
        return f"âm {in_words(-count)}"
    if count == 0:
        return _DIGITS[0]
    groups = []
    while count:
        count, group = divmod(count, _BILLION)
        groups.append(group)
    words: list[str] = []
    for power in reversed(range(len(groups))):
        if groups[power]:
            words += [*_below_billion(groups[power], leads=not words), *["tỷ"] * power]
    return " ".join(words)


def decimal_in_words(value: Decimal) -> str:
    """`một phẩy hai mươi lăm`; noughts after the comma are said one by one: `không phẩy không năm`."""
    whole, _, fraction = f"{abs(value):f}".partition(".")
    fraction = fraction.rstrip("0")
    sign = "âm " if value < 0 else ""
    said = sign + in_words(int(whole))
    if not fraction:
        return said
    digits = fraction.lstrip("0")
    noughts = [_DIGITS[0]] * (len(fraction) - len(digits))
    # More than three digits are no number to anybody's ear.
    rest = [in_words(int(digits))] if len(digits) <= 3 else [_DIGITS[int(digit)] for digit in digits]
    return " ".join([said, "phẩy", *noughts, *rest])


def money_in_words(amount: int, currency: str = "VND", *, language: str = "vi") -> str:
    """`hai trăm triệu đồng`. A currency without a word is said by its letters."""
    gap = "" if language == "lo" else " "
    return f"{in_words(amount, language=language)}{gap}{currency_name(currency, language=language)}"


def currency_name(currency: str, *, language: str = "vi") -> str:
    return _CURRENCIES.get(currency, {}).get(language, currency)


def day_in_words(day: date) -> str:
    """`ngày mùng năm tháng hai năm hai nghìn không trăm hai mươi tư`."""
    first_ten = "mùng " if day.day <= 10 else ""
    month = "tư" if day.month == 4 else in_words(day.month)
    return f"ngày {first_ten}{in_words(day.day)} tháng {month} năm {in_words(day.year)}"


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
