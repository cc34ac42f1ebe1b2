"""Nobody sets what an operation does not ask for: holder, state, approver, lock, the id of another thing.

Every field of every model is sent beside a good body. The API refuses each by its name; a page drops it, and does
exactly what it does without.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.doors.api import api
from chungtay.rules.versions import RowKind
from chungtay.rules.versions.text import FIELD_OF
from tests.access.matrix import Browser
from tests.access.test_access import PERSONS as PAGE_PERSONS
from tests.access.test_access import ROWS as PAGE_ROWS
from tests.access.test_access import Row
from tests.access.things import Thing
from tests.attacks.crawl import page_routes
from tests.attacks.forms_read import Page, name_of
from tests.attacks.named import hostile, names_of_fields
from tests.attacks.siege import Siege
from tests.doors.api_calls import FILES, sent_to
from tests.doors.test_api_access import PERSONS as API_PERSONS
from tests.doors.test_api_access import ROWS as API_ROWS
from tests.undone import undone

pytestmark = pytest.mark.django_db
WRITING = [row for row in API_ROWS if row[0] != "GET"]
POSTING = [row for row in PAGE_ROWS if row.method == "POST"]
SCHEMA = api.get_openapi_schema()


def who_may(persons: list[str], wanted: tuple[str, ...] | list[str], done: str, route: str = "") -> str:
    """Somebody for whom it works; else whoever comes furthest. The administrator stands in no column."""
    able = [person for person, got in zip(persons, wanted, strict=False) if got == done]
    return able[0] if able else "administrator" if "people" in route else "leader"


# the API


def bodies_of(shape: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The objects with named fields inside a shape, itself included."""
    if "$ref" in shape:
        shape = SCHEMA["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
    if shape.get("properties"):
        yield shape
    for inner in [*shape.get("properties", {}).values(), *shape.get("anyOf", []), shape.get("items")]:
        if inner:
            yield from bodies_of(inner)


@pytest.mark.parametrize("row", WRITING, ids=lambda row: " ".join(row[:3]))
def test_every_part_of_a_body_refuses_what_it_does_not_name(row: list[str]) -> None:
    operation = SCHEMA["paths"][f"/api/{row[1]}"][row[0].lower()]
    asked = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    open_ones = [
        body.get("title") for body in bodies_of(asked) if body.get("additionalProperties") is not False
    ]
    assert open_ones == []


@pytest.mark.parametrize("row", WRITING, ids=lambda row: " ".join(row[:3]))
def test_the_api_refuses_by_name_whatever_else_is_sent(siege: Siege, row: list[str]) -> None:
    assert siege.before
    person = who_may(API_PERSONS, row[3:], "200", row[1])
    body = {} if (row[0], row[1]) in FILES else sent_to(row[0], row[1], row[2], siege.api)
    strange = sorted(set(hostile(siege)) - named_in(row) - set(body))
    with undone():
        answer = send(siege.browser(person), row, siege, {**body, **dict.fromkeys(strange, "1")})
        changed = siege.changed()
    assert answer.status_code == 422, answer.content[:300]
    told = {message["where"] for message in answer.json()["messages"]}
    assert {name for name in strange if not any(where.endswith(name) for where in told)} == set()
    assert changed == []


def named_in(row: list[str]) -> set[str]:
    operation = SCHEMA["paths"][f"/api/{row[1]}"][row[0].lower()]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        return {name for body in list(bodies_of(content["schema"]))[:1] for name in body["properties"]}
    return set()


def send(browser: Client, row: list[str], siege: Siege, body: dict[str, Any]) -> Any:
    method, path, thing = row[:3]
    address = f"/api/{path.format(**siege.api.get((path.split('/')[0], thing), {}))}"
    if (method, path) in FILES:
        return browser.post(address, {**FILES[method, path](), **body})
    return browser.generic(method, address, json.dumps(body), content_type="application/json")


def test_a_file_that_nobody_asked_for_is_refused_by_name(siege: Siege) -> None:
    row = ["POST", "documents", "-"]
    with undone():
        answer = send(siege.browser("leader"), row, siege, {"seal": SimpleUploadedFile("seal.pdf", b"%PDF")})
    assert [message["where"] for message in answer.json()["messages"]] == ["seal"]


# the pages


@pytest.fixture(scope="module")
def offered(siege: Siege) -> dict[str, set[str]]:
    """What the pages ask for, by the address that it is sent to."""
    found: dict[str, set[str]] = {}
    walkers: dict[str, Browser] = {}
    for row in PAGE_ROWS:
        if row.method != "GET":
            continue
        for person in (
            "officer",
            "cedar",
            "partner",
            "provincial",
            "leader",
            "auditor",
            "administrator",
            "anonymous",
        ):
            walker = walkers.setdefault(person, siege.walker(person))
            for form in forms_on(siege, row, walker):
                found.setdefault(name_of(form.action), set()).update(form.names)
    return found


def forms_on(siege: Siege, row: Row, walker: Browser) -> Iterator[Any]:
    thing = siege.pages.get((row.address, row.thing), Thing())
    address = reverse(row.address, kwargs=thing.names)
    with undone():  # papers are noted as they are given out
        answer = walker.get(address, thing.asked)
        readable = answer.status_code == 200 and "html" in answer["Content-Type"]
        page = answer.content.decode() if readable else ""
        answer.close()
    yield from (form for form in Page(address, page).forms if form.method == "post")


@pytest.mark.parametrize("row", POSTING, ids=str)
def test_a_page_does_the_same_whatever_else_is_sent(
    siege: Siege, offered: dict[str, set[str]], row: Row, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # more names are tried here than any form may carry
    thing = siege.pages.get((row.address, row.thing), Thing())
    assert siege.before
    person = who_may(PAGE_PERSONS, row.wanted, "302", page_routes()[row.address])
    asked = {*offered.get(row.address, ()), *thing.sent(), *ASKED.get(row.address, ())}
    strange = {name: value for name, value in hostile(siege).items() if name not in asked}
    strange |= {f"1.{name}": value for name, value in strange.items() if f"1.{name}" not in asked}
    told = []
    both: tuple[dict[str, str], ...] = ({}, strange)
    address = reverse(row.address, kwargs=thing.names)
    for more in both:
        with undone():
            in_address = {} if row.address in REFUSING else more
            sent = thing.sent()
            sent = type(sent)({**sent, **more})  # a form, or what a script sends
            answer = siege.browser(person).post(address, sent, query_params=in_address)
            told.append((answer.status_code, siege.changed()))
    assert told[0] == told[1]
    if row.address in REFUSING:
        with undone():
            answer = siege.browser(person).post(address, thing.sent(), query_params=strange)
            assert (answer.status_code, siege.changed()) == (422, [])


# A form of a board carries in its address what was looked at; another word there is refused before anything is done.
REFUSING = {"plan-deeds", "plan-risk-days", "plan-views", "plan-view-deletion"}
# What a form asks for that no page of the small world shows: nothing can be chosen, or the row was not opened.
ASKED = {
    "wording-check": ("seen",),  # which words she had before her
    "paper-new": ("programme", "plan", "meeting", "recommendation"),
    "side-key-wrapped": ("number",),
    "enrolment": ("follows",),
    "recommendation-new": ("origin", "id", "programme"),
    "supervision-new": ("plan",),
    "supervision-moves": ("note", "conclusion", "conclusion_lo", "late_reason"),
    "document-number": ("book", "on", "number", "suffix", "unit", "reason"),
    "template-new": ("name", "paper", "language", "holder", "file", "note"),
    "task-waiting": ("blocked_by",),
    "article-steps": ("step", "seen", "note"),
    "article-approval": ("seen", "note"),
    "article-publication": ("seen", "note", "goes_out_at"),
    "opinion-answer": ("answer", "answered_on", "text", "number", "files"),
    "version-rows": ("number", *FIELD_OF[RowKind.COMMITMENT]),
    "version-row": ("number", *FIELD_OF[RowKind.COMMITMENT]),
}


def test_the_names_that_are_sent_hold_what_must_never_be_a_clients() -> None:
    grave = {
        "holder",
        "holder_id",
        "state",
        "approved_by",
        "approved_at",
        "recorded_by",
        "frozen_at",
        "served_id",
    }
    assert grave <= set(names_of_fields())
