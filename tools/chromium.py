"""A Chromium that reaches this machine only, and its tabs: in a language, at a width, by day or by night."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, Request, sync_playwright

from tools.demo_server import Visitor

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost",
]


@dataclass(frozen=True)
class Look:
    language: str = "vi"
    width: int = 1280
    scheme: str = "light"

    def __str__(self) -> str:
        return f"{self.language}-{self.width}" + ("-dark" if self.scheme == "dark" else "")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def tab_of(browser: Browser, visitor: Visitor, look: Look) -> tuple[Page, list[str]]:
    """A tab in which the visitor has come in, and a list that fills with whatever goes wrong in it."""
    context = browser.new_context(
        viewport={"width": look.width, "height": 800},
        color_scheme="dark" if look.scheme == "dark" else "light",
        locale=look.language,
        base_url=visitor.address,
        accept_downloads=True,
    )
    context.add_cookies(
        [{"name": kept.name, "value": kept.value or "", "url": visitor.address} for kept in visitor.cookies]
    )
    wrong: list[str] = []

    def note_failure(asked: Request) -> None:
        # A download ends the page load that began it; that is no failure.
        if asked.failure != "net::ERR_ABORTED":
            wrong.append(f"{asked.url} failed: {asked.failure}")

    tab = context.new_page()
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("requestfailed", note_failure)
    tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    return tab, wrong
