"""Amounts: what a person types as a number, kept as whole ten-thousandths, and written back again.

No floating point anywhere: `1.100,5` becomes 11005000. In Vietnamese and Lao the dot groups thousands and
the comma begins the decimals; in English it is the other way round. What could be meant either way is not
guessed but asked back, with the two readings written out: a wrong thousand is worse than a second look.
"""

import re
import unicodedata

from chungtay.rules.messages import Message, RuleBroken

SCALE = 10_000
DECIMALS = 4
LARGEST = 2**63 - 1
LONGEST = 60  # what is longer than this is no number, and is not repeated in full to the person

MARKS = {"vi": (".", ","), "lo": (".", ","), "en": (",", ".")}  # thousands, decimals


class Amount(int):
    """Ten-thousandths inside a message: whoever shows the message writes it in the reader's language."""

    def __str__(self) -> str:
        return amount_text(self)


def amount_of(text: str, language: str = "vi", *, decimals: int = DECIMALS, where: str = "") -> int:
    """Ten-thousandths of the number that a person typed; raises RuleBroken with the mend."""
    typed = text.strip()[:LONGEST]
    plain = _plain(typed, where)
    own, other = (_reading(plain, *marks) for marks in _both(language))
    if own is None and other is None:
        raise _refused("%(typed)s is not a number.", typed, where)
    if own is None or (other is not None and other != own and not _is_plainly_grouped(plain, language)):
        raise _asked_back(typed, language, own, other, where)
    return _in_ten_thousandths(own, typed, decimals, where)


def languages_of(text: str) -> frozenset[str]:
    """In which way of writing this is a number, "vi" or "en"; both where it is the same number in both.

    Neither where each way reads another number (`1.500`) or none at all; RuleBroken where it is no number.
    """
    plain = _plain(text.strip()[:LONGEST], "")
    readings = {language: _reading(plain, *MARKS[language]) for language in ("vi", "en")}
    if None not in readings.values() and readings["vi"] != readings["en"]:
        return frozenset()
    return frozenset(language for language, reading in readings.items() if reading is not None)


def amount_text(amount: int, language: str = "vi", *, decimals: int | None = None) -> str:
    """Ten-thousandths as people write them: `1.100,5`; with `decimals`, exactly so many places, rounded."""
    group, point = MARKS[language]
    size, sign = abs(amount), "-" if amount < 0 else ""
    if decimals is not None:
        step = 10 ** (DECIMALS - decimals)
        size = (size + step // 2) // step * step
    whole, rest = divmod(size, SCALE)
    tail = f"{rest:04d}"
    tail = tail.rstrip("0") if decimals is None else tail[:decimals]
    sign = sign if size else ""
    return sign + f"{whole:,}".replace(",", group) + (point + tail if tail else "")


def _plain(typed: str, where: str) -> str:
    """The digits and marks of what was typed, without spaces that group them."""
    plain = re.sub(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(\D|$))", "", typed)  # 1 100 is grouped by a space
    if plain.startswith(("-", "\u2212")):
        raise _refused("%(typed)s is below zero. Write a number from 0 upwards.", typed, where)
    if not re.fullmatch(r"\d[\d.,]*", plain):
        raise _refused("%(typed)s is not a number.", typed, where)
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in plain)


def _both(language: str) -> tuple[tuple[str, str], tuple[str, str]]:
    group, point = MARKS[language]
    return (group, point), (point, group)


def _reading(plain: str, group: str, point: str) -> tuple[str, str] | None:
    """(whole, decimals) if the text is well formed with these marks: groups of three, one decimal mark."""
    match = re.fullmatch(
        rf"(\d+|[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+)(?:{re.escape(point)}(\d+))?", plain
    )
    if not match:
        return None
    return match[1].replace(group, "").lstrip("0") or "0", (match[2] or "").rstrip("0")


def _is_plainly_grouped(plain: str, language: str) -> bool:
    """`1.500` in Vietnamese: the everyday way to write a thousand and a half, whatever it means elsewhere."""
    return MARKS[language][0] in plain


def _in_ten_thousandths(reading: tuple[str, str], typed: str, decimals: int, where: str) -> int:
    whole, rest = reading
    if len(rest) > decimals:
        if decimals == 0:
            raise _refused("%(typed)s must be a whole number.", typed, where)
        raise _refused("%(typed)s has more than %(decimals)s decimals.", typed, where, decimals=decimals)
    if len(whole) > 15 or int(whole + rest.ljust(DECIMALS, "0")) > LARGEST:
        raise _refused("%(typed)s is too large to be kept.", typed, where)
    return int(whole + rest.ljust(DECIMALS, "0"))


def _asked_back(
    typed: str, language: str, own: tuple[str, str] | None, other: tuple[str, str] | None, where: str
) -> RuleBroken:
    one, two = (_written(reading, language) for reading in (own, other))
    if one and two:
        text = "%(typed)s can be read in two ways. Write %(one)s or %(two)s."
        return _refused(text, typed, where, one=one, two=two)
    return _refused("%(typed)s: write %(one)s if that is what is meant.", typed, where, one=one or two)


def _written(reading: tuple[str, str] | None, language: str) -> str:
    if reading is None:
        return ""
    group, point = MARKS[language]
    whole, rest = reading
    return f"{int(whole):,}".replace(",", group) + (point + rest if rest else "")


def _refused(text: str, typed: str, where: str, **values: object) -> RuleBroken:
    return RuleBroken(Message(text, {"typed": typed, **values}, where=where))
