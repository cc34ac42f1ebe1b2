"""From the desk to the reader and back: what was approved is public, nothing else is, no trace of readers is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from chungtay.actions.articles import draft_article, withdraw_article
from chungtay.doors.portal.cache import PAGES
from chungtay.models import Article
from tests.actions.test_articles import PDF, written
from tests.articles_made import made_public
from tests.world import NOW, World

from .published_made import PHONE

ADDRESS = "/news/doan-oakshire-tham-elmshire/"


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, settings: Settings) -> None:
    settings.FILES = tmp_path
    settings.DEMO_MARK = tmp_path / "demo"
    PAGES.clear()


@pytest.fixture
def draft(world: World) -> Article:
    told = {
        "summary": "Bốn ngày ở hai huyện.", "source": "Cổng tỉnh", "source_url": "https://oak.example/a",
        "terms": "Ghi rõ nguồn.",
    }  # fmt: skip
    return draft_article(written(world, **told), attachments=[PDF], by=world.provincial, at=NOW)


@pytest.fixture
def article(world: World, draft: Article) -> Article:
    return made_public(draft, world)


@pytest.fixture
def reader() -> Client:
    return Client(HTTP_USER_AGENT=PHONE)


def test_what_is_not_published_does_not_exist(reader: Client, world: World, draft: Article) -> None:
    file = f"{ADDRESS}files/{draft.attachments.get().sha256}/"
    for address in (ADDRESS, file):
        assert reader.get(address).status_code == 404, address
    made_public(draft, world)
    for address in (ADDRESS, file):
        assert reader.get(address).status_code == 200, address
    withdraw_article(draft, reason="Sai số liệu", by=world.leader, at=NOW)
    for address in (ADDRESS, file):
        assert reader.get(address).status_code == 410, address
    assert "Đoàn Oakshire" not in reader.get("/").content.decode()


def test_what_the_desk_wrote_is_what_a_reader_reads(reader: Client, article: Article) -> None:
    page = reader.get(f"/en{ADDRESS}").content.decode()
    approved = 'Approved for the public by <span lang="vi">Leader of Union of Oakshire</span>'
    for said in (
        "Đoàn Oakshire thăm Elmshire",
        "Bốn ngày.",
        "Friday, 20/03/2026",
        "The plan",
        "Ghi rõ nguồn.",
        approved,
    ):
        assert said in page, said


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


def test_reading_leaves_nothing_with_the_reader(reader: Client, article: Article) -> None:
    for address in ("/", ADDRESS, "/news/", "/find/?words=doan", "/feed.rss", "/lo/", "/en/news/"):
        answer = reader.get(address)
        assert not answer.cookies and not reader.cookies, address
        assert "no-cache" in answer["Cache-Control"], (
            address
        )  # asked for again each time, so gone when it is gone


def test_a_page_that_did_not_change_is_not_sent_again(reader: Client, world: World, article: Article) -> None:
    etag = reader.get(ADDRESS)["ETag"]
    assert reader.get(ADDRESS, headers={"If-None-Match": etag}).status_code == 304
    withdraw_article(article, reason="Sai số liệu", by=world.leader, at=NOW)
    assert reader.get(ADDRESS, headers={"If-None-Match": etag}).status_code == 410
