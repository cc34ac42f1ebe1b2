"""One Chromium and one page with the annex's scripts, for all tests of this folder."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tools.chromium import CHROMIUM, chromium

from .served import served
from .three import Three


@pytest.fixture(scope="package")
def base() -> Iterator[str]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with served() as address:
        yield address


@pytest.fixture(scope="package")
def browser(base: str) -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="package")
def page(browser: Browser, base: str) -> Iterator[Page]:
    tab = browser.new_page()
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.goto(base)
    tab.wait_for_selector("text=ready")
    yield tab
    assert wrong == []


@pytest.fixture(params=["p256", "x25519"])
def three(request: pytest.FixtureRequest, page: Page) -> Three:
    """An item over each pair of curves."""
    made = Three(page, request.param)
    made.opens(made.item, "the text")
    return made
