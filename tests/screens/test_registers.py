"""The registers: each thing once, opened, changed and closed by those who keep it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from chungtay.actions.registers import open_registered
from chungtay.models import Entry, Registered
from tests.actions.test_registers import opened_club
from tests.world import NOW, World

Enter = Callable[..., Client]


def typed(world: World, **changed: str) -> dict[str, str]:
    return {
        "kind": "club", "name": "Border club", "place": str(world.places["Dogwood"].pk), "village": "Upper",
        "programmes": "oak-elm", "opened_on": "01/05/2024", "members.sex:female": "20", "members.sex:male": "3",
    } | changed  # fmt: skip


def test_a_club_is_opened_once_however_often_one_clicks(signed_in: Enter, world: World) -> None:
    desk = signed_in("officer")
    assert desk.post("/registers/new/", typed(world)).status_code == 302
    again = desk.post("/registers/new/", typed(world))
    assert again.status_code == 422
    assert "in the register of this place already" in again.content.decode()
    assert (Registered.objects.count(), Entry.objects.count()) == (1, 1)
    page = desk.get("/registers/").content.decode()
    assert "Border club" in page
    assert 'data-head="Members">23<' in page


def test_what_was_typed_stays_and_each_fault_stands_at_its_field(signed_in: Enter, world: World) -> None:
    given = typed(world, **{"opened_on": "01/05/2099", "members.ethnicity:kinh": "40"})
    page = signed_in("officer").post("/registers/new/", given)
    assert page.status_code == 422
    shown = page.content.decode()
    assert "has not come yet" in shown
    assert "These add up to 40, but it has 23 members." in shown
    assert "Border club</textarea>" in shown
    assert Registered.objects.count() == 0


def test_one_chooses_the_kind_first_and_an_unknown_kind_is_asked_again(
    signed_in: Enter, world: World
) -> None:
    desk = signed_in("officer")
    assert "?kind=club" in desk.get("/registers/new/").content.decode()
    assert "?kind=club" in desk.get("/registers/new/?kind=none").content.decode()
    assert desk.post("/registers/new/", typed(world, kind="none")).status_code == 422


def test_closing_keeps_the_page_and_closes_once(signed_in: Enter, world: World) -> None:
    club, desk = opened_club(world), signed_in("officer")
    closing = f"/registers/{club.pk}/closing/"
    early = desk.post(closing, {"closed_on": "01/04/2024"})
    assert early.status_code == 422
    assert "before that nothing happened" in early.content.decode()
    assert desk.post(closing, {"closed_on": "01/03/2026"}).status_code == 302
    assert desk.post(closing, {"closed_on": "02/03/2026"}).status_code == 422
    assert "01/03/2026" in desk.get(f"/registers/{club.pk}/").content.decode()
    assert Entry.objects.count() == 2


def test_a_merger_is_chosen_from_a_list_and_leads_to_both_pages(signed_in: Enter, world: World) -> None:
    club, second = opened_club(world), opened_club(world, "Second club")
    desk = signed_in("officer")
    assert "Second club" in desk.get(f"/registers/{club.pk}/merger/").content.decode()
    sent = {"others": str(second.pk), "on": "01/03/2026", "reason": "Few members"}
    assert desk.post(f"/registers/{club.pk}/merger/", sent).status_code == 302
    assert f"/registers/{second.pk}/" in desk.get(f"/registers/{club.pk}/").content.decode()
    assert f"/registers/{club.pk}/" in desk.get(f"/registers/{second.pk}/").content.decode()


def test_clubs_of_communes_that_became_one_are_offered_for_merging(signed_in: Enter, world: World) -> None:
    """Alder and Birch became Cedar; a club of Dogwood lies elsewhere."""
    elsewhere = opened_club(world)
    told = {"kind": elsewhere.kind, "holder": world.bodies["cedar"], "served": world.served}
    clubs = [
        open_registered(
            Registered(**told, name=f"{place} club", place=world.places[place], opened_on=date(2024, 1, 1)),
            by=world.persons["cedar"], at=NOW,
        )
        for place in ("Alder", "Birch")
    ]  # fmt: skip
    page = signed_in("provincial").get(f"/registers/{clubs[0].pk}/merger/").content.decode()
    assert "Birch club" in page
    assert "Border club" not in page


def test_members_are_changed_beside_what_was_counted_before(signed_in: Enter, world: World) -> None:
    club, desk = opened_club(world), signed_in("officer")
    assert 'value="20"' in desk.get(f"/registers/{club.pk}/change/").content.decode()
    sent = {"on": "01/03/2026", "name": "Border club", "members.sex:female": "25", "members.sex:male": "3"}
    assert desk.post(f"/registers/{club.pk}/change/", sent).status_code == 302
    page = desk.get(f"/registers/{club.pk}/").content.decode()
    assert "28" in page
    assert "counted on 01/03/2026" in page


@pytest.mark.parametrize("name", ["cedar", "partner", "stranger"])
def test_strangers_find_nothing(signed_in: Enter, world: World, name: str) -> None:
    club = opened_club(world)
    desk = signed_in(name)
    assert desk.get(f"/registers/{club.pk}/").status_code == 404
    assert desk.post(f"/registers/{club.pk}/closing/", {"closed_on": "01/03/2026"}).status_code == 404
    assert club.name not in desk.get("/registers/?state=all").content.decode()


def test_without_signing_in_one_is_sent_to_the_door(client: Client) -> None:
    for address in ("/registers/", "/registers/new/", "/registers/kinds/"):
        assert client.get(address)["Location"].startswith("/sign-in/")


def test_an_auditor_reads_but_cannot_write(signed_in: Enter, world: World) -> None:
    club, desk = opened_club(world), signed_in("auditor")
    assert "/closing/" not in desk.get(f"/registers/{club.pk}/").content.decode()
    assert desk.post(f"/registers/{club.pk}/closing/", {"closed_on": "01/03/2026"}).status_code == 422
    assert desk.post("/registers/new/", typed(world)).status_code == 422


def test_the_list_takes_no_post(signed_in: Enter) -> None:
    assert signed_in("officer").post("/registers/").status_code == 405
    assert signed_in("officer").delete("/registers/new/").status_code == 405
