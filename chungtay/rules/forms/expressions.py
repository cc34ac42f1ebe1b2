"""Reads and works out what must agree across the lines of a report, and when a line is asked at all.

Checks and conditions are written in a small language over the numbers of the lines:

    3.sex:female <= 3               a part of a line, and the line
    1 + 2 = 4                       several lines together
    1 >= previous 1                 the same line of the report of the period before
    2 <= number 500 * 1             a plain number has the word before it; all others are lines
    2 > 0                           0 is no line, so it needs no word
    2 > 0 and 3 > 0 or 4 > 0        `and` holds tighter than `or`

What rests on a figure that is not there is neither true nor false, and stops nobody.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne

from ..amounts import SCALE

TOTAL = ""  # the cell that is the line itself

# (number of the line, slug of the cell or "") → ten-thousandths; None where nothing was reported.
Values = Mapping[tuple[int, str], int | None]

RELATIONS = {"<=": le, ">=": ge, "<>": ne, "=": eq, "<": lt, ">": gt}


@dataclass(frozen=True, slots=True)
class Ref:
    """A line or one of its cells, in this report or in that of the period before."""

    number: int
    cell: str = TOTAL
    of_previous: bool = False

    def __str__(self) -> str:
        line = f"{self.number}.{self.cell}" if self.cell else f"{self.number}"
        return f"previous {line}" if self.of_previous else line


@dataclass(frozen=True, slots=True)
class Plain:
    """A number that is no line, in ten-thousandths."""

    amount: int

    def __str__(self) -> str:
        whole, rest = divmod(self.amount, SCALE)
        said = f"{whole}.{rest:04d}".rstrip("0").rstrip(".") if rest else str(whole)
        return said if self.amount == 0 else f"number {said}"


@dataclass(frozen=True, slots=True)
class Term:
    """What is multiplied, to be added or taken away."""

    factors: tuple[Ref | Plain, ...]
    is_taken: bool = False

    def __str__(self) -> str:
        return " * ".join(map(str, self.factors))


@dataclass(frozen=True, slots=True)
class Comparison:
    left: tuple[Term, ...]
    relation: str
    right: tuple[Term, ...]

    def __str__(self) -> str:
        return f"{_sum_text(self.left)} {self.relation} {_sum_text(self.right)}"


@dataclass(frozen=True, slots=True)
class Check:
    """It holds where all comparisons of one of its ways hold."""

    ways: tuple[tuple[Comparison, ...], ...]

    def __str__(self) -> str:
        return " or ".join(" and ".join(map(str, way)) for way in self.ways)

    def refs(self) -> Iterator[Ref]:
        for way in self.ways:
            for comparison in way:
                for term in (*comparison.left, *comparison.right):
                    yield from (factor for factor in term.factors if isinstance(factor, Ref))


def holds(check: Check, values: Values, previous: Values | None = None) -> bool | None:
    """Whether it holds; None where a figure that it rests on is not there."""
    ways = [_all(_compared(one, values, previous or {}) for one in way) for way in check.ways]
    if True in ways:
        return True
    return None if None in ways else False


def _all(held: Iterable[bool | None]) -> bool | None:
    each = list(held)
    if False in each:
        return False
    return None if None in each else True


def _compared(one: Comparison, values: Values, previous: Values) -> bool | None:
    left, right = (_sum(side, values, previous) for side in (one.left, one.right))
    return None if left is None or right is None else bool(RELATIONS[one.relation](left, right))


def _sum(terms: Sequence[Term], values: Values, previous: Values) -> Fraction | None:
    total = Fraction(0)
    for term in terms:
        product = Fraction(1)
        for factor in term.factors:
            amount = factor.amount if isinstance(factor, Plain) else _value(factor, values, previous)
            if amount is None:
                return None
            product *= Fraction(amount, SCALE)
        total += -product if term.is_taken else product
    return total


def _value(ref: Ref, values: Values, previous: Values) -> int | None:
    return (previous if ref.of_previous else values).get((ref.number, ref.cell))


def _sum_text(terms: Sequence[Term]) -> str:
    text = ""
    for term in terms:
        sign = "-" if term.is_taken else "+"
        text += f" {sign} {term}" if text else ("- " if term.is_taken else "") + str(term)
    return text
