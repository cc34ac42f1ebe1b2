"""PostgreSQL with tables of sums that are kept beside the entries, as large systems of reporting keep them."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bench.ledger.contestants import Missing, cells_of
from bench.ledger.contestants.postgres import PostgresRaw
from bench.ledger.country import (
    FIRST_NEW_COMMUNE,
    FIRST_NEW_PROVINCE,
    FIRST_OLD_COMMUNE,
    NEW_PROVINCES,
    OLD_PROVINCES,
    UNITS,
    WHOLE,
)
from bench.ledger.entries import FIRST_YEAR, Ledger
from bench.ledger.questions import Cells, Question


class PostgresSums:
    """Sums by unit of either map, indicator and month, and by cell too from the province up; no other clock."""

    name = "PostgreSQL, tables of sums"

    def __init__(self, raw: PostgresRaw) -> None:
        self.raw = raw

    def take_in(self, ledger: Ledger, folder: Path) -> None:
        if not hasattr(self.raw, "session"):
            raise Missing("it lies beside the raw entries in PostgreSQL, which do not take part")
        session = self.raw.session
        session.execute("create table unit (place integer, unit integer, share bigint)")
        self.raw.copy_in("unit", units(ledger))
        session.execute(
            "create temporary table leaf as"
            " select place, indicator, month, sum(amount) amount from entry group by 1, 2, 3"
        )
        session.execute(
            "create table sums as select unit, indicator, month, cast(sum(amount * share) / 10000 as bigint) amount"
            " from leaf join unit using (place) group by 1, 2, 3"
        )
        session.execute("create unique index on sums (unit, indicator, month) include (amount)")
        session.execute(
            "create table cell_sums as select unit, indicator, cell, month, cast(sum(amount) as bigint) amount"
            f" from entry join unit using (place) where unit < {FIRST_OLD_COMMUNE} group by 1, 2, 3, 4"
        )
        session.execute("create unique index on cell_sums (unit, indicator, month, cell) include (amount)")
        session.execute("drop table leaf")
        session.execute("vacuum analyze")

    def can_answer(self, question: Question) -> bool:
        """Neither what was known then nor windows that cut months are in the tables."""
        cut = any(first.day > 1 for first, _ in question.windows)
        return question.known_at is None and not cut

    def ask(self, question: Question) -> list[Any]:
        return self.raw.session.execute(statement(question)).fetchall()

    def cells(self, question: Question, answer: list[Any]) -> Cells:
        return cells_of(answer)

    def leave(self) -> None:
        """The server is the other's."""


def statement(question: Question) -> str:
    row = {"country": "0", "month": "month", "cell": "cell"}.get(question.rows, "unit")
    table = "cell_sums" if question.rows == "cell" else "sums"
    parts = []
    for number, (first, last) in enumerate(question.windows):
        low, high = at_month(first), at_month(last)
        chosen = f"indicator between {question.indicators[0]} and {question.indicators[-1]}"
        parts.append(
            f"select {number}, indicator, {row}, cast(sum(amount) as bigint) from {table}"
            f" where {units_asked(question)} and {chosen} and month between {low} and {high}"
            f" group by indicator{f', {row}' if row != '0' else ''}"
        )
    return " union all ".join(parts)


def units_asked(question: Question) -> str:
    if question.rows == "commune":
        return f"unit in (select commune from part where province = {question.within})"
    if question.within is not None:
        return f"unit = {question.within}"
    if question.rows == "province":
        first, count = (1, OLD_PROVINCES) if question.is_old_map else (FIRST_NEW_PROVINCE, NEW_PROVINCES)
        return f"unit between {first} and {first + count - 1}"
    return "unit = 0"


def at_month(day: date) -> int:
    return (day.year - FIRST_YEAR) * 12 + day.month - 1


def units(ledger: Ledger) -> list[tuple[int, ...]]:
    """(commune, unit that holds it or a share of it, share) on either map."""
    country, communes = ledger.country, np.arange(FIRST_OLD_COMMUNE, UNITS)
    found: list[tuple[int, ...]] = [tuple(row) for row in country.commune_parts.tolist()]
    for above in (np.zeros(UNITS, np.int64), country.new_province, country.old_province):
        placed = communes[above[communes] >= 0]
        found += [
            (place, unit, WHOLE) for place, unit in zip(placed.tolist(), above[placed].tolist(), strict=True)
        ]
    found += [(place, place, WHOLE) for place in range(FIRST_OLD_COMMUNE, FIRST_NEW_COMMUNE)]
    return found
