"""The page of the reading room: for whom it exists, under which policy, and that it holds no word of a notice."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from chungtay import incidents
from chungtay.incidents.screens.room.words import WORDS
from tests.world import World

SCREENS = Path(incidents.__file__).parent / "screens"
SCRIPTS = SCREENS / "static" / "annex"
OURS = (
    "acts", "coded", "confirming", "desk", "download", "granting", "keys-compare", "listing", "moments", "opening",
    "passing", "room", "search", "stencil", "things", "thread", "unlocking", "writing",
)  # fmt: skip
# Said with a part that is put together: every word that begins so is needed.
BUILT = ("wrong_", "kind_", "how_", "step_", "urgency_", "words_", "photo_")
ROOM = "/notices/oak-elm/room/"

Enter = Callable[..., Client]


@pytest.mark.parametrize("name", ["officer", "provincial", "leader", "partner"])
def test_whoever_serves_a_side_finds_the_room_under_its_own_policy(signed_in: Enter, name: str) -> None:
    answer = signed_in(name).get(ROOM)
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    for part in (
        "default-src 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "base-uri 'none'",
    ):
        assert part in policy
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["stranger", "administrator"])
def test_to_others_it_does_not_exist(signed_in: Enter, name: str) -> None:
    assert signed_in(name).get(ROOM).status_code == 404


def test_nothing_that_is_typed_has_a_name_under_which_it_could_be_sent(signed_in: Enter) -> None:
    page = signed_in("provincial").get(ROOM).content.decode()
    assert set(re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', page)) == {"csrfmiddlewaretoken"}
    assert not re.search(r'<(?:form|button)[^>]* (?:action|formaction|method)="', page)


def test_nothing_leads_away_but_leaving(signed_in: Enter) -> None:
    page = signed_in("provincial").get(ROOM).content.decode()
    body = page[page.index("<body") :]
    assert set(re.findall(r'href="([^"]+)"', body)) == {"#main", "/notices/"}


def test_the_scripts_have_a_word_for_all_that_they_say() -> None:
    said = "".join((SCRIPTS / f"{name}.js").read_text() for name in OURS)
    used = {word for first in re.findall(r"say\(([^,(){}]+)", said) for word in re.findall(r"'(\w+)'", first)}
    assert used - set(WORDS) == set(), "words that the page lacks"
    idle = {word for word in WORDS if not word.startswith(BUILT) and f"'{word}'" not in said}
    assert idle == set(), "words that nobody says"


def test_the_scripts_never_make_markup_of_words() -> None:
    for name in OURS:
        text = (SCRIPTS / f"{name}.js").read_text()
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|localStorage|eval\(", text
        ), name


def test_every_template_that_a_script_copies_is_on_the_page(signed_in: Enter, world: World) -> None:
    page = signed_in("provincial").get(ROOM).content.decode()
    there = set(re.findall(r'<template id="([\w-]+)"', page))
    said = "".join((SCRIPTS / f"{name}.js").read_text() for name in OURS)
    wanted = set(re.findall(r"copy\('(t-[\w-]+)'", said))
    acts = re.findall(r"^  (\w+): \{", (SCRIPTS / "acts.js").read_text(), re.MULTILINE)
    wanted |= {f"t-act-{name}" for name in acts}
    assert there == wanted
