"""`python -m bench portal`: what readers of the demo's public pages wait for, beside Wagtail's starter page.

python -m bench portal             all of it; two minutes
python -m bench portal --seconds 5     hammer each page longer
python -m bench portal --alone     without Wagtail
"""

import argparse
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from bench.measure import Measure
from bench.portal import wagtail
from bench.portal.hammer import hammer, one_by_one
from bench.portal.screen import seen
from tools.demo_server import COMMAND, free_port, stop, wait_until_served

WORKERS, THREADS = 1, 4  # of both servers; ours has four threads always
# The newest of those with the most photos, which weigh.
STORY = """select slug from chungtay_articlecopy a where language = 'vi' and withdrawn_at is null
           order by (select count(*) from chungtay_filecopy f where f.article_id = a.id and use = 'photo') desc,
           published_at desc limit 1"""


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench portal", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument(
        "--seconds", type=float, default=3, help="how long each page is hammered, three times"
    )
    parser.add_argument("--alone", action="store_true", help="without Wagtail")
    asked = parser.parse_args(words)
    folder = Path(tempfile.mkdtemp(prefix="chungtay-portal-"))
    try:
        home = laid(folder / "home")
        site = None if asked.alone else wagtail.laid(folder)
        if site is None and not asked.alone:
            sys.stderr.write("Wagtail's packages cannot be had here; ours are measured alone.\n")
        for measure in measures(home, site, asked.seconds):
            sys.stdout.write(f"{measure}\n")
            sys.stdout.flush()
    finally:
        shutil.rmtree(folder)
    return 0


def laid(home: Path) -> Path:
    subprocess.run([COMMAND, "demo"], env=environment(home), check=True, stdout=subprocess.DEVNULL)
    return home


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "CHUNGTAY_HOME": str(home), "DATABASE_URL": ""}


@contextmanager
def served(home: Path) -> Iterator[int]:
    port = free_port()
    words: list[str | Path] = [COMMAND, "serve", "--port", str(port), "--workers", str(WORKERS), "--no-work"]
    server = subprocess.Popen(words, env=environment(home), stdout=subprocess.DEVNULL)
    try:
        wait_until_served(server, f"http://127.0.0.1:{port}")
        yield port
    finally:
        stop(server)


def measures(home: Path, site: Path | None, seconds: float) -> Iterator[Measure]:
    pages = {"front page": "/", "article": f"/news/{asked_of(home, STORY)}/"}
    with served(home) as port:
        for name, path in pages.items():
            cold = one_at_a_time(home, port, path)
            yield Measure(f"{name}, made anew: median", statistics.median(cold), 60)
            yield Measure(f"{name}, made anew: slowest of {len(cold)}", max(cold), None)
            kept = one_by_one(port, path, 300)
            yield Measure(f"{name}, kept: median", kept.median, 15)
            yield Measure(f"{name}, kept: 95 of 100 within", kept.slow, None)
        for one in seen(port, pages):
            yield Measure(f"{one.page} over the line, {one.requests} requests", one.kilobytes, 100, "kB")
            yield Measure(f"{one.page}, first words at 400 kbit/s and 400 ms", one.first_paint, 2, "s")
        yield from beside(port, pages, site, seconds)


def beside(port: int, pages: dict[str, str], site: Path | None, seconds: float) -> Iterator[Measure]:
    """In turns, so that whatever else the machine does falls on both."""
    if site is None:
        for name, path in pages.items():
            yield Measure(
                f"{name}, eight readers at once", hammer(port, path, seconds=seconds).a_second, None, "/s"
            )
        return
    with wagtail.served(site, workers=WORKERS, threads=THREADS) as other:
        one_by_one(other, "/", 50)
        ours: dict[str, list[float]] = {name: [] for name in pages}
        theirs = []
        for _ in range(3):
            for name, path in pages.items():
                ours[name].append(hammer(port, path, seconds=seconds).a_second)
            theirs.append(hammer(other, "/", seconds=seconds).a_second)
        yield Measure("Wagtail's starter page, eight readers at once", statistics.median(theirs), None, "/s")
        yield Measure("Wagtail's starter page, one reader: median", one_by_one(other, "/", 300).median, None)
        for name, rounds in ours.items():
            yield Measure(f"{name}, kept, eight readers at once", statistics.median(rounds), None, "/s")
            times = statistics.median(rounds) / statistics.median(theirs)
            yield Measure(f"{name} against Wagtail's starter page (promised: 5 and more)", times, None, "×")


def one_at_a_time(home: Path, port: int, path: str, times: int = 40) -> list[float]:
    """Each after something public changed, so that no page is kept any more."""
    one_by_one(port, path, 3)
    took = []
    for _ in range(times):
        asked_of(home, "update chungtay_edition set number = number + 1 returning number")
        took += one_by_one(port, path, 1).took
    return took


def asked_of(home: Path, question: str) -> str:
    with closing(sqlite3.connect(home / "chungtay.sqlite3", isolation_level=None, timeout=10)) as base:
        return str(base.execute(question).fetchone()[0])
