"""The administrator's room over the API: the same posts, links and refusals as on the pages."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from chungtay.models import Account, AuditLine, Invitation, Person, Post
from chungtay.rules.people import Role
from tests.actions.test_people import begun
from tests.world import World

Enter = Callable[..., Client]
NOT_THERE = "There is no such thing, or it is not shared with you."


def send(browser: Client, path: str, body: Any = None) -> Any:
    return browser.post(f"/api/people/{path}", json.dumps(body or {}), content_type="application/json")


def a_post(world: World, **changed: Any) -> dict[str, Any]:
    return {
        "organisation": str(world.bodies["dogwood"].pk), "new_person": {"known_as": "New officer"},
        "role": "commune_officer", "title": "Officer of Dogwood", "first_on": "2026-03-20",
    } | changed  # fmt: skip


def where(answer: Any) -> set[str]:
    assert answer.status_code == 422, answer.content
    return {message["where"] for message in answer.json()["messages"]}


def test_a_post_goes_from_its_beginning_to_its_successor(signed_in: Enter, world: World) -> None:
    room = signed_in("administrator")
    made = send(room, "posts", a_post(world, programmes=["oak-elm"], until="2027-01-01")).json()
    assert (made["programmes"], made["until"], made["account"]) == (["oak-elm"], "2027-01-01", None)
    link = send(room, f"posts/{made['id']}/invitation").json()
    assert Client().get(link["path"]).status_code == 200
    listed = room.get("/api/people/posts", {"standing_on": "2026-03-20", "limit": 200}).json()
    assert {one["id"] for one in listed["items"] if one["invited_until"]} == {made["id"]}
    body = {"on": "2026-04-01", "new_person": {"known_as": "Successor", "language": "lo"}}
    new = send(room, f"posts/{made['id']}/hand-over", body).json()
    assert (new["follows"], new["first_on"], new["until"]) == (made["id"], "2026-04-01", "2027-01-01")
    assert send(room, f"posts/{new['id']}/ending", {"on": "2026-06-01"}).json()["until"] == "2026-06-01"
    page = room.get(f"/api/people/{new['person']['id']}").json()
    assert [one["id"] for one in page["posts"]] == [new["id"]]
    assert AuditLine.objects.filter(act="view", thing_id=new["person"]["id"]).exists()


def test_a_link_is_told_once_and_taken_back(signed_in: Enter, world: World) -> None:
    room, post = signed_in("administrator"), begun(world)
    link = send(room, f"posts/{post.pk}/invitation").json()
    assert link["path"].split("/")[2] not in room.get(f"/api/people/{post.person_id}").content.decode()
    for _ in range(2):
        assert send(room, f"invitations/{link['id']}/withdrawal").json()["withdrawn_at"]
    assert Client().get(link["path"]).status_code == 404


def test_an_account_is_closed_and_opened(signed_in: Enter, world: World) -> None:
    room, officer = signed_in("administrator"), world.officer
    assert send(room, f"{officer.pk}/closing", {"reason": "left"}).json()["open"] is False
    assert not Account.objects.get(person=officer).is_active
    assert send(room, f"{officer.pk}/opening").json()["open"] is True


@pytest.mark.parametrize("field", ["organisation", "person", "place", "programmes"])
def test_what_is_anothers_and_what_does_not_exist_are_told_alike(
    signed_in: Enter, world: World, field: str
) -> None:
    foreign: dict[str, list[Any]] = {
        "organisation": [str(world.bodies["far"].pk), str(world.bodies["east"].pk), str(uuid4())],
        "person": [str(world.stranger.pk), str(world.partner.pk), str(uuid4())],
        "place": [str(world.places["Farshire"].pk), str(uuid4())],
        "programmes": [["none"], ["oak-elm", "none"]],
    }
    answers = [
        send(signed_in("administrator"), "posts", a_post(world, **{field: one})) for one in foreign[field]
    ]
    assert {where(answer) == {field} for answer in answers} == {True}
    assert {answer.json()["messages"][0]["text"] for answer in answers} == {NOT_THERE}
    assert not Person.objects.filter(known_as="New officer").exists()


def test_ten_faults_are_named_at_once(signed_in: Enter, world: World) -> None:
    long = "x" * 10_000
    body = {
        "organisation": "nowhere", "person": 7, "new_person": {"known_as": long, "language": "fr", "rank": 1},
        "role": "queen", "title": long, "title_lo": 5, "first_on": "31/12/2025", "until": "9999-01-01",
        "place": "x", "programmes": "all", "owner": "me",
    }  # fmt: skip
    assert len(where(send(signed_in("administrator"), "posts", body))) >= 12
    late = a_post(world, new_person=None, title=" ", until="2026-01-01")
    assert where(send(signed_in("administrator"), "posts", late)) == {"known_as", "title", "until"}


@pytest.mark.parametrize("field", ["id", "valid_from", "follows", "is_active", "organisation_id", "by", "at"])
def test_no_other_field_is_taken(signed_in: Enter, world: World, field: str) -> None:
    assert field in " ".join(where(send(signed_in("administrator"), "posts", a_post(world) | {field: "x"})))


def test_another_administrators_people_do_not_exist(signed_in: Enter, world: World) -> None:
    Post.objects.filter(person=world.stranger).update(role=Role.ADMINISTRATOR)
    send(signed_in("administrator"), f"posts/{begun(world).pk}/invitation")
    made, other, post = Invitation.objects.get(), signed_in("stranger"), world.officer.posts.get()
    body = {"on": "2026-03-20", "new_person": {"known_as": "Mine"}}
    for path in (
        f"posts/{post.pk}/ending", f"posts/{post.pk}/hand-over", f"posts/{post.pk}/invitation",
        f"invitations/{made.pk}/withdrawal", f"{world.officer.pk}/closing", f"{world.officer.pk}/opening",
    ):  # fmt: skip
        sent = {"ending": {"on": "2026-03-20"}, "hand-over": body}.get(path.rsplit("/", 1)[1], {})
        assert send(other, path, sent).status_code == 404, path
    assert other.get(f"/api/people/{world.officer.pk}").status_code == 404
    assert {one["name"]["vi"] for one in other.get("/api/people/bodies").json()["items"]} == {
        "Union of Farshire", "Union of Farwood",
    }  # fmt: skip
    own = other.get("/api/people/posts", {"organisation": str(world.bodies["dogwood"].pk)}).json()
    assert own == {"items": [], "count": 0}


def test_grave_acts_ask_again_who_it_is(signed_in: Enter, world: World) -> None:
    room, post = signed_in("administrator"), world.officer.posts.get()
    session = room.session
    session["sure_at"] = 0
    session.save()
    body = {"on": "2026-03-20", "new_person": {"known_as": "Next"}}
    for path, sent in (
        (f"posts/{post.pk}/hand-over", body), (f"posts/{post.pk}/invitation", {}),
        (f"{post.person_id}/closing", {}), (f"{post.person_id}/opening", {}),
    ):  # fmt: skip
        assert send(room, path, sent).status_code == 403, path
    assert not Invitation.objects.exists()
    assert Account.objects.get(person=world.officer).is_active
