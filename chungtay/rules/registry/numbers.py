"""How the number and symbol of a paper are written and read back.

    state      05/KH-BTV                number / type - body
    joint      468/KH-HLHPNVN-UBDT      number / type - body - body
    dispatch   456/UBDT-DTTS            number / body - unit that drew it up
    rules      403/2017/NQLT-UBTVQH14   number / year / type - body, of papers that make law
    Party      127-QĐ/TW                number - type / body

Numbers below 10 get a nought before them. A suffix stands behind the digits: 12a. Whoever types a number adds spaces,
drops noughts and writes `Số:` before it; what is read is the same paper's number, however it was typed.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ..messages import Message, RuleBroken
from .kinds import Grammar
from .types import PARTY_DISPATCH, as_listed

LARGEST = 999_999
_LEAD = re.compile(r"^(?:Số|ເລກທີ|No\.?)\s*:?\s*", re.IGNORECASE)
_DASHES = re.compile("[\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]")
_DIGITS = r"(?P<digits>\d{1,6})(?P<suffix>[^\W\d_]{0,10})"
_PARTY = re.compile(rf"{_DIGITS}-(?P<type>[^/-]+)/(?P<bodies>.+)")
_STATE = re.compile(rf"{_DIGITS}(?:/(?P<year>(?:19|20|21)\d\d))?/(?P<rest>.+)")
_LETTERS = {"L", "M", "N"}  # of Unicode: letters, the marks of Lao, digits


@dataclass(frozen=True, slots=True)
class Read:
    """What a number says. Two spellings of one number read the same."""

    number: int
    grammar: Grammar
    type_code: str  # empty: a dispatch
    bodies: tuple[str, ...]
    suffix: str = ""
    year: int | None = None

    @property
    def is_joint(self) -> bool:
        """Whether several bodies issued it; behind a dispatch's body stands the unit that drew it up."""
        return bool(self.type_code) and len(self.bodies) > 1


def written_number(
    number: int | None, *, grammar: str, type_code: str, bodies: Sequence[str], suffix: str = "",
    year: int | None = None,
) -> str:  # fmt: skip
    """As the paper prints it; without a number, with the blank that is filled in by hand."""
    digits = "     " if number is None else f"{number:02}{suffix}"
    symbol = "-".join(bodies)
    if grammar == Grammar.PARTY:
        return f"{digits}-{type_code or PARTY_DISPATCH}/{symbol}"
    made = f"{digits}/{year}" if year else digits
    return f"{made}/{type_code}-{symbol}" if type_code else f"{made}/{symbol}"


def read_number(text: str) -> Read:
    """What the text says, or what is wrong with it."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFC", text))
    plain = re.sub(r"\s*([/-])\s*", r"\1", _LEAD.sub("", " ".join(plain.split())))
    found = _of_the_party(plain) or _of_the_state(plain)
    if found is None or not 1 <= found.number <= LARGEST:
        raise RuleBroken(_unreadable(text[:100]))
    return found


def same_number(one: str, other: str) -> bool:
    """Whether two spellings say one number; what cannot be read is compared letter by letter."""
    try:
        return read_number(one) == read_number(other)
    except RuleBroken:
        return " ".join(one.split()) == " ".join(other.split())


def is_code(text: str) -> bool:
    """Whether a number can name a body so: letters and digits of any script, at least one letter, `&`, `.` inside."""
    plain = text.replace("&", "").replace(".", "")
    kinds = {unicodedata.category(letter)[0] for letter in plain}
    return bool(plain) and len(text) <= 40 and "L" in kinds and kinds <= _LETTERS


def is_suffix(text: str) -> bool:
    return re.fullmatch(r"[^\W\d_]{0,10}", text) is not None


def _unreadable(number: str) -> Message:
    text = "No number can be read in “%(number)s”. Write it as 05/KH-BTV, 456/UBDT-DTTS or 06-NQ/TW."
    return Message(text, {"number": number}, "number")


def _of_the_party(plain: str) -> Read | None:
    match = _PARTY.fullmatch(plain)
    code = as_listed(match["type"]) if match else ""
    if not match or not code:
        return None
    bodies = _bodies(match["bodies"])
    if not bodies:
        return None
    type_code = "" if code == PARTY_DISPATCH else code
    return Read(int(match["digits"]), Grammar.PARTY, type_code, bodies, match["suffix"].lower())


def _of_the_state(plain: str) -> Read | None:
    match = _STATE.fullmatch(plain)
    codes = _bodies(match["rest"]) if match else None
    if not match or not codes:
        return None
    type_code = as_listed(codes[0]) if len(codes) > 1 else ""
    year = int(match["year"]) if match["year"] else None
    bodies = codes[1:] if type_code else codes
    return Read(int(match["digits"]), Grammar.STATE, type_code, bodies, match["suffix"].lower(), year)


def _bodies(text: str) -> tuple[str, ...] | None:
    codes = tuple(re.split("[/-]", text))
    return codes if all(map(is_code, codes)) else None
