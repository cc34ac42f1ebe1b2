"""What was done is recorded once it took place, by those who did it, and is read by those above them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from chungtay.models import Activity
from tests.world import World

Enter = Callable[..., Client]


def typed(world: World, **changed: str) -> dict[str, str]:
    return {
        "kind": "session", "title": "A talk about the border", "first_on": "03/02/2026",
        "place": str(world.places["Dogwood"].pk), "village": "Upper", "programme": "oak-elm",
        "sex:female": "51", "sex:male": "9", "narrative": "Two hours, many questions.",
    } | changed  # fmt: skip


def recorded(signed_in: Enter, world: World) -> Activity:
    assert signed_in("officer").post("/activities/new/", typed(world)).status_code == 302
    return Activity.objects.get()


def test_an_officer_records_a_talk_with_those_who_came(signed_in: Enter, world: World) -> None:
    made = recorded(signed_in, world)
    assert (made.attended(), made.last_on, made.holder) == (60, date(2026, 2, 3), world.bodies["dogwood"])
    page = signed_in("officer").get(f"/activities/{made.pk}/").content.decode()
    assert "Two hours, many questions." in page
    assert "51" in page
    assert "A talk about the border" in signed_in("officer").get("/activities/").content.decode()


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("first_on", "3 tháng 2", "Write the day as"),
        ("first_on", "21/03/2126", "has not come yet"),
        ("sex:female", "nhiều", "Enter a whole number"),
        ("title", "", "required"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_the_rest_is_kept(
    signed_in: Enter, world: World, field: str, text: str, words: str
) -> None:
    answer = signed_in("officer").post("/activities/new/", typed(world, **{field: text}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Two hours, many questions." in page
    assert not Activity.objects.exists()


def test_an_officer_is_offered_the_places_of_the_own_commune_and_of_what_it_came_from(
    signed_in: Enter, world: World
) -> None:
    page = signed_in("cedar").get("/activities/new/").content.decode()
    assert "Cedar" in page
    assert "Alder (until 30/06/2025)" in page
    assert "Dogwood" not in page.split('<form method="post">')[1]


@pytest.mark.parametrize("name", ["cedar", "partner", "stranger"])
def test_strangers_find_nothing(signed_in: Enter, world: World, name: str) -> None:
    made = recorded(signed_in, world)
    assert signed_in(name).get(f"/activities/{made.pk}/").status_code == 404
    assert made.title not in signed_in(name).get("/activities/").content.decode()


def test_without_signing_in_one_is_sent_to_the_door(client: Client) -> None:
    for address in ("/activities/", "/activities/new/"):
        assert client.get(address)["Location"].startswith("/sign-in/")


def test_an_auditor_reads_but_cannot_record(signed_in: Enter, world: World) -> None:
    made = recorded(signed_in, world)
    desk = signed_in("auditor")
    assert desk.get(f"/activities/{made.pk}/").status_code == 200
    assert "/activities/new/" not in desk.get("/activities/").content.decode()
    assert desk.post("/activities/new/", typed(world)).status_code == 422


def test_pages_that_only_show_take_no_post(signed_in: Enter, world: World) -> None:
    made = recorded(signed_in, world)
    assert signed_in("officer").post("/activities/").status_code == 405
    assert signed_in("officer").post(f"/activities/{made.pk}/").status_code == 405
    assert signed_in("officer").delete("/activities/new/").status_code == 405
