"""Keeps a worker beside the server: a process of its own, begun anew when it falls over, ended when the server ends."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

COMMAND = (
    sys.executable,
    "-c",
    "import sys; from chungtay.doors.command import main; sys.exit(main())",
    "work",
)
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds before it is begun anew; doubled while it falls at once
STEADY = 30.0  # seconds after which a fall is a new one
PATIENCE = 10  # seconds for a worker to hand back what it has in hand


@contextmanager
def a_worker() -> Iterator[None]:
    over = Event()
    # The first one begins before the server divides itself: a process that forks meanwhile would hold the pipe on which
    # Popen waits to hear that its command has begun, and this thread would wait for ever.
    keeper = Thread(target=keep, args=(over, begun()), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(PATIENCE + 2)


def begun() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([*COMMAND, "--beside", str(os.getpid())], stdin=subprocess.DEVNULL)


def keep(over: Event, worker: "subprocess.Popen[bytes]") -> None:
    pause = FIRST_PAUSE
    while True:
        with worker:
            pause = FIRST_PAUSE if stood(worker, over) else min(pause * 2, LONGEST_PAUSE)
        if over.wait(pause):
            return
        worker = begun()


def stood(worker: "subprocess.Popen[bytes]", over: Event) -> bool:
    """Whether it worked for a while; ends it when the server ends."""
    for _ in range(int(STEADY)):
        if over.wait(1):
            end(worker)
            return True
        if worker.poll() is not None:
            return False
    while worker.poll() is None:
        if over.wait(1):
            end(worker)
    return True


def end(worker: "subprocess.Popen[bytes]") -> None:
    worker.terminate()
    try:
        worker.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
