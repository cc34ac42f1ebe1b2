"""The page of a first notice as the server gives it: to whom, under which policy, and with nothing to submit."""

import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from chungtay.incidents.models import ChainStep, Hotline
from tests.world import World

SignedIn = Callable[..., Client]
PAGE = "/notices/oak-elm/new/"


@pytest.fixture
def laws(world: World) -> None:
    for country, kind, whom in (
        ("W", "trafficking", "Sheriff"),
        ("W", "", "Elders"),
        ("E", "child", "Matron"),
    ):
        ChainStep.objects.create(
            country=country, type=kind, position=1, whom=whom, source="Act 1", valid_from=date(2020, 1, 1)
        )
    for country, number in (("W", "12 34"), ("E", "56 78")):
        Hotline.objects.create(
            country=country, number=number, what_for="Help", source="Act 2", valid_from=date(2020, 1, 1)
        )


def told(answer: object, name: str = "told") -> dict[str, object]:
    text = answer.content.decode()  # type: ignore[attr-defined]
    found = re.search(f'<script id="{name}" type="application/json">(.*?)</script>', text)
    assert found
    read: dict[str, object] = json.loads(found[1])
    return read


@pytest.mark.parametrize("who", ["officer", "cedar", "provincial", "leader", "partner"])
def test_whoever_sits_at_or_under_a_side_may_begin(signed_in: SignedIn, laws: None, who: str) -> None:
    assert signed_in(who).get(PAGE).status_code == 200


@pytest.mark.parametrize("who", ["stranger", "auditor", "administrator"])
def test_for_others_there_is_no_such_page(signed_in: SignedIn, laws: None, who: str) -> None:
    assert signed_in(who).get(PAGE).status_code == 404
    assert signed_in(who).get("/notices/no-such/new/").status_code == 404


def test_whoever_has_not_signed_in_is_led_to_the_door(client: Client, laws: None) -> None:
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_is_ever_sent_to_the_page(signed_in: SignedIn, laws: None, method: str) -> None:
    assert getattr(signed_in("officer"), method)(PAGE, {"words": "a"}).status_code == 405


def test_no_form_stands_on_it_and_what_is_typed_has_no_name(signed_in: SignedIn, laws: None) -> None:
    answer = signed_in("officer").get(PAGE)
    text = answer.content.decode()
    assert "<form" not in text
    boxes = re.findall(r"<(?:input|textarea|select)[^>]*>", text)
    typed = [
        box
        for box in boxes
        if 'type="radio"' not in box and 'type="checkbox"' not in box and "csrf" not in box
    ]
    assert len(typed) > 10
    assert [box for box in typed if " name=" in box] == []
    assert [box for box in boxes if 'autocomplete="off"' not in box and "csrf" not in box] == []
    policy = answer.headers["Content-Security-Policy"]
    assert "form-action 'none'" in policy
    assert "trusted-types 'none'" in policy
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_own_countrys_law_and_both_countries_hotlines_lie_in_the_page(
    signed_in: SignedIn, laws: None
) -> None:
    text = signed_in("officer").get(PAGE).content.decode()
    assert ("Sheriff" in text, "Elders" in text, "Matron" in text) == (True, True, False)
    assert text.index("tel:1234") < text.index("tel:5678")
    theirs = signed_in("partner").get(PAGE).content.decode()
    assert ("Sheriff" in theirs, "Matron" in theirs) == (False, True)
    assert theirs.index("tel:5678") < theirs.index("tel:1234")


def test_the_page_holds_every_unit_and_code_that_the_form_could_need(
    signed_in: SignedIn, laws: None, world: World
) -> None:
    found = told(signed_in("officer").get(PAGE))
    assert [unit[1] for unit in found["units"]] == ["Alder", "Birch", "Cedar", "Dogwood", "Elm"]  # type: ignore[attr-defined]
    assert found["person"] == str(world.officer.pk)
    assert found["own"] == [str(world.programme.seats.get(number=1).pk)]
    assert found["now"]


@pytest.mark.parametrize("language", ["vi", "lo"])
def test_it_speaks_both_languages_of_the_border(signed_in: SignedIn, laws: None, language: str) -> None:
    english, other = (told(signed_in("officer", one).get(PAGE), "words") for one in ("en", language))
    assert [name for name in english if english[name] == other[name]] == []


def test_the_page_costs_few_questions(
    signed_in: SignedIn, laws: None, django_assert_max_num_queries: object
) -> None:
    browser = signed_in("officer")
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        browser.get(PAGE)
