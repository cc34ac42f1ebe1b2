"""News in public: what a reader finds, in which language, in which order, and what is gone."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries

from chungtay.actions.articles import draft_article, withdraw_article
from chungtay.doors.portal.cache import PAGES
from chungtay.models import Article, FileCopy, OldAddress, ViewDay
from tests.actions.test_articles import PDF, written
from tests.articles_made import made_public
from tests.world import NOW, World

from .published_made import PHONE, heading, site, story, told_again

SLOW_LINE = 100_000  # bytes of a first page with its style sheet, before they are packed


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, settings: Settings, db: None) -> None:
    settings.FILES = tmp_path
    settings.DEMO_MARK = tmp_path / "demo"
    PAGES.clear()


@pytest.fixture
def reader() -> Client:
    return Client(HTTP_USER_AGENT=PHONE, HTTP_ACCEPT_LANGUAGE="en")


def page(reader: Client, address: str, status: int = 200) -> str:
    answer = reader.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


# The language stands in the address


def test_each_language_has_its_own_address_and_no_cookie(reader: Client) -> None:
    site(name="Cổng Oakshire", name_lo="ປະຕູໂອກ", name_en="Oakshire’s site")
    for address, language, said in (
        ("/", "vi", "Cổng Oakshire"),
        ("/lo/", "lo", "ປະຕູໂອກ"),
        ("/en/", "en", "Oakshire’s site"),
    ):
        answer = reader.get(address)
        text = answer.content.decode()
        assert f'<html lang="{language}">' in text and said in text
        assert not answer.cookies
        for other, place in (("vi", "/"), ("lo", "/lo/"), ("en", "/en/"), ("x-default", "/")):
            assert f'hreflang="{other}" href="http://testserver{place}"' in text, (address, other)


def test_a_story_leads_to_its_text_in_the_language_that_is_asked_for(reader: Client) -> None:
    site()
    lao = told_again(story("tham", "Đoàn thăm"), "lo", "tham-lo", "ຢ້ຽມຢາມ")
    assert reader.get("/lo/news/tham/")["Location"] == "/lo/news/tham-lo/"
    text = page(reader, "/lo/news/tham-lo/")
    assert '<article class="read" lang="lo">' in text and lao.title in text
    assert 'hreflang="vi" href="http://testserver/news/tham/"' in text
    assert 'hreflang="en"' not in text.partition("</head>")[0]  # nobody wrote it in English


def test_what_nobody_translated_is_shown_as_it_was_written(reader: Client) -> None:
    site()
    story("tham", "Đoàn thăm")
    text = page(reader, "/en/news/tham/")
    assert '<html lang="en">' in text and '<article class="read" lang="vi">' in text
    assert '<link rel="canonical" href="http://testserver/news/tham/">' in text


def test_a_list_shows_each_story_once_in_the_readers_language(reader: Client) -> None:
    site()
    told_again(story("tham", "Đoàn thăm"), "lo", "tham-lo", "ຢ້ຽມຢາມ")
    story("hop", "Hội nghị")
    assert set(titles(page(reader, "/lo/news/"))) == {"ຢ້ຽມຢາມ", "Hội nghị"}
    assert set(titles(page(reader, "/news/"))) == {"Đoàn thăm", "Hội nghị"}


def titles(text: str) -> list[str]:
    return re.findall(r"<h3><a [^>]+>([^<]+)</a></h3>", text)


# The front page


def test_the_front_page_begins_with_the_lead_story_and_lists_what_is_new(reader: Client) -> None:
    site()
    plans, calls = heading("ke-hoach", name="Kế hoạch"), heading("thong-bao", is_announcement=True)
    story("dan", "Bài dẫn", days=-9, leads=True)
    for number in range(7):
        story(f"tin-{number}", f"Tin {number}", days=-number, category=plans)
    story("bao", "Thông báo họp", category=calls, is_announcement=True)
    text = page(reader, "/")
    assert re.search(r'<article class="lead[^>]+>.*?<h2><a href="/news/dan/">Bài dẫn</a>', text, re.DOTALL)
    assert titles(text) == [f"Tin {number}" for number in range(5)]
    assert re.search(r'href="/news/category/ke-hoach/">Kế hoạch</a></h2>.*?Tin 5.*?Tin 6', text, re.DOTALL)
    assert re.search(r'href="/announcements/">.*?Thông báo họp', text, re.DOTALL)


def test_most_read_is_what_was_read_in_the_last_days_and_is_public_still(reader: Client) -> None:
    site()
    one, two, gone = story("mot", "Tin một"), story("hai", "Tin hai"), story("ba", "Tin ba", withdrawn_at=NOW)
    for copy, views in ((one, 3), (two, 8), (gone, 90)):
        ViewDay.objects.create(story=copy.story, day=timezone.localdate(), views=views)
    read = page(reader, "/en/").partition("Most read")[2]
    assert re.findall(r">(Tin \w+)</a><span class=\"note\">(\d+) views", read) == [
        ("Tin hai", "8"),
        ("Tin một", "3"),
    ]


def test_an_empty_house_has_a_front_page(reader: Client) -> None:
    assert "Nothing has been published yet." in page(reader, "/en/")


def test_pages_ask_little_of_the_database(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    portal = site()
    kinds = [heading(f"muc-{number}") for number in range(4)]
    for number in range(30):
        story(f"tin-{number}", f"Tin {number}", days=-number, category=kinds[number % 4], on=portal)
    for address, most in (("/", 15), ("/news/", 9), ("/news/tin-3/", 15), ("/find/?words=tin", 11)):
        PAGES.clear()
        with django_assert_max_num_queries(most):
            page(reader, address)


def test_a_first_page_comes_over_a_slow_line(reader: Client) -> None:
    site()
    for number in range(20):
        story(f"tin-{number}", f"Tin {number}", days=-number, summary="Bốn ngày ở hai huyện. " * 5)
    for address in ("/", "/news/tin-3/", "/news/", "/find/?words=tin"):
        text = page(reader, address)
        wanted = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
        sheets = sum(len(reader.get(sheet).content) for sheet in wanted)
        assert wanted and len(text.encode()) + sheets < SLOW_LINE, address
        assert not re.search(r'(src|srcset)="(https?:)?//', text), "nothing from elsewhere"


# An article


def test_an_article_says_what_a_reader_must_know(reader: Client) -> None:
    site()
    copy = story(
        "tham", "Đoàn thăm", category=heading("tin", name="Tin hoạt động"), tags=["an toàn di cư", "ແມ່ຍິງ"],
        places=[{"code": "23236", "vi": "Xã Dogwood", "lo": "", "en": "Dogwood"}], source="Cổng tỉnh",
        source_url="https://oak.example/a", terms="Ghi rõ nguồn.", summary="Bốn ngày.",
        sources=[{"text": "Báo cáo 97/BC-BTV", "address": "/public/oak-elm/papers/#97"}],
        corrections=[{"on": "25/03/2026", "note": "Sửa số câu lạc bộ: 10, không phải 12."}],
    )  # fmt: skip
    ViewDay.objects.create(story=copy.story, day=NOW.date(), views=1204)
    text = page(reader, "/en/news/tham/")
    for said in (
        "Friday, 20/03/2026", "Ban biên tập", "1,204 views", "Cổng tỉnh", "Ghi rõ nguồn.", "Dogwood",
        "Corrected on 25/03/2026:", "Sửa số câu lạc bộ: 10, không phải 12.", "Báo cáo 97/BC-BTV",
        "/en/news/tag/an-toan-di-cu/", "/en/find/?place=23236", 'id="source-1"', "http://testserver/news/tham/",
        'Approved for the public by <span lang="vi">Chủ tịch</span> on 20/03/2026.',
    ):  # fmt: skip
        assert said in text, said
    assert text.index("Sửa số") < text.index("Bốn ngày ở hai huyện")  # a correction stands on top


def test_photos_come_in_the_size_of_the_screen_where_the_text_wants_them(reader: Client) -> None:
    site()
    copy = story(
        "tham",
        "Đoàn thăm",
        body_html='<p>Một.</p><figure id="photo-2"></figure><p>Hai.</p><figure id="photo-9"></figure>',
    )
    for number in (1, 2):
        FileCopy.objects.create(
            article=copy, use="photo", position=number, name=f"{number}.jpg", says=f"Ảnh {number}", label="Gặp mặt",
            sha256=str(number) * 64, size=9, media_type="image/webp", width=1600, height=1000,
            smaller=[{"width": 640, "sha256": "a" * 63 + str(number), "media_type": "image/webp"}],
        )  # fmt: skip
    text = page(reader, "/news/tham/")
    assert re.findall(r'alt="(Ảnh \d)"', text) == ["Ảnh 1", "Ảnh 2"]
    assert f"/news/tham/files/{'a' * 63}1/ 640w, /news/tham/files/{'1' * 64}/ 1600w" in text
    assert 'width="1600" height="1000"' in text
    assert text.index("Một.") < text.index("Ảnh 2") < text.index("Hai.")
    assert "photo-9" not in text


def test_a_photo_is_served_in_each_of_its_sizes_and_nothing_else(reader: Client, tmp_path: Path) -> None:
    site()
    copy, small = story("tham", "Đoàn thăm"), "b" * 64
    told = {"name": "a.jpg", "size": 9, "media_type": "image/jpeg", "sha256": "a" * 64}
    FileCopy.objects.create(
        article=copy,
        use="photo",
        **told,
        smaller=[{"width": 640, "sha256": small, "media_type": "image/webp"}],
    )
    for sha256 in ("a" * 64, small, "c" * 64):
        (tmp_path / sha256[:2]).mkdir()
        (tmp_path / sha256[:2] / sha256).write_bytes(b"picture")
    assert reader.get(f"/news/tham/files/{small}/")["Content-Type"] == "image/webp"
    assert reader.get(f"/news/tham/files/{'a' * 64}/").status_code == 200
    assert reader.get(f"/news/tham/files/{'c' * 64}/").status_code == 404  # ours, but not of this story


def test_a_reader_goes_on_to_what_was_chosen_then_to_what_is_near(reader: Client) -> None:
    site()
    far, near, gone = (
        story("xa", "Tin xa"),
        story("gan", "Tin gần"),
        story("mat", "Tin mất", withdrawn_at=NOW),
    )
    story(
        "tham",
        "Đoàn thăm",
        days=1,
        related=[str(far.story), str(gone.story)],
        near=[str(near.story), str(far.story)],
    )
    found = page(reader, "/en/news/tham/").partition("Related news")[2].partition("</section>")[0]
    assert re.findall(">(Tin \\w+)<", found) == ["Tin xa", "Tin gần"]


def test_articles_point_to_the_one_before_and_the_one_after(reader: Client) -> None:
    site()
    for day, slug in enumerate(("mot", "hai", "ba")):
        story(slug, f"Tin {slug}", days=day)
    text = page(reader, "/news/hai/")
    assert 'rel="next" href="/news/ba/"' in text and 'rel="prev" href="/news/mot/"' in text
    assert 'rel="next"' not in page(reader, "/news/ba/")


def test_a_story_of_one_site_does_not_exist_on_another(reader: Client) -> None:
    ours = site("oakshire", hosts=["testserver"])
    theirs = site("union", hosts=["union.example.org"], position=1)
    story("chung", "Tin chung")
    story("rieng", "Tin riêng", on=theirs)
    assert titles(page(reader, "/news/")) == ["Tin chung"] and ours.articles.count() == 1
    page(reader, "/news/rieng/", 404)


# Lists end


def test_the_archive_has_the_months_in_which_something_came_out(reader: Client) -> None:
    site()
    story("mot", "Tin tháng ba")
    story("hai", "Tin tháng năm", days=61)
    assert re.findall(r'href="/news/month/([^/]+)/"', page(reader, "/news/")) == ["2026-05", "2026-03"]
    assert titles(page(reader, "/news/month/2026-03/")) == ["Tin tháng ba"]
    for month in ("2026-04", "2026-06", "2026-02", "1999-01", "2026-13", "9999-12"):
        page(reader, f"/news/month/{month}/", 404)


def test_a_month_begins_where_its_readers_live(reader: Client) -> None:
    """Half past midnight in Hà Nội on the first of April is still March in Greenwich."""
    site()
    at = NOW.replace(month=4, day=1, hour=0, minute=30)
    story("dau", "Tin đầu tháng", published_at=at)
    assert titles(page(reader, "/news/month/2026-04/")) == ["Tin đầu tháng"]


def test_pages_end_whatever_a_machine_asks_for(reader: Client) -> None:
    site()
    for number in range(21):
        story(f"tin-{number}", f"Tin {number}", days=-number)
    assert len(titles(page(reader, "/news/"))) == 20
    assert titles(page(reader, "/news/?page=2")) == ["Tin 20"]
    for asked in ("3", "0", "-1", "999999999999", "zwei", "2.0"):
        page(reader, f"/news/?page={asked}", 404)


def test_news_is_listed_by_heading_and_by_label_also_in_lao(reader: Client) -> None:
    site()
    plans = heading("ke-hoach", name="Kế hoạch", name_en="Plans")
    story("mot", "Tin một", category=plans, tags=["An toàn di cư"])
    story("hai", "Tin hai", tags=["ແມ່ຍິງ"])
    assert "<h1>Plans</h1>" in page(reader, "/en/news/category/ke-hoach/")
    assert titles(page(reader, "/news/category/ke-hoach/")) == ["Tin một"]
    assert titles(page(reader, "/news/tag/an-toan-di-cu/")) == ["Tin một"]
    assert titles(page(reader, "/news/tag/ແມ່ຍິງ/")) == ["Tin hai"]
    for address in ("/news/tag/khong-co/", "/news/category/khong-co/"):
        page(reader, address, 404)


@pytest.mark.parametrize("address", ["/", "/news/", "/news/tham/", "/find/", "/feed.rss", "/announcements/"])
def test_public_pages_are_only_read(reader: Client, address: str) -> None:
    site()
    story("tham", "Đoàn thăm")
    assert reader.post(address).status_code == 405
    assert reader.head(address).status_code == 200


# What is gone


@pytest.fixture
def article(world: World) -> Article:
    site()
    draft = draft_article(written(world, summary="Bốn ngày."), attachments=[PDF], by=world.provincial, at=NOW)
    return made_public(draft, world)


def test_a_withdrawn_article_is_gone_from_page_file_list_feed_search_and_sitemap_at_once(
    reader: Client, world: World, article: Article
) -> None:
    sha256 = article.attachments.get().sha256
    own = [
        f"/news/{article.slug}/",
        f"/news/{article.slug}/files/{sha256}/",
        f"/news/{article.slug}/card.png",
    ]
    lists = ["/", "/news/", "/feed.rss", "/feed.atom", "/sitemap.xml", "/find/?words=elmshire"]
    for tongue in ("", "/lo", "/en"):
        for address in own:
            assert reader.get(tongue + address).status_code == 200, address
    for address in lists:
        assert article.slug in page(reader, address), address
    withdraw_article(article, reason="Sai số liệu", by=world.leader, at=NOW)
    for tongue in ("", "/lo", "/en"):
        for address in own:
            assert reader.get(tongue + address).status_code == 410, address
    for address in lists:
        assert article.slug not in page(reader, address), address


def test_a_calm_page_says_that_something_was_taken_back_in_the_language_of_its_address(
    reader: Client,
) -> None:
    site()
    story("tham", "Đoàn thăm", withdrawn_at=NOW)
    assert "This was taken back" in page(reader, "/en/news/tham/", 410)
    assert "Nội dung này đã được gỡ" in page(reader, "/news/tham/", 410)
    assert "Đoàn thăm" not in page(reader, "/news/tham/", 410)


def test_addresses_that_were_given_out_lead_on(reader: Client) -> None:
    site()
    story("moi", "Tin mới")
    for old, new in (("/news/cu/", "/news/moi/"), ("/vi-VN/tin/123.html", "/news/moi/"), ("/news/bo/", "")):
        OldAddress.objects.create(path=old, leads_to=new, since=NOW)
    for asked, leads_to in (
        ("/news/cu/", "/news/moi/"),
        ("/lo/news/cu/", "/lo/news/moi/"),
        ("/news/cu/files/abc/", "/news/moi/files/abc/"),
        ("/vi-VN/tin/123.html", "/news/moi/"),
        ("/articles/moi/", "/news/moi/"),
        ("/articles/moi/files/abc/", "/news/moi/files/abc/"),
    ):
        answer = reader.get(asked)
        assert (answer.status_code, answer.headers.get("Location")) == (301, leads_to), asked
    page(reader, "/en/news/bo/", 410)
    page(reader, "/news/nie/", 404)
