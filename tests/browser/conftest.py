"""One demo server and one browser for all tests of this folder, and `enter` to come in by a post."""

from collections.abc import Iterator
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page

from tools.chromium import CHROMIUM, Look, chromium, tab_of
from tools.demo_server import Demo, demo_server


class Enter(Protocol):
    def __call__(
        self, post: str = "", *, language: str = ..., width: int = ..., scheme: str = ...
    ) -> Page: ...


@pytest.fixture(scope="package")
def demo() -> Iterator[Demo]:
    """A demo world in a home of its own, served until the last of these tests is done."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with demo_server() as served:
        yield served


@pytest.fixture
def browser(demo: Demo) -> Iterator[Browser]:
    """One a test: left open, its event loop would keep Django from the database in the tests after it."""
    with chromium() as running:
        yield running


@pytest.fixture
def enter(demo: Demo, browser: Browser) -> Iterator[Enter]:
    """Opens a tab in which one of the demo's posts has come in (see `Visitor.enter`); no error goes unseen."""
    opened: list[tuple[Page, list[str]]] = []

    def come_in(post: str = "", *, language: str = "vi", width: int = 1280, scheme: str = "light") -> Page:
        opened.append(tab_of(browser, demo.visitor(post), Look(language, width, scheme)))
        return opened[-1][0]

    yield come_in
    assert [problem for _, wrong in opened for problem in wrong] == []
