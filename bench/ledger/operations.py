"""What the ledger does beside answering: reports that last, batches, other processes, other clocks, its own proof.

Each gives rows of (what, measured). Whatever waits for the disk stands beside how long the disk took in the same
minutes: 4 kB written and brought to it.
"""

import os
import random
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db import connection

from bench.ledger import reference
from bench.ledger.contestants.product import Product
from bench.ledger.country import FIRST_NEW_COMMUNE, NEW_COMMUNES
from bench.ledger.entries import CELLS, POSTING, SEXES, WHOLE, Ledger
from bench.ledger.home import Home, columns_of, entry_of, tables_of
from bench.ledger.questions import FLOW, REVIEW_TABLE
from bench.ledger.race import short
from bench.ledger.worker import Worker
from chungtay import cube
from chungtay.actions.ledger import post, post_columns, writing_many
from chungtay.actions.recorded import recorded
from chungtay.cube import reading
from chungtay.models import Entry
from tools.demo_server import COMMAND

Row = tuple[str, str]
REPORTS, REPORT, BATCH, OBJECTS = 100, 200, 100_000, 10_000
MOMENTS, CHECKED = 300, 3
AFTERWARDS = datetime(2026, 1, 10, tzinfo=UTC)


def other_clocks(product: Product, ledger: Ledger) -> Iterator[Row]:
    """The review table as known at so many moments; some of them compared with the reference."""
    chance = random.Random(MOMENTS)
    moments = [chance.randint(1, len(ledger.last)) for _ in range(MOMENTS)]
    took = []
    for moment in moments:
        asked = replace(REVIEW_TABLE, known_at=moment)
        begun = time.perf_counter()
        answer = product.ask(asked)
        took.append(time.perf_counter() - begun)
        if len(took) <= CHECKED:
            assert product.cells(asked, answer) == reference.cells(ledger, asked), f"as known at {moment}"
    yield f"review table as known at {MOMENTS} random postings: median", milliseconds(statistics.median(took))
    yield "  99th of a hundred", milliseconds(statistics.quantiles(took, n=100)[98])


def reports(home: Home) -> Iterator[Row]:
    """A report's entries recorded, and then asked for by another process; the disk alone in between."""
    floor, kept, seen, answered = [], [], [], []
    with Worker() as reader:
        before = reader.ask("figure")["answer"]
        for number in range(REPORTS):
            changes, added = made_changes(home, number, REPORT)
            floor.append(took(lambda: to_disk(Path(settings.HOME) / "floor")))
            begun = time.perf_counter()
            record(home, number, changes)
            kept.append(time.perf_counter() - begun)
            told = reader.ask("figure")
            seen.append(time.perf_counter() - begun)
            answered.append(told["seconds"])
            assert told["answer"] == before + added, "the next reader sees all of it"
            before += added
    yield "disk: 4 kB written and brought to it, median (95th)", both(floor)
    yield f"report of {REPORT} entries, recorded for good, median (95th)", both(kept)
    yield "  seen by a reader in another process, from the start", both(seen)
    yield "  that reader's answer, its catching up within", both(answered)


def batch(home: Home, ledger: Ledger) -> Iterator[Row]:
    """Entries recorded at once, in postings as long as they may be; the reader's catching up told apart."""
    with Worker() as reader:
        reader.ask("table")
        columns = took(lambda: record_columns(home, ledger, BATCH))
        yield f"batch of {BATCH:,} entries as columns, recorded for good", rate(BATCH, columns)
        yield "  the next review table in another process", milliseconds(reader.ask("table")["seconds"])
        changes, _ = made_changes(home, REPORTS, OBJECTS)
        objects = took(lambda: record(home, REPORTS, changes))
        yield f"batch of {OBJECTS:,} entries as objects, recorded for good", rate(OBJECTS, objects)
        yield "  the next review table in another process", milliseconds(reader.ask("table")["seconds"])


def made_changes(home: Home, number: int, count: int) -> tuple[list[Entry], int]:
    """Unsaved entries of one commune, and what they add to the figure that is asked for."""
    place, changes = FIRST_NEW_COMMUNE + number * 37 % NEW_COMMUNES, []
    for n in range(count):
        indicator = (FLOW + n // SEXES) % len(home.indicators)
        cell = n % SEXES * (CELLS // SEXES)
        changes.append(entry_of(home, indicator, place, date(2025, 12, 20), cell, (n % 40) * WHOLE))
    flow = home.indicators[FLOW].pk
    return changes, sum(change.amount for change in changes if change.indicator_id == flow)


def record(home: Home, number: int, changes: list[Entry]) -> None:
    """As an approval does it: an act with its audit line, in one transaction."""
    at = AFTERWARDS + timedelta(seconds=number)
    with recorded("approve", thing=home.holder, by=home.person, at=at):
        for start in range(0, len(changes), POSTING):
            post(changes[start : start + POSTING], kind="approval", by=home.person, at=at)


def record_columns(home: Home, ledger: Ledger, count: int) -> None:
    """The same results once more, as if another country had reported them."""
    tables, rows = tables_of(home), np.resize(np.flatnonzero(ledger.columns["reverses"] == 0), count)
    again = {name: column[rows] for name, column in ledger.columns.items()}
    with writing_many(), recorded("approve", thing=home.holder, by=home.person, at=AFTERWARDS):
        parts = (
            columns_of(tables, again, slice(start, min(start + POSTING, count)))
            for start in range(0, count, POSTING)
        )
        post_columns(parts, kind="load", by=home.person, at=AFTERWARDS)


def processes() -> Iterator[Row]:
    """New processes until their first answers, and what two of them take of the memory."""
    shutil.rmtree(reading.folder(), ignore_errors=True)
    with Worker() as worker:
        yield "new process, nothing kept, to its first figure", beginning(worker)
    cube.keep()
    kept = sum(path.stat().st_size for path in reading.folder().iterdir())
    with Worker() as one:
        yield f"new process, from {megabytes(kept)} kept, to its first figure", beginning(one)
        yield "  to its first review table besides", f"{took(lambda: one.ask('table')):.2f} s"
        yield (
            "  to its first review table as known earlier besides",
            f"{took(lambda: one.ask('known')):.2f} s",
        )
        with Worker() as other:
            for what in ("figure", "table", "known"):
                other.ask(what)
            memory = one.own_memory() + other.own_memory()
        yield "memory of two processes that answer all three (PSS)", megabytes(memory)


def beginning(worker: Worker) -> str:
    worker.ask("figure")
    return f"{worker.since_the_call():.2f} s (of it {worker.started:.2f} s until Django is there)"


def proof() -> Iterator[Row]:
    """`chungtay check`, in its own words."""
    connection.close()
    begun = time.perf_counter()
    told = subprocess.run([COMMAND, "check"], capture_output=True, text=True, check=False)
    yield "chungtay check, as a command", f"{time.perf_counter() - begun:.1f} s"
    for line in (told.stdout + told.stderr).splitlines():
        yield "", line


def to_disk(path: Path) -> None:
    with open(path, "wb") as file:
        file.write(bytes(4096))
        file.flush()
        os.fsync(file.fileno())


def took(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def both(values: list[float]) -> str:
    return f"{short(statistics.median(values) * 1000)} ms ({short(statistics.quantiles(values, n=20)[18] * 1000)})"


def megabytes(size: int) -> str:
    return f"{size / 2**20:,.0f} MB"


def milliseconds(seconds: float) -> str:
    return f"{short(seconds * 1000)} ms"


def rate(count: int, seconds: float) -> str:
    return f"{count / seconds:,.0f} entries/s ({seconds:.2f} s)"
