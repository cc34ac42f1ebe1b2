"""Runs every test, folder by folder, on as many processors as work on it at once: two, unless told otherwise.

    python -m tools.check_tests [2]

The longest folders come first, so that all hands finish together. Each prints whole lines as they come, under its
name; at the end stands how long each took, and once more what failed. The exit status is 1 where a folder failed.
"""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
# What asks every address, or another database, takes longer than its length tells.
LONGEST = ("access", "attacks", "postgres", "browser", "cube")


@dataclass(frozen=True)
class Ran:
    name: str
    failed: bool
    seconds: float
    complaints: list[str]  # a line for each test that failed


def main(hands: int = 2) -> int:
    with ThreadPoolExecutor(hands) as crew:
        ran = list(crew.map(run, in_order(shares(TESTS))))
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
    command = [sys.executable, "-m", "pytest", "-q", "-rsfE", str(path)]
    complaints = []
    with subprocess.Popen(
        command, cwd=TESTS.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as share:
        assert share.stdout is not None
        for line in share.stdout:
            say(f"{path.name:10s} {line.rstrip()}")
            if line.startswith(("FAILED ", "ERROR ")):
                complaints.append(line.rstrip())
    return Ran(path.name, share.returncode != 0, time.monotonic() - begun, complaints)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
