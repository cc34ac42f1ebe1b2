"""The public pages of programmes, plans, papers, days and units: what was chosen and nothing else."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries

from chungtay import models
from chungtay.actions.activities import record_activity
from chungtay.actions.published import (
    copy_units,
    publish_document,
    publish_event,
    withdraw_document,
    withdraw_event,
    withdraw_programme,
)
from chungtay.models import Activity, DocumentCopy, EventCopy, ProgrammeCopy, UnitCopy
from tests.actions.test_public_programmes import accepted, paper, renew
from tests.world import NOW, World

__all__ = ["accepted"]
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
PROGRAMME, PLAN, PAPERS = "/public/oak-elm/", "/public/oak-elm/plans/2026/", "/public/oak-elm/papers/"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def reader() -> Client:
    return Client(HTTP_USER_AGENT=PHONE)


@pytest.fixture
def shown(accepted: World) -> World:
    renew(accepted)
    return accepted


def text(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_a_programme_tells_what_was_agreed_planned_and_done(reader: Client, shown: World) -> None:
    page = text(reader, f"/en{PROGRAMME}")
    for said in (
        "Oakshire and Elmshire", "Tell about the border", "Union of Elmshire", "2024–2028", "18/KH-BTV",
        "Talks in border communes", "Nothing approved yet", "since 2006",
    ):  # fmt: skip
        assert said in page, said
    assert PROGRAMME in text(reader, "/public/")


def test_a_plan_has_its_numbered_contents_with_lead_and_day(reader: Client, shown: World) -> None:
    page = text(reader, f"/en{PLAN}")
    for said in (
        "Plan 2026",
        "18/KH-BTV",
        "26/01/2026",
        "A visit in October",
        "Union of Oakshire",
        "30/11/2026",
    ):
        assert said in page, said


@pytest.mark.parametrize("address", [PROGRAMME, PLAN, PAPERS, "/public/", "/calendar/", "/units/"])
def test_each_page_stands_in_three_languages_without_a_cookie(
    reader: Client, shown: World, address: str
) -> None:
    for tongue in ("", "/lo", "/en"):
        answer = reader.get(f"{tongue}{address}")
        assert answer.status_code == 200
        assert not answer.cookies
        assert len(answer.content) < 60_000


@pytest.mark.parametrize("address", [PROGRAMME, PLAN, PAPERS])
def test_before_it_was_chosen_nothing_is_there(reader: Client, accepted: World, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_what_happens_in_the_house_afterwards_is_not_seen(reader: Client, shown: World) -> None:
    """A name changed, a content written over, a task confirmed: readers have what was looked at."""
    before = {address: text(reader, address) for address in (PROGRAMME, PLAN, PAPERS, "/calendar/")}
    models.Agreement.objects.update(name="SECRET name", purpose="SECRET purpose")
    models.Content.objects.update(text="SECRET content")
    models.Commitment.objects.update(text="SECRET commitment")
    models.Plan.objects.update(name="SECRET plan", number="SECRET number")
    models.Organisation.objects.update(name="SECRET body")
    models.Indicator.objects.update(name="SECRET indicator")
    models.Plan.objects.create(phase=shown.phase, year=2027, name="SECRET draft", holder=shown.bodies["west"])
    paper(shown, title="SECRET paper")
    for address, page in before.items():
        assert "SECRET" not in text(reader, address), address
        assert text(reader, address) == page, address


def test_a_withdrawn_programme_is_gone_from_every_page(reader: Client, shown: World) -> None:
    copy = publish_document(paper(shown), shown.programme, by=shown.leader, at=NOW)
    withdraw_programme(shown.programme, reason="A mistake", by=shown.leader, at=NOW)
    file = f"{PAPERS}{copy.slug}/{copy.files[0]['sha256']}/"
    for address in (PROGRAMME, PLAN, PAPERS, file, f"/lo{PROGRAMME}", f"/en{PLAN}"):
        assert reader.get(address).status_code == 410, address
    assert "oak-elm" not in text(reader, "/public/")
    assert "A visit in October" not in text(reader, "/calendar/calendar.ics")


def test_a_plan_that_is_public_no_more_is_gone(reader: Client, shown: World) -> None:
    renew(shown, plans=set())
    for tongue in ("", "/lo", "/en"):
        assert reader.get(f"{tongue}{PLAN}").status_code == 410
    assert reader.get("/public/oak-elm/plans/1999/").status_code == 404


# Papers


def kept(shown: World, settings: Settings) -> tuple[models.Document, DocumentCopy]:
    document = paper(shown)
    mark = document.files.get().sha256
    place = Path(settings.FILES) / mark[:2] / mark
    place.parent.mkdir()
    place.write_bytes(b"%PDF-1.7")
    return document, publish_document(document, shown.programme, by=shown.leader, at=NOW)


def test_a_paper_is_taken_away_with_its_number_day_and_checksum(
    reader: Client, shown: World, settings: Settings
) -> None:
    _, copy = kept(shown, settings)
    page, sha256 = text(reader, f"/en{PAPERS}"), copy.files[0]["sha256"]
    for said in ("18/KH-BTV", "26/01/2026", sha256, f'id="{copy.slug}"'):
        assert said in page, said
    answer = reader.get(f"{PAPERS}{copy.slug}/{sha256}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/pdf"
    assert "no-cache" in answer["Cache-Control"]


def test_a_paper_that_was_taken_back_is_gone_and_others_were_never_there(
    reader: Client, shown: World, settings: Settings
) -> None:
    document, copy = kept(shown, settings)
    other = paper(shown, purposes=("signed",), number="19/KH-BTV").files.get()
    file = f"{PAPERS}{copy.slug}/{copy.files[0]['sha256']}/"
    assert reader.get(f"{PAPERS}{copy.slug}/{other.sha256}/").status_code == 404
    withdraw_document(document, reason="A mistake", by=shown.leader, at=NOW)
    assert reader.get(file).status_code == 410
    assert "18/KH-BTV" not in text(reader, PAPERS)


# Days


@pytest.fixture
def talk(shown: World) -> Activity:
    activity = Activity(
        kind_id=models.ActivityKind.objects.get_or_create(slug="talk", defaults={"name": "Talk"})[0].slug,
        title="A talk at the border", first_on=date(2026, 2, 3), last_on=date(2026, 2, 4), village="Hidden village",
        place=shown.places["Dogwood"], holder=shown.bodies["dogwood"], served=shown.served, narrative="SECRET",
    )  # fmt: skip
    return record_activity(activity, attendances={}, by=shown.officer, at=NOW)


def test_an_activity_is_in_the_calendar_once_it_was_put_there(
    reader: Client, shown: World, talk: Activity
) -> None:
    assert reader.get("/calendar/2026-02/").status_code == 404
    publish_event(talk, by=shown.leader, at=NOW)
    page = text(reader, "/en/calendar/2026-02/")
    for said in ("A talk at the border", "Dogwood", "03/02/2026", "04/02/2026"):
        assert said in page, said
    assert "Hidden village" not in page
    assert "A talk at the border" in text(reader, PROGRAMME)
    withdraw_event(talk, reason="It was another", by=shown.leader, at=NOW)
    assert reader.get("/calendar/2026-02/").status_code == 404
    assert "A talk at the border" not in text(reader, PROGRAMME)


@pytest.mark.parametrize(("tongue", "place"), [("", "Dogwood"), ("/lo", "ດອກວູດ"), ("/en", "Dogwood commune")])
def test_a_day_says_where_in_the_language_of_the_page(
    reader: Client, shown: World, talk: Activity, tongue: str, place: str
) -> None:
    models.Place.objects.filter(pk=talk.place_id).update(name_lo="ດອກວູດ", name_en="Dogwood commune")
    publish_event(talk, by=shown.leader, at=NOW)
    assert place in text(reader, f"{tongue}/calendar/2026-02/")
    assert f"LOCATION:{place}\r\n" in reader.get(f"{tongue}/calendar/calendar.ics").content.decode()


def test_nobody_counts_months_for_ever(reader: Client, shown: World, talk: Activity) -> None:
    publish_event(talk, by=shown.leader, at=NOW)
    for month, status in (
        ("2026-01", 404), ("2026-02", 200), ("2026-05", 200), ("2026-11", 200), ("2026-12", 404), ("9999-12", 404),
        ("0000-01", 404), ("2026-13", 404),
    ):  # fmt: skip
        assert reader.get(f"/calendar/{month}/").status_code == status, month
    assert 'rel="prev"' not in text(reader, "/calendar/2026-02/")
    assert 'rel="next"' not in text(reader, "/calendar/2026-11/")


def test_the_calendar_goes_into_ones_own(reader: Client, shown: World, talk: Activity) -> None:
    Activity.objects.filter(pk=talk.pk).update(title="Buổi nói chuyện; biên giới, " + "ữ" * 60)
    publish_event(talk, by=shown.leader, at=NOW)
    answer = reader.get("/calendar/calendar.ics")
    lines = answer.content.decode().split("\r\n")
    assert answer["Content-Type"].startswith("text/calendar")
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = answer.content.decode().replace("\r\n ", "")
    for said in ("DTSTART;VALUE=DATE:20260203", "DTEND;VALUE=DATE:20260205", r"nói chuyện\; biên giới\, ữữ"):
        assert said in whole, said
    assert whole.count("BEGIN:VEVENT") == 3  # and two due days


def test_an_activity_that_the_house_withdraws_leaves_the_calendar(shown: World, talk: Activity) -> None:
    from chungtay.actions.activities import withdraw_activity

    publish_event(talk, by=shown.leader, at=NOW)
    withdraw_activity(talk, reason="It did not take place", by=shown.officer, at=NOW)
    assert not EventCopy.objects.public().filter(thing=talk.pk).exists()


# Units


@pytest.fixture
def units(world: World) -> None:
    models.Place.objects.filter(name="Cedar").update(name="Xã Đăk Blô", name_en="Cedar")
    copy_units()


@pytest.mark.parametrize("sought", ["dak blo", "ĐẮK BLÔ", "Xã Đăk Blô", "cedar", "102"])
def test_a_unit_is_found_by_any_of_its_names(reader: Client, units: None, sought: str) -> None:
    page = text(reader, f"/units/?name={sought}")
    assert "Xã Đăk Blô" in page
    assert "Alder" in page  # what it came from


def test_the_old_unit_says_what_it_became(reader: Client, units: None) -> None:
    assert "/units/102/2025-07-01/" in text(reader, "/en/units/101/2000-01-01/")
    page = text(reader, "/en/units/102/2025-07-01/")
    for said in ("/units/101/2000-01-01/", "/units/102/2000-01-01/", "all of it"):
        assert said in page, said


def test_the_country_around_a_unit_is_said_in_the_language_of_the_page(reader: Client, world: World) -> None:
    models.Place.objects.filter(code="W").update(name_lo="ຕາເວັນຕົກ")
    copy_units()
    for address in ("/lo/units/103/2000-01-01/", "/lo/units/?name=dogwood"):
        page = text(reader, address)
        assert '<span lang="vi">Oakshire</span>, ຕາເວັນຕົກ · ' in page, address
        assert "Westland" not in page, address
    assert "Westland · " in text(reader, "/units/W1/2000-01-01/")


def test_a_merger_renews_what_is_said_of_both_sides(world: World) -> None:
    copy_units()
    dogwood, farwood = world.places["Dogwood"], world.places["Farwood"]
    models.Succession.objects.create(old=dogwood, new=farwood, on=date(2026, 1, 1))
    assert copy_units([dogwood.pk]) == 2
    assert UnitCopy.objects.get(code="103").heirs[0]["code"] == "201"
    assert UnitCopy.objects.get(code="201").parts[0]["code"] == "103"
    assert UnitCopy.objects.count() == models.Place.objects.count()


@pytest.mark.parametrize(
    "address", ["/units/101/2000-01-02/", "/units/101/never/", "/units/none/2000-01-01/"]
)
def test_a_unit_that_never_stood_is_not_there(reader: Client, units: None, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_pages_ask_little_of_the_database(
    reader: Client, shown: World, units: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address in (PROGRAMME, PLAN, PAPERS, "/calendar/", "/units/?name=cedar"):
        with django_assert_max_num_queries(22):
            text(reader, address)
    assert ProgrammeCopy.objects.count() == 1
