"""Coming in and going out: with name and password anywhere, with one click in the demo only."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from chungtay.models import Person
from tests.world import World

PASSWORD = "correct horse battery staple"
Enter = Callable[[str], Client]


@pytest.fixture
def demo(world: World, today: date) -> Iterator[World]:
    settings.DEMO_MARK.touch()
    yield world
    settings.DEMO_MARK.unlink()


def someone(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_name_and_password_lead_to_my_work(client: Client, world: World) -> None:
    answer = client.post("/sign-in/", {"username": "officer", "password": PASSWORD})
    assert answer.headers["Location"] == "/work/"
    assert client.get("/work/").status_code == 200


@pytest.mark.parametrize(
    ("name", "password"), [("officer", "wrong"), ("nobody", PASSWORD), ("closed", PASSWORD)]
)
def test_whoever_is_refused_is_not_told_why(client: Client, world: World, name: str, password: str) -> None:
    if name == "closed":
        account = world.persons["officer"].account
        account.name, account.is_active = "closed", False
        account.save()
    page = client.post("/sign-in/", {"username": name, "password": password}, HTTP_ACCEPT_LANGUAGE="en")
    assert "Name and password do not belong together" in page.content.decode()
    assert not someone(client)


def test_a_closed_page_asks_to_sign_in_and_leads_on_to_itself(client: Client, world: World) -> None:
    assert client.get("/work/").headers["Location"] == "/sign-in/?next=/work/"
    answer = client.post(
        "/sign-in/?next=/work/", {"username": "officer", "password": PASSWORD, "next": "/work/"}
    )
    assert answer.headers["Location"] == "/work/"


def test_signing_in_never_leads_away(client: Client, world: World) -> None:
    told = {"username": "officer", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/sign-in/", told).headers["Location"] == "/work/"


def test_empty_fields_are_named_one_by_one(client: Client, world: World) -> None:
    page = client.post("/sign-in/", {}, HTTP_ACCEPT_LANGUAGE="lo").content.decode()
    assert page.count("ຕ້ອງຕື່ມຊ່ອງນີ້.") == 4  # once at each field, once each in the list on top
    assert 'aria-describedby="id_username_error"' in page


def test_signing_out_is_a_form_and_nothing_less(signed_in: Enter) -> None:
    officer = signed_in("officer")
    assert officer.get("/sign-out/").status_code == 405
    assert officer.post("/sign-out/").headers["Location"] == "/"
    assert not someone(officer)


def test_in_the_demo_one_click_enters_a_post(client: Client, demo: World) -> None:
    post = demo.persons["partner"].posts.get()
    for page in ("/sign-in/", "/"):
        assert f'action="/enter/{post.pk}/"' in client.get(page).content.decode()
    assert client.post(f"/enter/{post.pk}/").headers["Location"] == "/work/"
    assert "Partner of Union of Elmshire" in client.get("/work/").content.decode()


def test_elsewhere_there_is_no_such_door(client: Client, world: World) -> None:
    post = world.persons["officer"].posts.get()
    assert "/enter/" not in client.get("/sign-in/").content.decode()
    assert client.post(f"/enter/{post.pk}/").status_code == 404
    assert not someone(client)


def test_the_demo_door_opens_by_a_form_only(client: Client, demo: World) -> None:
    assert client.get(f"/enter/{demo.persons['officer'].posts.get().pk}/").status_code == 405


def test_a_post_that_nobody_can_enter_is_not_offered(client: Client, demo: World) -> None:
    past = demo.persons["officer"].posts.get()
    past.valid_to = date(2021, 1, 1)
    past.save()
    closed = demo.persons["leader"]
    closed.account.is_active = False
    closed.account.save()
    signer = Person.objects.create(known_as="Signer")
    unsigned = signer.posts.create(
        organisation=demo.bodies["west"],
        role="provincial_leader",
        title="Signer",
        valid_from=date(2020, 1, 1),
    )
    page = client.get("/sign-in/").content.decode()
    for pk in (past.pk, closed.posts.get().pk, unsigned.pk, uuid4()):
        assert str(pk) not in page
        assert client.post(f"/enter/{pk}/").status_code == 404
