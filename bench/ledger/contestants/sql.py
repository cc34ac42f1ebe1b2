"""The questions in SQL, as one would write them by hand: the same text for all three databases.

entry(seq, posting, indicator, place, month, day, cell, amount); place(place, new_province, old_province); and
part(place, commune, province, share): where a commune of either map lies on the new one.
"""

import numpy as np

from bench.ledger.country import FIRST_OLD_COMMUNE, UNITS, WHOLE
from bench.ledger.entries import Ledger
from bench.ledger.questions import Question

PLACE = "create table place (place integer primary key, new_province integer, old_province integer)"
PART = (
    "create table part (place integer, commune integer, province integer, share bigint,"
    " primary key (place, commune))"
)


def statement(question: Question) -> str:
    """One statement for the whole question, a branch for each window."""
    return " union all ".join(_window(question, number) for number in range(len(question.windows)))


def _window(question: Question, number: int) -> str:
    first, last = (day.toordinal() for day in question.windows[number])
    tables, row, amount = _from(question)
    conditions = [chosen("e.indicator", question.indicators), f"e.day between {first} and {last}"]
    if question.known_at is not None:
        conditions.append(f"e.posting <= {question.known_at}")
    if question.within is not None:
        province = "b.province" if question.rows == "commune" else "p.new_province"
        conditions.append(f"{province} = {question.within}")
    if question.rows == "province":
        conditions.append(f"{row} >= 0")
    return (
        f"select {number}, e.indicator, {row}, {amount} from {tables}"
        f" where {' and '.join(conditions)} group by e.indicator{f', {row}' if row != '0' else ''}"
    )


def _from(question: Question) -> tuple[str, str, str]:
    """Tables, row and amount."""
    whole = "cast(sum(e.amount) as bigint)"
    joined = "entry e join place p on p.place = e.place"
    if question.rows == "province":
        return joined, "p.old_province" if question.is_old_map else "p.new_province", whole
    if question.rows == "commune":
        # Each share is a whole number of ten-thousandths of whole units, so the sum divides without a rest.
        divided = f"cast(sum(e.amount * b.share) / {WHOLE} as bigint)"
        return "entry e join part b on b.place = e.place", "b.commune", divided
    row = {"country": "0", "month": "e.month", "cell": "e.cell"}[question.rows]
    return joined if question.within is not None else "entry e", row, whole


def chosen(column: str, indicators: tuple[int, ...]) -> str:
    if len(indicators) == 1:
        return f"{column} = {indicators[0]}"
    return f"{column} in ({', '.join(map(str, indicators))})"


def places(ledger: Ledger) -> list[tuple[int, ...]]:
    country, units = ledger.country, np.arange(FIRST_OLD_COMMUNE, UNITS)
    columns = (units, country.new_province[units], country.old_province[units])
    return list(zip(*(column.tolist() for column in columns), strict=True))


def parts(ledger: Ledger) -> list[tuple[int, ...]]:
    place, commune, share = ledger.country.commune_parts.T
    columns = (place, commune, ledger.country.new_province[commune], share)
    return list(zip(*(column.tolist() for column in columns), strict=True))
