"""The page of a content lets whoever plans set tasks, targets and what it makes concrete; others only read it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.models import Target, Task
from tests.world import TODAY, World

Enter = Callable[..., Client]

FORMS = ["content-tasks", "content-commitments", "content-targets"]
LATER = "31/12/2026"


def address(world: World, name: str, content: int = 1) -> str:
    return reverse(name, args=[world.programme.slug, world.contents[content].pk])


@pytest.mark.parametrize("name", ["provincial", "leader"])
def test_whoever_plans_finds_the_three_forms(world: World, signed_in: Enter, name: str) -> None:
    page = signed_in(name).get(address(world, "content")).content.decode()
    assert [form for form in FORMS if address(world, form) not in page] == []
    assert "Union of Dogwood" in page and "Union of Farwood" not in page


@pytest.mark.parametrize(
    ("name", "open_to"), [("officer", FORMS[:1]), ("partner", FORMS[:1]), ("auditor", [])]
)
def test_whoever_does_not_plan_for_a_side_gives_tasks_to_own_bodies_at_most(
    world: World, signed_in: Enter, name: str, open_to: list[str]
) -> None:
    browser = signed_in(name)
    page = browser.get(address(world, "content")).content.decode()
    assert [form for form in FORMS if address(world, form) in page] == open_to
    for form in set(FORMS) - set(open_to):
        answer = browser.post(address(world, form), task(world))
        assert answer.status_code == 422
        assert "Your post does not allow this." in answer.content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_strangers_find_nothing_and_pages_are_posts(world: World, signed_in: Enter, form: str) -> None:
    assert signed_in("stranger").post(address(world, form), task(world)).status_code == 404
    assert signed_in("leader").get(address(world, form)).status_code == 405
    assert Client().post(address(world, form))["Location"].startswith("/sign-in/")


def task(world: World, **changed: object) -> dict[str, object]:
    return {"text": "Two talks", "organisation": world.bodies["dogwood"].pk, "due_on": LATER} | changed


def test_a_task_is_set_and_finished_where_it_was_set(world: World, signed_in: Enter) -> None:
    answer = signed_in("provincial").post(address(world, "content-tasks"), task(world), follow=True)
    assert "Two talks" in answer.content.decode()
    Task.objects.update(due_on=TODAY + timedelta(days=9))
    assert "Two talks" in signed_in("officer").get(reverse("work")).content.decode()


def test_three_wrong_fields_get_three_messages_and_keep_what_was_typed(
    world: World, signed_in: Enter
) -> None:
    told = {"text": "x" * 501, "organisation": world.bodies["farwood"].pk, "due_on": "31.13.2026"}
    answer = signed_in("provincial").post(address(world, "content-tasks"), told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('class="err"') == 3
    assert 'value="31.13.2026"' in page and "x" * 501 in page
    assert not Task.objects.exists()


def test_a_day_that_has_passed_is_refused_under_its_field(world: World, signed_in: Enter) -> None:
    answer = signed_in("provincial").post(address(world, "content-tasks"), task(world, due_on="01/01/2020"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This day has passed already." in page
    assert 'value="01/01/2020"' in page and "Two talks</textarea>" in page


AMOUNTS = """
    typed    kept
    12       12
    2.500    2500
    0        -
    ba       -
    1,5      -
    -        -
"""


@pytest.mark.parametrize("row", AMOUNTS.strip().splitlines()[1:])
def test_targets_are_read_as_people_write_them_here(world: World, signed_in: Enter, row: str) -> None:
    typed, kept = row.split()
    told = {"indicator": world.indicators["sessions"].pk, "amount": typed}
    answer = signed_in("provincial", "vi").post(address(world, "content-targets"), told)
    if kept == "-":
        assert answer.status_code == 422
        assert f'value="{typed}"' in answer.content.decode()
        assert not Target.objects.filter(content=world.contents[1]).exists()
    else:
        assert answer.status_code == 302
        assert Target.objects.get(content=world.contents[1]).amount == int(kept) * 10_000


def test_a_content_without_a_signed_one_offers_the_choice_at_once(world: World, signed_in: Enter) -> None:
    desk = signed_in("provincial")
    page = desk.get(address(world, "content")).content.decode()
    assert '<details class="fold" open><summary>Say what it makes concrete' in page
    chosen = {"commitments": [world.commitments[1].pk], "signed": "Learn Lao"}
    page = desk.post(address(world, "content-commitments"), chosen, follow=True).content.decode()
    assert "2. Visit one another" in page and "3. Learn Lao" in page
    assert '<details class="fold"><summary>Say what it makes concrete' in page
