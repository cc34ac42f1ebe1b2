"""Coming in and going out: with name and password anywhere, with one click in the demo only."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import ClassVar
from uuid import uuid4

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client, override_settings

from chungtay.models import Account, FailedTries, Person
from chungtay.screens.accounts.adapters import AccountAdapter
from chungtay.screens.accounts.passwords import Argon2id
from tests.world import World

PASSWORD = "correct horse battery staple"
BY_CHANCE = {"Content-Length", "Expires"}  # the length of what stays typed, and the second
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


@pytest.fixture
def refusals(world: World) -> dict[str, dict[str, str]]:
    """Everything that is wrong at the door, by what is wrong."""
    closed, keyed = world.persons["cedar"].account, world.partner.account
    closed.is_active = False
    closed.save()
    keyed.set_unusable_password()
    keyed.save()
    told = {
        "wrong password": ("officer", "wrong"),
        "unknown name": ("nobody", PASSWORD),
        "other capitals": ("Officer", PASSWORD),
        "closed account": ("cedar", PASSWORD),
        "no password": ("partner", PASSWORD),
        "long name": ("x" * 10_000, PASSWORD),
        "long password": ("officer", "x" * 10_000),
        "long and unknown": ("nobody", "x" * 10_000),
    }
    return {why: {"username": name, "password": password} for why, (name, password) in told.items()}


def test_whoever_is_refused_is_not_told_why(refusals: dict[str, dict[str, str]]) -> None:
    said = set()
    for form in refusals.values():
        browser = Client(headers={"Accept-Language": "en"})
        page = browser.post("/sign-in/", form)
        assert not someone(browser)
        text = re.sub(r' value="[^"]*"', "", page.content.decode())
        headers = {name: value for name, value in page.headers.items() if name not in BY_CHANCE}
        said.add((page.status_code, text, str(headers)))
    assert len(said) == 1
    assert "Name and password do not belong together" in said.pop()[1]


class Counted(Argon2id):
    """The hasher of an installation: it is what takes the time of a refusal, so its runs are counted."""

    runs: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.runs.append("encode")
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        self.runs.append("verify")
        return super().verify(password, encoded)


@override_settings(PASSWORD_HASHERS=[f"{__name__}.Counted"])
def test_all_refusals_cost_one_run_of_the_hasher(client: Client, refusals: dict[str, dict[str, str]]) -> None:
    for account in Account.objects.filter(name__in=("officer", "cedar")):
        account.set_password(PASSWORD)
        account.save()
    runs = {}
    for why, form in refusals.items():
        FailedTries.objects.all().delete()
        Counted.runs.clear()
        client.post("/sign-in/", form)
        runs[why] = len(Counted.runs)
    assert set(runs.values()) == {1}, runs


def test_a_guesser_waits_and_the_owner_at_a_known_browser_does_not(client: Client, world: World) -> None:
    known, guesser = Client(), Client(headers={"Accept-Language": "en"})
    right = {"username": "officer", "password": PASSWORD}
    known.post("/sign-in/", right)
    known.post("/sign-out/")
    for _ in range(7):
        page = guesser.post("/sign-in/", {"username": "officer", "password": "wrong"})
    assert "Too many tries were wrong. Wait 1 minute" in page.content.decode()
    assert "Too many tries" in guesser.post("/sign-in/", right).content.decode()  # not even looked at
    assert known.post("/sign-in/", right).headers["Location"] == "/work/"
    assert guesser.post("/sign-in/", {"username": "cedar", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(("kept", "typed"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_the_password_of_two_keyboards_is_one(client: Client, world: World, kept: str, typed: str) -> None:
    account, password = world.officer.account, "bốn con trâu qua sông"
    account.set_password(unicodedata.normalize(kept, password))  # type: ignore[arg-type]
    account.save()
    told = {"username": "officer", "password": unicodedata.normalize(typed, password)}  # type: ignore[arg-type]
    assert client.post("/sign-in/", told).headers["Location"] == "/work/"


@override_settings(PASSWORD_HASHERS=["chungtay.screens.accounts.passwords.Argon2id"])
def test_passwords_are_kept_by_argon2id(world: World) -> None:
    world.officer.account.set_password(PASSWORD)
    assert world.officer.account.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_nobody_signs_up(client: Client, world: World) -> None:
    for path in ("/signup/", "/accounts/signup/", "/account/signup/", "/accounts/login/"):
        assert client.post(path, {"username": "new"}).status_code in (302, 404)
    assert AccountAdapter().is_open_for_signup(HttpRequest()) is False


def test_signing_in_begins_a_new_session(client: Client, world: World) -> None:
    """A session that somebody planted in the browser before is not the one that is opened."""
    client.get("/sign-in/passkey/")
    planted = client.session.session_key
    client.post("/sign-in/", {"username": "officer", "password": PASSWORD})
    assert client.session.session_key != planted
    taken = Client()
    taken.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert taken.get("/work/").status_code == 302


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
    assert f'action="/enter/{post.pk}/"' in client.get("/sign-in/").content.decode()
    front = client.get("/")
    assert 'href="/sign-in/#entrances"' in front.content.decode()
    assert not front.cookies  # a reader is given none, so the forms stand on the page behind
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
