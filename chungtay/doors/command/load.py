"""The verb `load`: a file of entries into the ledger, whole or not at all; every bad row is told with its mend."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal

from chungtay.rules.messages import RuleBroken

from . import BadInput

if TYPE_CHECKING:  # numbers and models wake only with the verb
    from chungtay.actions.loading import Loaded
    from chungtay.rules.loading import Fault, Reading

SUMMARY = "load entries from CSV (UTF-8) or XLSX; nothing is kept unless every row is good"
EXAMPLE = "chungtay load entries.csv --dry-run"
NEEDS: Literal["nothing", "django", "tables"] = "tables"

BAD_INPUT = 2


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="columns: indicator, place, day, amount, programme, holder, key; "
        "optional: period, qualifier, statement and one for each dimension (sex, ethnicity …)",
    )
    parser.add_argument(
        "--accept-good",
        action="store_true",
        help="keep the good rows; write the bad ones beside, as FILE.bad.csv",
    )
    parser.add_argument(
        "--repeats",
        action="store_true",
        help="rows that say the same under different keys are different events",
    )
    parser.add_argument("--dry-run", action="store_true", help="check everything, keep nothing")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")


def run(asked: argparse.Namespace) -> int:
    from django.utils import timezone

    from chungtay.actions.loading import load
    from chungtay.answers.loading import examined

    began = perf_counter()
    content = content_of(asked.file)
    now = timezone.now()
    today = timezone.localdate(now)
    reading = examined(asked.file.name, content, today, allow_repeats=asked.repeats)
    loaded = None
    try:
        loaded = load(reading, accept_good=asked.accept_good, only_try=asked.dry_run, by=None, at=now)
    except RuleBroken:
        if not reading.faults:
            raise
    if asked.accept_good and reading.faults and not asked.dry_run:
        write_bad(asked.file, content, reading)
    show = in_json if asked.json else in_lines
    sys.stdout.write(show(asked, reading, loaded, perf_counter() - began) + "\n")
    if not asked.json:
        for fault in reading.faults:
            sys.stderr.write(f"chungtay: {fault}\n")
    return BAD_INPUT if reading.faults and not (asked.accept_good and reading.good()) else 0


def content_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise BadInput(f"{path} cannot be opened: {problem.strerror}.") from None


def bad_path(path: Path) -> Path:
    return path.with_name(f"{path.stem}.bad.csv")


def write_bad(path: Path, content: bytes, reading: Reading) -> None:
    """The bad rows as they were, behind each what is wrong with it: mend them there and load that file."""
    from chungtay.rules.loading import BESIDE, rows_of

    why: dict[int, list[Fault]] = {}
    for fault in reading.faults:
        why.setdefault(fault.row, []).append(fault)
    rows = (row for part in rows_of(path.name, content) for row in part)
    header = next(rows)
    width = len(header) - sum(name in BESIDE for name in header)
    try:
        with bad_path(path).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*header[:width], *BESIDE])
            for number, row in enumerate(rows, 2):
                if number in why:
                    said = "; ".join(f"{fault.column}: {fault.message}" for fault in why[number])
                    writer.writerow([*row[:width], *[""] * (width - len(row)), number, said])
    except OSError as problem:
        raise BadInput(f"{bad_path(path)} cannot be written: {problem.strerror}.") from None


def told(
    asked: argparse.Namespace, reading: Reading, loaded: Loaded | None, seconds: float
) -> dict[str, Any]:
    kept = loaded is not None and not asked.dry_run
    return {
        "file": asked.file.name,
        "rows": reading.rows,
        "bad": len(reading.bad),
        "loaded_before": len(reading.before),
        "kept": kept,
        "entries": loaded.entries if loaded else 0,
        "postings": [posting.number for posting in loaded.postings] if loaded else [],
        "seconds": round(seconds, 3),
        "faults": [
            {"row": fault.row, "column": fault.column, "why": str(fault.message)} for fault in reading.faults
        ],
    }


def in_json(asked: argparse.Namespace, reading: Reading, loaded: Loaded | None, seconds: float) -> str:
    return json.dumps(told(asked, reading, loaded, seconds), ensure_ascii=False)


def in_lines(asked: argparse.Namespace, reading: Reading, loaded: Loaded | None, seconds: float) -> str:
    facts = told(asked, reading, loaded, seconds)
    speed = f"{reading.rows / seconds:,.0f} rows/s" if seconds else ""
    lines = [f"{facts['file']}: {reading.rows:,} rows, {facts['bad']:,} bad, {speed}."]
    if facts["loaded_before"]:
        lines.append(f"{facts['loaded_before']:,} rows were loaded before and say the same; they count once.")
    if not facts["kept"]:
        lines.append("Nothing was kept.")
    elif loaded and loaded.postings:
        first, last = loaded.postings[0], loaded.postings[-1]
        lines.append(
            f"{loaded.entries:,} entries #{first.first_seq}–#{last.last_seq} in postings {first.number}–{last.number}."
        )
    else:
        lines.append("There was nothing new.")
    if asked.accept_good and reading.faults and not asked.dry_run:
        lines.append(f"The bad rows are in {bad_path(asked.file).name}: mend them and load that file.")
    return "\n".join(lines)
