"""A served house with the small world, and tabs in which its persons have come in; no error of a page goes unseen."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, Page

from tests.world import World
from tools.chromium import CHROMIUM, chromium


class Enter(Protocol):
    def __call__(self, name: str, address: str, *, width: int = ..., language: str = ...) -> Page: ...


@dataclass
class House:
    url: str
    browser: Browser
    expected: set[str] = field(default_factory=set)  # parts of errors that a test brings about


@pytest.fixture
def house(live_server: Any, world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with chromium() as browser:
        yield House(live_server.url, browser)


@pytest.fixture
def enter(house: House, world: World) -> Iterator[Enter]:
    """Each person has a browser of her own, which remembers what it saw."""
    contexts: dict[str, Any] = {}
    wrong: list[str] = []

    def come_in(name: str, address: str, *, width: int = 360, language: str = "en") -> Page:
        if name not in contexts:
            client = Client()
            client.force_login(world.persons[name].account)
            contexts[name] = house.browser.new_context(
                viewport={"width": width, "height": 780}, locale=language
            )
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            contexts[name].add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": house.url}]
            )
        tab: Page = contexts[name].new_page()
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
        tab.goto(house.url + address)
        return tab

    yield come_in
    assert [one for one in wrong if not any(part in one for part in house.expected)] == []


def in_words(text: str, language: str = "en") -> str:
    with override(language):
        return gettext(text)
