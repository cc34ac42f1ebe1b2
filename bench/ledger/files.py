"""A file of a hundred thousand rows through the door that offices use: every cell checked, then all kept or nothing."""

import csv
import io
from collections.abc import Iterator
from datetime import date

import numpy as np

from bench.ledger.entries import STOCK, WHOLE, Ledger
from bench.ledger.home import Home
from bench.ledger.operations import AFTERWARDS, Row, megabytes, rate, took
from chungtay.actions.loading import load
from chungtay.answers.loading import examined

ROWS = 100_000  # at most
COLUMNS = ("key", "indicator", "place", "day", "amount", "programme", "holder", "sex", "ethnicity")


def file_load(home: Home, ledger: Ledger) -> Iterator[Row]:
    content = written(home, ledger)
    # What is read goes on to be loaded: reading is timed with it and alone.
    readings = []
    read = took(lambda: readings.append(examined("entries.csv", content, AFTERWARDS.date())))
    assert not readings[0].faults, str(readings[0].faults[0])
    kept = took(lambda: load(readings[0], by=home.person, at=AFTERWARDS))
    rows = readings[0].rows
    yield f"file of {rows:,} rows (CSV, {megabytes(len(content))}), every cell checked", rate(rows, read)
    yield "  checked and recorded for good", rate(rows, read + kept)


def written(home: Home, ledger: Ledger) -> bytes:
    """The country's own results once more, under keys of their own; what was corrected comes once."""
    columns = ledger.columns
    same = np.stack(
        [columns[name].astype(np.int32) for name in ("place", "indicator", "day", "cell")], axis=1
    )
    flows = np.flatnonzero(columns["indicator"][: 2 * ROWS] != STOCK)
    rows = flows[np.sort(np.unique(same[flows], axis=0, return_index=True)[1])][:ROWS]
    names = ("indicator", "place", "day", "amount", "cell")
    cells = [categories(cell.slug) for cell in home.cells]
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow(COLUMNS)
    for key, (indicator, place, day, amount, cell) in enumerate(
        zip(*(columns[name][rows].tolist() for name in names), strict=True)
    ):
        sheet.writerow(
            (
                f"row {key}", f"i{indicator}", f"{place:05}", date.fromordinal(day).isoformat(), amount // WHOLE,
                home.programme.slug, home.holder.name, *cells[cell],
            )
        )  # fmt: skip
    return text.getvalue().encode()


def categories(slug: str) -> tuple[str, str]:
    """Sex and ethnicity, the latter perhaps empty."""
    found = dict(part.split(":") for part in slug.split("|"))
    return found["sex"], found.get("ethnicity", "")
