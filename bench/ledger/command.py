"""`python -m bench ledger`: one run, from an empty folder to Markdown tables, and nothing left behind.

    python -m bench ledger                          S1, everybody who is installed
    python -m bench ledger --size S2 --rounds 5     20 million entries
    python -m bench ledger --size S1 --size S2      both, and how much slower the larger one is
    python -m bench ledger --only product           ours alone
Data lie in a folder of their own under TMPDIR and go when the run ends, also when it fails.
"""

import argparse
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.ledger.country import made_country
from bench.ledger.entries import SIZES, made_ledger

ROOT = Path(__file__).parents[2]
ALL = ("product", "book", "sqlite", "postgres", "sums", "running", "duckdb", "pandas", "objects")
# What a run took on two cores: minutes, and gigabytes of disk at its height.
ESTIMATE = {"S0": (0.5, 0.2), "S1": (4, 1), "S2": (20, 20), "S3": (120, 100)}


def main(words: Sequence[str]) -> int:
    asked = arguments().parse_args(words)
    sizes = asked.size or ["S1"]
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(143)
    )  # whoever is asked to end removes what they laid down
    say(estimate(sizes))
    if len(sizes) > 1:
        return several(sizes, words)
    return one(asked, sizes[0])


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench ledger", description=__doc__.splitlines()[0])
    parser.add_argument("--size", action="append", choices=SIZES, help="default S1; again for another one")
    parser.add_argument("--rounds", type=int, default=7, help="turns of all contestants, default 7")
    parser.add_argument("--only", action="append", choices=ALL, help="these contestants only")
    parser.add_argument("--without", action="append", choices=ALL, default=[], help="all but these")
    parser.add_argument("--keep", type=Path, help="write the medians there too, as JSON")
    return parser


def estimate(sizes: Iterable[str]) -> str:
    minutes = sum(ESTIMATE[size][0] for size in sizes)
    disk = max(ESTIMATE[size][1] for size in sizes)
    free = shutil.disk_usage(tempfile.gettempdir()).free / 1e9
    told = "; ".join(f"{size}: {SIZES[size].about}" for size in sizes)
    return (
        f"{told}.\nAbout {minutes:g} minutes and up to {disk:g} GB below {tempfile.gettempdir()} "
        f"({free:,.0f} GB are free); all of it is removed at the end."
    )


def one(asked: argparse.Namespace, size: str) -> int:
    with fresh_folder() as folder:
        from bench.ledger.run import Run

        ledger = made_ledger(SIZES[size], made_country())
        chosen = [name for name in asked.only or ALL if name not in asked.without]
        run = Run(ledger, folder, chosen, asked.rounds, say)
        run.go()
        tell(run.report(machine()))
        if asked.keep:
            asked.keep.write_text(json.dumps(run.medians()))
        return 1 if run.disagreements else 0


@contextmanager
def fresh_folder() -> Iterator[Path]:
    """A home of its own, known to Django before it reads its settings."""
    with tempfile.TemporaryDirectory(prefix="chungtay-ledger-") as name:
        os.environ["CHUNGTAY_HOME"] = name
        os.environ["DJANGO_SETTINGS_MODULE"] = "chungtay.settings"
        os.environ["DATABASE_URL"] = ""
        import django

        django.setup()
        yield Path(name)


def several(sizes: list[str], words: Sequence[str]) -> int:
    """Each in a process of its own, so that none inherits the memory of the one before."""
    rest = [word for index, word in enumerate(words) if word != "--size" and words[index - 1] != "--size"]
    medians, failed = {}, 0
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            kept = Path(name) / size
            command = [sys.executable, "-m", "bench", "ledger", "--size", size, "--keep", str(kept), *rest]
            failed |= subprocess.run(command, cwd=ROOT, check=False).returncode
            medians[size] = json.loads(kept.read_text()) if kept.exists() else {}
    tell(growth(medians))
    return failed


def growth(medians: dict[str, dict[str, Any]]) -> str:
    """How many times longer everything takes at the last size than at the first."""
    first, last = (medians[size] for size in (next(iter(medians)), list(medians)[-1]))
    questions = list(dict.fromkeys(question for row in last.values() for question in row))
    lines = [f"\n| {list(medians)[-1]} ÷ {next(iter(medians))} | {' | '.join(questions)} |"]
    lines.append(f"|---|{'---:|' * len(questions)}")
    for name, row in last.items():
        told = [
            f"{row[question] / first[name][question]:,.2f}"
            if question in row and question in first.get(name, {})
            else "–"
            for question in questions
        ]
        lines.append(f"| {name} | {' | '.join(told)} |")
    return "\n".join(lines)


def machine() -> str:
    """What the figures hold for."""
    model = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    now = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{os.cpu_count()} cores ({model}), {memory:.0f} GB, Python {platform.python_version()};"
        f" load average at the end {load}; {now}"
    )


def say(text: str) -> None:
    """On the way; the tables alone go to the output."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
