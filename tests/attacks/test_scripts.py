"""What scripts send to the annex: ids of others are answered like ids of nothing, and no other shape does harm."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from chungtay.incidents.models import Item
from chungtay.models import Seat
from tests.access.test_access import PERSONS, ROWS, Row
from tests.access.thing import Thing, Told
from tests.attacks.siege import Siege
from tests.attacks.strangers import NOBODY
from tests.attacks.test_foreign_ids import masked
from tests.attacks.test_mass_assignment import who_may
from tests.undone import undone

pytestmark = pytest.mark.django_db
NAMING = {"side": "seat", "seat": "seat", "iid": "item", "items": "item", "notice": "notice"}
HARMFUL: tuple[Any, ...] = (
    None, {}, -1, 1e308, "\0", "\ud800", "x" * 10_000, [["x"]], ["\0"] * 2000,
)  # fmt: skip


def scripts(siege: Siege) -> Iterator[tuple[Row, Thing, Told]]:
    for row in ROWS:
        thing = siege.pages.get((row.address, row.thing), Thing())
        if row.method == "POST" and isinstance(sent := thing.sent(), Told):
            yield row, thing, sent


def answered(siege: Siege, row: Row, thing: Thing, sent: Told, value: str = "") -> tuple[Any, list[str]]:
    with undone():
        browser = siege.browser(who_may(PERSONS, row.wanted, "200", row.address))
        answer = browser.post(reverse(row.address, kwargs=thing.names), sent)
        return masked(answer, value or NOBODY), siege.changed()


def test_a_foreign_id_is_refused_like_one_of_nothing(siege: Siege) -> None:
    assert siege.before
    tried = 0
    for row, thing, sent in scripts(siege):
        for name in sent.keys() & NAMING.keys() - {"notice"}:
            hidden, many = str(siege.far.things[NAMING[name]].pk), isinstance(sent[name], list)
            got = [
                answered(siege, row, thing, Told(sent | {name: [one] if many else one}), one)
                for one in (hidden, NOBODY)
            ]
            assert got[0] == got[1], (row.address, name)
            assert got[0][0][0] in (404, 422) and got[0][1] == [], (row.address, name, got[0])
            tried += 1
    assert tried >= 10
    assert Seat.objects.exists() and Item.objects.exists()


def test_a_notice_that_is_hidden_is_not_begun_a_second_time(siege: Siege) -> None:
    """Its id was drawn by a browser; whoever guesses it learns no more than that it cannot be used."""
    thing = siege.pages["notice-begin", "west"]
    row = next(row for row in ROWS if row.address == "notice-begin")
    assert siege.before
    got = answered(siege, row, thing, Told(thing.sent() | {"notice": str(siege.far.things["notice"].pk)}))
    assert got[0][0] == 422 and got[1] == []


def test_whatever_stands_where_a_good_word_belongs_nothing_breaks(siege: Siege) -> None:
    """Every name of every body, each with everything that is not what belongs there."""
    for row, thing, sent in scripts(siege):
        address, broken = reverse(row.address, kwargs=thing.names), []
        with undone():
            browser = siege.walker(who_may(PERSONS, row.wanted, "200", row.address))
            for name, bad in ((name, bad) for name in sent for bad in HARMFUL):
                with undone():
                    if browser.post(address, Told(sent | {name: bad})).status_code >= 500:
                        broken.append((name, repr(bad)[:40]))
        assert broken == [], row.address


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"1", b'"x"', b"\xff", b"{" * 5000, b"NaN"])
def test_a_body_that_is_no_object_is_not_read(siege: Siege, body: bytes) -> None:
    assert siege.before
    for row, thing, _ in scripts(siege):
        with undone():
            browser = siege.browser(who_may(PERSONS, row.wanted, "200", row.address))
            address = reverse(row.address, kwargs=thing.names)
            answer = browser.generic("POST", address, body, content_type="application/json")
            assert answer.status_code in (400, 422), (row.address, answer.status_code)
            assert siege.changed() == []
