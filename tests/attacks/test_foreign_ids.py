"""Ids of others are answered like ids of nothing: in addresses, in bodies, in forms, one among many.

Same status, same words, and nothing kept. What is tried is read from the API's own document and from the pages' own
forms, so that a new field is tried too, or must be listed in `strangers.py`.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from chungtay import models
from chungtay.doors.api import api
from tests.access.matrix import Browser
from tests.access.test_access import PERSONS as PAGE_PERSONS
from tests.access.test_access import ROWS as PAGE_ROWS
from tests.access.things import Thing
from tests.attacks.crawl import Owners, kind_before, page_routes
from tests.attacks.forms_read import FoundForm, Page, name_of
from tests.attacks.reckoning import Reckoning
from tests.attacks.siege import Siege
from tests.attacks.strangers import (
    ALSO_WORDS,
    KNOWN_TO_ALL,
    LEADS_TO,
    NOBODY,
    PLAIN_FACTS,
    Kinds,
    hidden_value,
    leads_to,
    unknown_value,
)
from tests.attacks.test_mass_assignment import send, who_may
from tests.cases import CASES
from tests.doors.api_calls import FILES, sent_to
from tests.doors.test_api_access import PERSONS as API_PERSONS
from tests.doors.test_api_access import ROWS as API_ROWS
from tests.undone import undone
from tests.world import TODAY

pytestmark = pytest.mark.django_db
SCHEMA = api.get_openapi_schema()
WRITING = list({(row[0], row[1]): row for row in API_ROWS if row[0] != "GET"}.values())
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|name="stamp" value="[^"]*"|nonce-\S+')


def masked(answer: Any, *values: str) -> tuple[int, str, str]:
    """What was answered, without the id that was asked for."""
    text = "" if answer.streaming else answer.content.decode(errors="replace")
    answer.close()
    for value in values:
        text = text.replace(value, "…").replace(value.replace("-", ""), "…")
    return answer.status_code, TOKENS.sub("", text), answer.get("Location", "")


# in addresses


@pytest.fixture(scope="module")
def reckoning(siege: Siege) -> Reckoning:
    return Reckoning(TODAY)


@pytest.fixture(scope="module")
def owners(siege: Siege) -> Owners:
    return Owners()


def routes() -> Iterator[tuple[str, str, str]]:
    """Every address that names a thing: its method, its route, and its name where it is a page."""
    for name, route in page_routes().items():
        for method in dict.fromkeys(row.method for row in PAGE_ROWS if row.address == name) or ("GET",):
            if "{" in route:
                yield method, route, name
    for path, methods in SCHEMA["paths"].items():
        for method in methods:
            if "{" in path:
                yield method.upper(), path, ""


ASKING = ("stranger", "officer", "partner", "limited", "auditor", "administrator")


def asked_by(person: str, persons: Sequence[str], *, at_each: int) -> Iterator[tuple[str, str, str]]:
    """The routes at which it is this person's turn: so many ask at each, and by `make proofs` everybody everywhere."""
    stride = len(persons) // at_each
    turn = persons.index(person) % stride
    return (route for at, route in enumerate(routes()) if CASES or at % stride == turn)


@pytest.mark.parametrize("person", ASKING)
def test_an_address_of_what_is_hidden_answers_like_one_of_nothing(
    siege: Siege, reckoning: Reckoning, owners: Owners, person: str
) -> None:
    told = []
    with undone():
        browser = siege.walker(person)
        for method, route, name in asked_by(person, ASKING, at_each=2):
            for kind, key in strangers_to(siege.world.persons[person], route, reckoning, owners):
                hidden, unknown = (
                    knock(siege, browser, method, route, name, one)
                    for one in (key, NOBODY if "-" in key else "999999")
                )
                if hidden != unknown or hidden[0] in (200, 302, 500):
                    told.append((method, route, kind, key, hidden[0], unknown[0]))
            for gap, kind, key in further_strangers_to(siege.world.persons[person], route, reckoning, owners):
                hidden, unknown = (
                    knock(siege, browser, method, route, name, one, gap) for one in (key, NOBODY)
                )
                if hidden != unknown or hidden[0] in (200, 302, 500):
                    told.append((method, route, kind, key, hidden[0], unknown[0]))
    assert told == []


def strangers_to(person: Any, route: str, reckoning: Reckoning, owners: Owners) -> Iterator[tuple[str, str]]:
    """Up to two hidden things that the last gap of the route could name."""
    parts = route.strip("/").split("/")
    gaps = [number for number, part in enumerate(parts) if "{" in part]
    kinds = [kind_before(parts[number - 1], *parts[: number - 1][-1:]) for number in gaps]
    if parts[:2] == ["notices", "{slug}"]:
        kinds = ["agreement"]
    kind = next((kind for kind in kinds if kind and owners.of(kind)), "")
    public = name_is_public(parts)
    rows = (
        [] if public else [(k, row) for k, row in owners.of(kind).items() if not reckoning.may(person, row)]
    )
    wanted = [key for key, _ in rows if ("seq" in route) == key.isdecimal()]
    if "uuid" in route or "id}" in route:
        wanted = [key for key in wanted if len(key) == 36]
    yield from ((kind, key) for key in (*wanted[:1], *wanted[-1:]))


def further_strangers_to(
    person: Any, route: str, reckoning: Reckoning, owners: Owners
) -> Iterator[tuple[str, str, str]]:
    """A hidden thing for each gap behind one that names ours: a plan of a programme, the words of a task."""
    parts = route.removeprefix("/api").strip("/").split("/")
    gaps = [number for number, part in enumerate(parts) if "{" in part]
    if not gaps or parts[gaps[0]] not in ("{slug}", "{plan_id}"):
        return
    for number in gaps[1:]:
        gap, before = parts[number][1:-1], parts[number - 1]
        kind = "task" if before == "{kind}" else kind_before(before)
        for key, row in owners.of(kind).items():
            if len(key) == 36 and not reckoning.may(person, row):
                yield gap, kind, key
                break


def name_is_public(parts: list[str]) -> bool:
    inside = parts[1:] if parts[0] == "api" else parts
    return inside[0] in ("public", "look", "language") or parts[:2] == ["articles", "{slug}"]


def knock(
    siege: Siege, browser: Browser | Client, method: str, route: str, name: str, key: str, at: str = ""
) -> tuple[int, str, str]:
    """At the first gap, or the one called `at`, stands the id; elsewhere what belongs to one of ours."""
    nothing = f"{NOBODY[:-4]}beef"
    ours = {"sha256": "a" * 64, "number": "1", "file_id": nothing, "part_id": nothing, "change_id": nothing,
            "version_id": nothing, "way_id": nothing, "action_id": nothing, "reader_id": nothing, "step_id": nothing,
            "asked": nothing, "body_id": nothing, "session_id": nothing, "document_id": nothing,
            "kid": "k" * 43, "seat": nothing, "slug": siege.world.programme.slug, "kind": "task", "field": "text",
            "language": "lo", "id": nothing, "thing_id": nothing, "opinion_id": nothing, "key": nothing,
            "row_id": nothing, "member_id": nothing, "hour_id": nothing, "gift_id": nothing, "cost_id": nothing,
            "paper_id": nothing, "form": "docx", "relation_id": nothing, "contribution_id": nothing, "code": "K-01",
            "part": "lines", "photo_id": nothing, "year": "2026", "month": "2026-01", "table": "final",
            "programme": siege.world.programme.slug, "version": "1", "article": "a-visit", "paper": "plan",
            "token": "a" * 43, "first_on": "2026-01-01", "last_on": "2026-03-14",
            "plan_id": str(siege.world.plan.pk),
            "content_id": str(siege.world.contents[0].pk),
            "indicator": siege.world.indicators["attendances"].slug}  # fmt: skip
    gaps = re.findall(r"{(\w+)}", route)
    address = route.format(**{gap: key if gap == (at or gaps[0]) else ours[gap] for gap in gaps})
    with undone():
        if name:
            thing = next((one for (address_, _), one in siege.pages.items() if address_ == name), Thing())
            sent = thing.sent() if method == "POST" else thing.asked
            return masked(getattr(browser, method.lower())(address, sent), key)
        path = route.removeprefix("/api/")
        if (method, path) in FILES:
            return masked(browser.post(address, FILES[method, path]()), key)
        row = next(row for row in API_ROWS if (row[0], row[1]) == (method, path))
        body = "" if method == "GET" else json.dumps(sent_to(method, path, row[2], siege.api))
        return masked(browser.generic(method, address, body, content_type="application/json"), key)


# in bodies


def leaves(
    shape: dict[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every plain value in a body, by the names that lead to it; [] stands for one of many."""
    if "$ref" in shape:
        shape = SCHEMA["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
    for inner in shape.get("anyOf", ()):
        yield from leaves(inner, path)
    for name, inner in shape.get("properties", {}).items():
        yield from leaves(inner, (*path, name))
    if shape.get("items"):
        yield from leaves(shape["items"], (*path, "[]"))
    if shape.get("type") == "string" and path:
        yield path, shape


def named(path: tuple[str, ...]) -> str:
    return [part for part in path if part != "[]"][-1]


def asked_of(row: list[str]) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    operation = SCHEMA["paths"][f"/api/{row[1]}"][row[0].lower()]
    content = operation.get("requestBody", {}).get("content", {})
    return list({path: shape for one in content.values() for path, shape in leaves(one["schema"])}.items())


NAMING = [
    (row, path)
    for row in WRITING
    for path, shape in asked_of(row)
    if named(path) in LEADS_TO and path[0] != "new_person"
    if shape.get("format") == "uuid" or named(path) not in ALSO_WORDS
    if (row[1], named(path)) not in PLAIN_FACTS
]


def test_every_id_in_a_body_is_tried_or_listed() -> None:
    missing = {
        (row[1], ".".join(path))
        for row in WRITING
        for path, shape in asked_of(row)
        if shape.get("format") == "uuid" and named(path) not in LEADS_TO | dict.fromkeys(KNOWN_TO_ALL)
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("row", "path"), NAMING, ids=lambda one: ".".join(one) if isinstance(one, tuple) else " ".join(one[:3])
)
def test_a_foreign_id_in_a_body_is_refused_like_one_of_nothing(
    siege: Siege, row: list[str], path: tuple[str, ...]
) -> None:
    assert siege.before
    word, person = (
        leads_to(row[1], named(path)),
        who_may(API_PERSONS[2:], row[5:], "200", row[1]),
    )  # to the stranger it is not foreign
    got = []
    for value in (hidden_value(siege, word), unknown_value(word)):
        with undone():
            answer = send(siege.browser(person), row, siege, with_value(row, path, value, siege))
            got.append(masked(answer, value))
            assert got[-1][0] in (404, 422), (value, got[-1])
            assert siege.changed() == []
    assert got[0] == got[1]


def with_value(row: list[str], path: tuple[str, ...], value: str, siege: Siege) -> dict[str, Any]:
    """A good body in which one id is another; of many, the foreign one comes last."""
    if (row[0], row[1]) in FILES:
        return {path[0]: value}
    body = sent_to(row[0], row[1], row[2], siege.api)
    operation = SCHEMA["paths"][f"/api/{row[1]}"][row[0].lower()]
    shape = operation["requestBody"]["content"]["application/json"]["schema"]
    filled: dict[str, Any] = put(shape, body, path, value)
    return filled


def put(shape: dict[str, Any], held: Any, path: tuple[str, ...], value: str) -> Any:
    if "anyOf" in shape:
        shape = next(one for one in shape["anyOf"] if one.get("type") != "null")
    if "$ref" in shape:
        shape = SCHEMA["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
    if not path:
        return value
    if path[0] == "[]":
        return [*(held or []), put(shape["items"], None, path[1:], value)]
    made = dict(held) if held is not None else least(shape)
    return made | {path[0]: put(shape["properties"][path[0]], made.get(path[0]), path[1:], value)}


def least(shape: dict[str, Any]) -> dict[str, Any]:
    """The least that such a part must hold."""
    return {name: some(shape["properties"][name]) for name in shape.get("required", ())}


def some(shape: dict[str, Any]) -> Any:
    if "$ref" in shape:
        shape = SCHEMA["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
    if "enum" in shape:
        return shape["enum"][-1]
    if shape.get("format") == "date":
        return "2026-03-01"
    return {"integer": 1, "number": 1, "object": {}, "array": []}.get(shape.get("type", ""), "1")


# in forms


def test_a_foreign_id_in_a_form_is_refused_like_one_of_nothing(siege: Siege) -> None:
    assert siege.before
    kinds, told, tried = Kinds(siege), [], 0
    for (name, field, model), (address, shown, hidden, unknown) in choices(siege, kinds).items():
        rows = [row for row in PAGE_ROWS if (row.address, row.method) == (name, "POST")]
        row = next((one for one in rows if "302" in one.wanted), rows[0])
        # Asked by one of ours: what is foreign to them is the stranger's own.
        person, thing = (
            who_may(PAGE_PERSONS[2:], row.wanted[2:], "302", page_routes()[name]),
            siege.pages.get((name, row.thing), Thing()),
        )
        got = []
        for value in (hidden, unknown):
            with undone():
                body = dict(thing.sent())
                body |= {one: shown[one] for one in body.keys() & shown.keys()}
                good = (
                    [str(body[field])]
                    if field in body and field in ("units", "commitments", "programmes")
                    else []
                )
                answer = siege.browser(person).post(address, body | {field: [*good, value]})
                # How often a form came from one network is noted, whatever stood in it.
                changed = [one for one in siege.changed() if "chungtay.Knock" not in one]
                got.append((masked(answer, value), changed))
        tried += 1
        if got[0] != got[1] or got[0][1]:
            told.append((name, field, model.__name__, [(one[0], changed) for one, changed in got]))
    # Whoever reads papers in chooses among all bodies.
    among_all = ("reading-acceptance", models.Organisation.__name__)
    assert [(name, field) for name, field, model, _ in told if (name, model) != among_all] == []
    assert tried >= 10


Chosen = dict[tuple[str, str, Any], tuple[str, dict[str, str], str, str]]


def choices(siege: Siege, kinds: Kinds) -> Chosen:
    """Every control of every page in which a thing is chosen by its id: where it is sent, and what the form says of
    itself beside. Of several such forms it is the one whose thing the access table sends something to."""
    found: Chosen = {}
    usual = {
        reverse(address, kwargs=thing.names) for (address, _), thing in siege.pages.items() if thing.sent()
    }
    for address, form, shown in posted(siege):
        for field, values in form.offers.items():
            for model, known, unknown in kinds.chosen(values):
                # A body of a programme that the person reads may be offered; the other side of the far one never is.
                hidden = hidden_value(siege, "hill") if known in shown else known
                key = name_of(form.action), field, model
                told = {
                    name: next(iter(one)) for name, one in form.offers.items() if len(one) == 1 and all(one)
                }
                if key not in found or (address in usual and found[key][0] not in usual):
                    found[key] = address, told, hidden, unknown
    return found


def posted(siege: Siege) -> Iterator[tuple[str, FoundForm, set[str]]]:
    """Every form of every page: where it is sent, and what can be chosen anywhere on its page."""
    with undone():
        walkers = [siege.walker(person) for person in ("officer", "leader", "administrator")]
        for row in (row for row in PAGE_ROWS if row.method == "GET"):
            thing = siege.pages.get((row.address, row.thing), Thing())
            address = reverse(row.address, kwargs=thing.names)
            for walker in walkers:
                with undone():
                    page = html_of(walker.get(address, thing.asked))
                forms = Page(address, page).forms
                shown = {value for form in forms for values in form.offers.values() for value in values}
                yield from (
                    (urlsplit(form.action).path, form, shown) for form in forms if form.method == "post"
                )


def html_of(answer: Any) -> str:
    readable = not answer.streaming and "html" in answer["Content-Type"]
    page = answer.content.decode() if readable else ""
    answer.close()
    assert answer.status_code != 500
    return page
