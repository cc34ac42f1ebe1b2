"""The public pages: what was approved and nothing else, light, counted honestly, readable without signing in."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries

from chungtay.actions.published import draft_article, publish_article, withdraw_article
from chungtay.models import Article
from tests.actions.test_published import PDF, frozen_review, written
from tests.world import NOW, World

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
ADDRESS = "/articles/doan-oakshire-tham-elmshire/"
SLOW_LINE = 100_000  # bytes of a first page with its style sheet


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES = tmp_path
    settings.DEMO_MARK = tmp_path / "demo"


@pytest.fixture
def draft(world: World) -> Article:
    told = {
        "summary": "Bốn ngày ở hai huyện.", "source": "Cổng tỉnh", "source_url": "https://oak.example/a",
        "terms": "Ghi rõ nguồn.", "review_id": frozen_review(world).pk,
    }  # fmt: skip
    return draft_article(written(world, **told), attachments=[PDF], by=world.provincial, at=NOW)


@pytest.fixture
def article(world: World, draft: Article) -> Article:
    return publish_article(draft, by=world.leader, at=NOW)


@pytest.fixture
def reader() -> Client:
    return Client(HTTP_USER_AGENT=PHONE, HTTP_ACCEPT_LANGUAGE="en")


def views() -> int:
    return Article.objects.get().views


def test_the_front_page_shows_a_programme_with_its_newest_article(reader: Client, article: Article) -> None:
    page = reader.get("/").content.decode()
    for said in (
        "Oakshire and Elmshire", "Đoàn Oakshire thăm Elmshire", "Ban biên tập", "Cổng tỉnh", "The plan",
        "Ghi rõ nguồn.", "0 views", "Friday, 20/03/2026",
    ):  # fmt: skip
        assert said in page, said


def test_the_front_page_shows_frozen_totals_with_their_clocks(reader: Client, article: Article) -> None:
    page = reader.get("/").content.decode()
    for said in ("Clubs", "target 2", "2 of 3 reports", "01/01/2024–31/12/2025", "not reported", "Frozen"):
        assert said in page, said


def test_an_empty_house_has_a_front_page(reader: Client, db: None) -> None:
    assert "Nothing has been published yet." in reader.get("/").content.decode()


def test_the_front_page_asks_little_of_the_database(
    reader: Client, world: World, article: Article, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        publish_article(
            draft_article(written(world, title=f"Tin {number}"), by=world.provincial, at=NOW),
            by=world.leader,
            at=NOW,
        )
    with django_assert_max_num_queries(5):
        reader.get("/")


def test_an_article_is_read_without_signing_in(reader: Client, article: Article) -> None:
    page = reader.get(ADDRESS).content.decode()
    approved = 'Approved for the public by <span lang="vi">Leader of Union of Oakshire</span>'
    for said in ("Bốn ngày.", "Friday, 20/03/2026", approved):
        assert said in page, said


def test_a_programme_has_a_public_face(reader: Client, article: Article) -> None:
    page = reader.get("/public/oak-elm/").content.decode()
    for said in ("Union of Oakshire", "Union of Elmshire", "2024–2028", "since 2006", "Đoàn Oakshire"):
        assert said in page, said


def test_articles_point_to_the_one_before_and_the_one_after(
    reader: Client, world: World, article: Article
) -> None:
    for day, title in enumerate(("Tin hai", "Tin ba"), 1):
        later = draft_article(written(world, title=title), by=world.provincial, at=NOW)
        publish_article(later, by=world.leader, at=NOW.replace(day=20 + day))
    page = reader.get("/articles/tin-hai/").content.decode()
    assert re.search('rel="next" href="/articles/tin-ba/"', page)
    assert re.search(f'rel="prev" href="{ADDRESS}"', page)


def test_what_is_not_published_does_not_exist(reader: Client, world: World, draft: Article) -> None:
    file = f"{ADDRESS}files/{draft.attachments.get().sha256}/"
    for address in (ADDRESS, file, "/public/oak-elm/"):
        assert reader.get(address).status_code == 404, address
    publish_article(draft, by=world.leader, at=NOW)
    for address in (ADDRESS, file, "/public/oak-elm/"):
        assert reader.get(address).status_code == 200, address
    withdraw_article(draft, by=world.leader, at=NOW)
    for address in (ADDRESS, file):
        assert reader.get(address).status_code == 404, address
    assert "Đoàn Oakshire" not in reader.get("/").content.decode()


def test_even_its_writer_finds_no_draft_on_the_public_pages(
    signed_in: Callable[[str], Client], draft: Article
) -> None:
    assert signed_in("provincial").get(ADDRESS).status_code == 404


def test_an_attachment_is_downloaded_without_signing_in(reader: Client, article: Article) -> None:
    file = article.attachments.get()
    answer = reader.get(f"{ADDRESS}files/{file.sha256}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"  # type: ignore[attr-defined]
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    again = reader.get(f"{ADDRESS}files/{file.sha256}/", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert reader.get(f"{ADDRESS}files/{'0' * 64}/").status_code == 404


@pytest.mark.parametrize("address", ["/", ADDRESS, "/public/oak-elm/"])
def test_public_pages_are_only_read(reader: Client, article: Article, address: str) -> None:
    assert reader.post(address).status_code == 405
    assert reader.head(address).status_code == 200


def test_a_reading_is_counted_once_however_often_the_page_is_reloaded(
    reader: Client, article: Article
) -> None:
    for _ in range(3):
        reader.get(ADDRESS)
    assert views() == 1
    Client(HTTP_USER_AGENT=PHONE).get(ADDRESS)
    assert views() == 2


def test_machines_heads_and_staff_are_not_counted(
    reader: Client, signed_in: Callable[[str], Client], article: Article
) -> None:
    Client(HTTP_USER_AGENT="Mozilla/5.0 (compatible; Googlebot/2.1)").get(ADDRESS)
    reader.head(ADDRESS)
    signed_in("officer").get(ADDRESS, headers={"User-Agent": PHONE})
    assert views() == 0


def test_reading_leaves_no_session_behind(reader: Client, article: Article) -> None:
    reader.get(ADDRESS)
    assert set(reader.cookies) == {"seen"}
    assert reader.cookies["seen"]["path"] == ADDRESS


def test_a_page_that_did_not_change_is_not_sent_again(reader: Client, article: Article) -> None:
    reader.get(ADDRESS)
    page = reader.get(ADDRESS)
    assert reader.get(ADDRESS, headers={"If-None-Match": page["ETag"]}).status_code == 304
    Article.objects.update(title="Another")
    assert reader.get(ADDRESS, headers={"If-None-Match": page["ETag"]}).status_code == 200


def test_a_first_page_comes_over_a_slow_line(reader: Client, world: World, article: Article) -> None:
    for number in range(10):
        other = draft_article(written(world, title=f"Tin {number}"), by=world.provincial, at=NOW)
        publish_article(other, by=world.leader, at=NOW)
    for address in ("/", ADDRESS, "/public/oak-elm/"):
        page = reader.get(address).content
        wanted = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.decode())
        sheets = sum(len(reader.get(sheet).content) for sheet in wanted)
        assert wanted and len(page) + sheets < SLOW_LINE, address
        assert not re.search(r'(src|href)="https?://(?!oak\.example)', page.decode()), (
            "nothing from elsewhere"
        )
