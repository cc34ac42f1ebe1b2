"""The administrator's pages of bodies: one's story, a new one, a new name, an end, and a takeover."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from chungtay.models import Organisation, OrganisationChange, OrganisationSuccession, Person
from tests.actions.test_bodies import ORDER, added
from tests.actions.test_people import begun
from tests.world import TODAY, World

Enter = Callable[..., Client]


def test_a_body_is_added_from_the_room_and_has_a_page(signed_in: Enter, world: World) -> None:
    desk = signed_in("administrator")
    sent = {
        "kind": "womens_union", "name": "Hội LHPN xã Mới", "name_en": "Union of Newton", "first_on": "20/03/2026",
        "parent": world.bodies["west"].pk, "place": "103", "symbol": "BTV",
    }  # fmt: skip
    page = desk.post("/people/bodies/new/", sent, follow=True).content.decode()
    assert "Union of Newton" in page
    assert "(103)" in page
    assert "Nobody sits here" in page


WRONG = [
    ({"place": "999"}, "No unit bears this code on that day."),
    ({"place": "101@yesterday"}, "Write the day behind @ as 2024-12-31."),
    ({"name": "Union of Cedar"}, "There is a body of this name already."),
    ({"first_on": "soon"}, "Write the day as 31/12/2025."),
]


@pytest.mark.parametrize(("wrong", "words"), WRONG)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    signed_in: Enter, wrong: dict[str, str], words: str
) -> None:
    sent = {"kind": "other", "name": "Typed", "first_on": "20/03/2026"} | wrong
    answer = signed_in("administrator").post("/people/bodies/new/", sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Organisation.objects.filter(name="Typed").exists()


def test_a_new_name_stands_on_the_page_with_the_old_one_and_its_day(signed_in: Enter, world: World) -> None:
    body = world.bodies["dogwood"]
    sent = {
        "kind": "womens_union", "name": "Union of Fir", "parent": world.bodies["west"].pk, "place": "103",
        "on": "20/03/2026", "decision": ORDER,
    }  # fmt: skip
    page = (
        signed_in("administrator")
        .post(f"/people/bodies/{body.pk}/writing/", sent, follow=True)
        .content.decode()
    )
    assert "Union of Fir" in page
    assert "Until 19/03/2026: Union of Dogwood" in page
    assert ORDER in page
    assert OrganisationChange.objects.count() == 1


def test_a_takeover_is_shown_before_anything_is_kept_and_then_recorded(
    signed_in: Enter, world: World
) -> None:
    heir, desk = added(world), signed_in("administrator")
    asked = {
        "old": [world.bodies["dogwood"].pk, world.bodies["cedar"].pk], "heirs": [heir.pk], "on": "20/03/2026",
        "decision": ORDER,
    }  # fmt: skip
    page = desk.get("/people/takeovers/new/", asked).content.decode()
    assert "<dt>Reports that are not approved yet</dt><dd>2</dd>" in page
    assert "Officer of Union of Dogwood" in page
    assert not OrganisationSuccession.objects.exists()
    post = world.persons["cedar"].posts.get()
    page = desk.post(
        "/people/takeovers/new/", asked | {f"post-{post.pk}": "ends"}, follow=True
    ).content.decode()
    assert "20/03/2026: took over from Union of Dogwood" in page
    assert OrganisationSuccession.objects.filter(new=heir).count() == 2
    assert not Person.objects.get(pk=world.persons["cedar"].pk).posts_on(TODAY)


def test_what_is_still_to_be_said_of_a_split_is_named_and_nothing_is_kept(
    signed_in: Enter, world: World
) -> None:
    one, two = added(world, "One"), added(world, "Two")
    asked = {
        "old": [world.bodies["dogwood"].pk],
        "heirs": [one.pk, two.pk],
        "on": "20/03/2026",
        "decision": ORDER,
    }
    answer = signed_in("administrator").post("/people/takeovers/new/", asked)
    assert answer.status_code == 422
    assert "Say what becomes of the post: Officer of Union of Dogwood." in answer.content.decode()
    assert not OrganisationSuccession.objects.exists()


def test_a_body_ends_and_its_page_says_so(signed_in: Enter, world: World) -> None:
    body, desk = world.bodies["dogwood"], signed_in("administrator")
    sent = {"on": "20/03/2026", "decision": ORDER}
    page = desk.post(f"/people/bodies/{body.pk}/ending/", sent, follow=True).content.decode()
    assert "stood until 19/03/2026" in page
    assert f"/people/bodies/{body.pk}/ending/" not in page


def test_a_person_with_several_posts_has_them_on_a_line_of_years(signed_in: Enter, world: World) -> None:
    desk, address = signed_in("administrator"), f"/people/{world.officer.pk}/"
    assert "Posts over the years" not in desk.get(address).content.decode()
    begun(world, body="cedar", person=world.officer, title="Also of Cedar", valid_from=TODAY - timedelta(400))
    page = desk.get(address).content.decode()
    assert "Posts over the years" in page
    assert page.count("line__on_track") == 2


@pytest.mark.parametrize("name", ["officer", "leader", "auditor", "partner", "stranger"])
def test_for_anybody_else_there_are_no_such_pages(signed_in: Enter, world: World, name: str) -> None:
    desk, body = signed_in(name), world.bodies["dogwood"].pk
    for address in ("bodies/new/", "takeovers/new/", f"bodies/{body}/", f"bodies/{body}/writing/"):
        assert desk.get(f"/people/{address}").status_code == 404, address
