"""The demo's notices: each at another point of its life, nobody named; what opens them is told in a demo home only."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from chungtay.incidents.demo import story
from chungtay.incidents.demo.story import coded, content
from chungtay.incidents.rules.form import CROSSING, FIELDS
from chungtay.incidents.rules.lists import LISTS, codes
from tests.world import NOW, World

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
WORDS = "lusab babad lusab babad lusab babad"
PAGE = "/notices/oak-elm/keys/mine/"


@pytest.fixture
def home(tmp_path: Path, settings: pytest.FixtureRequest, world: World) -> Path:
    settings.HOME, settings.DEMO_MARK = tmp_path, tmp_path / "demo"  # type: ignore[attr-defined]
    told = {"persons": {str(world.provincial.pk): WORDS}, "sides": {}}
    (tmp_path / "notices-demo.json").write_text(json.dumps(told))
    return tmp_path


def test_the_words_stand_on_ones_own_page_in_a_demo_home(home: Path, signed_in: SignedIn) -> None:
    (home / "demo").write_text("")
    assert WORDS in signed_in("provincial").get(PAGE).content.decode()
    assert WORDS not in signed_in("leader").get(PAGE).content.decode()


def test_outside_a_demo_home_they_are_not_told_even_where_the_file_was_left(
    home: Path, signed_in: SignedIn
) -> None:
    assert WORDS not in signed_in("provincial").get(PAGE).content.decode()


def test_the_demo_says_codes_of_the_form_and_nothing_else() -> None:
    asked = {one.name: one.list for one in FIELDS}
    for name, value in coded("P-31", "trafficking").items():
        assert name in asked
        if asked[name] in LISTS:
            for code in value if isinstance(value, list) else [value]:
                assert code in codes(asked[name]), (name, code)


def test_what_crosses_in_the_demo_is_what_may_cross() -> None:
    told = json.loads(content("notice", None, NOW, fields=coded("P-31", "rape") | {"ethnicity": "minority"}))
    assert set(told["fields"]) <= set(CROSSING)


def test_where_its_programme_is_not_laid_the_demo_tells_nothing(world: World) -> None:
    story.lay(NOW)
