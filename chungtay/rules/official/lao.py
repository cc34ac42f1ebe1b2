"""Counts in Lao words, written together as Lao writes. No native reader has looked at them yet."""

_DIGITS = ("ສູນ", "ໜຶ່ງ", "ສອງ", "ສາມ", "ສີ່", "ຫ້າ", "ຫົກ", "ເຈັດ", "ແປດ", "ເກົ້າ")
_BILLION = 10**9
_MILLION = 10**6


def in_words(count: int) -> str:
    """`ຊາວເອັດ` (21), `ໜຶ່ງແສນສອງສິບພັນ` would be said for 120 000: ແສນ is a hundred thousand, ຕື້ a billion."""
    if count < 0:
        return f"ລົບ{in_words(-count)}"
    if count == 0:
        return _DIGITS[0]
    if count >= _BILLION:
        billions, rest = divmod(count, _BILLION)
        return in_words(billions) + "ຕື້" + (in_words(rest) if rest else "")
    if count >= _MILLION:
        millions, rest = divmod(count, _MILLION)
        return _below_thousand(millions) + "ລ້ານ" + (_below_million(rest) if rest else "")
    return _below_million(count)


def _below_million(count: int) -> str:
    lakhs, rest = divmod(count, 100_000)
    words = f"{_DIGITS[lakhs]}ແສນ" if lakhs else ""
    thousands, ones = divmod(rest, 1000)
    if thousands:
        words += _below_hundred(thousands) + "ພັນ"
    return words + (_below_thousand(ones) if ones else "")


def _below_thousand(count: int) -> str:
    hundreds, rest = divmod(count, 100)
    words = f"{_DIGITS[hundreds]}ຮ້ອຍ" if hundreds else ""
    return words + (_below_hundred(rest) if rest else "")


def _below_hundred(count: int) -> str:
    tens, ones = divmod(count, 10)
    if not tens:
        return _DIGITS[ones]
    # Twenty has a word of its own, and one after a ten another sound.
    words = {1: "ສິບ", 2: "ຊາວ"}.get(tens, f"{_DIGITS[tens]}ສິບ")
    return words + ("" if not ones else "ເອັດ" if ones == 1 else _DIGITS[ones])
