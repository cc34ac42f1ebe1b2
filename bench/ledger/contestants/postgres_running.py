"""PostgreSQL with running sums: for every month how much there was up to its end, from the province up.

The quickest that we know to do with tables: a window is the difference of two rows. How many entries stand behind a
sum runs along, since zero is not the same as nothing reported.
"""

from pathlib import Path
from typing import Any

from bench.ledger.contestants import Missing, cells_of, sql
from bench.ledger.contestants.postgres import PostgresRaw
from bench.ledger.contestants.postgres_sums import at_month, units, units_asked
from bench.ledger.country import FIRST_DISTRICT
from bench.ledger.entries import INDICATORS, MONTHS, Ledger
from bench.ledger.questions import Cells, Question


class PostgresRunning:
    name = "PostgreSQL, running sums"

    def __init__(self, raw: PostgresRaw) -> None:
        self.raw = raw

    def take_in(self, ledger: Ledger, folder: Path) -> None:
        if not hasattr(self.raw, "session"):
            raise Missing("it lies beside the raw entries in PostgreSQL, which do not take part")
        session = self.raw.session
        session.execute("create temporary table above (place integer, unit integer, share bigint)")
        self.raw.copy_in("above", (row for row in units(ledger) if row[1] < FIRST_DISTRICT))
        session.execute(
            "create temporary table monthly as select unit, indicator, month, sum(amount) amount, count(*) entries"
            " from entry join above using (place) group by 1, 2, 3"
        )
        session.execute(
            "create table running as select month, unit, indicator,"
            " cast(sum(coalesce(amount, 0)) over until_then as bigint) amount,"
            " cast(sum(coalesce(entries, 0)) over until_then as bigint) entries"
            f" from generate_series(-1, {MONTHS - 1}) month cross join generate_series(0, {FIRST_DISTRICT - 1}) unit"
            f" cross join generate_series(0, {INDICATORS - 1}) indicator"
            " left join monthly using (month, unit, indicator)"
            " window until_then as (partition by unit, indicator order by month)"
        )
        session.execute("create unique index on running (month, unit, indicator) include (amount, entries)")
        session.execute("vacuum analyze running")

    def can_answer(self, question: Question) -> bool:
        cut = any(first.day > 1 for first, _ in question.windows)
        return question.known_at is None and not cut and question.rows in ("country", "province", "month")

    def ask(self, question: Question) -> list[Any]:
        return self.raw.session.execute(statement(question)).fetchall()

    def cells(self, question: Question, answer: list[Any]) -> Cells:
        return cells_of(answer)

    def leave(self) -> None:
        """The server is the other's."""


def statement(question: Question) -> str:
    row = {"country": "0", "month": "month"}.get(question.rows, "unit")
    parts = []
    for number, (first, last) in enumerate(question.windows):
        low, high = max(at_month(first), 0) - 1, at_month(last)
        months = (
            f"a.month = b.month - 1 and b.month between {low + 1} and {high}"
            if question.rows == "month"
            else f"a.month = {low} and b.month = {high}"
        )
        parts.append(
            f"select {number}, indicator, {row.replace('month', 'b.month')}, b.amount - a.amount"
            f" from running a join running b using (unit, indicator) where {months} and {units_asked(question)}"
            f" and {sql.chosen('indicator', question.indicators)}"
            " and b.entries > a.entries"
        )
    return " union all ".join(parts)
