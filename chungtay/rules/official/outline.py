"""How the parts of a paper are counted and a document is numbered: I. → 1. → a), `05/BC-BTV`."""

from chungtay.rules.messages import Message, RuleBroken

# The Vietnamese alphabet as points of a paper use it: no f, j, w, z and no letters with marks but đ.
OUTLINE_LETTERS = "abcdđeghiklmnopqrstuvxy"

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def document_number(number: int | None, symbol: str, *, suffix: str = "", stroke: str = "/") -> str:
    """`05/BC-BTV`, of the Party `05-QĐ/TU`; without a number, the blank that is filled in after signing."""
    written = " " * 5 if number is None else f"{number:02}{suffix}"
    return f"{written}{stroke}{symbol}"


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
