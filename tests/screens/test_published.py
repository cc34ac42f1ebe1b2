"""The buttons by which an office gives something to the public, and the look before: for whoever may."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from chungtay.models import Activity, ActivityKind, DocumentCopy, EventCopy, ProgrammeCopy
from tests.actions.test_public_programmes import accepted, files, paper
from tests.world import TODAY, World

__all__ = ["accepted", "files"]
Enter = Callable[..., Client]
FACE = "/programmes/oak-elm/public/"


def looked(client: Client) -> dict[str, object]:
    """What the form on the page would send."""
    page = client.get(FACE).content.decode()
    return {
        "seen": re.findall(r'name="seen" value="(\w+)"', page)[0],
        "plan": re.findall(r'name="plan" value="([\w-]+)"', page),
    }


def test_a_leader_looks_and_then_gives_it_to_the_public(accepted: World, signed_in: Enter) -> None:
    client = signed_in("leader")
    page = client.get(FACE).content.decode()
    for said in ("Tell about the border", "1. Talks in border communes", "Union of Elmshire", "Plan 2026"):
        assert said in page, said
    answer = client.post(f"{FACE}renewal/", looked(client))
    assert (answer.status_code, answer["Location"]) == (302, FACE)
    assert ProgrammeCopy.objects.get().plans.count() == 1
    assert "Nothing. The public reads what stands here today." in client.get(FACE).content.decode()
    assert "Plan 2026" in Client().get("/public/oak-elm/plans/2026/").content.decode()


def test_what_changed_between_look_and_press_is_not_given(accepted: World, signed_in: Enter) -> None:
    client = signed_in("leader")
    sent = looked(client)
    accepted.contents[0].text = "Another content"
    accepted.contents[0].save()
    answer = client.post(f"{FACE}renewal/", sent)
    assert answer.status_code == 422
    assert "changed since you looked" in answer.content.decode()
    assert not ProgrammeCopy.objects.exists()


def test_a_plan_that_does_not_exist_is_refused(accepted: World, signed_in: Enter) -> None:
    client = signed_in("leader")
    answer = client.post(f"{FACE}renewal/", {**looked(client), "plan": "none"})
    assert answer.status_code == 422


def test_the_page_of_the_programme_leads_there_for_whoever_may(accepted: World, signed_in: Enter) -> None:
    assert FACE in signed_in("leader").get("/programmes/oak-elm/").content.decode()
    for name in ("officer", "provincial", "partner"):
        assert FACE not in signed_in(name).get("/programmes/oak-elm/").content.decode()


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_the_look_is_there_in_each_language(accepted: World, signed_in: Enter, language: str) -> None:
    assert signed_in("leader", language).get(FACE).status_code == 200


def test_a_paper_goes_out_and_comes_back_by_its_own_page(world: World, signed_in: Enter) -> None:
    document, client = paper(world), signed_in("leader")
    here = f"/documents/{document.pk}/"
    assert f"{here}publication/" in client.get(here).content.decode()
    assert f"{here}publication/" not in signed_in("provincial").get(here).content.decode()
    assert client.post(f"{here}publication/", {"programme": "oak-elm"}).status_code == 302
    page = client.get(here).content.decode()
    assert f"#{DocumentCopy.objects.get().slug}" in page
    assert client.post(f"{here}public-withdrawal/", {"reason": ""}).status_code == 422
    assert client.post(f"{here}public-withdrawal/", {"reason": "Names"}).status_code == 302
    assert not DocumentCopy.objects.public().exists()


def test_an_activity_goes_into_the_calendar_by_its_own_page(world: World, signed_in: Enter) -> None:
    kind = ActivityKind.objects.get_or_create(slug="talk", defaults={"name": "Talk"})[0]
    activity = Activity.objects.create(
        kind=kind, title="A talk", first_on=TODAY, last_on=TODAY, place=world.places["Dogwood"],
        holder=world.bodies["dogwood"], served=world.served, recorded_by=world.officer,
    )  # fmt: skip
    here, client = f"/activities/{activity.pk}/", signed_in("leader")
    assert client.post(f"{here}publication/").status_code == 302
    assert EventCopy.objects.public().get().title == "A talk"
    assert "public calendar" in client.get(here).content.decode()
    assert client.post(f"{here}public-withdrawal/", {"reason": "Another"}).status_code == 302
    assert not EventCopy.objects.public().exists()
