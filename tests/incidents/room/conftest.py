"""A served home with the small world in it, and tabs in which its persons have come in and unlocked the room."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.incidents.served import Served, served_home
from tools.chromium import CHROMIUM, chromium

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}


@pytest.fixture(scope="package")
def served(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with served_home(tmp_path_factory.mktemp("room"), "tests.incidents.room.laid") as home:
        yield home


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


class Visit:
    """One person at one device: her tab, what she does in it, and what went wrong."""

    def __init__(self, browser: Browser, served: Served, name: str, language: str, width: int) -> None:
        self.served, self.name, self.wrong = served, name, list[str]()
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 800}, locale=language, base_url=served.address, accept_downloads=True,
        )  # fmt: skip
        cookies = served.laid["cookies"][name]
        self.context.add_cookies(
            [{"name": key, "value": value, "url": served.address} for key, value in cookies.items()]
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda line: self.wrong.append(line.text) if line.type == "error" else None)

    @property
    def said(self) -> Any:
        return self.page.locator("#said")

    def arrive(self, notice: str = "") -> "Visit":
        key = self.served.laid["notices"].get(notice, "")
        self.page.goto("about:blank")  # else only what stands after # changes, and the room stays unlocked
        self.page.goto(f"/notices/{self.served.laid['slug']}/room/" + (f"#{key}" if key else ""))
        return self

    def unlock(self, words: str = "") -> "Visit":
        self.page.locator("#passphrase").fill(words or self.served.laid["passphrases"][self.name])
        self.page.locator("#door-form button").click()
        return self

    def read(self, notice: str) -> "Visit":
        self.arrive(notice).unlock()
        self.page.locator("#notice article").wait_for()
        return self

    def act(self, name: str, **told: str) -> None:
        """Opens a form, fills it and sends it; waits until it was taken."""
        fold = self.page.locator(f"details[data-name={name}]")
        fold.locator("summary").click()
        for field, value in told.items():
            place = fold.locator(f"[data-in={field}]")
            if place.evaluate("one => one.tagName") == "SELECT":
                place.select_option(value)
            else:
                place.fill(value)
        fold.locator("button").click()
        self.said.filter(has_text=".").wait_for()

    def problems(self) -> list[str]:
        """What hinders somebody with WCAG 2.2 A and AA, or scrolls sideways, with every form unfolded."""
        self.page.locator("details.fold").evaluate_all(
            "folds => folds.forEach(fold => { fold.open = true; })"
        )
        found = Axe().run(self.page, options=RULES).response["violations"]
        wide = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] + ["scrolls sideways"] * wide

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()


class Enter:
    def __init__(self, browser: Browser, served: Served) -> None:
        self.browser, self.served, self.visits = browser, served, list[Visit]()

    def __call__(self, name: str, language: str = "en", width: int = 1280) -> Visit:
        self.visits.append(Visit(self.browser, self.served, name, language, width))
        return self.visits[-1]


@pytest.fixture
def enter(browser: Browser, served: Served) -> Iterator[Enter]:
    entering = Enter(browser, served)
    yield entering
    for visit in entering.visits:
        with suppress(Exception):
            visit.context.close()
    assert [wrong for visit in entering.visits for wrong in visit.wrong] == []
