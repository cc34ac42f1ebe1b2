"""The things of the queue: long work that Dogwood's officer asked for, waiting, and given up."""

from chungtay.models import Job
from chungtay.rules.jobs import JobState
from tests.world import NOW, World

from .thing import Thing


def of_jobs(world: World) -> dict[tuple[str, str], Thing]:
    told = {
        "kind": "forget_jobs", "asked_by_id": world.officer.pk, "holder_id": world.bodies["dogwood"].pk,
        "asked_at": NOW, "run_after": NOW,
    }  # fmt: skip
    waiting = Job.objects.create(**told)
    failed = Job.objects.create(**told, state=JobState.FAILED, ended_at=NOW)
    return {
        ("job", "officer's"): Thing({"id": waiting.pk}),
        ("job-stopping", "officer's"): Thing({"id": waiting.pk}),
        ("job-again", "failed"): Thing({"id": failed.pk}),
    }
