"""PostgreSQL: a server of our own for the length of a run, the raw entries in it, and tables of sums over them.

The server keeps its promises (fsync on) and hears nobody but this machine. Both contestants share server and raw
table: whoever comes first lays them down, whoever leaves last takes them away.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np

from bench.ledger.contestants import Missing, cells_of, needed, sql
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
from tools.demo_server import free_port

OPTIONS = (
    "-c listen_addresses=127.0.0.1 -c shared_buffers=2GB -c work_mem=256MB -c maintenance_work_mem=1GB"
    " -c max_wal_size=8GB -c checkpoint_timeout=30min -c jit=off"
)
AT_ONCE = 1_000_000
COLUMNS = {  # and how PostgreSQL writes them: with the length before each value, most significant byte first
    "seq": (">i4", "integer"),
    "posting": (">i4", "integer"),
    "indicator": (">i2", "smallint"),
    "place": (">i2", "smallint"),
    "month": (">i2", "smallint"),
    "day": (">i4", "integer"),
    "cell": (">i2", "smallint"),
    "amount": (">i8", "bigint"),
}


class Server:
    """A cluster in a folder; PostgreSQL refuses to run as root, so root becomes `postgres` for it."""

    def __init__(self, folder: Path) -> None:
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not programs:
            raise Missing("PostgreSQL is not installed")
        self.bin, self.folder = programs[-1], folder
        folder.mkdir()
        self.as_other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.as_other:
            shutil.chown(folder, "postgres")
            self._reach(folder)
        port = free_port()
        self._run(
            "initdb", "-D", folder / "cluster", "-U", "chungtay", "-A", "trust", "-E", "UTF8", "--locale=C"
        )
        options = f"-p {port} -c unix_socket_directories={folder} {OPTIONS}"
        self._run("pg_ctl", "-D", folder / "cluster", "-w", "-l", folder / "log", "-o", options, "start")
        self.address = f"postgresql://chungtay@127.0.0.1:{port}/postgres"

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.folder / "cluster", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def _run(self, program: str, *words: str | Path) -> None:
        command = [*self.as_other, self.bin / program, *words]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _reach(self, folder: Path) -> None:
        """Let `postgres` pass through the folders above, which are ours alone."""
        for above in folder.parents:
            if above.stat().st_uid == os.geteuid() and above != above.parent:
                above.chmod(above.stat().st_mode | 0o011)


class PostgresRaw:
    name = "PostgreSQL, raw"

    def take_in(self, ledger: Ledger, folder: Path) -> None:
        psycopg = needed("psycopg")
        self.server = Server(folder / "postgresql")
        self.server_side = psycopg.connect(self.server.address, autocommit=True)
        self._lay(ledger)

    def _lay(self, ledger: Ledger) -> None:
        sides = self.server_side
        columns = ", ".join(f"{name} {kind} not null" for name, (_, kind) in COLUMNS.items())
        sides.execute(f"create table entry ({columns})")
        with sides.cursor().copy("copy entry from stdin (format binary)") as copy:
            copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
            for start in range(0, len(ledger), AT_ONCE):
                copy.write(binary_rows(ledger, start, min(start + AT_ONCE, len(ledger))))
            copy.write(b"\xff\xff")
        for create, name, rows in (
            (sql.PLACE, "place", sql.places(ledger)),
            (sql.PART, "part", sql.parts(ledger)),
        ):
            sides.execute(create)
            with sides.cursor().copy(f"copy {name} from stdin") as copy:
                for row in rows:
                    copy.write_row(row)
        sides.execute(
            "create index covering on entry (indicator, day) include (place, amount, month, cell, posting)"
        )
        sides.execute("vacuum analyze")

    def can_answer(self, question: Question) -> bool:
        return True

    def ask(self, question: Question) -> list[Any]:
        return self.server_side.execute(sql.statement(question)).fetchall()

    def cells(self, question: Question, answer: list[Any]) -> Cells:
        return cells_of(answer)

    def leave(self) -> None:
        self.server_side.close()
        self.server.stop()


def binary_rows(ledger: Ledger, start: int, stop: int) -> bytes:
    """Rows as PostgreSQL copies them, made column by column."""
    fields: list[tuple[str, str]] = [("fields", ">i2")]
    for name, (written, _) in COLUMNS.items():
        fields += [(f"{name} length", ">i4"), (name, written)]
    rows = np.zeros(stop - start, np.dtype(fields))
    rows["fields"] = len(COLUMNS)
    for name, (written, _) in COLUMNS.items():
        rows[f"{name} length"] = np.dtype(written).itemsize
        rows[name] = np.arange(start + 1, stop + 1) if name == "seq" else ledger.columns[name][start:stop]
    return rows.tobytes()


class PostgresRollup:
    """Sums by unit of either map, indicator and month, and by cell too from the province up; no other clock."""

    name = "PostgreSQL, tables of sums"

    def __init__(self, raw: PostgresRaw) -> None:
        self.raw = raw

    def take_in(self, ledger: Ledger, folder: Path) -> None:
        if not hasattr(self.raw, "server_side"):
            raise Missing("PostgreSQL is not there")
        sides = self.raw.server_side
        sides.execute("create table unit (place integer, unit integer, share bigint)")
        with sides.cursor().copy("copy unit from stdin") as copy:
            for row in units(ledger):
                copy.write_row(row)
        sides.execute(
            "create temporary table leaf as"
            " select place, indicator, month, sum(amount) amount from entry group by 1, 2, 3"
        )
        sides.execute(
            "create table sums as select unit, indicator, month, cast(sum(amount * share) / 10000 as bigint) amount"
            " from leaf join unit using (place) group by 1, 2, 3"
        )
        sides.execute("create unique index on sums (unit, indicator, month) include (amount)")
        sides.execute(
            "create table cell_sums as select unit, indicator, cell, month, cast(sum(amount) as bigint) amount"
            f" from entry join unit using (place) where unit < {FIRST_OLD_COMMUNE} group by 1, 2, 3, 4"
        )
        sides.execute("create unique index on cell_sums (unit, indicator, month, cell) include (amount)")
        sides.execute("drop table leaf")
        sides.execute("vacuum analyze")

    def can_answer(self, question: Question) -> bool:
        """Neither what was known then nor windows that cut months are in the tables."""
        cut = any(first.day > 1 for first, _ in question.windows)
        return question.known_at is None and not cut

    def ask(self, question: Question) -> list[Any]:
        return self.raw.server_side.execute(rollup_statement(question)).fetchall()

    def cells(self, question: Question, answer: list[Any]) -> Cells:
        return cells_of(answer)

    def leave(self) -> None:
        """The server is the other's."""


def rollup_statement(question: Question) -> str:
    row = {"country": "0", "month": "month", "cell": "cell"}.get(question.rows, "unit")
    table = "cell_sums" if question.rows == "cell" else "sums"
    parts = []
    for number, (first, last) in enumerate(question.windows):
        low, high = ((day.year - FIRST_YEAR) * 12 + day.month - 1 for day in (first, last))
        chosen = f"indicator between {question.indicators[0]} and {question.indicators[-1]}"
        parts.append(
            f"select {number}, indicator, {row}, cast(sum(amount) as bigint) from {table}"
            f" where {_units(question)} and {chosen} and month between {low} and {high}"
            f" group by indicator{f', {row}' if row != '0' else ''}"
        )
    return " union all ".join(parts)


def _units(question: Question) -> str:
    if question.rows == "commune":
        return f"unit in (select commune from part where province = {question.within})"
    if question.within is not None:
        return f"unit = {question.within}"
    if question.rows == "province":
        first, count = (1, OLD_PROVINCES) if question.is_old_map else (FIRST_NEW_PROVINCE, NEW_PROVINCES)
        return f"unit between {first} and {first + count - 1}"
    return "unit = 0"


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
