"""DuckDB over the raw entries in its own file, sorted by indicator, month and place."""

from pathlib import Path
from typing import Any

from bench.ledger.contestants import cells_of, needed, sql
from bench.ledger.entries import Ledger
from bench.ledger.questions import Cells, Question

COLUMNS = ("posting", "indicator", "place", "month", "day", "cell", "amount")


class DuckdbSorted:
    name = "DuckDB, sorted"

    def take_in(self, ledger: Ledger, folder: Path) -> None:
        frame = needed("pandas").DataFrame
        self.path = folder / "sorted.duckdb"
        self.file = needed("duckdb").connect(str(self.path))
        self.file.execute(sql.PLACE)
        self.file.execute(sql.PART)
        entries = frame({name: ledger.columns[name] for name in COLUMNS}, copy=False)
        self._fill("create table entry as select * from fresh order by indicator, month, place", entries)
        self._fill("insert into place select * from fresh", frame(sql.places(ledger)))
        self._fill("insert into part select * from fresh", frame(sql.parts(ledger)))
        self.file.execute("checkpoint")

    def _fill(self, statement: str, fresh: Any) -> None:
        self.file.register("fresh", fresh)
        self.file.execute(statement)
        self.file.unregister("fresh")

    def can_answer(self, question: Question) -> bool:
        return True

    def ask(self, question: Question) -> list[Any]:
        return self.file.execute(sql.statement(question)).fetchall()

    def cells(self, question: Question, answer: list[Any]) -> Cells:
        return cells_of(answer)

    def leave(self) -> None:
        self.file.close()
        self.path.unlink()
