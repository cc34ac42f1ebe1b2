"""Runs every test, folder by folder, on as many processors as work on it at once: two, unless told otherwise.

    python -m tools.check_tests [2]

The longest folders come first, so that all hands finish together. Each prints whole lines as they come, under its
name; at the end stands how long each took, and once more what failed. A test that stands still for a quarter of an
hour ends its folder, which says where it stood. The exit status is 1 where a folder failed.
"""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

TESTS = Path(__file__).parents[1] / "tests"
# What asks every address, or another database, takes longer than its length tells.
LONGEST = ("access", "attacks", "postgres", "browser", "cube")
# No test takes half as long; one that waits for ever would else take all the time that there is, and name nobody.
ENDING = ("-o", "faulthandler_timeout=900", "-o", "faulthandler_exit_on_timeout=true")

at_work: set[subprocess.Popen[str]] = set()


@dataclass(frozen=True)
class Ran:
    name: str
    failed: bool
    seconds: float
    complaints: list[str]  # a line for each test that failed


def main(hands: int = 2) -> int:
    with ThreadPoolExecutor(hands) as crew:
        try:
            ran = list(crew.map(run, in_order(shares(TESTS))))
        except KeyboardInterrupt:  # shares in groups of their own hear nothing of it
            for share in at_work:
                share.send_signal(signal.SIGINT)
            raise
    for one in sorted(ran, key=lambda one: -one.seconds):
        say(f"{one.seconds:7.0f} s  {one.name}{'  failed' if one.failed else ''}")
    for line in (line for one in ran for line in one.complaints):
        say(line)
    return int(any(one.failed for one in ran))


def shares(tests: Path) -> list[Path]:
    """Every folder of tests, and every file that lies in none."""
    return [path for path in tests.iterdir() if any(path.glob("**/test_*.py"))] + [*tests.glob("test_*.py")]


def in_order(paths: list[Path]) -> list[Path]:
    def length(path: Path) -> tuple[int, int]:
        known = LONGEST.index(path.name) if path.name in LONGEST else len(LONGEST)
        return known, -sum(one.stat().st_size for one in [path, *path.rglob("*.py")] if one.is_file())

    return sorted(paths, key=length)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run(path: Path) -> Ran:
    begun = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-rsfE", *ENDING, str(path)]
    complaints = []
    with subprocess.Popen(
        command,
        cwd=TESTS.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        process_group=0,
    ) as share:
        assert share.stdout is not None
        at_work.add(share)
        Thread(target=end_what_is_left, args=[share]).start()
        for line in share.stdout:
            say(f"{path.name:10s} {line.rstrip()}")
            if line.startswith(("FAILED ", "ERROR ")):
                complaints.append(line.rstrip())
    return Ran(path.name, share.returncode != 0, time.monotonic() - begun, complaints)


def end_what_is_left(share: subprocess.Popen[str]) -> None:
    """What a share started and left behind holds its output open, and nobody would ever read the end of it."""
    share.wait()
    at_work.discard(share)
    with suppress(ProcessLookupError):
        os.killpg(share.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
