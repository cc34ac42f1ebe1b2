"""The administrator's room: who sits where, who is missing; posts given, ended, handed over; links shown once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from chungtay.models import Account, AuditLine, Invitation, Person, Post
from chungtay.rules.people import Role
from tests.actions.test_people import begun
from tests.world import NOW, TODAY, World

Enter = Callable[..., Client]


def typed(world: World, **changed: str) -> dict[str, str]:
    return {
        "organisation": str(world.bodies["dogwood"].pk), "known_as": "New officer", "role": "commune_officer",
        "title": "Cán bộ", "title_en": "Officer", "first_on": "20/03/2026", "language": "vi",
    } | changed  # fmt: skip


def test_the_room_says_who_sits_where_and_who_is_missing(signed_in: Enter, world: World) -> None:
    Post.objects.filter(person=world.persons["cedar"]).update(valid_to=TODAY)
    Post.objects.filter(person=world.leader).update(valid_to=TODAY + timedelta(30))
    page = signed_in("administrator").get("/people/").content.decode()
    assert "Officer of Union of Dogwood" in page
    assert "Give a post: Union of Cedar" in page
    assert "Bodies: 3; where nobody sits: 1. Posts that end soon: 1. Holders without an account: 0." in page
    assert "Union of Farshire" not in page
    assert "Union of Elmshire" not in page


@pytest.mark.parametrize("name", ["officer", "leader", "auditor", "partner", "stranger"])
def test_for_anybody_else_there_is_no_such_room(signed_in: Enter, world: World, name: str) -> None:
    desk, post = signed_in(name), world.persons["cedar"].posts.get()
    for address in ("/people/", f"/people/{post.person_id}/", "/people/posts/new/", f"/people/posts/{post.pk}/ending/"):
        assert desk.get(address).status_code == 404, address
    assert "/people/" not in desk.get("/work/").content.decode()
