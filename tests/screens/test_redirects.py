"""Whatever an address asks for, nobody is led out of the house."""

from collections.abc import Callable
from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from tests.world import World

Enter = Callable[[str], Client]
HOME = "https://chungtay.example.org/sign-in/"

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "\t//evil.example/",
    "\x01//evil.example",
    "http:evil.example",
    "http:///evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "//chungtay.example.org@evil.example/",
    "https://chungtay.example.org.evil.example/",
    "//[evil.example/",
    "/\r\nLocation: https://evil.example/",
    "%2F%2Fevil.example/",
    "\u2028//evil.example",
    "／／evil.example",
]


def leads_home(answer: HttpResponse) -> bool:
    """As a browser reads an address: beside tabs and line ends, and with backslashes as slashes."""
    place = "".join(letter for letter in answer["Location"] if letter > " ").replace("\\", "/")
    try:
        there = urlsplit(urljoin(HOME, place))
    except ValueError:
        return False
    return (there.scheme, there.netloc) == ("https", "chungtay.example.org")


@pytest.mark.parametrize("place", ELSEWHERE, ids=ascii)
def test_changing_the_language_leads_back_into_the_house(client: Client, place: str) -> None:
    assert leads_home(client.get("/language/lo/", {"next": place}))


@pytest.mark.parametrize("place", ELSEWHERE, ids=ascii)
def test_signing_in_leads_into_the_house(signed_in: Enter, place: str) -> None:
    browser = signed_in("officer")
    assert leads_home(browser.get("/sign-in/", {"next": place}))
    assert leads_home(browser.post("/sign-in/", {"next": place}))


@pytest.mark.parametrize("place", ELSEWHERE, ids=ascii)
def test_the_password_leads_into_the_house(world: World, today: object, place: str) -> None:
    account = world.officer.account
    account.set_password("four horses eat quietly")
    account.save()
    form = {"username": account.name, "password": "four horses eat quietly", "next": place}
    answer = Client().post("/sign-in/", form)
    assert (answer.status_code, leads_home(answer)) == (302, True)


@pytest.mark.parametrize("place", ELSEWHERE, ids=ascii)
def test_showing_again_who_one_is_leads_into_the_house(signed_in: Enter, world: World, place: str) -> None:
    browser, account = signed_in("officer"), world.officer.account
    account.set_password("four horses eat quietly")
    account.save()
    browser.force_login(account)
    answer = browser.post("/sign-in/again/", {"password": "four horses eat quietly", "next": place})
    assert (answer.status_code, leads_home(answer)) == (302, True)


@pytest.mark.parametrize("place", ELSEWHERE, ids=ascii)
def test_the_demo_s_one_click_leads_to_the_work(world: World, place: str) -> None:
    settings.DEMO_MARK.touch()
    try:
        answer = Client().post(f"/enter/{world.officer.posts.get().pk}/?next={quote(place)}", {"next": place})
    finally:
        settings.DEMO_MARK.unlink()
    assert (answer.status_code, answer["Location"]) == (302, "/work/")


@pytest.mark.parametrize(
    "path", ["//evil.example/reports", "/\\evil.example/reports", "//evil.example/%2e%2e"]
)
def test_a_missing_slash_at_the_end_leads_nowhere_else(client: Client, db: None, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 or leads_home(answer)


@pytest.mark.parametrize(
    "host", ["evil.example", "chungtay.example.org.evil.example", "localhost@evil.example", ""]
)
def test_a_name_that_is_not_ours_is_asked_for_nothing(client: Client, db: None, host: str) -> None:
    for address in ("/", "/work/", "/sign-in/", "/api/work"):
        assert client.get(address, headers={"host": host}).status_code == 400


def test_another_name_in_a_forwarded_header_changes_nothing(client: Client, db: None) -> None:
    page = client.get("/sign-in/", headers={"x-forwarded-host": "evil.example", "x-forwarded-port": "6"})
    assert "evil.example" not in page.content.decode()
    assert leads_home(client.get("/work/", headers={"x-forwarded-host": "evil.example"}))
