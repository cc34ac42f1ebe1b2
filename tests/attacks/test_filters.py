"""A list is narrowed by what its reader may know, and by nothing else.

Filters by something hidden answer like filters by nothing; a filter or an ordering that nobody offered is refused by
the API, and changes no page.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse

from chungtay.doors.api import api
from tests.access.matrix import Browser
from tests.access.test_access import ROWS as PAGE_ROWS
from tests.access.test_access import Row
from tests.access.things import Thing
from tests.attacks.crawl import page_routes
from tests.attacks.forms_read import Page
from tests.attacks.named import LOOKUPS, hostile
from tests.attacks.siege import Siege
from tests.attacks.strangers import NOBODY, Kinds
from tests.attacks.test_foreign_ids import masked
from tests.doors.test_api_access import ROWS as API_ROWS
from tests.undone import undone

pytestmark = pytest.mark.django_db
SCHEMA = api.get_openapi_schema()
READING = [row for row in API_ROWS if row[0] == "GET"]
PAGES = [row for row in PAGE_ROWS if row.method == "GET"]

# What a parameter of the API leads to. Places and indicators are the same for all.
HIDDEN = {
    "programme": ("quiet", "far-hill"),
    "organisation": ("farwood",),
    "body": ("farwood",),
    "of": ("plan",),
    "addressee": ("farwood",),
    "sender": ("farwood",),
    "old": ("farwood",),
    "heirs": ("farwood",),
    "version": ("version",),
    "place": ("201",),
    "indicator": ("far-teams",),
}
UNKNOWN = {"programme": "far-hull", "organisation": NOBODY, "place": "999", "indicator": "far-tombs"}
UNKNOWN |= dict.fromkeys(("body", "of", "version", "old", "heirs", "addressee", "sender"), NOBODY)
PLAIN = {
    "limit", "offset", "from", "to", "map", "known_at", "level", "state", "late", "text", "year", "act", "by", "kind",
    "open_on", "form", "post", "role", "words", "live", "whose", "shown",
    "standing_on", "on", "opened", "decision", "unlinked", "day", "over", "posting",
    "first_on", "last_on", "pace", "content", "rank", "month", "sort",
    "origin", "style", "language", "direction", "paper",  # `paper`: tests/screens/test_templates.py
}  # fmt: skip


def parameters(row: list[str]) -> set[str]:
    asked = SCHEMA["paths"][f"/api/{row[1]}"]["get"].get("parameters", [])
    return {one["name"] for one in asked if one["in"] == "query"}


def address_of(row: list[str], siege: Siege) -> str:
    return f"/api/{row[1].format(**siege.api.get((row[1].split('/')[0], row[2]), {}))}"


def test_every_parameter_is_tried_or_listed() -> None:
    assert {(row[1], name) for row in READING for name in parameters(row) - set(HIDDEN) - PLAIN} == set()


@pytest.mark.parametrize("row", READING, ids=lambda row: " ".join(row[:3]))
def test_the_api_refuses_every_filter_that_it_does_not_offer(siege: Siege, row: list[str]) -> None:
    strange = {*LOOKUPS, *hostile(siege)} - parameters(row)
    person = "auditor" if row[1] == "audit" else "administrator" if row[1].startswith("people") else "leader"
    with undone():
        answer = siege.walker(person).get(address_of(row, siege), dict.fromkeys(sorted(strange), "1"))
    assert answer.status_code == 422, answer.content[:200]
    assert strange <= {message["where"] for message in json.loads(answer.content)["messages"]}


@pytest.mark.parametrize("person", ["limited", "officer", "partner", "auditor", "administrator"])
def test_a_filter_by_what_is_hidden_answers_like_one_by_nothing(siege: Siege, person: str) -> None:
    told = []
    with undone():
        browser = siege.walker(person)
        for row in READING:
            for name in parameters(row) & (set(HIDDEN) - {"place", "indicator"}):
                for value in HIDDEN[name]:
                    sent = key_of(siege, value)
                    if value == "quiet" and person in ("officer", "auditor"):
                        continue  # to these it is not hidden
                    got = [
                        masked(browser.get(address_of(row, siege), {name: one}), one)
                        for one in (sent, UNKNOWN[name])
                    ]
                    if got[0] != got[1] or got[0][0] == 500:
                        told.append((row[1], name, value, got[0][:2], got[1][:2]))
    assert told == []


def key_of(siege: Siege, word: str) -> str:
    held = siege.world.bodies.get(word) or siege.far.things.get(word)
    return str(held.pk) if held else word


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_a_page_is_the_same_whatever_filter_is_written_into_its_address(siege: Siege, row: Row) -> None:
    thing = siege.pages.get((row.address, row.thing), Thing())
    address = reverse(row.address, kwargs=thing.names)
    strange = dict.fromkeys(LOOKUPS, "1") | hostile(siege)
    with undone():
        browser = siege.walker("auditor" if row.address.startswith("audit") else "leader")
        plain = browser.get(address, thing.asked)
        assert plain.status_code != 500
        if plain.streaming or plain.status_code != 200 or "html" not in plain["Content-Type"]:
            plain.close()
            return
        offered = {*thing.asked, *offered_by(address, plain.content.decode()), *ASKED.get(row.address, ())}
        sent = {name: value for name, value in strange.items() if name not in offered}
        changed = browser.get(address, {**thing.asked, **sent})
    if row.address in REFUSING:
        assert changed.status_code == 422
    else:
        assert (changed.status_code, words_of(changed)) == (200, words_of(plain))


# Pages that refuse whatever they do not offer, rather than show more than was asked for.
REFUSING = {"audit", "plan-board", "plan-table", "plan-calendar", "plan-timeline"}
# What a page takes from its address, where no form and no link of its own says so.
ASKED = {
    "programme": ("year", "phase"),
    "report-request": ("with",),
    "subscriptions": ("asked",),
    "documents": ("programme", "words"),
    "tasks": ("programme",),
    "meetings": ("programme",),
    "matters": ("programme",),
    "shelf": ("programme",),
    "gatherings": ("programme",),
    "papers": ("programme",),
    "criticisms": ("programme", "over"),
    "delegations": ("programme",),
    "delegation-new": ("turn",),
    "recommendation-new": ("origin", "id", "programme"),
    "problems": ("programme",),
    "workshops": ("programme",),
    "paper-new": ("programme", "plan", "meeting", "recommendation"),
    "supervisions": ("programme",),
    "supervision-new": ("plan",),
    "side-by-side": ("body",),
    "ledger": ("programme",),
    "figure": ("programme", "place", "posting"),
    "notices": ("programme",),
    "notice-statistics": ("side",),
    "sign-in": ("next",),
    "account_reauthenticate": ("next",),
    "person": ("person",),
    "post-beginning": ("person", "organisation", "post"),
    "people": ("organisation", "words", "role"),
}


def offered_by(address: str, content: str) -> set[str]:
    page = Page(address, content)
    return page.asked_by_links | {name for form in page.forms if form.method == "get" for name in form.names}


def words_of(answer: Any) -> str:
    """What is read on the page."""
    # What a page says of the moment in which it came is no content.
    body = re.sub(r'"now": "[^"]*"', " ", answer.content.decode())
    body = re.sub(r"(?s)<[^>]*>", " ", body)
    return re.sub(r"\s+", " ", body)


def test_a_page_narrowed_by_what_is_hidden_is_like_one_narrowed_by_nothing(siege: Siege) -> None:
    kinds, told, tried = Kinds(siege), [], 0
    with undone():
        browser = siege.walker("leader")
        for address, name, hidden, unknown in {*narrowed(browser, siege, kinds)}:
            got = [masked(browser.get(address, {name: one}), one) for one in (hidden, unknown)]
            tried += 1
            if got[0] != got[1] or got[0][0] == 500:
                told.append((address, name, got[0][0], got[1][0]))
    assert told == []
    assert tried >= 3


def narrowed(browser: Browser, siege: Siege, kinds: Kinds) -> Iterator[tuple[str, str, str, str]]:
    """Every parameter in a link or a form of a page whose value is an id of something."""
    for row in PAGES:
        thing = siege.pages.get((row.address, row.thing), Thing())
        address = reverse(row.address, kwargs=thing.names)
        with undone():
            answer = browser.get(address, thing.asked)
            page = (
                answer.content.decode() if not answer.streaming and "html" in answer["Content-Type"] else ""
            )
            answer.close()
        found = [
            (urlsplit(link).path, pair)
            for link in Page(address, page).links
            for pair in parse_qsl(urlsplit(link).query)
        ]
        for form in Page(address, page).forms:
            if form.method == "get":
                found += [
                    (urlsplit(form.action).path, (name, value))
                    for name, values in form.offers.items()
                    for value in values
                ]
        for path, (name, value) in found:
            for _, hidden, unknown in kinds.chosen({value}):
                yield path, name, hidden, unknown
    for address, names in ASKED.items():
        for name in (name for name in names if name in HIDDEN and "{" not in page_routes()[address]):
            yield from (
                (reverse(address), name, key_of(siege, one), UNKNOWN[name])
                for one in HIDDEN[name]
                if one != "quiet"
            )  # which the leader knows
