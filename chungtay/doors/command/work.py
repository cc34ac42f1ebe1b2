"""The verb `work`: works off the queue of long work until it is stopped. `serve` keeps one beside itself."""

import argparse
import os
import signal
import sys
from threading import Event
from types import FrameType
from typing import Literal

SUMMARY = "work off the queue of long work; `serve` does it too, unless told not to"
EXAMPLE = "chungtay work --once"
NEEDS: Literal["nothing", "django", "tables"] = "tables"

LOOKS_EVERY = 2.0  # seconds between two looks into an empty queue
REGULAR_EVERY = 60  # looks between two questions whether daily work is due
JOBS_AT_A_TIME = 20  # before daily work is thought of again


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what waits now, then end")
    parser.add_argument("--beside", type=int, default=0, metavar="PID", help=argparse.SUPPRESS)


def run(asked: argparse.Namespace) -> int:
    stopped = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()
        raise SystemExit(0)  # in the midst of a job: it is handed back

    signal.signal(signal.SIGTERM, stop)
    try:
        return once() if asked.once else until(stopped, asked.beside)
    except KeyboardInterrupt:
        return 0


def once() -> int:
    from django.utils import timezone

    from chungtay.actions.jobs import ask_regular, run_waiting

    ask_regular(timezone.now())
    ran = run_waiting(timezone.now(), clock=timezone.now, beating=True)
    for job in ran:
        sys.stdout.write(f"{job.kind}: {job.state}\n")
    return 0


def until(stopped: Event, beside: int) -> int:
    """`beside`: the server that keeps this worker; when that has died, however it died, this ends too."""
    from django.utils import timezone

    from chungtay.actions.jobs import ask_regular, run_waiting

    looks = 0
    while not stopped.is_set() and beside in (0, os.getppid()):
        if looks % REGULAR_EVERY == 0:
            ask_regular(timezone.now())
        looks += 1
        if not run_waiting(timezone.now(), most=JOBS_AT_A_TIME, clock=timezone.now, beating=True):
            stopped.wait(LOOKS_EVERY)
    return 0
