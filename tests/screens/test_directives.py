"""The pages of directives: sending one, reading who has answered, reminding, withdrawing."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.actions.directives import send_directive
from chungtay.actions.tasks import move_task
from chungtay.models import Directive, Task
from chungtay.rules.tasks import Move, TaskState
from tests.world import NOW, World

SignedIn = Callable[..., Client]


@pytest.fixture
def sent(world: World) -> Directive:
    return send_directive(
        world.programme, world.bodies["west"], [world.bodies["dogwood"], world.bodies["cedar"]],
        text="Send the list", due_on=date(2026, 3, 27), by=world.provincial, at=NOW,
    )  # fmt: skip


def typed(world: World, **more: object) -> dict[str, object]:
    units = [world.bodies[name].pk for name in ("dogwood", "cedar")]
    return {"text": "Send the list", "due_on": "27/03/2026", "units": units, **more}


def test_a_directive_is_sent_to_all_units_right_below(world: World, signed_in: SignedIn) -> None:
    browser, new = signed_in("provincial"), reverse("directive-new", args=["oak-elm"])
    assert browser.get(new).content.decode().count(" checked") == 2
    answer = browser.post(new, typed(world))
    held = Directive.objects.get()
    assert answer["Location"] == reverse("directive", args=[held.pk])
    assert Task.objects.filter(directive=held, state=TaskState.GIVEN).count() == 2
    browser.post(new, typed(world))
    assert Directive.objects.count() == 1
    assert "Send the list" in browser.get(reverse("directives")).content.decode()


def test_what_is_wrong_is_said_and_nothing_is_sent(world: World, signed_in: SignedIn) -> None:
    new = reverse("directive-new", args=["oak-elm"])
    answer = signed_in("provincial").post(new, typed(world, text="", due_on="19/03/2026", units=[]))
    assert answer.status_code == 422
    answer = signed_in("provincial").post(new, typed(world, due_on="19/03/2026"))
    assert "This day has passed already." in answer.content.decode()
    elm = signed_in("provincial").post(new, typed(world, units=[world.bodies["elm"].pk]))
    assert elm.status_code == 422
    assert not Directive.objects.exists()


def test_the_sender_reads_each_units_answer(sent: Directive, world: World, signed_in: SignedIn) -> None:
    task = sent.tasks.get(organisation=world.bodies["dogwood"])
    move_task(task, Move.SEND_BACK, note="No list here.", by=world.officer, at=NOW)
    shown = signed_in("provincial").get(reverse("directive", args=[sent.pk])).content.decode()
    assert "No list here." in shown
    assert ">Returned<" in shown
    assert ">Not acknowledged<" in shown


def test_units_are_reminded_and_the_directive_withdrawn(sent: Directive, signed_in: SignedIn) -> None:
    browser = signed_in("provincial")
    answer = browser.post(reverse("directive-reminder", args=[sent.pk]), {"note": "Friday!"}, follow=True)
    shown = answer.content.decode()
    assert "2 units are reminded." in shown
    assert "reminded on 20/03/2026" in shown
    silent = browser.post(reverse("directive-withdrawal", args=[sent.pk]), {"reason": ""})
    assert silent.status_code == 422
    gone = browser.post(
        reverse("directive-withdrawal", args=[sent.pk]), {"reason": "By mistake"}, follow=True
    )
    assert "By mistake" in gone.content.decode()
    assert set(sent.tasks.values_list("state", flat=True)) == {TaskState.DROPPED}


@pytest.mark.parametrize("name", ["officer", "cedar", "partner", "stranger"])
def test_a_unit_reads_its_task_and_never_the_directive(
    sent: Directive, name: str, signed_in: SignedIn
) -> None:
    browser = signed_in(name)
    assert browser.get(reverse("directive", args=[sent.pk])).status_code == 404
    assert "Send the list" not in browser.get(reverse("directives")).content.decode()


def test_whoever_only_reads_gets_no_buttons_and_is_refused(sent: Directive, signed_in: SignedIn) -> None:
    browser = signed_in("auditor")
    assert "Remind them" not in browser.get(reverse("directive", args=[sent.pk])).content.decode()
    refused = browser.post(reverse("directive-withdrawal", args=[sent.pk]), {"reason": "x"})
    assert "Your post does not allow this." in refused.content.decode()
    new = browser.get(reverse("directive-new", args=["oak-elm"]))
    assert "Your post does not allow this." in new.content.decode()


def test_my_work_shows_the_sender_once_what_many_units_gave_back(
    sent: Directive, world: World, signed_in: SignedIn
) -> None:
    address = reverse("directive", args=[sent.pk])
    assert address not in signed_in("provincial").get("/work/").content.decode()
    for task, name in zip(sent.tasks.order_by("organisation__name"), ("cedar", "officer"), strict=True):
        move_task(task, Move.SEND_BACK, note="No list here.", by=world.persons[name], at=NOW)
    shown = signed_in("provincial").get("/work/").content.decode()
    assert shown.count(address) == 2  # the row's words and its button
    assert "Union of Cedar</span>, " in shown
    assert not any(reverse("task", args=[task.pk]) in shown for task in sent.tasks.all())


def test_a_unit_reads_on_its_task_what_the_directive_says_and_only_its_own_reminders(
    world: World, signed_in: SignedIn
) -> None:
    held = send_directive(
        world.programme, world.bodies["west"], [world.bodies["dogwood"], world.bodies["cedar"]],
        text="Send the list", note="With the day of each board.", number="12/CV", due_on=date(2026, 3, 27),
        by=world.provincial, at=NOW,
    )  # fmt: skip
    cedar = held.tasks.get(organisation=world.bodies["cedar"])
    move_task(cedar, Move.SEND_BACK, note="No list here.", by=world.persons["cedar"], at=NOW)
    signed_in("provincial").post(reverse("directive-reminder", args=[held.pk]), {"note": "Friday!"})
    own = held.tasks.get(organisation=world.bodies["dogwood"])
    shown = signed_in("officer").get(reverse("task", args=[own.pk])).content.decode()
    for words in ("12/CV", "With the day of each board.", "Friday!"):
        assert words in shown
    assert "Friday!" not in signed_in("cedar").get(reverse("task", args=[cedar.pk])).content.decode()
