"""Nonsense, old requests, other people's tabs, wrong clocks: answered calmly, told alike, and nothing kept half-way.

The test client raises whatever a view raises, so an answer at all says that nothing broke.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.actions.accounts import note_failed_try, wait_before_try
from chungtay.doors.api import api
from chungtay.models import AuditLine, Post, Share
from tests.access.test_access import ROWS as PAGE_ROWS
from tests.access.test_access import Row
from tests.access.things import Thing
from tests.attacks.crawl import page_routes
from tests.attacks.siege import Siege
from tests.attacks.test_foreign_ids import masked
from tests.attacks.test_mass_assignment import who_may
from tests.doors.api_calls import BODIES, FILES, sent_to
from tests.doors.test_api_access import PERSONS as API_PERSONS
from tests.doors.test_api_access import ROWS as API_ROWS
from tests.undone import undone
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db
WRITING = [row for row in API_ROWS if row[0] != "GET"]
# What is behind the door and does something for somebody.
CHANGING = [
    row
    for row in PAGE_ROWS
    if row.method == "POST" and row.wanted[0] == "door" and "302" in row.wanted and row.address != "sign-out"
]
NESTED = "[" * 100_000
MAY_SAY_NOTHING = {
    ("POST", "reports/{id}/hand-in")
}  # on whose behalf; whoever hands in their own leaves it out


# ids that are none


def odd(key: str) -> list[str]:
    """A true id, written in ways that no link of ours writes it; and what looks like an id."""
    return [
        key.upper(), key.replace("-", ""), f"{{{key}}}", f"urn:uuid:{key}", f"{key}0", key * 40, f" {key}",
        f"{key}%00", f"{key}%0a", "..%2f" + key, "%2e%2e/" + key, "0", "-1", "9" * 400, "%ff%fe", "null", "%", "*",
        quote("\u202e" + key),
    ]  # fmt: skip


@pytest.mark.parametrize("person", ["officer", "stranger"])
def test_an_id_written_otherwise_leads_nowhere_for_everybody(siege: Siege, person: str) -> None:
    """For whoever may read the thing as for the stranger, so that nothing is learnt from it."""
    report, document = (
        siege.world.reports["dogwood"].pk,
        siege.pages["document", "shared"].names["document_id"],
    )
    told = []
    with undone():
        browser = siege.browser(person)
        for before, key in (("/reports/", report), ("/documents/", document), ("/api/reports/", report)):
            for written in odd(str(key)):
                answer = browser.get(f"{before}{written}{'' if 'api' in before else '/'}")
                if answer.status_code not in (400, 404):
                    told.append((before, written[:60], answer.status_code))
                answer.close()
    assert told == []


def test_no_address_breaks_over_a_number_or_a_slug_that_no_database_holds(siege: Siege) -> None:
    with undone():
        browser = siege.browser("leader")
        for name, route in page_routes().items():
            for value in ("9" * 400, "9223372036854775808", "x" * 5_000, "-", "a--b", "0"):
                if "{" in route and "(" not in route:
                    answer = browser.get(re.sub(r"{\w+}", value, route))
                    assert answer.status_code in (400, 404, 405, 302), (name, value[:30], answer.status_code)
                    answer.close()
        for path in api.get_openapi_schema()["paths"]:
            for value in ("9" * 400, "9223372036854775808", "x" * 5_000):
                assert browser.get(re.sub(r"{\w+}", value, path)).status_code in (404, 405, 422, 200), path


# bodies that are none


def bodies() -> Iterator[tuple[bytes | str, str]]:
    yield '{"note": "' + "a" * 1_000_000 + '"}', "application/json"
    yield NESTED, "application/json"
    yield '{"note": ' * 5_000 + "1" + "}" * 5_000, "application/json"
    yield '{"note": "\\u0000"}', "application/json"
    yield '{"note": "\\ud800"}', "application/json"
    yield '{"note": 1e999}', "application/json"
    yield '{"note": NaN, "note": Infinity}', "application/json"
    yield b'{"note": "\xff\xfe"}', "application/json"
    yield b"\x00" * 1_000, "application/json"
    yield "[]", "application/json"
    yield "null", "application/json"
    yield '"text"', "application/json"
    yield "note=a&holder=b", "application/x-www-form-urlencoded"
    yield "<note/>", "application/xml"
    yield b"--x\r\nnothing", "multipart/form-data; boundary=x"
    yield b"nothing", "multipart/form-data"
    yield '{"nota": "a"}', "application/json; charset=no-such"


@pytest.mark.parametrize("row", WRITING, ids=lambda row: " ".join(row[:3]))
def test_no_operation_breaks_over_a_body_and_keeps_a_part_of_it(siege: Siege, row: list[str]) -> None:
    assert siege.before
    names = siege.api.get((row[1].split("/")[0], row[2]), {})
    needs_none = (row[0], row[1]) not in {*BODIES, *FILES} or (row[0], row[1]) in MAY_SAY_NOTHING
    with undone():
        browser = siege.browser(who_may(API_PERSONS, row[3:], "200", row[1]))
        for body, kind in bodies():
            answer = browser.generic(row[0], f"/api/{row[1].format(**names)}", body, content_type=kind)
            assert answer.status_code in (400, 404, 413, 415, 422) or needs_none, (
                body[:40],
                answer.status_code,
            )
        if not needs_none:
            assert siege.changed() == []


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_no_header_turns_one_method_into_another(siege: Siege, header: str) -> None:
    assert siege.before
    names = siege.api["articles", "draft"]
    with undone():
        browser = siege.browser("leader")
        for address in (
            f"/api/articles/{names['id']}/files/{names['file_id']}",
            f"/articles/{names['id']}/withdrawal/",
        ):
            browser.get(address, headers={header: "DELETE"}).close()
            browser.get(address, {"_method": "DELETE"}, headers={header: "POST"}).close()
        assert siege.changed() == []


# at the door

NAMES = [
    "a" * 10_000, "ờ" * 10_000, "nobody", "LEADER ", "leader\u200b", "' or 1=1 --", "../../etc/passwd", "%00",
    "\u202eleader", "leader@example.org", "ⓛⓔⓐⓓⓔⓡ",
]  # fmt: skip


def test_a_name_of_any_kind_is_refused_in_the_same_words_as_a_wrong_password(siege: Siege) -> None:
    def tried(name: str) -> tuple[int, str, str]:
        with undone():
            sent = {"username": name, "password": "wrong horse battery staple"}
            answer = Client(headers={"Accept-Language": "en"}).post("/sign-in/", sent)
            return words_of(answer, name)

    with undone():  # half a character, which no browser sends
        sent = "username=%ED%A0%80&password=wrong+horse+battery+staple"
        form = "application/x-www-form-urlencoded"
        half = Client(headers={"Accept-Language": "en"}).generic("POST", "/sign-in/", sent, content_type=form)
        assert half.status_code in (400, 422)
    known = tried("leader")
    assert [name[:20] for name in NAMES if tried(name) != known] == []


def words_of(answer: Any, name: str) -> tuple[int, str, str]:
    status, text, where = masked(answer)
    text = re.sub(r'value="[^"]*"', "", text)
    return status, text, where


def test_a_closed_account_is_refused_in_the_same_words(siege: Siege) -> None:
    with undone():
        account = siege.world.officer.account
        account.is_active = False
        account.save()
        right = Client().post(
            "/sign-in/", {"username": "officer", "password": "correct horse battery staple"}
        )
        wrong = Client().post("/sign-in/", {"username": "nobody", "password": "correct horse battery staple"})
        assert words_of(right, "officer") == words_of(wrong, "nobody")


# old requests, and tabs of others


@pytest.mark.parametrize("row", CHANGING, ids=str)
def test_what_was_sent_before_signing_out_is_refused_afterwards(siege: Siege, row: Row) -> None:
    """Word for word: the same cookies, the same token."""
    assert siege.before
    person = who_may(["-", *PAGE_PERSONS[1:]], row.wanted, "302", page_routes()[row.address])
    thing = siege.pages.get((row.address, row.thing), Thing())
    address = reverse(row.address, kwargs=thing.names)
    with undone():
        browser = siege.browser(person, enforce_csrf_checks=True)
        token = token_of(browser)
        old = dict(browser.cookies.items())
        browser.post("/sign-out/", {"csrfmiddlewaretoken": token})
        for name, morsel in old.items():
            browser.cookies[name] = morsel.value
        before = siege.changed()
        answer = browser.post(address, {**thing.sent(), "csrfmiddlewaretoken": token})
        assert answer.status_code in (302, 403, 404)
        assert answer.status_code != 302 or answer["Location"].startswith("/sign-in/"), answer["Location"]
        assert siege.changed() == before


PAGE_PERSONS = [
    "anonymous",
    "stranger",
    "officer",
    "partner",
    "provincial",
    "leader",
    "auditor",
    "administrator",
]


def token_of(browser: Client) -> str:
    page = browser.get("/account/").content.decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found, "the page carries a token"
    return found[1]


@pytest.mark.parametrize("row", CHANGING, ids=str)
def test_a_form_opened_by_one_person_is_never_sent_in_by_another_in_their_name(
    siege: Siege, row: Row
) -> None:
    """The leader's tab is still open when the officer signs in at the same desk; the leader's form is sent."""
    thing = siege.pages.get((row.address, row.thing), Thing())
    address = reverse(row.address, kwargs=thing.names)
    leader = siege.world.leader.pk
    with undone():
        browser = siege.browser("leader", enforce_csrf_checks=True)
        token = token_of(browser)
        browser.force_login(siege.world.officer.account)
        last = AuditLine.objects.order_by("-number").values_list("number", flat=True)[0]
        answer = browser.post(address, {**thing.sent(), "csrfmiddlewaretoken": token})
        answer.close()
        assert not AuditLine.objects.filter(number__gt=last, person_id=leader).exists()


def test_a_post_that_ends_between_two_requests_ends_there(siege: Siege) -> None:
    report = siege.world.reports["dogwood"]
    with undone():
        browser = siege.browser("officer")
        assert browser.get(f"/reports/{report.pk}/").status_code == 200
        Post.objects.filter(person=siege.world.officer).update(valid_to=TODAY)
        ended = siege.changed()
        for answer in (
            browser.get(f"/reports/{report.pk}/"),
            browser.post(f"/reports/{report.pk}/hand-in/", {}),
            browser.get(f"/api/reports/{report.pk}"),
            browser.post(f"/api/reports/{report.pk}/hand-in", "", content_type="application/json"),
        ):
            assert answer.status_code in (302, 401, 403, 404), answer.status_code
            assert answer.status_code != 302 or "/reports/" not in answer["Location"]
        assert siege.changed() == ended


def test_whose_role_is_taken_down_acts_with_the_new_one_at_once(siege: Siege) -> None:
    with undone():
        browser, draft = siege.browser("leader"), siege.pages["article-publication", "handed-in"].names["id"]
        assert browser.get(f"/articles/{draft}/").status_code == 200
        Post.objects.filter(person=siege.world.leader).update(role="commune_officer")
        assert browser.post(f"/articles/{draft}/publication/").status_code in (302, 422)
        assert (
            "Your post does not allow this."
            in browser.post(
                f"/api/articles/{draft}/publication", "{}", content_type="application/json"
            ).content.decode()
        )


# clocks


@pytest.mark.parametrize("hours", [-2, 2])
def test_a_clock_that_jumps_by_two_hours_opens_nothing_and_breaks_nothing(
    siege: Siege, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    with undone():
        browsers = {name: siege.browser(name) for name in ("officer", "stranger")}
        note_failed_try("officer", "203.0.113.9", "", timezone.now())
        step = timezone.now
        monkeypatch.setattr(timezone, "now", lambda: step() + timedelta(hours=hours))
        report = siege.world.reports["dogwood"].pk
        assert browsers["officer"].get(f"/reports/{report}/").status_code in (200, 302)
        assert browsers["stranger"].get(f"/reports/{report}/").status_code in (404, 302)
        browsers["officer"].post(f"/reports/{report}/hand-in/", {}).close()
        assert wait_before_try("officer", "203.0.113.9", "", timezone.now()) <= timedelta(hours=3)


@pytest.mark.parametrize(
    "at", [datetime(2026, 3, 20, 16, 59, tzinfo=NOW.tzinfo), datetime(2026, 3, 20, 17, 1, tzinfo=NOW.tzinfo)]
)
def test_posts_and_shares_turn_with_the_day_of_the_house_not_of_the_machine(
    siege: Siege, monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    """The last minute of 20 March here, and the first of the 21st, are both the 20th in London."""
    monkeypatch.setattr(timezone, "now", lambda: at)
    after = timezone.localdate(at) > TODAY
    with undone():
        paper = siege.pages["document", "shared"].names["document_id"]
        Post.objects.filter(person=siege.world.officer).update(valid_to=date(2026, 3, 21))
        Share.objects.filter(thing_id=paper).update(until=date(2026, 3, 21))
        assert (siege.browser("officer").get(f"/documents/{paper}/").status_code != 200) is after
        assert (siege.browser("partner").get(f"/documents/{paper}/").status_code == 404) is after


def test_a_bodys_good_copy_is_still_good(siege: Siege) -> None:
    """The bodies that are spoilt here are good before: else nothing above would say anything."""
    row = next(row for row in API_ROWS if row[1] == "reports/{id}/return")
    with undone():
        names = siege.api[row[1].split("/")[0], row[2]]
        sent = json.dumps(sent_to(row[0], row[1], row[2], siege.api))
        answer = siege.browser("leader").post(
            f"/api/{row[1].format(**names)}", sent, content_type="application/json"
        )
        assert answer.status_code == 200
