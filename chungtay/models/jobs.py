"""Remembers long work: one small queue in the database, with tries, limits and what came of each job."""

from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.db import models
from django.db.models import Q

from chungtay.rules import jobs as rules
from chungtay.rules.jobs import JobState
from chungtay.rules.people import Act, Kind

from .record import Record


class Reader(Protocol):
    """A person, as far as this room needs to know one."""

    pk: UUID

    def reach(self, act: Act, kind: Kind, today: date, *, holder: str) -> models.Q: ...


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, person: Reader, today: date) -> "JobQuerySet":
        """One's own, and that of the bodies whose work one's posts may follow. What came of it is another question."""
        return self.filter(
            Q(asked_by_id=person.pk) | person.reach(Act.READ, Kind.JOB, today, holder="holder_id")
        )

    def ready(self, now: datetime) -> "JobQuerySet":
        """What may be begun: waiting and due, or left behind by a worker that has died."""
        return self.filter(
            Q(state=JobState.WAITING, run_after__lte=now)
            | Q(state=JobState.RUNNING, alive_at__lt=now - rules.SILENCE)
        ).order_by("run_after", "pk")

    def stuck(self, now: datetime) -> "JobQuerySet":
        """As `rules.jobs.is_stuck` says it."""
        since = now - rules.UNTOUCHED
        return self.filter(
            Q(state=JobState.WAITING, run_after__lt=since) | Q(state=JobState.RUNNING, alive_at__lt=since)
        )


class Job(Record):
    """Something that takes longer than a page may. `kind` names the work, `arguments` say on what."""

    kind = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)  # ids and choices only, never content, never personal
    key = models.CharField(max_length=120, blank=True)  # two jobs of one kind and key never wait side by side
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in JobState], default=JobState.WAITING
    )
    asked_by_id = models.UUIDField(null=True, db_index=True)  # a person; null: the installation itself
    holder_id = models.UUIDField(null=True, db_index=True)  # the body for which it runs
    asked_at = models.DateTimeField()
    run_after = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)  # also who may write: the last try only
    started_at = models.DateTimeField(null=True)
    alive_at = models.DateTimeField(null=True)  # the worker's last sign; long silent: its process has died
    ended_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)  # steps of `steps`
    steps = models.PositiveIntegerField(default=0)
    outcome = models.JSONField(
        default=dict
    )  # "said": messages; "thing": kind and id; counts; what else it says
    faults = models.JSONField(default=list)  # messages: text, values, where

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        indexes = [models.Index(fields=["state", "run_after"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(state="waiting") & ~models.Q(key=""),
                name="job_waits_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def has_ended(self) -> bool:
        return self.state in rules.ENDED

    def is_stuck(self, now: datetime) -> bool:
        return rules.is_stuck(self.state, self.run_after, self.alive_at, now)
