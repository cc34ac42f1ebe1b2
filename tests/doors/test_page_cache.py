"""Public pages are kept for as long as nothing public changed: quick, the same to everybody, gone at once when gone."""

import gzip
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from chungtay.doors.portal import cache
from chungtay.doors.portal.cache import PAGES, Kept, Key, Pages, Public, begin_public
from chungtay.doors.portal.counting import Readings
from chungtay.models import ArticleCopy, Edition, Portal
from tests.doors.public_pages import ADDRESS, IN_ENGLISH, PHONE, begin_anew, reader, site, views
from tests.world import NOW

PLACES = ("/", ADDRESS, IN_ENGLISH)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch, settings: Settings, db: None) -> Readings:
    settings.KEPT_PAGES = 2**20
    return begin_anew(monkeypatch)


@pytest.fixture
def portal(readings: Readings) -> Portal:
    return site()


def asked(address: str, **headers: str) -> tuple[Any, list[str]]:
    """The answer, and the questions that it took to the database."""
    with CaptureQueriesContext(connection) as questions:
        answer = reader().get(address, headers=headers)
    return answer, [one["sql"] for one in questions.captured_queries]


@pytest.mark.parametrize("address", PLACES)
def test_a_kept_page_asks_one_question_and_is_the_same_to_the_letter(portal: Portal, address: str) -> None:
    made, many = asked(address)
    given, one = asked(address)
    assert len(many) > 1
    assert len(one) == 1 and "edition" in one[0]
    assert given.content == made.content
    assert dict(given.headers) == dict(made.headers)


def test_what_is_withdrawn_is_gone_with_the_next_request(portal: Portal) -> None:
    title = "Đoàn Oakshire"
    for address in PLACES[:2]:
        assert title in reader().get(address).content.decode()
    ArticleCopy.objects.update(withdrawn_at=NOW)
    Edition.next()
    assert title not in reader().get("/").content.decode()
    assert [reader().get(address).status_code for address in (ADDRESS, IN_ENGLISH)] == [410, 410]


def test_a_page_that_was_made_while_something_changed_is_not_given_out(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change comes after the page has read its words and before it is kept."""
    kept = cache.kept

    def late(answer: HttpResponse, public: Public) -> Kept:
        ArticleCopy.objects.update(title="Another title")
        Edition.next()
        return kept(answer, public)

    with monkeypatch.context() as patch:
        patch.setattr(cache, "kept", late)
        reader().get(ADDRESS)
    assert "Another title" in reader().get(ADDRESS).content.decode()


def test_a_page_ages(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    reader().get("/")
    later = cache.time.monotonic() + cache.LASTS + 1
    monkeypatch.setattr(cache.time, "monotonic", lambda: later)
    assert len(asked("/")[1]) > 1


def test_who_signed_in_gets_pages_made_anew_and_leaves_none(
    portal: Portal, signed_in: Callable[[str], Client]
) -> None:
    staff = signed_in("officer")
    assert "/work/" in staff.get("/").content.decode()
    assert not PAGES.kept
    assert "/work/" not in reader().get("/").content.decode()
    assert "/work/" in staff.get("/").content.decode()


def test_parameters_that_no_page_knows_make_no_other_page(portal: Portal) -> None:
    page = reader().get("/").content
    for number in range(20):
        assert reader().get(f"/?utm_source={number}&x[]={number}").content == page
    assert len(PAGES.kept) == 1


def test_a_page_is_told_only_the_parameters_that_it_knows(db: None) -> None:
    request = RequestFactory().get("/news/?utm_source=a&page=2&page=3&x=%2F")
    begin_public(request, ("page",), None)
    assert request.get_full_path() == "/news/?page=2&page=3"
    assert set(request.GET) == {"page"}


def test_each_host_and_each_way_of_coming_has_its_own_page(portal: Portal, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "union.localhost"]
    reader().get("/")
    reader().get("/", SERVER_NAME="union.localhost")
    reader().get("/", secure=True)
    assert {key.where[:2] for key in PAGES.kept} == {
        (False, "testserver"), (False, "union.localhost"), (True, "testserver"),
    }  # fmt: skip


def test_a_host_that_is_not_ours_is_refused_with_the_headers_of_the_house(portal: Portal) -> None:
    answer = reader().get("/", SERVER_NAME="evil.example")
    assert answer.status_code == 400
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_kept_page_comes_packed_to_whoever_can_unpack(portal: Portal) -> None:
    plain = reader().get("/").content
    packed = reader().get("/", headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain)
    assert {"Accept-Encoding", "Cookie"} == {word.strip() for word in packed["Vary"].split(",")}


def test_a_head_tells_the_length_and_sends_nothing(portal: Portal) -> None:
    page = reader().get("/")
    head = reader().head("/")
    assert {**head.headers} == {**page.headers}
    (kept,) = PAGES.kept.values()
    answer = kept.answer(RequestFactory().head("/"))
    assert isinstance(answer, HttpResponse) and answer.content == b"", "not only since the client drops it"


@pytest.mark.parametrize("packing", ["", "gzip"])
def test_a_page_that_did_not_change_is_not_sent_again(portal: Portal, packing: str) -> None:
    page = reader().get(ADDRESS, headers={"Accept-Encoding": packing})
    again = reader().get(ADDRESS, headers={"If-None-Match": page["ETag"], "Accept-Encoding": packing})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", page["ETag"])
    ArticleCopy.objects.update(title="Another")
    Edition.next()
    assert reader().get(ADDRESS, headers={"If-None-Match": page["ETag"]}).status_code == 200


def test_kept_pages_are_counted_like_others(readings: Readings, portal: Portal) -> None:
    etag = reader(address="203.0.113.1").get(ADDRESS)["ETag"]
    reader(address="203.0.113.2").get(ADDRESS)
    reader(address="203.0.113.2").get(IN_ENGLISH)
    reader(address="203.0.113.3").get(ADDRESS, headers={"If-None-Match": etag})
    reader(address="203.0.113.4").head(ADDRESS)
    readings.write(timezone.now())
    assert views() == 3


def test_what_is_no_page_of_the_public_is_never_kept(portal: Portal) -> None:
    for address in ("/sign-in/", "/api/", "/news/khong-co/", "/static/hem.svg"):
        Client(HTTP_USER_AGENT=PHONE).get(address)
    assert not PAGES.kept


def test_what_readers_look_for_is_answered_and_not_kept(portal: Portal) -> None:
    for word in ("oakshire", "elmshire", "x" * 300):
        assert reader().get("/find/", {"words": word}).status_code == 200
    assert not PAGES.kept
    assert reader().get("/find/").status_code == 200
    assert len(PAGES.kept) == 1


def test_the_memory_has_an_end_and_what_was_asked_for_last_stays(settings: Settings) -> None:
    settings.KEPT_PAGES = 100_000
    pages, chance = Pages(), random.Random(42)
    for number in range(500):
        page = Kept(Public(1), 0.0, {}, bytes(chance.randrange(1, 20_000)), b"", "")
        pages.put(Key((False, "h", f"/{number % 80}"), ()), page)
        assert pages.size <= 100_000
        assert pages.size == sum(one.size for one in pages.kept.values())
        assert len(pages.reads) <= len(pages.kept)
    assert pages.get(Key((False, "h", f"/{499 % 80}"), ()))


def test_one_page_that_is_larger_than_the_memory_is_made_each_time(settings: Settings) -> None:
    settings.KEPT_PAGES = 10_000
    pages = Pages()
    pages.put(Key((False, "h", "/"), ()), Kept(Public(1), 0.0, {}, bytes(20_000), b"", ""))
    assert (pages.size, len(pages.kept), len(pages.reads)) == (0, 0, 0)
