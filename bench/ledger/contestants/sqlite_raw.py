"""SQLite over the raw entries, with one index that covers all questions."""

import sqlite3
from pathlib import Path
from typing import Any

from bench.ledger.contestants import cells_of, sql
from bench.ledger.entries import Ledger
from bench.ledger.questions import Cells, Question

COLUMNS = ("posting", "indicator", "place", "month", "day", "cell", "amount")
AT_ONCE = 500_000


class SqliteRaw:
    name = "SQLite, raw"

    def take_in(self, ledger: Ledger, folder: Path) -> None:
        self.path = folder / "raw.sqlite3"
        self.file = sqlite3.connect(self.path, isolation_level=None)
        self.file.execute("pragma journal_mode=off")
        self.file.execute("pragma synchronous=off")
        self.file.execute("pragma cache_size=-1000000")
        columns = ", ".join(f"{column} integer not null" for column in COLUMNS)
        self.file.execute(f"create table entry (seq integer primary key, {columns}) strict")
        self.file.execute(sql.PLACE)
        self.file.execute(sql.PART)
        self.file.execute("begin")
        self.file.executemany("insert into place values (?, ?, ?)", sql.places(ledger))
        self.file.executemany("insert into part values (?, ?, ?, ?)", sql.parts(ledger))
        into = f"insert into entry ({', '.join(COLUMNS)}) values ({', '.join('?' * len(COLUMNS))})"
        for start in range(0, len(ledger), AT_ONCE):
            taken = (ledger.columns[name][start : start + AT_ONCE].tolist() for name in COLUMNS)
            self.file.executemany(into, zip(*taken, strict=True))
        self.file.execute("commit")
        self.file.execute(
            "create index covering on entry (indicator, day, place, amount, month, cell, posting)"
        )
        self.file.execute("analyze")

    def can_answer(self, question: Question) -> bool:
        return True

    def ask(self, question: Question) -> list[Any]:
        return self.file.execute(sql.statement(question)).fetchall()

    def cells(self, question: Question, answer: list[Any]) -> Cells:
        return cells_of(answer)

    def leave(self) -> None:
        self.file.close()
        self.path.unlink()
