"""What nobody answered in time is told to the body above, once for each due day, whatever becomes of the server."""

import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chungtay import models
from chungtay.actions.deadlines import set_deadline
from chungtay.actions.jobs import ask_regular, run_waiting
from chungtay.actions.recommendations import escalate, escalate_due, escalating, name_superior
from chungtay.models import AuditLine, RecommendationStep
from chungtay.rules.deadlines import DeadlineKind
from chungtay.rules.jobs import JobState
from chungtay.rules.messages import RuleBroken
from tests.actions.escalators import OWED, SMALL
from tests.actions.recommending import day, move, sent, way_of
from tests.cube.installation import home  # noqa: F401 (a fixture)
from tests.house.source import ROOT
from tests.world import NOW, TODAY, World

OVERDUE = NOW + timedelta(days=21)  # an answer was due the day before


def steps() -> list[tuple[str, str]]:
    found = RecommendationStep.objects.filter(move="escalate").order_by("moved_at", "id")
    return [(str(one.addressee), one.note) for one in found]


def test_the_day_after_it_was_due_the_body_above_reads_it_and_once_is_enough(world: World) -> None:
    way = way_of(sent(world, "elm"))
    assert escalate_due(NOW + timedelta(days=20)) == (0, 0)
    assert escalate_due(OVERDUE) == (1, 0)
    assert escalate_due(OVERDUE) == escalate_due(OVERDUE + timedelta(days=9)) == (0, 0)
    way.refresh_from_db()
    assert (way.state, way.escalated_to, way.escalated_on) == ("sent", world.bodies["east"], day(21))
    assert steps() == [("Union of Elm", "Union of Elmshire")]
    line = AuditLine.objects.get(act="escalate_recommendation")
    assert (line.person_id, line.holder_id, line.reason) == (
        None,
        world.bodies["west"].pk,
        "Union of Elmshire",
    )


def test_what_was_answered_in_time_is_not_escalated_and_what_is_asked_anew_is_again(world: World) -> None:
    way = way_of(sent(world))
    escalate_due(OVERDUE)
    way = move(world, way, "answer", "officer", decision="rejected", at=OVERDUE)
    assert escalate_due(OVERDUE + timedelta(days=30)) == (0, 0)
    move(world, way, "insist", "leader", at=OVERDUE + timedelta(minutes=1))
    assert escalate_due(OVERDUE + timedelta(days=20)) == (0, 0)
    assert escalate_due(OVERDUE + timedelta(days=21)) == (1, 0)
    assert len(steps()) == 2


def test_what_was_promised_and_not_done_is_told_to_the_body_above_once_as_well(world: World) -> None:
    way = way_of(sent(world))
    way = move(world, way, "answer", "officer", decision="accepted", day=day(25), at=NOW + timedelta(days=2))
    assert escalate_due(NOW + timedelta(days=25)) == (0, 0)
    kept_back = NOW + timedelta(days=26)
    assert escalate_due(kept_back) == (1, 0)
    assert escalate_due(kept_back) == escalate_due(kept_back + timedelta(days=9)) == (0, 0)
    way.refresh_from_db()
    assert (way.state, way.escalated_on) == ("answered", day(26))
    move(world, way, "report_done", "officer", note="It stands", at=kept_back + timedelta(days=1))
    assert escalate_due(kept_back + timedelta(days=90)) == (0, 0)


def test_whoever_was_late_to_answer_and_then_late_to_do_it_is_told_of_twice(world: World) -> None:
    way = way_of(sent(world))
    escalate_due(OVERDUE)
    move(world, way, "answer", "officer", decision="accepted", day=day(30), at=OVERDUE)
    assert [escalate_due(NOW + timedelta(days=days)) for days in (30, 31, 32)] == [(0, 0), (1, 0), (0, 0)]
    assert len(steps()) == 2


def test_an_office_that_waits_longer_escalates_later(world: World) -> None:
    sent(world)
    set_deadline(
        world.bodies["west"], DeadlineKind.ESCALATION, days=10, source="QĐ 1", valid_from=TODAY, by=world.leader,
        at=NOW,
    )  # fmt: skip
    assert [escalate_due(NOW + timedelta(days=days)) for days in (21, 29, 30)] == [(0, 0), (0, 0), (1, 0)]


def test_without_a_body_above_nothing_is_escalated_until_somebody_names_one(world: World) -> None:
    asked = sent(world, "east", outside=("People's Committee",))
    assert escalate_due(OVERDUE) == (0, 2)
    for name in ("Elmshire", "Committee"):
        way = way_of(asked, name)
        with pytest.raises(RuleBroken, match="No body stands above this addressee"):
            escalate(way, by=world.provincial, at=OVERDUE)
        name_superior(way, "  The centre ", by=world.provincial, at=OVERDUE)
    assert escalate_due(OVERDUE) == (2, 0)
    assert {note for _, note in steps()} == {"The centre"}
    with pytest.raises(RuleBroken, match="The house knows"):
        name_superior(way_of(sent(world, text="Other")), "The centre", by=world.provincial, at=NOW)


def test_the_sender_escalates_by_hand_once_it_is_overdue(world: World) -> None:
    way = way_of(sent(world))
    with pytest.raises(RuleBroken, match="can be escalated from"):
        escalate(way, by=world.provincial, at=NOW)
    for name in ("officer", "partner", "stranger", "auditor"):
        with pytest.raises(RuleBroken, match="Your post does not allow this"):
            escalate(way, by=world.persons[name], at=OVERDUE)
    escalate(way, note="They were called twice", by=world.provincial, at=OVERDUE)
    escalate(way, by=world.leader, at=OVERDUE + timedelta(minutes=5))
    assert steps() == [("Union of Dogwood", "Union of Oakshire. They were called twice")]
    with pytest.raises(RuleBroken, match="escalated on"):
        escalate(way, by=world.leader, at=OVERDUE + timedelta(days=1))


def test_of_a_body_that_passed_on_to_another_the_superior_is_who_stands_above_that_one(world: World) -> None:
    way = way_of(sent(world, "elm"))
    heir = models.Organisation.objects.create(
        kind="other", name="Union of New Elm", parent=world.bodies["far"]
    )
    models.OrganisationSuccession.objects.create(old=world.bodies["elm"], new=heir, on=day(5))
    models.Organisation.objects.filter(pk=world.bodies["elm"].pk).update(valid_to=day(5))
    escalate_due(OVERDUE)
    way.refresh_from_db()
    assert way.escalated_to == world.bodies["far"]


def test_the_installation_asks_for_it_every_day_and_tells_how_many(world: World) -> None:
    sent(world, "dogwood", "east")
    ask_regular(OVERDUE)
    [job] = [one for one in run_waiting(OVERDUE) if one.kind == "escalate_recommendations"]
    assert (job.state, job.outcome) == (JobState.DONE, {"escalated": 1, "without_superior": 1})


def test_interrupted_between_two_batches_it_goes_on_where_it_stopped(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(escalating, "BATCH", 2)
    asked = [sent(world, "dogwood", "cedar", text=f"Number {n}") for n in range(3)]

    def stop(done: int, of: int) -> None:
        assert of == 6
        if done == 4:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        escalate_due(OVERDUE, tell=stop)
    assert len(steps()) == 4
    assert escalate_due(OVERDUE) == (2, 0)
    assert len(steps()) == AuditLine.objects.filter(act="escalate_recommendation").count() == 6
    assert all(
        way.steps.filter(move="escalate").count() == 1 for one in asked for way in one.addressees.all()
    )


def test_many_cost_few_questions(world: World) -> None:
    for number in range(30):
        sent(world, text=f"Number {number}")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert escalate_due(OVERDUE) == (30, 0)
    # Each audit line opens and closes its own savepoint; the rest does not grow with how many there are.
    rest = [one for one in asked if "SAVEPOINT" not in one["sql"]]
    assert len(rest) < 25


def test_processes_that_are_killed_and_that_work_at_once_escalate_each_exactly_once(
    home: dict[str, str],  # noqa: F811
) -> None:
    def begun(*told: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.actions.escalators", *told]
        return subprocess.Popen(
            command, cwd=ROOT, env=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def counts() -> list[int]:
        return [int(one) for one in begun("tell").communicate(timeout=60)[0].split()]

    assert begun("prepare").wait(60) == 0
    assert begun("die", "between", "2").wait(60) == -9
    assert counts() == [2 * SMALL] * 4
    assert begun("die", "within", "1").wait(60) == -9
    assert counts() == [3 * SMALL] * 4  # of the batch in which it died nothing is kept
    working = [begun("work") for _ in range(2)]
    said = [process.communicate(timeout=120) for process in working]
    assert [process.returncode for process in working] == [0, 0], said
    assert counts() == [OWED] * 4
