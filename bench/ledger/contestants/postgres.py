"""PostgreSQL over the raw entries, with one index that covers all questions: a server of our own for a run.

It keeps its promises (fsync on) and hears nobody but this machine. Those who answer from tables of sums lay them
beside the raw entries on the same server.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from bench.ledger.contestants import Missing, cells_of, needed, sql
from bench.ledger.entries import Ledger
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
        with ExitStack() as given_up:
            self.server = Server(folder / "postgresql")
            given_up.callback(self.server.stop)
            self.session = psycopg.connect(self.server.address, autocommit=True)
            self._lay(ledger)
            given_up.pop_all()

    def _lay(self, ledger: Ledger) -> None:
        session = self.session
        columns = ", ".join(f"{name} {kind} not null" for name, (_, kind) in COLUMNS.items())
        session.execute(f"create table entry ({columns})")
        with session.cursor().copy("copy entry from stdin (format binary)") as copy:
            copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
            for start in range(0, len(ledger), AT_ONCE):
                copy.write(binary_rows(ledger, start, min(start + AT_ONCE, len(ledger))))
            copy.write(b"\xff\xff")
        for create, name, rows in (
            (sql.PLACE, "place", sql.places(ledger)),
            (sql.PART, "part", sql.parts(ledger)),
        ):
            session.execute(create)
            self.copy_in(name, rows)
        session.execute(
            "create index covering on entry (indicator, day) include (place, amount, month, cell, posting)"
        )
        session.execute("vacuum analyze")

    def copy_in(self, table: str, rows: Iterable[tuple[int, ...]]) -> None:
        with self.session.cursor().copy(f"copy {table} from stdin") as copy:
            for row in rows:
                copy.write_row(row)

    def can_answer(self, question: Question) -> bool:
        return True

    def ask(self, question: Question) -> list[Any]:
        return self.session.execute(sql.statement(question)).fetchall()

    def cells(self, question: Question, answer: list[Any]) -> Cells:
        return cells_of(answer)

    def leave(self) -> None:
        self.session.close()
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
