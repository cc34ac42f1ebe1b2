"""The page of long work tells how far it is to the whole office, and what came of it to who asked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from chungtay.actions.jobs import ask, run_waiting
from chungtay.actions.jobs.registering import works
from chungtay.models import Job
from chungtay.rules.jobs import JobState
from chungtay.screens.jobs.words import KIND_WORDS
from tests.jobs_made import put_in
from tests.world import NOW, World

Enter = Callable[..., Client]


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    put_in(monkeypatch)


def asked(world: World, kind: str) -> Job:
    return ask(kind, {}, by=world.officer, at=NOW)


def shown(client: Client, job: Job) -> str:
    return client.get(f"/jobs/{job.pk}/").content.decode()


def test_every_kind_of_work_of_the_house_has_words() -> None:
    ours = {kind for kind, work in works().items() if work.run.__module__.startswith("chungtay.")}
    assert ours - set(KIND_WORDS) == set()


def test_who_asked_reads_what_came_of_it_and_opens_it(world: World, signed_in: Enter) -> None:
    job = asked(world, "counts")
    run_waiting(NOW)
    report = world.reports["dogwood"] if "dogwood" in world.reports else next(iter(world.reports.values()))
    job.refresh_from_db()
    job.outcome["thing"] = ["report", str(report.pk)]
    job.save()
    page = shown(signed_in("officer"), job)
    assert "3 reports were written." in page and f"/reports/{report.pk}/" in page


def test_a_colleague_above_reads_that_it_ended_and_nothing_of_it(world: World, signed_in: Enter) -> None:
    done, failed = asked(world, "counts"), asked(world, "refuses")
    run_waiting(NOW)
    client = signed_in("provincial")
    assert "Only who asked" in shown(client, done) and "3 reports" not in shown(client, done)
    assert "Cell B2" not in shown(client, failed)
    told: Any = client.get(f"/api/jobs/{failed.pk}").json()
    assert (told["state"], told["outcome"], told["faults"]) == ("failed", {}, [])


def test_every_fault_is_named_with_its_cell(world: World, signed_in: Enter) -> None:
    job = asked(world, "refuses")
    run_waiting(NOW)
    page = shown(signed_in("officer"), job)
    assert "<b>B2</b>: Cell B2 says x." in page and "And more." in page


def test_a_running_job_says_how_far_it_is_and_looks_again_by_itself(world: World, signed_in: Enter) -> None:
    job = asked(world, "counts")
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, done=12, steps=40, alive_at=NOW)
    page = shown(signed_in("officer"), job)
    assert "12 of 40" in page and "keep-looking.js" in page and "Look again" in page


def test_what_nobody_works_on_says_so(world: World, signed_in: Enter) -> None:
    job = asked(world, "counts")
    Job.objects.filter(pk=job.pk).update(run_after=NOW - timedelta(days=400))
    assert "Nobody works on it" in shown(signed_in("officer"), job)
    assert "Nobody works on it" in signed_in("leader").get("/jobs/").content.decode()


def test_it_is_stopped_and_tried_again_by_a_press(world: World, signed_in: Enter) -> None:
    job, client = asked(world, "counts"), signed_in("officer")
    assert client.post(f"/jobs/{job.pk}/stopping/").status_code == 302
    assert "Try again" in shown(client, job)
    first = client.post(f"/jobs/{job.pk}/again/").url
    assert client.post(f"/jobs/{job.pk}/again/").url == first != f"/jobs/{job.pk}/"
    assert Job.objects.count() == 2


def test_the_list_costs_the_same_however_long_it_is(
    world: World, signed_in: Enter, django_assert_max_num_queries: Any
) -> None:
    client = signed_in("officer")
    for number in range(12):
        ask("counts", {"n": number}, by=world.officer, at=NOW)
    client.get("/jobs/")
    with django_assert_max_num_queries(14):
        client.get("/jobs/")
