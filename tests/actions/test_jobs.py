"""Long work waits in a durable queue: it is done once, tried again when the world fails, and says what came of it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chungtay.actions.jobs import Telling, ask, ask_regular, cancel, run_waiting, try_again
from chungtay.actions.jobs.registering import works
from chungtay.actions.jobs.working import end, take
from chungtay.models import AuditLine, Job
from chungtay.rules.jobs import FELL_SILENT, KEPT_FOR, SILENCE, WORLD_FAILED, JobState
from chungtay.rules.messages import RuleBroken
from tests.jobs_made import put_in
from tests.world import NOW, World

SOON = timedelta(seconds=1)
LATER = NOW + SILENCE + SOON


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    put_in(monkeypatch)


def asked(world: World, kind: str, **told: Any) -> Job:
    return ask(kind, told.pop("arguments", {}), by=world.officer, at=NOW, **told)


def test_work_is_done_for_who_asked_and_says_what_came_of_it(world: World) -> None:
    job = asked(world, "counts")
    assert (job.state, job.holder_id) == (JobState.WAITING, world.bodies["dogwood"].pk)
    assert run_waiting(NOW) == [job]
    job.refresh_from_db()
    assert (job.state, job.tries, job.done, job.steps) == (JobState.DONE, 1, 3, 3)
    assert job.outcome == {"said": [["%(n)s reports were written.", {"n": 3}]], "by": str(world.officer.pk)}
    assert run_waiting(NOW) == []


def test_asking_leaves_a_line_in_the_audit_of_that_office(world: World) -> None:
    asked(world, "counts")
    line = AuditLine.objects.get(act="ask_job")
    assert (line.kind, line.reason, line.holder_id) == ("job", "counts", world.bodies["dogwood"].pk)


def test_a_second_click_asks_once_and_another_thing_asks_again(world: World) -> None:
    first = asked(world, "counts", key="a")
    assert asked(world, "counts", key="a") == first
    assert asked(world, "counts", key="b") != first
    assert asked(world, "refuses", key="a") != first
    assert Job.objects.count() == 3


def test_what_is_asked_while_it_runs_is_done_once_more(world: World) -> None:
    first = asked(world, "counts", key="a")
    assert take(NOW) == first
    assert asked(world, "counts", key="a") != first


def test_oldest_work_comes_first_and_no_more_than_was_granted(world: World) -> None:
    late = ask("counts", {}, by=None, at=NOW - SOON)
    early = ask("counts", {}, by=None, at=NOW - 2 * SOON)
    to_come = ask("counts", {}, by=None, at=NOW + SOON)
    assert run_waiting(NOW, most=1) == [early]
    assert run_waiting(NOW) == [late]
    assert run_waiting(NOW + SOON) == [to_come]


def test_what_the_rules_refuse_ends_with_every_message_and_is_not_tried_again(world: World) -> None:
    job = asked(world, "refuses")
    run_waiting(NOW)
    job.refresh_from_db()
    assert (job.state, job.tries) == (JobState.FAILED, 1)
    assert [(fault["text"], fault["values"], fault["where"]) for fault in job.faults] == [
        ("Cell %(cell)s says x.", {"cell": "B2"}, "B2"),
        ("And more.", {}, ""),
    ]
    assert run_waiting(NOW + timedelta(days=1)) == []


def tries_of(job: Job, moment: datetime) -> tuple[str, int]:
    run_waiting(moment)
    job.refresh_from_db()
    return job.state, job.tries


def test_what_the_world_does_wrong_is_tried_three_times_with_growing_pauses(world: World) -> None:
    job = asked(world, "loses_the_disk")
    assert tries_of(job, NOW) == (JobState.WAITING, 1)
    assert tries_of(job, NOW + timedelta(seconds=29)) == (JobState.WAITING, 1)
    assert tries_of(job, NOW + timedelta(seconds=30)) == (JobState.WAITING, 2)
    assert tries_of(job, NOW + timedelta(minutes=5)) == (JobState.WAITING, 2)
    assert tries_of(job, NOW + timedelta(minutes=6)) == (JobState.FAILED, 3)
    assert [(fault["text"], fault["values"]) for fault in job.faults] == [(WORLD_FAILED.text, {"tries": 3})]


def test_work_that_never_ends_is_ended(world: World) -> None:
    job = asked(world, "never_ends")
    assert tries_of(job, NOW) == (JobState.WAITING, 1)


def test_a_mistake_of_ours_is_heard_and_counts_as_a_try(world: World) -> None:
    job = asked(world, "is_wrong")
    with pytest.raises(ZeroDivisionError):
        run_waiting(NOW)
    job.refresh_from_db()
    assert (job.state, job.tries) == (JobState.WAITING, 1)


def test_a_server_that_is_stopped_hands_its_work_back_at_once(world: World) -> None:
    job = asked(world, "is_pulled_out")
    with pytest.raises(SystemExit):
        run_waiting(NOW)
    job.refresh_from_db()
    assert (job.state, job.run_after) == (JobState.WAITING, NOW)


def test_work_of_a_killed_server_is_taken_up_after_its_silence_and_not_before(world: World) -> None:
    job = asked(world, "counts")
    assert take(NOW) == job  # and here the server is killed
    assert take(NOW + SILENCE) is None
    assert run_waiting(LATER) == [job]
    job.refresh_from_db()
    assert (job.state, job.tries) == (JobState.DONE, 2)


def test_whoever_wakes_from_the_dead_changes_nothing(world: World) -> None:
    asked(world, "counts")
    dead = take(NOW)
    alive = take(LATER)
    assert dead and alive and dead == alive
    end(dead, JobState.DONE, LATER, outcome={"n": "of the dead"})
    alive.refresh_from_db()
    assert (alive.state, alive.outcome) == (JobState.RUNNING, {})
    end(alive, JobState.DONE, LATER, outcome={"n": "of the living"})
    alive.refresh_from_db()
    assert alive.outcome == {"n": "of the living"}


def test_work_that_kills_its_server_each_time_is_given_up(world: World) -> None:
    job = asked(world, "counts")
    for number in range(3):
        assert take(NOW + number * (SILENCE + SOON)) == job
    assert take(NOW + 3 * (SILENCE + SOON)) is None
    job.refresh_from_db()
    assert (job.state, job.faults[0]["text"]) == (JobState.FAILED, FELL_SILENT.text)


def test_what_waits_and_is_stopped_never_begins(world: World) -> None:
    job = asked(world, "counts")
    assert cancel(job, by=world.officer, at=NOW).state == JobState.CANCELLED
    assert cancel(job, by=world.officer, at=NOW).state == JobState.CANCELLED
    assert run_waiting(NOW) == []


def test_what_runs_and_is_stopped_ends_at_its_next_step(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []

    def stopped_by_hand(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
        told.step(1, of=3)
        cancel(Job.objects.get(pk=told.job.pk), by=world.officer, at=NOW)
        steps.append("before")
        told.step(3, of=3)
        steps.append("after")
        return {}

    put_in(monkeypatch, stopped_by_hand=stopped_by_hand)
    job = asked(world, "stopped_by_hand")
    assert tries_of(job, NOW) == (JobState.CANCELLED, 1)
    assert steps == ["before"]


def test_what_was_stopped_too_late_says_that_it_was_done(world: World) -> None:
    job = asked(world, "counts")
    taken = take(NOW)
    assert taken
    cancel(job, by=world.officer, at=NOW)
    end(taken, JobState.DONE, NOW, outcome={"n": 1})
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_only_who_asked_stops_it_or_tries_it_again(world: World) -> None:
    job = asked(world, "counts")
    for act in (cancel, try_again):
        with pytest.raises(RuleBroken, match="Only who asked"):
            act(job, by=world.provincial, at=NOW)


def test_what_failed_is_tried_again_once_however_often_one_presses(world: World) -> None:
    job = asked(world, "refuses", arguments={"form": "x"})
    run_waiting(NOW)
    job.refresh_from_db()
    again = try_again(job, by=world.officer, at=NOW + SOON)
    assert again != job and again.arguments == {"form": "x"} and again.state == JobState.WAITING
    assert try_again(job, by=world.officer, at=NOW + SOON) == again
    assert try_again(again, by=world.officer, at=NOW + SOON) == again


def test_what_is_done_is_neither_stopped_nor_tried_again(world: World) -> None:
    job = asked(world, "counts")
    run_waiting(NOW)
    job.refresh_from_db()
    for act in (cancel, try_again):
        with pytest.raises(RuleBroken, match="nothing to"):
            act(job, by=world.officer, at=NOW)


def test_an_old_version_leaves_work_that_it_does_not_know(world: World) -> None:
    Job.objects.create(kind="of_tomorrow", asked_at=NOW, run_after=NOW)
    assert run_waiting(NOW) == []


def test_the_installation_asks_for_its_own_daily_work_once_a_day(world: World) -> None:
    daily = {kind for kind, work in works().items() if work.every == timedelta(days=1)}
    assert "forget_jobs" in daily
    assert {job.kind for job in ask_regular(NOW)} >= daily
    assert ask_regular(NOW) == []
    run_waiting(NOW)
    assert not daily & {job.kind for job in ask_regular(NOW + timedelta(hours=23))}
    assert {job.kind for job in ask_regular(NOW + timedelta(days=1))} >= daily


def test_what_ended_long_ago_is_forgotten(world: World) -> None:
    old = asked(world, "counts")
    run_waiting(NOW)
    ask_regular(NOW + KEPT_FOR + SOON)
    ran = {job.kind: job for job in run_waiting(NOW + KEPT_FOR + SOON)}
    assert ran["forget_jobs"].outcome == {"forgotten": 1}
    assert not Job.objects.filter(pk=old.pk).exists()


SEES = """
officer        yes
cedar          no
provincial     yes
leader         yes
partner        no
auditor        yes
administrator  yes
stranger       no
"""


@pytest.mark.parametrize(("name", "sees"), [line.split() for line in SEES.strip().splitlines()])
def test_an_office_and_those_above_it_see_that_work_runs(world: World, name: str, sees: str) -> None:
    job = asked(world, "counts")
    found = Job.objects.visible_to(world.persons[name], NOW.date())
    assert (job in found) is (sees == "yes")


def test_what_waits_too_long_or_died_is_found(world: World) -> None:
    waiting, running = asked(world, "counts"), asked(world, "counts")
    Job.objects.filter(pk=running.pk).update(state=JobState.RUNNING, alive_at=NOW)
    for minutes, stuck in ((10, set()), (11, {waiting, running})):
        now = NOW + timedelta(minutes=minutes)
        assert set(Job.objects.stuck(now)) == stuck
        assert {job for job in Job.objects.all() if job.is_stuck(now)} == stuck
