"""What the queue knows of each kind of work, and what the work is told and tells while it runs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from chungtay.models import Job, Person
from chungtay.rules import elsewhere
from chungtay.rules.jobs import JobState

from .kinds import FILES

Clock = Callable[[], datetime]
TELLS_EVERY = timedelta(seconds=1)  # a bar that moves more often costs more than it says


class Stopped(Exception):
    """Somebody stopped the job, or another worker has it: whatever is open is rolled back."""


@dataclass
class Telling:
    """What a try knows of itself, and how it says how far it is."""

    job: Job
    by: Person | None  # None: the installation itself asked
    at: datetime  # when this try began
    clock: Clock
    _told_at: datetime | None = field(default=None, init=False)

    def step(self, done: int, *, of: int) -> None:
        """Say how far it is. Inside a transaction nobody reads it before its end; Stopped is raised all the same."""
        now = self.clock()
        if self._told_at is not None and now - self._told_at < TELLS_EVERY and done < of:
            return
        self._told_at = now
        mine = Job.objects.filter(pk=self.job.pk, tries=self.job.tries, state=JobState.RUNNING)
        if not mine.update(done=done, steps=of, alive_at=now):
            raise Stopped


Run = Callable[[dict[str, Any], Telling], dict[str, Any]]


@dataclass(frozen=True)
class Work:
    """A kind of work. `every`: the installation itself asks for it so often."""

    kind: str
    run: Run
    most_tries: int
    seconds: int
    every: timedelta | None


WORKS: dict[str, Work] = {}


def work(
    kind: str, *, most_tries: int = 3, seconds: int = 300, every: timedelta | None = None
) -> Callable[[Run], Run]:
    def register(run: Run) -> Run:
        assert WORKS.get(kind, run) is run or WORKS[kind].run.__module__ == run.__module__, (
            f"two kinds of work are called {kind}"
        )
        WORKS[kind] = Work(kind, run, most_tries, seconds, every)
        return run

    return register


def works() -> dict[str, Work]:
    """All kinds, their files woken."""
    for file in (*FILES, *elsewhere.JOBS):
        import_module(file)
    return WORKS
