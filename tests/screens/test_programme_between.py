"""A programme's page tells what is asked, visited and due between its sides, to whoever may read it."""

from collections.abc import Callable

import pytest
from django.test import Client

from chungtay.answers.programmes import between
from chungtay.models import Person
from tests.answers.between import DAYS, delegation, greeting, matter, recommended
from tests.world import TODAY, World

Enter = Callable[..., Client]


@pytest.fixture
def told(world: World) -> World:
    recommended(world, "dogwood", "cedar", due_on=TODAY - DAYS)
    for state in ("acknowledged", "answered", "done", "verified", "closed", "withdrawn", "draft"):
        recommended(world, state=state, text=state)
    delegation(world, state="agreed")
    delegation(world, state="closed", title="Long ago", first_on=TODAY - 40 * DAYS, last_on=TODAY - 39 * DAYS)
    matter(world)
    matter(world, state="solved")
    greeting(world, TODAY + 10 * DAYS)
    return world


def counted(world: World, name: str) -> tuple[int, ...]:
    found = between(world.programme, Person.objects.get(pk=world.persons[name].pk), TODAY)
    return found.open, found.overdue, found.answered, found.closed, found.open_matters, found.letters


def test_numbers_are_those_that_a_person_may_read(told: World) -> None:
    assert counted(told, "provincial") == (3, 2, 3, 1, 1, 1)
    assert counted(told, "cedar") == (2, 2, 0, 0, 0, 0)  # of what both communes were asked
    assert counted(told, "partner") == (0, 0, 0, 0, 1, 0)
    assert counted(told, "stranger") == (0, 0, 0, 0, 0, 0)


def test_the_page_leads_to_each_list(told: World, signed_in: Enter) -> None:
    page = signed_in("provincial").get("/programmes/oak-elm/").content.decode()
    for address in (
        "/recommendations/?programme=oak-elm", "/recommendations/?programme=oak-elm&amp;shown=late",
        "/matters/?programme=oak-elm", "/greetings/?programme=oak-elm",
    ):  # fmt: skip
        assert f'href="{address}"' in page
    assert "A visit to Elmshire" in page and "Long ago" not in page


def test_where_nothing_was_asked_or_exchanged_the_page_says_nothing_of_it(
    world: World, signed_in: Enter
) -> None:
    page = signed_in("provincial").get("/programmes/oak-elm/").content.decode()
    assert "Overdue" not in page and "Next delegation" not in page
