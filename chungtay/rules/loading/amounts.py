"""Reads a column of amounts: in the one way in which the whole file writes numbers, or asks back cell by cell.

`1.100,50` and `1,100.50` are the same number written in two countries, and `1.100` is two numbers. A column tells
which way it is written by its cells that have one reading only. A cell that contradicts the rest, or that could be
either, is asked back with both readings: a wrong thousand is worse than a second look.
"""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from chungtay.rules.amounts import DECIMALS, LARGEST, MARKS, SCALE, amount_of, amount_text, languages_of
from chungtay.rules.loading.files import Cell
from chungtay.rules.messages import Message, RuleBroken

EXACT = 2**53  # beyond it a spreadsheet keeps no units


def read_amounts(
    cells: Sequence[Cell], times: Sequence[int], *, otherwise: str | None = None
) -> list[int | Message]:
    """Ten-thousandths of each distinct cell, or why not; `times` says how often each stands in the column.

    `otherwise`: the way of writing where the cells do not tell; without it they are asked back.
    """
    written = [_languages(cell) for cell in cells]
    votes = {
        language: sum(n for n, ways in zip(times, written, strict=True) if ways == {language})
        for language in ("vi", "en")
    }
    ahead = max(votes, key=lambda language: votes[language])
    language = ahead if votes["vi"] != votes["en"] else otherwise
    return [_read(cell, ways, language) for cell, ways in zip(cells, written, strict=True)]


def _languages(cell: Cell) -> frozenset[str] | None:
    """In which ways it is a number; None where it is no text, or no number in any way."""
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
        if ways == frozenset() and language is None:
            return _two_readings(cell)
        if ways and len(ways) == 1 and language not in ways:
            return _other_way(cell, *ways)
        return amount_of(cell, language or "vi")
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


def _two_readings(cell: str) -> Message:
    """`1.500`, and nothing in the column tells whether dots group thousands in it."""
    both = [amount for language in ("vi", "en") for amount in _tried(cell, language)]
    if len(both) < 2:
        return _wrong("%(typed)s is not a number.", cell)
    text = "%(typed)s can be read as %(one)s or as %(two)s, and no other row tells which. Write %(one)s or %(two)s."
    one, two = (amount_text(amount).replace(".", "") for amount in both)
    return _wrong(text, cell, one=one, two=two)


def _other_way(cell: str, language: str) -> Message:
    """It has one reading, but the column is written in the other way, or half of it."""
    for amount in _tried(cell, language):
        same = amount_text(amount, "en" if language == "vi" else "vi")
        text = "%(typed)s is written in another way than other rows. Write it as they are: %(same)s."
        return _wrong(text, cell, same=same)
    return _wrong("%(typed)s is not a number.", cell)


def _tried(cell: str, language: str) -> list[int]:
    """The number in this way of writing, if there is one. A point between thousands is taken at its word."""
    group, point = MARKS[language]
    plain = cell.strip().replace(group, "").replace(point, ".")
    try:
        return [int(Decimal(plain).quantize(Decimal(1) / SCALE) * SCALE)]
    except InvalidOperation:
        return []


def _wrong(text: str, typed: object, **values: object) -> Message:
    return Message(text, {"typed": typed, **values}, where="amount")
