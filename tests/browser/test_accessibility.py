"""Every kind of page can be used by everyone: nothing against WCAG 2.2 A and AA, nothing that scrolls sideways."""

from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve, reverse
from playwright.sync_api import Page

from tests.browser.conftest import Enter
from tools.demo_server import Demo
from tools.drafts import PROVINCE, begin_agreement, begin_amendment, begin_own_plan, load_places

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}


@pytest.mark.parametrize(
    ("role", "language", "width", "scheme"),
    [
        ("", "vi", 1280, "light"),
        ("commune", "vi", 360, "light"),
        ("leader", "en", 1280, "dark"),
        ("partner", "lo", 360, "dark"),
        ("administrator", "vi", 360, "light"),
    ],
)
def test_everyone_can_use_every_kind_of_page(
    demo: Demo, enter: Enter, role: str, language: str, width: int, scheme: str
) -> None:
    tab = enter(role, language=language, width=width, scheme=scheme)
    pages = [paths[0] for paths in demo.visitor(role).crawl(most=1).values()]
    assert len(pages) >= 4
    assert [problem for path in pages for problem in problems(tab, path, width)] == []


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("lo", 360, "light"), ("en", 360, "dark"), ("vi", 1280, "dark")]
)
def test_everyone_can_read_every_public_page_in_every_language(
    demo: Demo, enter: Enter, language: str, width: int, scheme: str
) -> None:
    tab = enter(width=width, scheme=scheme)
    found = [paths[0] for paths in demo.visitor().crawl(most=1).values()]
    pages = [path for path in map(partial(in_language, language), found) if path]
    assert len(pages) >= 15
    assert [problem for path in pages for problem in problems(tab, path, width)] == []


@pytest.mark.parametrize(("language", "width", "scheme"), [("vi", 360, "light"), ("lo", 1280, "dark")])
def test_everyone_can_use_what_is_still_being_written(
    demo: Demo, enter: Enter, language: str, width: int, scheme: str
) -> None:
    leader = demo.visitor("leader")
    draft = begin_amendment(leader)
    pages = [begin_agreement(leader), draft, f"{draft}difference/", begin_own_plan(leader)]
    tab = enter("leader", language=language, width=width, scheme=scheme)
    assert [problem for path in pages for problem in problems(tab, path, width)] == []


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("vi", 360, "light"), ("lo", 360, "dark"), ("en", 1280, "dark")]
)
def test_everyone_can_read_the_map_of_a_province(
    demo: Demo, enter: Enter, language: str, width: int, scheme: str
) -> None:
    load_places(demo)
    tab = enter("leader", language=language, width=width, scheme=scheme)
    assert problems(tab, PROVINCE, width) == []
    squares = tab.locator("svg a.tile")
    assert squares.count() == 96
    box = squares.first.bounding_box()
    assert box and min(box["width"], box["height"]) > 22, "with its gap, wide enough for a finger"
    squares.first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/places/*@2025-07-01/**")


def in_language(language: str, path: str) -> str:
    """The same public page in a language; empty for what is no public page."""
    match = resolve(path.partition("?")[0])
    if "language" not in match.kwargs:
        return ""
    return reverse(match.view_name, kwargs={**match.kwargs, "language": language})


def problems(tab: Page, path: str, width: int) -> list[str]:
    tab.goto(path)
    found = Axe().run(tab, options=RULES).response["violations"]
    against = [f"{path} {one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
    wide = tab.evaluate("document.documentElement.scrollWidth")
    return against + ([f"{path} is {wide} px wide"] if wide > width else [])
