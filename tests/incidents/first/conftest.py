"""A served home with the small world in it, and a telephone in the hand of one of its persons."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from chungtay.incidents.rules.sealed.items import directory, open_item
from tests.incidents.served import Served as HomeServed
from tests.incidents.served import served_home
from tools.chromium import CHROMIUM, chromium

PAGE = "/notices/oak-elm/new/"


class Served(HomeServed):
    """With what a recipient needs to open what a telephone sent."""

    def opened(self, body: dict[str, Any], notice: str) -> bytes:
        """What a recipient of west reads in a body that a browser posted; the sender's card stands in `sender`."""
        item, reader = dict(body["item"]), self.laid["reader"]
        iid = item.pop("iid")
        cards = [{key: public(jwk) for key, jwk in reader.items()}, body["sender"]]
        known = directory([card for card in cards if card])
        read: bytes = open_item(item, reader, nid=notice, iid=iid, directory=known)
        return read


def public(jwk: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in jwk.items() if name in ("kty", "crv", "x", "y")}


@pytest.fixture(scope="package")
def served(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with served_home(tmp_path_factory.mktemp("first"), "tests.incidents.first.laid") as home:
        yield Served(home.address, home.laid, home.home, home.log)


@pytest.fixture
def browser(served: Served) -> Iterator[Browser]:
    with chromium() as running:
        yield running


class Phone:
    """A telephone in somebody's hand: what it asks of the server, and what goes wrong on it."""

    def __init__(
        self, browser: Browser, served: Served, name: str, language: str, width: int, dark: bool
    ) -> None:
        self.served, self.asked, self.wrong = served, list[Request](), list[str]()
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 800}, locale=language, base_url=served.address,
            color_scheme="dark" if dark else "light",
        )  # fmt: skip
        cookies = served.laid["cookies"][name].items()
        self.context.add_cookies(
            [{"name": key, "value": value, "url": served.address} for key, value in cookies]
        )
        self.page = self.tab()

    def tab(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(20_000)
        page.on("request", lambda asked: self.asked.append(asked))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda line: self.wrong.append(line.text) if "Refused" in line.text else None)
        return page

    def arrive(self, path: str = PAGE) -> "Phone":
        self.page.goto(path)
        self.page.locator("#ready:not(.state--waiting)").wait_for()
        return self

    def tick(self, **codes: str) -> "Phone":
        for field, code in codes.items():
            self.page.locator(f"[data-field={field}] input[value='{code}']").check()
        return self

    def write_least(self, **otherwise: str) -> "Phone":
        """What must be said, and no more."""
        least = {
            "danger": "yes", "signs": "trafficking", "sex": "female", "band": "under_16", "nationality": "la",
            "consent_by": "self",
        }  # fmt: skip
        return self.tick(**least | otherwise)

    def send(self) -> "Phone":
        self.page.locator("#send").click()
        return self

    @property
    def after(self) -> str:
        self.page.locator("#after h2").first.wait_for()
        return self.page.locator("#after").inner_text()

    def posted(self, ends: str = "/items/") -> list[dict[str, Any]]:
        return [
            json.loads(one.post_data or "")
            for one in self.asked
            if one.method == "POST" and one.url.endswith(ends)
        ]

    def said(self) -> bytes:
        """Everything that this telephone told the server, addresses and all."""
        return b"\n".join(
            f"{one.url} {one.headers}".encode() + (one.post_data_buffer or b"") for one in self.asked
        )


class Give:
    def __init__(self, browser: Browser, served: Served) -> None:
        self.browser, self.served, self.phones = browser, served, list[Phone]()

    def __call__(
        self, name: str = "officer", language: str = "en", width: int = 360, dark: bool = False
    ) -> Phone:
        self.phones.append(Phone(self.browser, self.served, name, language, width, dark))
        return self.phones[-1]


@pytest.fixture
def phone(browser: Browser, served: Served) -> Iterator[Give]:
    giving = Give(browser, served)
    yield giving
    assert [wrong for one in giving.phones for wrong in one.wrong] == []
