"""One run at one size: load ours, let the others take in the same, race, and measure what else the ledger does."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.management import call_command

from bench.ledger import operations
from bench.ledger.contestants import Contestant, Missing
from bench.ledger.contestants.django_objects import DjangoObjects
from bench.ledger.contestants.duckdb_sorted import DuckdbSorted
from bench.ledger.contestants.pandas_frame import PandasFrame
from bench.ledger.contestants.postgres import PostgresRaw
from bench.ledger.contestants.postgres_running import PostgresRunning
from bench.ledger.contestants.postgres_sums import PostgresSums
from bench.ledger.contestants.product import Product, SameBook
from bench.ledger.contestants.sqlite_raw import SqliteRaw
from bench.ledger.entries import Ledger
from bench.ledger.files import file_load
from bench.ledger.home import Home, laid_home, load
from bench.ledger.page import review_page
from bench.ledger.questions import mid_month, questions
from bench.ledger.race import Race, race, table

Row = tuple[str, str]


@dataclass
class Run:
    """Goes through everything once and remembers it for the report."""

    ledger: Ledger
    folder: Path
    chosen: list[str]
    rounds: int
    say: Callable[[str], None]
    taken_in: list[Row] = field(default_factory=list)
    done: list[Row] = field(default_factory=list)
    result: Race | None = None

    @property
    def disagreements(self) -> list[str]:
        return self.result.disagreements if self.result else []

    def go(self) -> None:
        home = self._own_home()
        product = Product(home)
        taking_part: list[Contestant] = []
        try:
            for one in self._contestants(product):
                if self._takes_in(one):
                    taking_part.append(one)
            asked = questions(self.ledger)
            asked.insert(6, mid_month(asked[5]))
            self.result = race(taking_part, asked, self.ledger, rounds=self.rounds, say=self.say)
        finally:
            for one in reversed(taking_part):
                one.leave()
        if "product" in self.chosen:
            self._measure(product, home)

    def _own_home(self) -> Home:
        call_command("migrate", verbosity=0, interactive=False)
        home = laid_home(self.ledger)
        if {"product", "book", "objects"} & set(self.chosen):
            begun, before = time.perf_counter(), size_of(self.folder)
            load(home, self.ledger)
            self._note_load("Chung Tay", time.perf_counter() - begun, size_of(self.folder) - before)
        return home

    def _contestants(self, product: Product) -> Iterator[Contestant]:
        raw = PostgresRaw()
        offered: dict[str, Contestant] = {
            "product": product,
            "book": SameBook(product.home),
            "sqlite": SqliteRaw(),
            "postgres": raw,
            "sums": PostgresSums(raw),
            "running": PostgresRunning(raw),
            "duckdb": DuckdbSorted(),
            "pandas": PandasFrame(),
            "objects": DjangoObjects(product.home),
        }
        return (offered[name] for name in offered if name in self.chosen)

    def _takes_in(self, one: Contestant) -> bool:
        begun, before = time.perf_counter(), size_of(self.folder)
        try:
            one.take_in(self.ledger, self.folder)
        except Missing as reason:
            self.taken_in.append((one.name, f"skipped: {reason}"))
            self.say(f"{one.name} is skipped: {reason}")
            return False
        if not isinstance(one, (Product, DjangoObjects)):
            self._note_load(one.name, time.perf_counter() - begun, size_of(self.folder) - before)
        return True

    def _note_load(self, name: str, seconds: float, size: int) -> None:
        told = f"{operations.rate(len(self.ledger), seconds)}, {size / len(self.ledger):.0f} bytes an entry"
        self.taken_in.append((name, told))
        self.say(f"{name}: {told}")

    def _measure(self, product: Product, home: Home) -> None:
        for measures in (
            lambda: operations.other_clocks(product, self.ledger),
            operations.processes,
            lambda: operations.reports(home),
            lambda: operations.batch(home, self.ledger),
            lambda: file_load(home, self.ledger),
            lambda: review_page(home),
            operations.proof,
        ):
            for row in measures():
                self.done.append(row)
                self.say(" ".join(row))

    def medians(self) -> dict[str, dict[str, float]]:
        assert self.result
        result = self.result
        return {
            name: {
                question.name: result.medians[name, question.name]
                for question in result.questions
                if (name, question.name) in result.medians
            }
            for name in result.contestants
        }

    def report(self, machine: str) -> str:
        assert self.result
        wrong = self.disagreements
        agreed = "All answers agree" if not wrong else "ANSWERS DIFFER: " + "; ".join(wrong)
        lines = [
            f"{self.ledger.size.name}: {len(self.ledger):,} entries in {len(self.ledger.last):,} postings. {machine}.",
            f"{agreed}: {self.result.compared:,} cells compared with the reference.",
            "\nMilliseconds, and how many times ours.\n",
            table(self.result, first=Product.name),
            "\n| taking in, indexes and tables included | |\n|---|---|",
            *(f"| {what} | {measured} |" for what, measured in self.taken_in),
        ]
        if self.done:
            lines += ["\n| the ledger at work | |\n|---|---|"]
            lines += [f"| {what} | {measured} |" for what, measured in self.done]
        return "\n".join(lines)


def size_of(folder: Path) -> int:
    """Bytes on the disk. Files come and go meanwhile."""
    found = 0
    for above, _, names in os.walk(folder):
        for name in names:
            try:
                found += os.stat(os.path.join(above, name)).st_blocks * 512
            except FileNotFoundError:
                continue
    return found
