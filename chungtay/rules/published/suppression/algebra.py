"""Which hidden numbers follow from the shown ones by adding and subtracting: elimination in whole fractions."""

from fractions import Fraction

from .system import KNOWN, System

Row = dict[int, Fraction]


def determined(system: System) -> set[int]:
    """The numbers that are not shown and that every solution of all sums gives the same value."""
    solved: dict[int, Row] = {}  # by its first unknown, each without the first unknowns of the others
    for equation in system.equations:
        row = {one: Fraction(sign) for one, sign in equation.items() if system.states[one] not in KNOWN}
        for first in [one for one in row if one in solved]:
            row = _without(row, first, solved[first])
        if not row:
            continue
        first = min(row)
        row = {one: share / row[first] for one, share in row.items()}
        for other, known in list(solved.items()):
            if first in known:
                solved[other] = _without(known, first, row)
        solved[first] = row
    return {first for first, row in solved.items() if len(row) == 1}


def _without(row: Row, first: int, other: Row) -> Row:
    share = row.get(first)
    if share is None:
        return row
    left = {
        one: row.get(one, Fraction(0)) - share * other.get(one, Fraction(0))
        for one in row.keys() | other.keys()
    }
    return {one: value for one, value in left.items() if value}
