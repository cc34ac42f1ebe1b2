"""The front page and the statistics as each person is shown them: numbers, states, clocks, keys."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from chungtay.incidents.actions.cards import release_card
from chungtay.incidents.models import CodedCard, KeyWarning, Notice
from chungtay.incidents.rules.life import Step
from tests.world import NOW, World

from .notices_made import BODY, LONG_AGO, add_step, close, cross, keep_for, list_key, made_notice, seats_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
PAGE, STATISTICS = "/notices/", "/notices/oak-elm/statistics/"


@pytest.fixture
def two(world: World) -> tuple[Notice, Notice]:
    """One of the officer that waits at home, one of the provincial officer that crossed long ago."""
    west, east = seats_of(world)
    list_key(world.provincial, west)
    list_key(world.partner, east)
    home = made_notice(world, 7)
    late = made_notice(world, 6, by=world.provincial, at=NOW - timedelta(days=3))
    cross(late, by=world.provincial, at=NOW - timedelta(days=3))
    return home, late


def page(signed_in: SignedIn, name: str, address: str = PAGE) -> str:
    answer = signed_in(name).get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_sender_without_a_key_finds_her_own_notices_and_no_others(
    world: World, two: tuple[Notice, Notice], signed_in: SignedIn
) -> None:
    text = page(signed_in, "officer")
    assert "Notice 7 of 2026" in text and "Notice 6 of 2026" not in text
    assert "You have no key here: you can send, and open nothing" in text
    assert '/notices/oak-elm/new/"' in text and "/notices/oak-elm/room/" not in text


def test_a_recipient_finds_what_waits_and_where_each_notice_stands(
    world: World, two: tuple[Notice, Notice], signed_in: SignedIn
) -> None:
    text = page(signed_in, "provincial")
    for said in (
        "Notice 7 of 2026", "Waits to be passed on", "Notice 6 of 2026", "Unacknowledged, the time is over",
        "was to be acknowledged by", "Your key is listed", "1 recipient", "Two are needed",
    ):  # fmt: skip
        assert said in text, said


def test_the_other_side_knows_nothing_of_what_did_not_cross(
    world: World, two: tuple[Notice, Notice], signed_in: SignedIn
) -> None:
    text = page(signed_in, "partner")
    assert "Notice 6 of 2026" in text and "Notice 7 of 2026" not in text and str(two[0].pk) not in text


def test_a_stranger_finds_no_programme_and_an_administrator_no_page(
    world: World, two: tuple[Notice, Notice], signed_in: SignedIn
) -> None:
    assert "You stand on no side" in page(signed_in, "stranger")
    assert signed_in("stranger").get(f"{PAGE}?programme=oak-elm").status_code == 404
    assert signed_in("administrator").get(PAGE).status_code == 404
    assert signed_in("stranger").get(STATISTICS).status_code == 404


def test_the_page_holds_nothing_of_what_is_sealed(
    world: World, two: tuple[Notice, Notice], signed_in: SignedIn
) -> None:
    for name in ("provincial", "leader", "partner", "auditor"):
        text = page(signed_in, name)
        assert BODY["ciphertext"] not in text


def test_a_refused_key_is_told_to_both_sides(world: World, signed_in: SignedIn) -> None:
    west, _ = seats_of(world)
    KeyWarning.objects.create(seat=west, kind="unsigned", at=NOW, by=world.partner)
    for name in ("provincial", "partner"):
        assert "1 warning about a key" in page(signed_in, name)


def test_what_is_due_is_destroyed_only_by_whoever_types_its_number(world: World, signed_in: SignedIn) -> None:
    west, _ = seats_of(world)
    list_key(world.provincial, west)
    keep_for(24)
    notice = made_notice(world, at=LONG_AGO)
    close(notice, west, by=world.provincial, at=LONG_AGO)
    assert "Destroy what is sealed" not in page(signed_in, "officer")
    assert "Destroy what is sealed" in page(signed_in, "provincial")
    browser, address = signed_in("provincial"), f"/notices/{notice.pk}/destruction/"
    assert browser.post(address, {"side": west.pk, "number": "8/2022"}).status_code == 422
    assert notice.items.get().body
    assert browser.post(address, {"side": west.pk, "number": str(notice)}).status_code == 302
    assert notice.items.get().body is None
    assert "Destroyed; the trail is kept" in page(signed_in, "provincial")


def test_scripts_let_a_card_be_counted_and_are_told_what_is_wrong(world: World, signed_in: SignedIn) -> None:
    west, _ = seats_of(world)
    list_key(world.provincial, west)
    notice = made_notice(world)
    told = {
        "side": str(west.pk), "type": "trafficking", "sex": "female", "band": "under_16", "direction": "none",
        "outcome": "home", "consent": True, "year": 1999, "quarter": 4,
    }  # fmt: skip
    browser, address = signed_in("provincial"), f"/notices/{notice.pk}/cards/"
    answer = browser.post(address, told, content_type="application/json")
    assert answer.status_code == 422 and "not closed" in answer.json()["said"][0]
    close(notice, west, by=world.provincial)
    assert (
        browser.post(address, told | {"consent": "yes"}, content_type="application/json").status_code == 422
    )
    assert browser.post(address, told, content_type="application/json").json() == {}
    card = CodedCard.objects.get()
    assert (card.year, card.quarter) == (2026, 1)  # of this moment, whatever was sent
    for name in ("partner", "stranger", "administrator"):
        assert signed_in(name).post(address, told, content_type="application/json").status_code == 404


def many(world: World, number: int, **told: str) -> None:
    west, _ = seats_of(world)
    for _ in range(number):
        when = LONG_AGO.replace(year=2025, month=2)
        notice = made_notice(world, 100 + Notice.objects.count(), at=when)
        close(notice, west, by=world.provincial, at=when)
        codes = {
            "type": "trafficking",
            "sex": "female",
            "band": "under_16",
            "direction": "none",
            "outcome": "home",
        }
        release_card(notice, west, codes | told, has_consent=True, by=world.provincial, at=when)


def test_the_year_shows_what_is_large_and_hides_what_is_small(world: World, signed_in: SignedIn) -> None:
    west, _ = seats_of(world)
    list_key(world.provincial, west)
    many(world, 9)
    many(world, 3, type="other", sex="male", direction="abroad", outcome="services")
    many(world, 6, type="rape", band="16_17", direction="abroad", outcome="returned")
    text = page(signed_in, "provincial", f"{STATISTICS}?year=2025")
    assert "Quarter 1 of 2025" in text and ">18</td>" in text
    assert "All kinds: 18" in text and ">3</td>" not in text and "under 5" in text
    assert "Trafficking in persons, or a suspicion of it: 9" in text
    assert "The table of this year comes out" in page(signed_in, "provincial", f"{STATISTICS}?year=2026")


def test_each_side_reads_its_own_statistics(world: World, signed_in: SignedIn) -> None:
    west, east = seats_of(world)
    assert signed_in("partner").get(f"{STATISTICS}?side={west.pk}").status_code == 404
    assert signed_in("partner").get(f"{STATISTICS}?side={east.pk}").status_code == 200
    assert signed_in("leader").get(f"{STATISTICS}?side={west.pk}").status_code == 200
    assert signed_in("officer").get(STATISTICS).status_code == 404  # she sends, and reads no trail


@pytest.mark.parametrize("asked", ["year=0", "year=99999", "year=x", "year=-1", "side=&year="])
def test_what_is_no_year_shows_the_newest(world: World, signed_in: SignedIn, asked: str) -> None:
    assert signed_in("leader").get(f"{STATISTICS}?{asked}").status_code == 200


def test_a_reopened_notice_stands_open(world: World, signed_in: SignedIn) -> None:
    west, _ = seats_of(world)
    notice = made_notice(world)
    close(notice, west, by=world.leader)
    assert "Closed</span>" in page(signed_in, "leader")
    add_step(notice, west, Step.REOPENED, by=world.leader, at=NOW + timedelta(minutes=1))
    assert "Waits to be passed on" in page(signed_in, "leader")
