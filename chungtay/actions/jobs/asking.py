"""Asks for work, stops it, tries it again. Pressing twice asks once."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from chungtay.actions.recorded import recorded
from chungtay.models import Job, Organisation, Person
from chungtay.rules.jobs import JobState, check_cancelling, check_trying_again, check_whose

from .registering import works


def ask(
    kind: str, arguments: dict[str, Any], *, key: str = "", holder: Organisation | None = None,
    run_after: datetime | None = None, by: Person | None, at: datetime,
) -> Job:  # fmt: skip
    """Put work into the queue. Of one kind and `key` (the id of what it is about) only one waits at a time.

    Whether `by` may do the thing itself is asked twice: by who calls this, and by the work when it runs.
    """
    assert kind in works(), f"no work is called {kind}: is its file listed in actions/jobs/kinds.py?"
    waiting = Job.objects.filter(kind=kind, key=key, state=JobState.WAITING)
    if key and (held := waiting.first()):
        return held
    job = Job(
        kind=kind, arguments=arguments, key=key, asked_at=at, run_after=run_after or at,
        asked_by_id=by.pk if by else None, holder_id=holder.pk if holder else _body_of(by, at),
    )  # fmt: skip
    try:
        with transaction.atomic(), recorded("ask_job", thing=job, by=by, at=at, reason=kind):
            job.save(force_insert=True)
    except IntegrityError:  # another click was faster
        return Job.objects.filter(kind=kind, key=key).latest("asked_at")
    return job


def cancel(job: Job, *, by: Person, at: datetime) -> Job:
    """Stop it: what waits never begins, what runs ends at its next step with nothing done."""
    check_whose(job.asked_by_id == by.pk)
    with recorded("stop_job", thing=job, by=by, at=at, reason=job.kind):
        held = Job.objects.select_for_update().get(pk=job.pk)
        check_cancelling(held.state)
        if held.state != JobState.CANCELLED:
            held.state, held.ended_at = JobState.CANCELLED, at
            held.save(update_fields=["state", "ended_at"])
    return held


def try_again(job: Job, *, by: Person, at: datetime) -> Job:
    """A new job with the same arguments; the old one stays as it ended."""
    check_whose(job.asked_by_id == by.pk)
    check_trying_again(job.state)
    if not job.has_ended:
        return job
    again = Job.objects.filter(
        kind=job.kind, key=job.key, asked_by_id=by.pk, asked_at__gte=job.ended_at, arguments=job.arguments
    )
    if held := again.exclude(pk=job.pk).first():
        return held  # pressed twice
    holder = Organisation.objects.filter(pk=job.holder_id).first() if job.holder_id else None
    return ask(job.kind, job.arguments, key=job.key, holder=holder, by=by, at=at)


def _body_of(by: Person | None, at: datetime) -> Any:
    posts = by.posts_on(timezone.localdate(at)) if by else []
    return posts[0].organisation_id if posts else None
