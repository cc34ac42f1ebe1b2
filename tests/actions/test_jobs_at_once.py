"""Of many workers and many clicks in the same moment each job is asked for once and taken by one."""

import pytest

from chungtay.actions.jobs import ask
from chungtay.actions.jobs.working import take
from chungtay.models import Job
from tests.actions.test_at_once import CLICKS, at_once, busy  # noqa: F401
from tests.jobs_made import put_in
from tests.world import NOW, World


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    put_in(monkeypatch)


def test_each_job_is_taken_by_one_worker(busy: World) -> None:  # noqa: F811
    for number in range(CLICKS):
        ask("counts", {"n": number}, by=busy.officer, at=NOW)
    taken = at_once(*[lambda: take(NOW)] * CLICKS)
    found = [job.pk for job in taken if isinstance(job, Job)]
    assert found and len(found) == len(set(found))
    assert {job.tries for job in Job.objects.filter(pk__in=found)} == {1}
    assert not [job for job in taken if isinstance(job, Exception)]


def test_of_many_clicks_one_asks(busy: World) -> None:  # noqa: F811
    told = at_once(*[lambda: ask("counts", {}, key="a", by=busy.officer, at=NOW)] * CLICKS)
    assert {job.pk for job in told} == set(Job.objects.values_list("pk", flat=True))  # type: ignore[attr-defined]
    assert Job.objects.count() == 1
