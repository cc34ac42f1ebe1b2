"""Pages that everyone meets, seen by axe: no violation at phone and desk width, by day and by night."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.world import World

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def house(live_server: object, world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    settings.DEMO_MARK.touch()
    yield live_server.url  # type: ignore[attr-defined]
    settings.DEMO_MARK.unlink()


def test_the_door_and_its_refusals_can_be_used_by_everyone(house: str) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width, scheme, tongue in ((360, "light", "lo"), (1280, "dark", "vi")):
            page = browser.new_context(
                viewport={"width": width, "height": 800}, color_scheme=scheme, locale=tongue
            ).new_page()
            page.goto(f"{house}/sign-in/")
            page.locator(".door__own .btn--go").click()
            assert page.locator(".errs").evaluate("errs => errs === document.activeElement")
            assert [found["id"] for found in Axe().run(page).response["violations"]] == []
            page.goto(f"{house}/nope/")
            assert [found["id"] for found in Axe().run(page).response["violations"]] == []
            page.goto(f"{house}/sign-in/")
            page.locator(".entrance").first.click()
            assert page.url == f"{house}/work/"
            assert page.evaluate("document.documentElement.scrollWidth") == width
        browser.close()
