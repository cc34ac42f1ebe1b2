"""Long work over the API: what runs, how far it is, what came of it; stopped, and tried again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema

from chungtay.actions.jobs import cancel, try_again
from chungtay.answers.jobs import Seen, listed, seen
from chungtay.models import Job

from .asking import Asking
from .shapes import Body

router = Router(tags=["jobs"])


class JobOut(Schema):
    id: UUID
    kind: str
    state: str  # waiting, running, done, failed, cancelled
    is_own: bool
    is_stuck: bool
    body: Body | None
    asked_at: datetime
    run_after: datetime
    tries: int
    done: int
    steps: int
    ended_at: datetime | None


class JobFaultOut(Schema):
    """An English sentence and its values; `where` is a cell or a field."""

    text: str
    values: dict[str, Any]
    where: str


class JobFull(JobOut):
    outcome: dict[str, Any]  # what came of it, to who asked
    faults: list[JobFaultOut]


@router.get("/jobs", response=list[JobOut])
def jobs(request: Asking) -> list[dict[str, Any]]:
    """One's own and one's body's, the newest hundred, newest first."""
    return [short(one) for one in listed(request.person, request.today, timezone.now())]


@router.get("/jobs/{id}", response=JobFull)
def job(request: Asking, id: UUID) -> dict[str, Any]:
    return full(request, get_object_or_404(Job.objects.visible_to(request.person, request.today), pk=id))


@router.post("/jobs/{id}/stopping", response=JobFull)
def stopping(request: Asking, id: UUID) -> dict[str, Any]:
    """What waits never begins; what runs ends at its next step, and nothing of it is kept."""
    return full(request, cancel(own(request, id), by=request.person, at=timezone.now()))


@router.post("/jobs/{id}/again", response=JobFull)
def again(request: Asking, id: UUID) -> dict[str, Any]:
    """A new job with the same arguments, for what failed or was stopped."""
    return full(request, try_again(own(request, id), by=request.person, at=timezone.now()))


def own(request: Asking, id: UUID) -> Job:
    return get_object_or_404(Job, pk=id, asked_by_id=request.person.pk)


def full(request: Asking, held: Job) -> dict[str, Any]:
    shown = seen(held, request.person, request.today, timezone.now())
    faults = [{"text": one.text, "values": one.values, "where": one.where} for one in shown.faults]
    return {**short(shown), "outcome": held.outcome if shown.is_own else {}, "faults": faults}


def short(shown: Seen) -> dict[str, Any]:
    names = ("id", "kind", "state", "asked_at", "run_after", "tries", "done", "steps", "ended_at")
    told = {name: getattr(shown.job, name) for name in names}
    return {**told, "is_own": shown.is_own, "is_stuck": shown.is_stuck, "body": shown.body}
