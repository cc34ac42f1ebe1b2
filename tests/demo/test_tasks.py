"""The demo's tasks stand in every state, one repeats, one waits; one meeting was sent and gave tasks."""

from typing import Any

import pytest

from chungtay.answers.work import duties_of
from chungtay.demo.kept import Kept
from chungtay.models import Document, Meeting, Person, Task
from chungtay.rules.tasks import Repeat, TaskState

from .conftest import LOADED_ON

pytestmark = pytest.mark.django_db


def test_tasks_stand_in_every_state(demo: Kept) -> None:
    asked = Task.objects.filter(asker=demo.bodies["quang-ngai"])
    assert set(asked.values_list("state", flat=True)) == set(TaskState)


def test_one_task_repeats_and_its_next_one_has_come(demo: Kept) -> None:
    first, second = Task.objects.filter(repeats=Repeat.MONTHLY).order_by("turn")
    assert (first.state, second.state, second.earlier) == ("confirmed", "accepted", first)
    assert second.due_on > first.due_on
    assert second.text_lo == first.text_lo != ""


def test_one_task_waits_for_another_and_the_partner_helps_with_it(demo: Kept) -> None:
    task = Task.objects.get(blocked_by__isnull=False)
    assert task.blocked_by.get().done_on is None
    assert task in Task.objects.visible_to(demo.persons["partner"], LOADED_ON)


def test_the_partner_reads_the_meeting_with_its_minutes(demo: Kept) -> None:
    partner = demo.persons["partner"]
    meeting = Meeting.objects.visible_to(partner, LOADED_ON).get()
    assert Document.objects.visible_to(partner, LOADED_ON).filter(meetings=meeting).exists()
    assert meeting.decisions.count() == 2
    assert Task.objects.filter(decisions__meeting=meeting).count() == 2


WAITING: dict[str, set[str]] = {
    "province": {"task_day", "task_returned", "task_confirm"},
    "bo-y": {"task", "task_accept"},
    "partner": {"task_part"},
}


@pytest.mark.parametrize("name", WAITING)
def test_each_side_finds_what_waits_for_it(demo: Kept, name: str) -> None:
    person: Person = demo.persons[name]
    rows: list[Any] = [row for duties in duties_of(person, LOADED_ON) for row in duties.rows]
    assert {row.kind for row in rows} >= WAITING[name]
