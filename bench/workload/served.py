"""Our server with two processes, whose memory is read from the system; and sessions of those who ask it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.demo_server import COMMAND, free_port, stop, wait_until_served

WORKERS = 2


@dataclass(frozen=True)
class Server:
    port: int
    process: "subprocess.Popen[bytes]"

    def memory(self) -> float:
        """What all its processes hold, each page counted once (PSS), in MB."""
        return sum(pss(key) for key in [self.process.pid, *below(self.process.pid)]) / 1024

    def highest(self) -> float:
        """The most that one process ever held in memory, in MB."""
        return max(high_water(key) for key in below(self.process.pid)) / 1024

    def forget_highest(self) -> float:
        """Begin to look anew; gives what the largest process holds now, in MB."""
        for key in below(self.process.pid):
            Path(f"/proc/{key}/clear_refs").write_text("5")
        return self.highest()


@contextmanager
def served() -> Iterator[Server]:
    port = free_port()
    words = [str(COMMAND), "serve", "--port", str(port), "--workers", str(WORKERS)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=sys.stderr)
    try:
        wait_until_served(process, f"http://127.0.0.1:{port}")
        yield Server(port, process)
    finally:
        stop(process)


def below(parent: int) -> Iterator[int]:
    """All processes that this one began, and theirs."""
    for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
        for key in map(int, tasks.read_text().split()):
            yield key
            yield from below(key)


def pss(key: int) -> int:
    """In kB."""
    lines = Path(f"/proc/{key}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def high_water(key: int) -> int:
    """In kB."""
    lines = Path(f"/proc/{key}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
