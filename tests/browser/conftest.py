"""One demo server and one browser for all tests of this folder, and `enter` to come in by a post."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Protocol

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override, pgettext
from playwright.sync_api import Browser, Page

from tools.chromium import CHROMIUM, Look, chromium, tab_of
from tools.demo_server import Demo, demo_server

NEAR_MIDNIGHT = timedelta(minutes=2)  # longer than any of these stories takes


class Enter(Protocol):
    def __call__(
        self, post: str = "", *, language: str = ..., width: int = ..., scheme: str = ...
    ) -> Page: ...


def in_lao(words: str, context: str = "") -> str:
    """What a page says in Lao. Words that stand in English there are a fault of their own."""
    with override("lo"):
        said = pgettext(context, words) if context else gettext(words)
    assert said != words, f"not in Lao: {words!r} {context}"
    return said


@pytest.fixture(autouse=True)
def one_day() -> None:
    """A story tells the day on which it runs, so it does not begin when that day is about to end."""
    now = timezone.localtime()
    left = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo) - now
    if left < NEAR_MIDNIGHT:
        time.sleep(left.total_seconds())


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
