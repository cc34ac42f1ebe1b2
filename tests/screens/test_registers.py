"""The register of clubs: each once, opened and closed by those who keep it."""

from collections.abc import Callable

import pytest
from django.test import Client

from chungtay.models import Club, Entry
from tests.actions.test_registers import opened_club
from tests.world import World

Enter = Callable[..., Client]


def typed(world: World, **changed: str) -> dict[str, str]:
    return {
        "name": "Border club", "place": str(world.places["Dogwood"].pk), "village": "Upper",
        "programmes": "oak-elm", "opened_on": "01/05/2024", "members_female": "20", "members_male": "3",
    } | changed  # fmt: skip


def test_a_club_is_opened_once_however_often_one_clicks(signed_in: Enter, world: World) -> None:
    desk = signed_in("officer")
    assert desk.post("/clubs/new/", typed(world)).status_code == 302
    again = desk.post("/clubs/new/", typed(world))
    assert again.status_code == 422
    assert "in the register of this place already" in again.content.decode()
    assert (Club.objects.count(), Entry.objects.count()) == (1, 1)
    assert "Border club" in desk.get("/clubs/").content.decode()


def test_closing_is_a_post_on_the_club_and_keeps_its_page(signed_in: Enter, world: World) -> None:
    club, desk = opened_club(world), signed_in("officer")
    early = desk.post(f"/clubs/{club.pk}/", {"closed_on": "01/04/2024"})
    assert early.status_code == 422
    assert "cannot close before that" in early.content.decode()
    assert desk.post(f"/clubs/{club.pk}/", {"closed_on": "01/03/2026"}).status_code == 302
    assert desk.post(f"/clubs/{club.pk}/", {"closed_on": "02/03/2026"}).status_code == 422
    page = desk.get(f"/clubs/{club.pk}/").content.decode()
    assert "01/03/2026" in page
    assert Entry.objects.count() == 2


@pytest.mark.parametrize("name", ["cedar", "partner", "stranger"])
def test_strangers_find_nothing(signed_in: Enter, world: World, name: str) -> None:
    club = opened_club(world)
    assert signed_in(name).get(f"/clubs/{club.pk}/").status_code == 404
    assert signed_in(name).post(f"/clubs/{club.pk}/", {"closed_on": "01/03/2026"}).status_code == 404
    assert club.name not in signed_in(name).get("/clubs/").content.decode()


def test_without_signing_in_one_is_sent_to_the_door(client: Client) -> None:
    for address in ("/clubs/", "/clubs/new/"):
        assert client.get(address)["Location"].startswith("/sign-in/")


def test_an_auditor_reads_but_cannot_write(signed_in: Enter, world: World) -> None:
    club, desk = opened_club(world), signed_in("auditor")
    assert "Close the club" not in desk.get(f"/clubs/{club.pk}/").content.decode()
    assert desk.post(f"/clubs/{club.pk}/", {"closed_on": "01/03/2026"}).status_code == 422
    assert desk.post("/clubs/new/", typed(world)).status_code == 422


def test_the_list_takes_no_post(signed_in: Enter) -> None:
    assert signed_in("officer").post("/clubs/").status_code == 405
    assert signed_in("officer").delete("/clubs/new/").status_code == 405
