"""Somebody's hands on a page: does what a person does, and counts every touch."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page


@dataclass
class Hands:
    """Each press and each box that is filled in is one touch; looking costs nothing."""

    page: Page
    touches: int = 0

    def press(self, what: Locator) -> None:
        self.touches += 1
        what.click()

    def link(self, name: str, *, within: str = "main") -> None:
        self.press(self.page.locator(within).get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True).first)

    def fill(self, name: str, text: str) -> None:
        self.touches += 1
        self.page.locator(f'[name="{name}"]').fill(text)

    def choose(self, name: str, value: str) -> None:
        self.press(self.page.locator(f'[name="{name}"][value="{value}"]'))

    def text(self) -> str:
        return self.page.inner_text("main")
