"""Works off the queue: takes one job at a time, runs it, and says what came of it.

Nothing here is held by a lock. Taking is one conditional update that counts a try, and every later word is written
under that number; so of two workers one takes the job, and one that was believed dead changes nothing when it wakes.
"""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import FrameType
from typing import Any

from django.db import InterfaceError, OperationalError, connection

from chungtay.models import Job, Person
from chungtay.rules.jobs import BEAT, FELL_SILENT, WORLD_FAILED, JobState, pause_after, state_after
from chungtay.rules.messages import Message, RuleBroken

from .asking import ask
from .registering import Clock, Stopped, Telling, Work, works

logger = logging.getLogger(__name__)
WORLD = (OSError, OperationalError, InterfaceError)  # a full disk, a silent database, a time that ran out
LOOKED_AT = 20  # so many that others may take before us


def run_waiting(
    at: datetime, *, most: int = 1000, clock: Clock | None = None, beating: bool = False
) -> list[Job]:
    """Run what may run now, oldest first, at most so many; `clock` where time goes on meanwhile."""
    clock = clock or (lambda: at)
    ran: list[Job] = []
    while len(ran) < most and (job := take(clock())):
        run_one(job, clock, beating=beating)
        job.refresh_from_db()
        ran.append(job)
    return ran


def ask_regular(at: datetime) -> list[Job]:
    """Ask for what the installation itself does every day; asking again is harmless."""
    due = []
    for kind, known in works().items():
        if known.every and not Job.objects.filter(kind=kind, asked_at__gt=at - known.every).exists():
            due.append(ask(kind, {}, key="regular", by=None, at=at))
    return due


def take(now: datetime) -> Job | None:
    """The next job, counted as one more try. What died too often is given up on the way."""
    known = works()
    for job in Job.objects.ready(now).filter(kind__in=known)[:LOOKED_AT]:
        mine = Job.objects.filter(pk=job.pk, state=job.state, tries=job.tries)
        if job.state == JobState.RUNNING and job.tries >= known[job.kind].most_tries:
            mine.update(state=JobState.FAILED, ended_at=now, faults=[told(FELL_SILENT, tries=job.tries)])
        elif mine.update(
            state=JobState.RUNNING, tries=job.tries + 1, started_at=now, alive_at=now, done=0, steps=0
        ):
            job.refresh_from_db()
            return job
    return None


def run_one(job: Job, clock: Clock, *, beating: bool = False) -> None:
    known, began = works()[job.kind], clock()
    by = Person.objects.filter(pk=job.asked_by_id).first() if job.asked_by_id else None
    telling = Telling(job, by, began, clock)
    try:
        with within(known.seconds), beats(job, clock) if beating else nothing():
            outcome = known.run(job.arguments, telling)
    except Stopped:
        return
    except RuleBroken as broken:
        end(job, JobState.FAILED, clock(), faults=[told(message) for message in broken.messages])
    except WORLD as problem:
        logger.warning("%s failed: %s", job.kind, type(problem).__name__)
        put_off(job, known, clock())
    except Exception:
        put_off(job, known, clock())
        raise  # a mistake of ours: this worker ends, and whoever keeps it begins anew
    except BaseException:
        hand_back(job, clock())  # the server is being stopped
        raise
    else:
        end(job, JobState.DONE, clock(), outcome=outcome)


def end(job: Job, state: JobState, now: datetime, **what: Any) -> None:
    """What was stopped too late was done all the same, and says so."""
    mine = Job.objects.filter(pk=job.pk, tries=job.tries, state__in=(JobState.RUNNING, JobState.CANCELLED))
    mine.update(state=state, ended_at=now, alive_at=now, **what)


def put_off(job: Job, known: Work, now: datetime) -> None:
    mine = Job.objects.filter(pk=job.pk, tries=job.tries, state=JobState.RUNNING)
    if state_after(job.tries, known.most_tries) is JobState.FAILED:
        mine.update(state=JobState.FAILED, ended_at=now, faults=[told(WORLD_FAILED, tries=job.tries)])
    else:
        wait_again(mine, job, now + pause_after(job.tries))


def hand_back(job: Job, now: datetime) -> None:
    wait_again(Job.objects.filter(pk=job.pk, tries=job.tries, state=JobState.RUNNING), job, now)


def wait_again(mine: Any, job: Job, moment: datetime) -> None:
    """Where the same work was asked for anew meanwhile, that one stands for both."""
    if job.key and Job.objects.filter(kind=job.kind, key=job.key, state=JobState.WAITING).exists():
        mine.update(state=JobState.CANCELLED, ended_at=moment)
    else:
        mine.update(state=JobState.WAITING, run_after=moment, alive_at=None)


def told(message: Message, **values: Any) -> dict[str, Any]:
    return {"text": message.text, "values": {**message.values, **values}, "where": message.where}


@contextmanager
def nothing() -> Iterator[None]:
    yield


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """TimeoutError once the time is over. Only a process's first thread can be rung; elsewhere nothing rings."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def beats(job: Job, clock: Clock) -> Iterator[None]:
    """Say every few seconds that this worker lives, however long one step of its work takes."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT.total_seconds()):
            try:
                Job.objects.filter(pk=job.pk, tries=job.tries, state=JobState.RUNNING).update(
                    alive_at=clock()
                )
            except (OperationalError, InterfaceError):
                # SQLite has one writer. While our work writes nobody else can take the job either.
                connection.close()
        connection.close()

    beating = threading.Thread(target=beat, daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join()
