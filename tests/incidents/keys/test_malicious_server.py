"""A server that lies about keys is refused by the browser, and both sides read the warning."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from chungtay.incidents.demo.keys import public, sign_list
from chungtay.incidents.models import Enrolment, KeyWarning
from chungtay.incidents.rules.sealed.letters import b64u, unb64u
from tests.incidents.made import MadeSide, drawn, make_side, seat_of
from tests.world import World

from .conftest import Enter, House

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = "/notices/oak-elm/keys/"
Lie = Callable[[dict[str, Any], MadeSide], None]


def swap_a_card(side: dict[str, Any], made: MadeSide) -> None:
    """Another person's key in the list, its bytes changed: the signature no longer holds."""
    head, body, signature = side["lists"][-1].split(".")
    told = json.loads(unb64u(body))
    told["cards"][0].update(drawn("the server's own", False).identity.card)
    changed = b64u(json.dumps(told, separators=(",", ":")).encode())
    side["lists"][-1] = f"{head}.{changed}.{signature}"


def sign_with_an_own_key(side: dict[str, Any], made: MadeSide) -> None:
    """A list with the server's card, signed by the server, under the side's name."""
    side["lists"] = [list_of(made, drawn("the server's signing", True).identity, evil=True)]


def exchange_the_side_key(side: dict[str, Any], made: MadeSide) -> None:
    """A new root: key and list are the server's own, and fit each other."""
    server = drawn("the server's signing", True).identity
    side["keys"] = [side["keys"][0] | {"signing": public(server.sig)}]
    side["lists"] = [list_of(made, server, evil=True)]


def begin_anew(side: dict[str, Any], made: MadeSide) -> None:
    """A second key without succession, as a side would make that lost both its keys."""
    server = drawn("the server's signing", True).identity
    recovery = drawn("the server's recovery", True).identity.card
    side["keys"].append({"number": 2, "signing": public(server.sig), "recovery": recovery, "succession": ""})
    side["lists"].append(list_of(made, server, number=2, prev=made_head(made), recovery=recovery))


def drop_the_last_list(side: dict[str, Any], made: MadeSide) -> None:
    side["lists"].pop()


def fork(side: dict[str, Any], made: MadeSide) -> None:
    """Another list of the same number, which the side once signed for somebody else's eyes."""
    side["lists"] = [list_of(made, made.signing, fewer=True, at=made.key.made_at + timedelta(minutes=1))]


def list_of(
    made: MadeSide, signing: Any, *, evil: bool = False, fewer: bool = False, number: int = 1,
    prev: str | None = None, recovery: dict[str, Any] | None = None, at: datetime | None = None,
) -> str:  # fmt: skip
    rows = list(made.enrolments.values())
    if evil:
        rows[0] = Enrolment(
            pk=rows[0].pk, person_id=rows[0].person_id, card=drawn("the server's own", False).identity.card
        )
    return sign_list(
        signing, seat=made.seat, number=number, prev=prev, at=at or timezone.now(),
        recovery=recovery or made.recovery.card, enrolments=rows[1:] if fewer else rows,
    )  # fmt: skip


def made_head(made: MadeSide) -> str:
    head: str = made.key.lists.get().head
    return head


@pytest.fixture
def sides(world: World, house: House) -> tuple[MadeSide, MadeSide]:
    at = timezone.now()
    house.expected.add("status of 4")
    return (
        make_side(seat_of(world, 1), world.programme, [world.provincial, world.leader], at),
        make_side(seat_of(world, 2), world.programme, [world.partner], at),
    )


def lie(tab: Page, made: MadeSide, how: Lie) -> None:
    def answer(route: Route) -> None:
        fetched = route.fetch()
        told = fetched.json()
        how(next(side for side in told["sides"] if side["seat"] == str(made.seat.pk)), made)
        route.fulfill(response=fetched, json=told)

    tab.route("**/keys/lists.json", answer)


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        (swap_a_card, "unsigned"),
        (sign_with_an_own_key, "unsigned"),
        (exchange_the_side_key, "not_the_papers"),
        (begin_anew, "new_beginning"),
        (drop_the_last_list, "backwards"),
        (fork, "forked"),
    ],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_a_lie_about_keys_is_refused_and_both_sides_read_it(
    how: Lie, kind: str, enter: Enter, world: World, sides: tuple[MadeSide, MadeSide], house: House
) -> None:
    _, east = sides
    tab = enter("provincial", KEYS)
    expect(tab.locator("body[data-checked=yes]")).to_have_count(1)
    assert tab.locator("[data-check] .state--late").count() == 0

    lie(tab, east, how)
    tab.reload()
    expect(tab.locator("body[data-checked=yes]")).to_have_count(1)
    refused = tab.locator(f"[data-check='{east.seat.pk}'] .state--late")
    expect(refused).to_contain_text("Both sides have been told")
    warning = KeyWarning.objects.get()
    assert (warning.kind, warning.seat_id, warning.by_id) == (kind, east.seat.pk, world.provincial.pk)

    # The keys of that side are not given to whoever seals; the other side's are.
    found = tab.evaluate(
        """async () => {
             const { sidesOf } = await import('/static/annex/sides.js');
             const spared = await sidesOf('oak-elm', { spare: true });
             const thrown = await sidesOf('oak-elm').then(() => null, wrong => wrong.kind);
             return { sizes: spared.map(side => side.cards.size), thrown };
           }"""
    )
    assert found == {"sizes": [2, 0], "thrown": kind}
    assert KeyWarning.objects.count() == 1, "the same warning again is the same row"

    other = enter("partner", KEYS)
    assert other.locator("#warnings .state--late").count() == 1


def test_a_first_sight_asks_for_the_paper_and_remembers_the_answer(
    enter: Enter, world: World, sides: tuple[MadeSide, MadeSide]
) -> None:
    west, east = sides
    tab = enter("provincial", KEYS)
    asked = tab.locator(".ask")
    expect(asked).to_have_count(2)
    assert east.key.aloud in asked.nth(1).inner_text()
    asked.nth(0).get_by_role("button", name="The paper shows this number").click()
    expect(tab.locator("#said")).to_contain_text("believes this side")
    expect(asked).to_have_count(1)
    asked.get_by_role("button", name="The paper shows another number").click()
    expect(tab.locator(f"[data-check='{east.seat.pk}'] .state--late")).to_contain_text("not the one printed")
    assert KeyWarning.objects.get().kind == "not_the_papers"
    tab.reload()
    expect(tab.locator(f"[data-check='{east.seat.pk}'] .state--late")).to_have_count(1)
    expect(tab.locator(f"[data-check='{west.seat.pk}'] .ask")).to_have_count(0)
    assert KeyWarning.objects.count() == 1
