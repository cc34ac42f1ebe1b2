"""A directive goes to many units; each answers by its task; the sender reminds and withdraws."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chungtay.actions.directives import remind, send_directive, withdraw_directive
from chungtay.actions.tasks import move_task
from chungtay.answers.directives import DirectiveShown, listed, to_look_at
from chungtay.models import AuditLine, Directive, Organisation, Person, Task, TaskMove
from chungtay.rules.directives import Standing
from chungtay.rules.messages import RuleBroken
from chungtay.rules.tasks import Move, TaskState
from tests.world import NOW, TODAY, World

LIST = {"text": "Gửi danh sách", "text_en": "Send the list", "due_on": date(2026, 3, 27)}


def sent(world: World, *names: str, **more: Any) -> Directive:
    units = [world.bodies[name] for name in names or ("dogwood", "cedar")]
    told: dict[str, Any] = {"by": world.provincial, "at": NOW, **LIST, **more}
    return send_directive(world.programme, world.bodies["west"], units, **told)


def test_each_unit_gets_it_as_a_task_that_waits_to_be_acknowledged(world: World) -> None:
    directive = sent(world, number="12/CV")
    assert {task.organisation for task in directive.tasks.all()} == {
        world.bodies["dogwood"],
        world.bodies["cedar"],
    }
    task = directive.tasks.get(organisation=world.bodies["dogwood"])
    assert (task.state, task.asker, task.text_en, task.due_on, task.place) == (
        TaskState.GIVEN, world.bodies["west"], "Send the list", LIST["due_on"], world.places["Dogwood"],
    )  # fmt: skip


def test_sending_twice_sends_once_and_one_that_was_missed_is_told_later(world: World) -> None:
    first = sent(world, "dogwood")
    lines = AuditLine.objects.count()
    assert sent(world, "dogwood") == first
    assert AuditLine.objects.count() == lines
    assert sent(world, "dogwood", "cedar") == first
    assert Task.objects.filter(directive=first).count() == 2


@pytest.mark.parametrize("name", ["officer", "auditor", "stranger", "partner"])
def test_only_whoever_directs_for_the_body_sends_for_it(world: World, name: str) -> None:
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        sent(world, by=world.persons[name])


@pytest.mark.parametrize("unit", ["elm", "west", "farwood"])
def test_nobody_is_directed_who_does_not_stand_below(world: World, unit: str) -> None:
    with pytest.raises(RuleBroken, match="does not stand under"):
        sent(world, "dogwood", unit)
    assert not Task.objects.filter(directive__isnull=False).exists()


def test_the_sender_sees_who_acknowledged_finished_returned_and_is_late(world: World) -> None:
    directive = sent(world)
    of = {task.organisation_id: task for task in directive.tasks.all()}
    dogwood, cedar = of[world.bodies["dogwood"].pk], of[world.bodies["cedar"].pk]
    move_task(dogwood, Move.ACCEPT, by=world.officer, at=NOW)
    move_task(cedar, Move.SEND_BACK, note="No list here.", by=world.persons["cedar"], at=NOW)
    shown = DirectiveShown(directive, world.provincial, TODAY)
    rows = {row.task.organisation: row for row in shown.addressees}
    assert rows[world.bodies["dogwood"]].standing is Standing.ACKNOWLEDGED
    assert rows[world.bodies["cedar"]].standing is Standing.RETURNED
    returned = rows[world.bodies["cedar"]].step
    assert returned
    assert returned.note == "No list here."
    tally = shown.tally
    assert (tally.units, tally.acknowledged, tally.returned, tally.done, tally.late) == (2, 2, 1, 0, 0)
    assert DirectiveShown(directive, world.provincial, date(2026, 3, 28)).tally.late == 2


def test_what_is_returned_or_late_waits_for_the_sender(world: World) -> None:
    directive = sent(world)
    west = {world.bodies["west"].pk}
    assert to_look_at(world.provincial, west, TODAY) == {}
    task = directive.tasks.get(organisation=world.bodies["dogwood"])
    move_task(task, Move.SEND_BACK, note="No list here.", by=world.officer, at=NOW)
    assert to_look_at(world.provincial, west, TODAY) == {directive: [task]}
    assert len(to_look_at(world.provincial, west, date(2026, 3, 28))[directive]) == 2


def test_a_unit_is_reminded_once_a_day_while_it_owes_an_answer(world: World) -> None:
    directive = sent(world)
    task = directive.tasks.get(organisation=world.bodies["cedar"])
    move_task(task, Move.SEND_BACK, note="No list here.", by=world.persons["cedar"], at=NOW)
    (first,) = remind(directive, note="Friday!", by=world.provincial, at=NOW)
    assert (first.organisation, first.note) == (world.bodies["dogwood"], "Friday!")
    assert remind(directive, by=world.provincial, at=NOW) == []
    assert len(remind(directive, by=world.provincial, at=NOW + timedelta(days=1))) == 1


def test_withdrawing_takes_back_what_is_open_and_leaves_what_is_done(world: World) -> None:
    directive = sent(world)
    done = directive.tasks.get(organisation=world.bodies["dogwood"])
    move_task(done, Move.FINISH, by=world.officer, at=NOW)
    withdraw_directive(directive, reason="The list came otherwise.", by=world.provincial, at=NOW)
    again = withdraw_directive(directive, reason="Again", by=world.provincial, at=NOW)
    assert again.withdrawn_because == "The list came otherwise."
    states = dict(directive.tasks.values_list("organisation__name", "state"))
    assert states == {"Union of Dogwood": TaskState.DONE, "Union of Cedar": TaskState.DROPPED}
    step = TaskMove.objects.get(task__directive=directive, move=Move.DROP)
    assert (step.note, step.before) == ("The list came otherwise.", TaskState.GIVEN)


def test_a_directive_is_its_senders_and_a_task_each_units_own(world: World) -> None:
    directive = sent(world)
    dogwoods = directive.tasks.get(organisation=world.bodies["dogwood"])
    above, everyone = {"provincial", "leader", "auditor"}, world.persons.items()
    reads = {name for name, one in everyone if Directive.objects.visible_to(one, TODAY).exists()}
    assert reads == above
    seen = {
        name for name, one in everyone if Task.objects.visible_to(one, TODAY).filter(pk=dogwoods.pk).exists()
    }
    assert seen == above | {"officer"}


def test_sending_and_reading_cost_the_same_however_many_units_there_are(world: World) -> None:
    def asked(number: int) -> tuple[int, int]:
        units = Organisation.objects.bulk_create(
            Organisation(kind="womens_union", name=f"Commune {number} {place}", parent=world.bodies["west"])
            for place in range(number)
        )
        with CaptureQueriesContext(connection) as sending:
            directive = send_directive(
                world.programme, world.bodies["west"], units,
                text=f"To {number}", due_on=TODAY, by=world.provincial, at=NOW,
            )  # fmt: skip
        person = Person.objects.get(pk=world.provincial.pk)
        with CaptureQueriesContext(connection) as reading:
            assert DirectiveShown(directive, person, TODAY).tally.units == number
            assert listed(person, TODAY)
        return len(sending), len(reading)

    few, many = asked(1), asked(40)
    assert many[0] <= few[0] + 3  # rows travel in batches
    assert many[1] == few[1]
