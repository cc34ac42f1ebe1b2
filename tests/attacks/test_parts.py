"""What is a part of something hidden is not found by its id under a thing that one may read.

Of an address with two gaps the first names one of ours, as the access table visits it; in a further gap stands the id
of a part of the far union's. It is answered like an id of nothing, and nothing is kept.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from tests.access.test_access import PERSONS as PAGE_PERSONS
from tests.access.test_access import ROWS as PAGE_ROWS
from tests.access.things import Thing
from tests.attacks.siege import Siege
from tests.attacks.strangers import NOBODY, Kinds
from tests.attacks.test_foreign_ids import masked
from tests.attacks.test_mass_assignment import send, who_may
from tests.doors.api_calls import FILES, sent_to
from tests.doors.test_api_access import PERSONS as API_PERSONS
from tests.doors.test_api_access import ROWS as API_ROWS
from tests.undone import undone

pytestmark = pytest.mark.django_db


def parts_of(names: dict[str, Any], kinds: Kinds) -> Iterator[tuple[str, str]]:
    """The gaps behind the first that hold an id, each with a hidden one of its kind."""
    for gap, value in [*names.items()][1:]:
        hidden = kinds.hidden.get(kinds.of.get(str(value)))
        if hidden and len(str(value)) == 36:
            yield gap, hidden


def test_a_page_finds_no_part_of_something_hidden_under_one_of_ours(siege: Siege) -> None:
    assert siege.before
    kinds, told, tried = Kinds(siege), [], 0
    for row in PAGE_ROWS:
        thing = siege.pages.get((row.address, row.thing), Thing())
        person = who_may(PAGE_PERSONS[2:], row.wanted[2:], "302" if row.method == "POST" else "200")
        for gap, hidden in parts_of(thing.names, kinds):
            got = []
            for value in (hidden, NOBODY):
                with undone():
                    address = reverse(row.address, kwargs={**thing.names, gap: value})
                    more = thing.sent() if row.method == "POST" else thing.asked
                    answer = getattr(siege.browser(person), row.method.lower())(address, more)
                    got.append((masked(answer, value), siege.changed()))
            tried += 1
            if got[0] != got[1] or got[0][0][0] not in (404, 422) or got[0][1]:
                told.append((row.method, row.address, row.thing, gap, got[0][0][0], got[1][0][0]))
    assert told == []
    assert tried >= 10


def test_the_api_finds_no_part_of_something_hidden_under_one_of_ours(siege: Siege) -> None:
    assert siege.before
    kinds, told, tried = Kinds(siege), [], 0
    for row in API_ROWS:
        method, path, thing = row[:3]
        key = path.split("/")[0], thing
        names = siege.api.get(key, {})
        inside = {gap: names[gap] for gap in names if f"{{{gap}}}" in path}
        body = {} if method == "GET" or (method, path) in FILES else sent_to(method, path, thing, siege.api)
        for gap, hidden in parts_of(inside, kinds):
            got = []
            for value in (hidden, NOBODY):
                with undone():
                    siege.api[key] = {**names, gap: value}
                    answer = send(
                        siege.browser(who_may(API_PERSONS[2:], row[5:], "200", path)), row, siege, body
                    )
                    got.append((masked(answer, value), siege.changed()))
                siege.api[key] = names
            tried += 1
            if got[0] != got[1] or got[0][0][0] not in (404, 422) or got[0][1]:
                told.append((method, path, thing, gap, got[0][0][0], got[1][0][0]))
    assert told == []
    assert tried >= 10


@pytest.mark.parametrize("origin", ["supervision", "criticism", "problem", "review"])
def test_a_recommendation_comes_from_nothing_that_is_hidden(siege: Siege, origin: str) -> None:
    """Neither over the API nor on its page, where the origin stands in the address."""
    assert siege.before
    hidden = str(siege.far.things["workshop" if origin == "problem" else origin].pk)
    got = []
    for value in (hidden, NOBODY):
        with undone():
            browser, named = siege.browser("leader"), {"origin": origin, "id": value}
            sent = {"text": "Dig", "outside": ["The court"], "origin": origin, "origin_id": value}
            answers = [
                browser.post("/api/recommendations", sent, content_type="application/json"),
                browser.get(reverse("recommendation-new"), named),
                browser.post(
                    reverse("recommendation-new"), {"text": "Dig", "outside": "C"}, query_params=named
                ),
            ]
            got.append(([masked(one, value) for one in answers], siege.changed()))
    assert got[0] == got[1]
    assert {status for status, *_ in got[0][0]} <= {404, 422}
    assert got[0][1] == []
