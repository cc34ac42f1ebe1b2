"""The page of a task says whose turn it is and offers each side its own steps; the list is read on a phone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.actions.tasks import finish_task, move_task
from chungtay.models import Document, Task
from chungtay.rules.tasks import Move
from tests.actions.test_tasks import LATER, give
from tests.world import NOW, TODAY, World

Enter = Callable[[str], Client]


def page(browser: Client, task: Task) -> str:
    return browser.get(reverse("task", args=[task.pk])).content.decode()


def step(browser: Client, task: Task, move: str, **sent: object) -> str:
    address = reverse("task-moves", args=[task.pk])
    return browser.post(address, {"move": move, **sent}, follow=True).content.decode()


# Who finds which buttons on the page of a task that waits to be accepted.
OFFERED = """
    person      accept  propose_day  send_back  finish  drop
    officer     yes     yes          yes        yes     no
    provincial  yes     yes          yes        yes     yes
    auditor     no      no           no         no      no
"""


@pytest.mark.parametrize("row", OFFERED.strip().splitlines()[1:])
def test_each_finds_only_the_buttons_of_their_side(world: World, signed_in: Enter, row: str) -> None:
    task = give(world)
    name, *answers = row.split()
    shown = page(signed_in(name), task)
    moves = OFFERED.split()[1:6]
    assert [f'value="{move}"' in shown for move in moves] == [answer == "yes" for answer in answers]


def test_a_stranger_finds_no_task_and_a_coordinating_partner_finds_it(world: World, signed_in: Enter) -> None:
    task = give(world, parts=[(world.bodies["elm"], "Lend the hall")])
    assert signed_in("stranger").get(reverse("task", args=[task.pk])).status_code == 404
    assert "Lend the hall" in page(signed_in("partner"), task)
    assert signed_in("cedar").get(reverse("task", args=[task.pk])).status_code == 404


def test_whoever_stands_above_may_act_but_it_is_not_their_turn(world: World, signed_in: Enter) -> None:
    task = give(world)
    assert "It is your turn" in page(signed_in("officer"), task)
    assert "What you can do" in page(signed_in("provincial"), task)


def test_a_task_goes_from_giving_to_confirming_over_the_pages(world: World, signed_in: Enter) -> None:
    task, officer, provincial = give(world), signed_in("officer"), signed_in("provincial")
    assert "has yet to accept it" in page(officer, task)
    step(officer, task, "accept")
    told = step(officer, task, "finish", day=f"{TODAY:%d/%m/%Y}", note="Both talks were held")
    assert "The task is finished." in told
    shown = page(provincial, task)
    assert "has yet to confirm it" in shown and "Done, to be confirmed" in shown
    shown = step(provincial, task, "confirm")
    assert "Both talks were held" in shown and "Confirmed" in shown
    task.refresh_from_db()
    assert task.state == "confirmed"


def test_pressed_twice_a_step_is_taken_once(world: World, signed_in: Enter, today: object) -> None:
    task, officer = give(world), signed_in("officer")
    step(officer, task, "accept")
    assert "This was kept already." in step(officer, task, "accept")
    assert task.moves.count() == 1


def test_what_is_wrong_with_a_step_is_said_beside_its_fields_and_what_was_typed_stays(
    world: World, signed_in: Enter
) -> None:
    task, officer = give(world), signed_in("officer")
    shown = step(officer, task, "propose_day", day="01/01/2020", note="The harvest")
    assert "This day has passed already." in shown
    assert "The harvest</textarea>" in shown and 'value="01/01/2020"' in shown
    assert not task.moves.exists()


def test_a_paper_is_kept_with_the_task_that_it_shows(
    world: World, signed_in: Enter, tmp_path: object, settings: object
) -> None:
    settings.FILES = tmp_path  # type: ignore[attr-defined]
    task, officer = give(world, product="Minutes of the talks"), signed_in("officer")
    today = f"{TODAY:%d/%m/%Y}"
    assert "This task promised: Minutes of the talks" in step(officer, task, "finish", day=today)
    file = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7", content_type="application/pdf")
    shown = step(officer, task, "finish", day=today, file=file)
    assert "minutes.pdf" in shown
    assert Document.objects.get().holder == world.bodies["dogwood"]
    assert Document.objects.get().evidence_of.get() == task


def test_a_refused_finish_keeps_no_paper(
    world: World, signed_in: Enter, tmp_path: object, settings: object
) -> None:
    settings.FILES = tmp_path  # type: ignore[attr-defined]
    task = give(world, blocked_by=[give(world, text="Book the hall")])
    file = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7", content_type="application/pdf")
    shown = step(signed_in("officer"), task, "finish", day=f"{TODAY:%d/%m/%Y}", file=file)
    assert "This must be done before: Book the hall." in shown
    assert not Document.objects.exists()


def test_a_task_that_waits_names_what_it_waits_for_only_to_those_who_see_that(
    world: World, signed_in: Enter
) -> None:
    hall = give(world, "cedar", text="Book the hall", due_on=LATER)
    task = give(world, blocked_by=[hall])
    above, beside = page(signed_in("provincial"), task), page(signed_in("officer"), task)
    assert "Book the hall" in above and "Book the hall" not in beside
    assert "A task of " in beside and "Union of Cedar" in beside
    assert "What must come before is due only after" in beside
    assert "This must be done before: Union of Cedar." in step(
        signed_in("officer"), task, "finish", day=f"{TODAY:%d/%m/%Y}"
    )


def test_whoever_gave_a_task_says_what_must_come_before(world: World, signed_in: Enter) -> None:
    hall, task = give(world, text="Book the hall"), give(world)
    address, provincial = reverse("task-waiting", args=[task.pk]), signed_in("provincial")
    assert provincial.post(address, {"blocked_by": [hall.pk]}).status_code == 302
    refused = provincial.post(reverse("task-waiting", args=[hall.pk]), {"blocked_by": [task.pk]})
    assert "would wait for each other in a circle" in refused.content.decode()
    assert signed_in("auditor").post(address, {}).status_code == 422
    assert list(task.blocked_by.all()) == [hall]


def test_a_coordinating_body_says_that_its_part_is_done(world: World, signed_in: Enter) -> None:
    task = give(world, parts=[(world.bodies["cedar"], "Lend the hall")])
    address = reverse("task-part-completion", args=[task.pk, task.parts.get().pk])
    assert address in page(signed_in("cedar"), task)
    assert address not in page(signed_in("officer"), task)
    signed_in("cedar").post(address)
    assert task.parts.get().done_on == TODAY


WHICH = """
    asked                person      tasks
    -                    officer     Given Accepted Late
    shown=mine           officer     Given Accepted Late
    shown=mine           provincial  Proposed Done
    shown=late           officer     Late
    shown=done           officer     Done
    whose=lead           provincial  -
    whose=asker          provincial  Given Accepted Late Proposed Done
    whose=below          provincial  Given Accepted Late Proposed Done
    shown=dropped        officer     Dropped
"""


@pytest.mark.parametrize("row", WHICH.strip().splitlines()[1:])
def test_the_list_answers_what_is_asked_in_the_morning(world: World, signed_in: Enter, row: str) -> None:
    lay_one_in_each_state(world)
    asked, name, *tasks = row.split()
    shown = signed_in(name).get(reverse("tasks") + (f"?{asked}" if asked != "-" else ""))
    found = {task.text for task in shown.context["page"]}
    if (asked, name) == ("-", "officer"):
        tasks += ["Proposed", "Done"]
    assert found == set(tasks) - {"-"}


def lay_one_in_each_state(world: World) -> None:
    made = {
        text: give(world, text=text) for text in ("Given", "Accepted", "Late", "Proposed", "Done", "Dropped")
    }
    for text in ("Accepted", "Late"):
        move_task(made[text], Move.ACCEPT, by=world.officer, at=NOW)
    move_task(made["Proposed"], Move.PROPOSE_DAY, day=LATER, note="Harvest", by=world.officer, at=NOW)
    finish_task(made["Done"], on=TODAY, by=world.officer, at=NOW)
    move_task(made["Dropped"], Move.DROP, note="No money", by=world.provincial, at=NOW)
    Task.objects.filter(text="Late").update(due_on=TODAY - timedelta(days=2))


OWED = """
    person      rows
    officer     task_accept:Given task:Accepted task:Late
    provincial  task_day:Proposed task_confirm:Done task_returned:Returned
    cedar       task_part:Given
    partner     -
"""


@pytest.mark.parametrize("row", OWED.strip().splitlines()[1:])
def test_my_work_shows_each_side_what_waits_for_it(world: World, signed_in: Enter, row: str) -> None:
    lay_one_in_each_state(world)
    Task.objects.get(text="Given").parts.create(organisation=world.bodies["cedar"], text="Lend the hall")
    move_task(give(world, text="Returned"), Move.SEND_BACK, note="No hall", by=world.officer, at=NOW)
    name, *wanted = row.split()
    shown = signed_in(name).get(reverse("work"))
    rows = [one.owed for _, held in shown.context["duties"] for one in held if one.is_task]
    assert {f"{one.kind}:{one.thing.text}" for one in rows} == set(wanted) - {"-"}
    assert all(reverse("task", args=[one.thing.pk]) in shown.content.decode() for one in rows)
