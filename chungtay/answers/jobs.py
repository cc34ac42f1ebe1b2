"""What a person may know of long work: that it runs, of one's own body; what came of it, of what one asked for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from chungtay.answers.audit import READABLE
from chungtay.models import Job, Organisation, Person
from chungtay.rules.jobs import JobState
from chungtay.rules.messages import Message

NEWEST = 100


@dataclass(frozen=True)
class Seen:
    """A job, to one reader. Outcome and faults are empty to all but who asked: cells of a workbook stand in them."""

    job: Job
    body: Organisation | None  # for which it runs; none: the installation itself
    is_own: bool
    is_stuck: bool
    said: tuple[Message, ...] = ()
    faults: tuple[Message, ...] = ()
    thing: tuple[str, Model] | None = None  # what came of it, where the reader may open it

    @property
    def share(self) -> int | None:
        """Ten-thousandths that are done, while it runs and tells so."""
        job = self.job
        return job.done * 10_000 // job.steps if job.steps and job.state == JobState.RUNNING else None

    @property
    def can_be_stopped(self) -> bool:
        return self.is_own and not self.job.has_ended

    @property
    def can_be_tried_again(self) -> bool:
        return self.is_own and self.job.state in (JobState.FAILED, JobState.CANCELLED)


def listed(person: Person, today: date, now: datetime) -> list[Seen]:
    """The newest, without what came of them."""
    jobs = list(Job.objects.visible_to(person, today)[:NEWEST])
    bodies = Organisation.objects.in_bulk({job.holder_id for job in jobs if job.holder_id})
    return [
        Seen(job, bodies.get(job.holder_id), job.asked_by_id == person.pk, job.is_stuck(now)) for job in jobs
    ]


def seen(job: Job, person: Person, today: date, now: datetime) -> Seen:
    body = Organisation.objects.filter(pk=job.holder_id).first() if job.holder_id else None
    own = job.asked_by_id == person.pk
    if not own:
        return Seen(job, body, own, job.is_stuck(now))
    return Seen(
        job, body, own, job.is_stuck(now),
        said=tuple(Message(text, values) for text, values in job.outcome.get("said", ())),
        faults=tuple(Message(fault["text"], fault["values"], fault["where"]) for fault in job.faults),
        thing=_thing(job.outcome.get("thing"), person, today),
    )  # fmt: skip


def _thing(named: Any, person: Person, today: date) -> tuple[str, Model] | None:
    if not named:
        return None
    kind, key = named
    found: Model | None = READABLE[kind](person, today).filter(pk=key).first() if kind in READABLE else None
    return (kind, found) if found else None
