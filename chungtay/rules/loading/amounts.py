"""Reads a column of amounts: in the one way in which the whole file writes numbers, or asks back cell by cell.

`1.100,50` and `1,100.50` are the same number written in two countries, and `1.100` is two numbers. A column tells
which way it is written by its cells that have one reading only. A cell that contradicts the rest, or that could be
either, is asked back with both readings: a wrong thousand is worse than a second look.
"""

from collections.abc import Sequence
from decimal import Decimal

from chungtay.rules.amounts import DECIMALS, LARGEST, SCALE, amount_of, amount_text, languages_of
from chungtay.rules.loading.files import Cell
from chungtay.rules.messages import Message, RuleBroken

EXACT = 2**53  # beyond it a spreadsheet keeps no units


def read_amounts(cells: Sequence[Cell], times: Sequence[int]) -> list[int | Message]:
    """Ten-thousandths of each distinct cell, or why not; `times` says how often each stands in the column."""
    written = [_languages(cell) for cell in cells]
    votes = {
        language: sum(n for n, ways in zip(times, written, strict=True) if ways == {language})
        for language in ("vi", "en")
    }
    ahead = max(votes, key=lambda language: votes[language])
    language = ahead if votes["vi"] != votes["en"] else None
    return [_read(cell, ways, language) for cell, ways in zip(cells, written, strict=True)]


def _languages(cell: Cell) -> frozenset[str] | None:
    try:
        return languages_of(cell) if isinstance(cell, str) else None
    except RuleBroken:
        return None


def _read(cell: Cell, ways: frozenset[str] | None, language: str | None) -> int | Message:
    try:
        if isinstance(cell, float):
            return _of_number(cell)
        if not isinstance(cell, str):
            return _wrong("%(typed)s is a day, not a number.", cell)
        if not cell.strip():
            return _wrong(
                "It is empty. Write 0 for none; leave the row out where nothing was reported.", cell
            )
        if ways is None or (ways and (language is None or language in ways)):
            if ways and language is None and len(ways) == 1:
                return _two_ways(cell, *ways)
            return amount_of(cell, language or "vi")
        if ways:
            return _two_ways(cell, *ways)
        if language and not isinstance(read := _tried(cell, language), RuleBroken):
            return read
        return _ambiguous(cell)
    except RuleBroken as broken:
        return broken.messages[0]


def _of_number(number: float) -> int:
    """A number of a spreadsheet, which has no way of writing. 0.30000000000000004 is what it makes of 0.3."""
    if number < 0:
        raise RuleBroken(_wrong("%(typed)s is below zero. Write a number from 0 upwards.", number))
    if abs(number) >= EXACT:
        raise RuleBroken(
            _wrong("%(typed)s is too large for a spreadsheet to keep its units. Write it as text.", number)
        )
    exact = Decimal(repr(number))
    rounded = exact.quantize(Decimal(1) / SCALE)
    if abs(exact - rounded) > abs(exact) * Decimal("1e-14"):
        text = "%(typed)s has more than %(decimals)s decimals."
        raise RuleBroken(Message(text, {"typed": number, "decimals": DECIMALS}, "amount"))
    amount = int(rounded * SCALE)
    if amount > LARGEST:
        raise RuleBroken(_wrong("%(typed)s is too large to be kept.", number))
    return amount


def _tried(cell: str, language: str) -> int | RuleBroken:
    """`1.500` where dots group thousands elsewhere in the column, too."""
    try:
        return amount_of(cell, language)
    except RuleBroken as broken:
        return broken


def _ambiguous(cell: str) -> Message:
    one, two = (_tried(cell, language) for language in ("vi", "en"))
    readings = [amount_text(read, "vi") for read in (one, two) if not isinstance(read, RuleBroken)]
    if len(readings) < 2:
        return one.messages[0] if isinstance(one, RuleBroken) else _wrong("%(typed)s is not a number.", cell)
    return _wrong(
        "%(typed)s can be read as %(one)s or as %(two)s, and the column does not tell which. "
        "Write it without grouping: %(first)s, or %(second)s.", cell,
        one=readings[0], two=readings[1], first=_bare(one), second=_bare(two),
    )  # fmt: skip


def _two_ways(cell: str, language: str) -> Message:
    """It has one reading, but the column is written in the other way, or in both alike."""
    read = _tried(cell, language)
    if isinstance(read, RuleBroken):
        return read.messages[0]
    other = "en" if language == "vi" else "vi"
    return _wrong(
        "%(typed)s is written in another way than the rest of the column. Write %(same)s, or all others as this one.",
        cell, same=amount_text(read, other),
    )  # fmt: skip


def _bare(amount: int | RuleBroken) -> str:
    assert isinstance(amount, int)
    return amount_text(amount, "vi").replace(".", "")


def _wrong(text: str, typed: object, **values: object) -> Message:
    return Message(text, {"typed": typed, **values}, where="amount")
