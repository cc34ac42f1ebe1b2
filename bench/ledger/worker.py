"""A process of its own that answers from the home it is pointed to: what a server's worker does, without the pages.

It writes a line when it begins, then for each line it reads a line with the answer and how long that took:
`figure` (one figure, country, five years), `table` (the review table) or `known` (the same as known halfway).
"""

import json
import os
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

PATIENCE = 300  # seconds


class Worker(AbstractContextManager["Worker"]):
    """Seen from outside. `started` is how long it took from the call to the first sign of life."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.ledger.worker"],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._line()
        self.started = time.perf_counter() - self._begun

    def ask(self, what: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        return self._line()

    def since_the_call(self) -> float:
        return time.perf_counter() - self._begun

    def own_memory(self) -> int:
        """Bytes, with what is shared counted by its share (PSS)."""
        rollup = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text()
        return next(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE)

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the worker ended before it answered"
        found: dict[str, Any] = json.loads(line)
        return found


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    import django

    django.setup()
    tell({"ready": True})
    from bench.ledger.contestants.product import TODAY, figure, table
    from bench.ledger.home import found_home
    from bench.ledger.questions import COUNTRY, REVIEW_TABLE
    from chungtay.answers.figures import Book

    home = found_home()
    for line in sys.stdin:
        begun = time.perf_counter()
        book = Book(None, TODAY, None)
        if line.strip() == "figure":
            answer = figure(book, home, COUNTRY).amount
        else:
            halfway = book.last_posting() // 2 if line.strip() == "known" else None
            answer = int(table(book, home, replace(REVIEW_TABLE, known_at=halfway)).amounts.sum())
        tell({"answer": answer, "seconds": time.perf_counter() - begun})


def tell(found: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
