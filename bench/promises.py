"""Measures the promised speeds on a fresh demo world and prints them as a table: `python -m bench promises`."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

# Before Django reads its settings: the numbers come from a demo of their own.
os.environ["CHUNGTAY_HOME"] = tempfile.mkdtemp(prefix="chungtay-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "chungtay.settings"
os.environ["DATABASE_URL"] = ""

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

if TYPE_CHECKING:
    from bench.timing import Compared

from bench.measure import Measure
from tools.demo_server import COMMAND, free_port, stop, wait_until_served

ROOT = Path(__file__).parents[1]
HOME = Path(os.environ["CHUNGTAY_HOME"])
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in {".txt", ".html", ".docx"})
LEADER = "provincial_leader"
WINDOW = ("--from", "2019-01-01", "--to", "2024-12-31")


def main() -> int:
    sys.stdout.write(f"{'':58}{'median':>10}{'promised':>21}\n")
    for measures in (
        demo,
        reading,
        pages,
        plan,
        reporting,
        bringing,
        going_down,
        seeing,
        asking_all,
        papers,
        starting,
        comparing,
        telling,
    ):
        for measure in measures():
            sys.stdout.write(f"{measure}\n")
            sys.stdout.flush()
    shutil.rmtree(HOME)
    return 0


def seconds(act: Callable[[], object], *, times: int) -> float:
    """The median of several runs, in seconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def command(*words: str | Path) -> None:
    subprocess.run([COMMAND, *words], check=True, stdout=subprocess.DEVNULL)


def demo() -> Iterator[Measure]:
    yield Measure("chungtay demo, into an empty home", seconds(lambda: command("demo"), times=1), 60, "s")
    django.setup()


def reading() -> Iterator[Measure]:
    from chungtay.rules.intake import read_paper, text_of

    for path in EXAMPLES:
        content = path.read_bytes()
        took = seconds(lambda p=path, c=content: read_paper(text_of(p.name, c)), times=9)  # type: ignore[misc]
        yield Measure(f"read {path.name}, in process", took * 1000, 50)
    took = seconds(
        lambda: subprocess.run([COMMAND, "read", EXAMPLES[-1]], stdout=subprocess.DEVNULL), times=3
    )
    yield Measure("chungtay read, as a command", took, 1.5, "s")


def pages() -> Iterator[Measure]:
    from chungtay.models import Agreement

    browser = signed_in()
    addresses = {
        f"programme page of {one.slug}": f"/programmes/{one.slug}/" for one in Agreement.objects.all()
    }
    addresses |= {
        "my work": "/work/",
        "reports": "/reports/",
        "ledger of figures": "/ledger/",
        "front page": "/",
    }
    for what, address in addresses.items():
        promised = what.startswith("programme page")
        browser.get(address)
        took = seconds(lambda a=address: browser.get(a), times=7)  # type: ignore[misc]
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        yield Measure(what, took * 1000, 100 if promised else None)
        yield Measure("  its questions to the database", len(asked), 30 if promised else None, "queries")


def plan() -> Iterator[Measure]:
    from bench.plans import full_plan

    took, asked = full_plan(signed_in(), seconds)
    yield Measure("plan page: 7 contents, 300 tasks, 40 units", took, 150)
    yield Measure("  its questions to the database", asked, 40, "queries")


def reporting() -> Iterator[Measure]:
    from bench.reports import long_report

    for page in long_report(seconds):
        writes = page.what.startswith("the form")
        yield Measure(f"report of 60 lines × 8: {page.what}", page.took, 100 if page.size else None)
        if page.size:
            yield Measure("  its size, unpacked", page.size / 1000, 120 if writes else None, "kB")
            yield Measure("  its size, as it travels", page.packed / 1000, 120 if writes else None, "kB")
            yield Measure("  its questions to the database", page.asked, None, "queries")


def bringing() -> Iterator[Measure]:
    """Workbooks that were made to do harm: how long the server is kept, and by how much it grows."""
    from bench.hostile import brought

    for one in brought():
        yield Measure(f"brought: {one.what}", one.took, 5, "s")
        yield Measure("  the server grows by", one.grown, 64, "MB")


def going_down() -> Iterator[Measure]:
    from bench.cascade import cascade

    took = cascade()
    yield Measure("a plan of 7 contents to 96 communes", took.sending, 2, "s")
    yield Measure("  its questions to the database", took.asked, None, "queries")
    yield Measure("who of the 96 has it", took.looking * 1000, None)
    yield Measure("a directive to 96 communes", took.directing, 2, "s")


def signed_in() -> Client:
    from chungtay.models import Post

    browser = Client(headers={"Accept-Language": "vi"}, SERVER_NAME="localhost")
    post = Post.objects.filter(role=LEADER, person__account__isnull=False)[0]
    browser.post(f"/enter/{post.pk}/")  # one click, which asks for no second step
    return browser


def asking_all() -> Iterator[Measure]:
    """A round of the whole country, on the demo's home."""
    from bench.rounds import rounds

    for what, measured, promised in rounds():
        yield Measure(what, measured, promised)


def seeing() -> Iterator[Measure]:
    from bench.access import lists

    for what, took in lists():
        yield Measure(what, took, 100)


def comparing() -> Iterator[Measure]:
    from bench.versions import texts

    for what, took in texts():
        yield Measure(what, took, 200)


def telling() -> Iterator["Measure | Compared"]:
    """Whether time tells what is hidden from what never was; minutes, for 2,000 samples each."""
    from bench.timing import at_the_door, compared

    found = []
    for one in chain(compared(), at_the_door()):
        found.append(one)
        yield one
    apart = sum(one.is_told_apart(len(found)) for one in found)
    yield Measure("doors at which time tells hidden from unknown", apart, 0, "doors")


def papers() -> Iterator[Measure]:
    from django.utils import timezone

    from chungtay.answers.figures import Book
    from chungtay.answers.reviews import as_docx, as_pdf, facts_of_review, sheet_of_review
    from chungtay.models import Review

    review = Review.objects.order_by("drafted_at")[0]

    def draw_both() -> None:
        today = timezone.localdate()
        sheet = sheet_of_review(review, facts_of_review(review, Book(None, today, review.agreement)), today)
        as_docx(sheet)
        as_pdf(sheet)

    yield Measure("a review as DOCX and PDF, in process", seconds(draw_both, times=3), 2, "s")
    reviewed = ("review", "kontum-attapeu", *WINDOW, "--format", "pdf", "-o", HOME / "review.pdf")
    totals = ("totals", "attendances", "--programme", "kontum-attapeu", *WINDOW, "--by", "place")
    yield Measure("chungtay review, as a command", seconds(lambda: command(*reviewed), times=1), None, "s")
    yield Measure("chungtay totals, as a command", seconds(lambda: command(*totals), times=1), None, "s")


def starting() -> Iterator[Measure]:
    connection.close()
    yield Measure("make run, the second time, until a page has come", seconds(make_run, times=1), 5, "s")


def make_run() -> None:
    port = free_port()
    server = subprocess.Popen(["make", "-s", "run", f"PORT={port}"], cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait_until_served(server, f"http://127.0.0.1:{port}")
    finally:
        stop(server)
