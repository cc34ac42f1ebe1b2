"""Counting is honest: no machine, no reload, nobody of the house, nothing kept of who it was, few writes, none lost."""

import errno
import fcntl
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chungtay.doors.portal import counting
from chungtay.doors.portal.counting import Readings
from chungtay.doors.portal.marks import Marks
from chungtay.models import Portal, ViewDay, Visiting
from chungtay.rules.published.views import READERS_OF_ONE_NETWORK
from tests.doors.public_pages import (
    ADDRESS,
    IN_ENGLISH,
    PHONE,
    STORY,
    begin_anew,
    reader,
    site,
    views,
    visitors,
)
from tests.world import NOW

TODAY = NOW.date()


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch, db: None) -> Readings:
    return begin_anew(monkeypatch)


@pytest.fixture
def portal(readings: Readings) -> Portal:
    return site()


def written(readings: Readings) -> tuple[int, int]:
    readings.write(timezone.now())
    return views(), visitors()


def asked_from(address: str) -> HttpRequest:
    return RequestFactory(HTTP_USER_AGENT=PHONE, REMOTE_ADDR=address).get(ADDRESS)


def test_one_reader_counts_once_however_often_and_in_however_many_languages(
    readings: Readings, portal: Portal
) -> None:
    for _ in range(3):
        for address in (ADDRESS, IN_ENGLISH, "/"):
            assert reader().get(address).status_code == 200
    assert written(readings) == (1, 1)
    reader(address="203.0.113.8").get(ADDRESS)
    assert written(readings) == (2, 2)


def test_a_reader_of_the_front_page_read_no_story(readings: Readings, portal: Portal) -> None:
    reader().get("/")
    assert written(readings) == (0, 1)


def test_one_client_that_hammers_counts_once(readings: Readings, portal: Portal) -> None:
    browser = reader()
    for _ in range(300):
        browser.get(ADDRESS)
    assert written(readings) == (1, 1)


def test_one_client_that_calls_itself_something_new_each_time_is_soon_no_longer_believed(
    readings: Readings, portal: Portal
) -> None:
    for number in range(READERS_OF_ONE_NETWORK + 20):
        reader(agent=f"{PHONE} {number}").get(ADDRESS)
    assert written(readings) == (READERS_OF_ONE_NETWORK, READERS_OF_ONE_NETWORK)


def test_whoever_holds_a_network_of_addresses_counts_as_one(readings: Readings, portal: Portal) -> None:
    for number in range(1, 20):
        reader(address=f"2001:db8:1:2::{number:x}").get(ADDRESS)
    assert written(readings) == (1, 1)


def test_machines_heads_and_staff_are_not_counted(
    readings: Readings, portal: Portal, signed_in: Callable[[str], Client]
) -> None:
    reader(agent="Mozilla/5.0 (compatible; Googlebot/2.1)").get(ADDRESS)
    reader().head(ADDRESS)
    assert signed_in("officer").get(ADDRESS, headers={"User-Agent": PHONE}).status_code == 200
    reader().get("/news/khong-co/")
    assert written(readings) == (0, 0)


def test_readers_are_given_no_cookie(readings: Readings, portal: Portal) -> None:
    browser = reader()
    for address in ("/", ADDRESS, IN_ENGLISH):
        browser.get(address)
    assert not browser.cookies


def test_the_next_day_a_reader_reads_again(
    readings: Readings, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader().get(ADDRESS)
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    for _ in range(2):
        reader().get(ADDRESS)
    readings.write(tomorrow)
    assert sorted(ViewDay.objects.values_list("views", flat=True)) == [1, 1]


def test_nothing_that_leads_back_to_a_reader_is_kept(readings: Readings, portal: Portal) -> None:
    reader(address="203.0.113.77").get(ADDRESS)
    memory = bytes(counting.OF_THE_DAY.memory)
    assert b"203.0.113.77" not in memory
    assert {field.name for field in ViewDay._meta.fields} == {"id", "story", "day", "views"}
    key = memory[16:48]
    counting.OF_THE_DAY.begin(counting.OF_THE_DAY.head[0] + 1)
    assert key not in bytes(counting.OF_THE_DAY.memory)


def test_a_thousand_readings_are_one_write(readings: Readings, portal: Portal) -> None:
    for number in range(1_000):
        address = f"198.51.{number // 250}.{number % 250}"
        request = asked_from(address)
        readings.count(request, portal=portal.pk, story=STORY, at=NOW)
    with CaptureQueriesContext(connection) as asked:
        readings.write(NOW)
    changes = [
        one["sql"] for one in asked.captured_queries if "viewday" in one["sql"] and "insert" in one["sql"]
    ]
    assert len(changes) == 1
    assert (views(), visitors()) == (1_000, 1_000)
    with CaptureQueriesContext(connection) as asked:
        readings.write(NOW)
    assert not asked.captured_queries


def test_processes_add_up(readings: Readings, portal: Portal) -> None:
    for other, address in (
        (readings, "203.0.113.1"),
        (Readings(), "203.0.113.2"),
        (Readings(), "203.0.113.2"),
    ):
        request = asked_from(address)
        other.count(request, portal=portal.pk, story=STORY, at=NOW)
        other.write(NOW)
    assert (views(), visitors()) == (2, 2)
    assert Visiting.now(portal, NOW) == 2


def test_what_could_not_be_written_waits(
    readings: Readings, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader().get(ADDRESS)

    def fails(counts: object) -> None:
        raise OperationalError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "close", lambda: None)
        patch.setattr(ViewDay.objects, "add", fails)
        assert written(readings) == (0, 0)
    assert written(readings) == (1, 1)


def test_the_visitors_of_a_portal_that_was_given_up_stop_nobody_elses(
    readings: Readings, portal: Portal
) -> None:
    reader().get(ADDRESS)
    portal.articles.clear()
    portal.delete()
    assert written(readings) == (1, 0)


def test_who_is_here_now_is_told_and_soon_forgotten(readings: Readings, portal: Portal) -> None:
    for number in (1, 2, 2):
        reader(address=f"203.0.113.{number}").get("/")
    now = timezone.now()
    readings.write(now)
    assert Visiting.now(portal, now) == 2
    assert Visiting.now(portal, now + timedelta(minutes=3)) == 0
    readings.write(now + timedelta(minutes=16))
    assert Visiting.now(portal, now + timedelta(minutes=16)) == 0


def test_a_full_memory_counts_too_few_and_never_too_many() -> None:
    marks = Marks(16)
    for reader_number in range(100):
        marks.is_new(1, f"reader {reader_number}", "story", network=f"net {reader_number}", most=3)
    assert marks.head[1] <= 12
    assert not any(marks.is_new(1, f"new {n}", "story", network="n", most=3) for n in range(20))


def test_a_clock_that_runs_behind_counts_nobody_again() -> None:
    marks = Marks(64)

    def is_new(day: int) -> bool:
        return marks.is_new(day, "browser", "story", network="203.0.113.7", most=3)

    assert [is_new(day) for day in (5, 5, 4, 5, 6)] == [True, False, False, False, True]


def test_a_reader_is_counted_though_the_kernel_sees_a_circle_that_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two processes with two threads each, two tables: a whole process seems to wait for itself."""
    refusals = iter([OSError(errno.EDEADLK, "Resource deadlock avoided")] * 3)
    lock = fcntl.lockf

    def refuses_first(file: Any, command: int) -> None:
        if command == fcntl.LOCK_EX and (refusal := next(refusals, None)):
            raise refusal
        lock(file, command)

    monkeypatch.setattr(fcntl, "lockf", refuses_first)
    assert Marks(8).is_new(1, "browser", "story", network="203.0.113.7", most=3)
    assert next(refusals, None) is None
