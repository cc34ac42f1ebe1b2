"""The pages of keys can be used by everyone: on a phone and at a desk, by day and by night, in Vietnamese and Lao."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from chungtay.incidents.actions.keys import enrol, step_enrolment, warn_of_key
from chungtay.incidents.rules.keys import EnrolmentStep
from tests.incidents.made import drawn, make_sides
from tests.world import World

from .conftest import Enter, House

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = "/notices/oak-elm/keys/"
READY = {"": "body[data-checked=yes]", "mine/": "#list .sec", "ceremony/": "#list .sec form"}


@pytest.mark.parametrize(("width", "language", "scheme"), [(360, "vi", "light"), (1280, "lo", "dark")])
def test_nothing_hinders_whoever_uses_the_pages_of_keys(
    width: int, language: str, scheme: str, enter: Enter, world: World, house: House
) -> None:
    at = timezone.now()
    west, east = make_sides(world, at)
    own = drawn("1 Cedar", False)
    enrol(west.seat, own.identity.card, own.wrapped, by=world.persons["cedar"], at=at)
    warn_of_key(east.seat, "unsigned", {"number": 2}, by=world.provincial, at=at)
    step_enrolment(west.enrolments[world.officer.pk], EnrolmentStep.LOST, by=world.officer, at=at)
    for rest, ready in READY.items():
        tab = enter("leader", KEYS + rest, width=width, language=language)
        tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        expect(tab.locator(ready).first).to_be_visible()
        for fold in tab.locator("details").all():
            fold.evaluate("one => one.open = true")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(tab).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    tab = enter("leader", KEYS + "mine/", width=width, language=language)
    tab.locator("[data-act=rotate]").click()
    expect(tab.locator(".a4")).to_have_count(1)
    found = Axe().run(tab).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
