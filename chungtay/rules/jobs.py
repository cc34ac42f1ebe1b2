"""Decides how long work moves: when it runs, when it is tried again, when it is given up, who sees what came of it.

A job may run twice. A worker that dies in the middle says nothing; after its silence another takes the job up again.
So work is written to be harmless when it is repeated, and each try has a number: whoever comes back from the dead
with an older number changes nothing any more.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from .messages import Message, RuleBroken


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
BEAT = timedelta(seconds=10)  # so often a worker says that it lives
SILENCE = timedelta(seconds=60)  # after this the job is anybody's
PAUSES = (
    timedelta(seconds=30),
    timedelta(minutes=5),
    timedelta(minutes=30),
)  # before the 2nd, 3rd, later tries
UNTOUCHED = timedelta(minutes=10)  # waits so long although it may run: nobody is at work
KEPT_FOR = timedelta(days=90)  # what ended is shown so long; the audit keeps who asked

FELL_SILENT = Message(
    "It stopped in the middle %(tries)s times. Tell whoever runs the server, then try again."
)
WORLD_FAILED = Message(
    "The server could not do it, %(tries)s times. Tell whoever runs the server, then try again."
)


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries that failed because of the world, not because of what was asked."""
    return PAUSES[min(max(tries, 1), len(PAUSES)) - 1]


def state_after(tries: int, most_tries: int) -> JobState:
    return JobState.FAILED if tries >= most_tries else JobState.WAITING


def is_silent(state: str, alive_at: datetime | None, now: datetime) -> bool:
    return state == JobState.RUNNING and alive_at is not None and alive_at < now - SILENCE


def is_stuck(state: str, run_after: datetime, alive_at: datetime | None, now: datetime) -> bool:
    """Whether nobody seems to be at work: it may run since long, or its worker died and nobody took it up."""
    if state == JobState.WAITING:
        return run_after < now - UNTOUCHED
    return state == JobState.RUNNING and alive_at is not None and alive_at < now - UNTOUCHED


def check_cancelling(state: str) -> None:
    if state in (JobState.DONE, JobState.FAILED):
        raise RuleBroken(Message("This work has ended already. There is nothing to stop."))


def check_trying_again(state: str) -> None:
    if state == JobState.DONE:
        raise RuleBroken(Message("This work is done. There is nothing to try again."))


def check_whose(own: bool) -> None:
    """Others of the same body see that work runs; only who asked for it stops it or starts it anew."""
    if not own:
        raise RuleBroken(Message("Only who asked for this work may stop it or try it again."))
