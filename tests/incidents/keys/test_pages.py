"""Who finds which page and address of keys, what stands there without a script, and that odd requests break nothing."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from chungtay.incidents.models import Enrolment, KeyWarning
from tests.incidents.made import MadeSide, drawn, make_sides
from tests.world import World

SignedIn = Callable[[str], Client]
KEYS = "/notices/oak-elm/keys/"


@pytest.fixture
def sides(world: World) -> tuple[MadeSide, MadeSide]:
    return make_sides(world)


def send(client: Client, rest: str, told: Any) -> Any:
    return client.post(KEYS + rest, json.dumps(told), content_type="application/json")


@pytest.mark.parametrize(
    ("name", "keys", "mine", "ceremony"),
    [
        ("officer", 200, 200, 404),
        ("provincial", 200, 200, 404),
        ("leader", 200, 200, 200),
        ("partner", 200, 200, 200),
        ("auditor", 200, 404, 404),
        ("administrator", 404, 404, 404),
        ("stranger", 404, 404, 404),
    ],
)
def test_each_post_finds_its_pages_and_to_others_they_do_not_exist(
    name: str, keys: int, mine: int, ceremony: int, signed_in: SignedIn, sides: tuple[MadeSide, MadeSide]
) -> None:
    visitor = signed_in(name)
    found = [visitor.get(KEYS + rest).status_code for rest in ("", "mine/", "ceremony/", "lists.json")]
    assert found == [keys, mine, ceremony, keys]


def test_the_page_of_keys_is_read_without_a_script(
    signed_in: SignedIn, sides: tuple[MadeSide, MadeSide], world: World
) -> None:
    west, east = sides
    text = signed_in("partner").get(KEYS).content.decode()
    for made in sides:
        assert made.key.aloud in text
        assert all(one.aloud in text for one in made.enrolments.values())
    assert "Leader of Union of Oakshire" in text and "recipient since 20/03/2026" in text
    assert text.count("Fewer than two recipients") == 1, "east has one, west has three"
    assert "d&quot;" not in text and east.key.wrapped_signing not in text


def test_lists_tell_public_halves_of_all_sides_and_no_wrapped_one(
    signed_in: SignedIn, sides: tuple[MadeSide, MadeSide]
) -> None:
    answer = signed_in("officer").get(KEYS + "lists.json")
    told = answer.json()
    assert [(side["mine"], len(side["keys"]), len(side["lists"])) for side in told["sides"]] == [
        (True, 1, 1), (False, 1, 1),
    ]  # fmt: skip
    assert "wrapped" not in answer.content.decode() and answer.headers["Cache-Control"] == "no-store"


def test_sealed_pages_have_the_strict_policy_and_no_field_that_could_be_sent(
    signed_in: SignedIn, sides: tuple[MadeSide, MadeSide]
) -> None:
    for rest in ("mine/", "ceremony/"):
        answer = signed_in("leader").get(KEYS + rest)
        policy = answer.headers["Content-Security-Policy"]
        assert "form-action 'none'" in policy and "require-trusted-types-for 'script'" in policy
        text = answer.content.decode()
        assert 'name="words"' not in text and 'type="text" name' not in text


def test_one_gets_ones_own_wrapped_keys_and_nobody_elses(
    signed_in: SignedIn, sides: tuple[MadeSide, MadeSide], world: World
) -> None:
    rows = send(signed_in("provincial"), "own/", {}).json()["enrolments"]
    own = sides[0].enrolments[world.provincial.pk]
    assert [(row["id"], row["wrapped"], row["active"]) for row in rows] == [(str(own.pk), own.wrapped, True)]
    for step in ("lost", "rewrapped", "withdrawn"):
        answer = send(
            signed_in("leader"), f"enrolments/{own.pk}/steps/", {"step": step, "wrapped": own.wrapped}
        )
        assert answer.status_code == 404
    assert (
        send(
            signed_in("officer"), "side/wrapped/", {"seat": str(own.seat_id), "which": "signing"}
        ).status_code
        == 422
    )
    west = str(own.seat_id)
    assert send(signed_in("partner"), "side/wrapped/", {"seat": west, "which": "signing"}).status_code == 422


def test_odd_requests_are_answered_calmly_and_change_nothing(
    signed_in: SignedIn, sides: tuple[MadeSide, MadeSide]
) -> None:
    west = str(sides[0].seat.pk)
    visitor = signed_in("leader")
    before = list(Enrolment.objects.values("pk", "wrapped", "lost_at", "ended_in", "listed_in"))
    odd = [None, [], 5, "x", {}, {"a": [1]}, "\0", "x" * 10_000, True, -1]
    for rest, names in (
        ("side/", ("number", "signing", "recovery", "wrapped_signing", "succession", "reason", "witness", "list")),
        ("side/wrapped/", ("which", "number")), ("lists/", ("list", "adds", "removes")),
        ("enrolments/", ("card", "wrapped", "follows")), ("warnings/", ("kind", "seen")),
        (f"enrolments/{uuid4()}/steps/", ("step", "wrapped")), ("senders/x/confirmation/", ("signed",)),
    ):  # fmt: skip
        for unreadable in ("{", "[" * 100_000, '{"seat":' + "[" * 100_000):
            answer = visitor.post(KEYS + rest, unreadable, content_type="application/json")
            assert answer.status_code == 400 and answer.json()["said"], (rest, unreadable[:10])
        for name in names:
            for value in odd:
                answer = send(visitor, rest, {"seat": west, name: value})
                assert answer.status_code in (404, 422), (rest, name, value)
        for value in odd:
            assert send(visitor, rest, {"seat": value}).status_code == 404
    assert list(Enrolment.objects.values("pk", "wrapped", "lost_at", "ended_in", "listed_in")) == before
    assert KeyWarning.objects.count() == 0


def test_a_refusal_is_a_sentence_in_the_language_of_the_page(
    world: World, sides: tuple[MadeSide, MadeSide], signed_in: Callable[..., Client]
) -> None:
    own = drawn("leader's second", False)
    told = {"seat": str(sides[0].seat.pk), "card": own.identity.card, "wrapped": own.wrapped}
    said = {
        language: send(signed_in("leader", language), "enrolments/", told).json()["said"]
        for language in ("en", "vi", "lo")
    }
    assert said["en"] == ["You have a key for this side. Make one that follows it."]
    assert len({tuple(one) for one in said.values()}) == 3


def test_a_warning_is_settled_on_the_page_by_who_keeps_keys(
    signed_in: SignedIn, sides: tuple[MadeSide, MadeSide]
) -> None:
    west = str(sides[0].seat.pk)
    told = {"seat": west, "kind": "unsigned", "seen": {"number": 1}}
    assert send(signed_in("partner"), "warnings/", told).status_code == 200
    warning = KeyWarning.objects.get()
    address = f"{KEYS}warnings/{warning.pk}/settlement/"
    for name in ("officer", "leader"):
        assert "A key without the side" in signed_in(name).get(KEYS).content.decode()
    assert 'name="note"' not in signed_in("officer").get(KEYS).content.decode()
    empty = signed_in("leader").post(address, {"note": " "})
    assert empty.status_code == 422 and "Say what you found" in empty.content.decode()
    assert signed_in("officer").post(address, {"note": "I know"}).status_code == 422
    assert signed_in("leader").post(address, {"note": "A test"}).status_code == 302
    assert "A test" in signed_in("partner").get(KEYS).content.decode()
