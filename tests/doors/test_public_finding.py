"""What leads to public pages: search, feeds, the sitemap, and the card that networks show."""

import json
import re
from io import BytesIO
from uuid import UUID
from xml.etree import ElementTree

import pytest
from django.test import Client
from PIL import Image

from chungtay.doors.portal.cache import PAGES
from chungtay.doors.portal.cards import card_of, fitting
from chungtay.models import DocumentCopy, PlanCopy, ProgrammeCopy
from tests.world import NOW

from .published_made import PHONE, heading, site, story, told_again

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def fresh(db: None) -> None:
    PAGES.clear()


@pytest.fixture
def reader() -> Client:
    return Client(HTTP_USER_AGENT=PHONE)


@pytest.fixture
def told() -> None:
    """Two programmes' worth of news, a paper, and a story in Lao."""
    site()
    programme = ProgrammeCopy.objects.create(
        slug="oak-elm",
        name="Oakshire và Elmshire",
        name_lo="ໂອກ ແລະ ເອມ",
        purpose="An toàn di cư",
        copied_at=NOW,
    )
    PlanCopy.objects.create(
        programme=programme, plan=UUID(int=8), year=2026, title="Kế hoạch 2026", copied_at=NOW
    )
    dogwood = [{"code": "23236", "vi": "Xã Dogwood", "lo": "", "en": "Dogwood"}]
    visit = story(
        "tham",
        "Đoàn thăm",
        programme_slug="oak-elm",
        places=dogwood,
        body_html="<p>Phòng chống ma túy &amp; mua bán người.</p>",
    )
    told_again(visit, "lo", "tham-lo", "ຄະນະຢ້ຽມຢາມ", body_html="<p>ສະຫະພັນແມ່ຍິງແຂວງຮ່ວມກັນຕ້ານຢາເສບຕິດ.</p>")
    story("hop", "Thông báo họp", days=-400, is_announcement=True)
    story("mat", "Phòng chống ma túy cũ", withdrawn_at=NOW)
    DocumentCopy.objects.create(
        programme=programme, document=UUID(int=9), slug="97", type="Báo cáo", number="97/BC-BTV",
        title="Báo cáo phòng, chống ma túy", issued_on=NOW.date(), published_at=NOW,
    )  # fmt: skip


def found(reader: Client, asked: str, tongue: str = "") -> list[str]:
    text = reader.get(f"{tongue}/find/?{asked}").content.decode()
    titles = re.findall(r"<h3[^>]*><a [^>]+>(?:<span[^>]*>)?([^<]+)", text)
    return [title.strip() for title in titles]


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("words=ma+tuy", ["Đoàn thăm", "Báo cáo phòng, chống ma túy"]),  # without tone marks
        ("words=MA+TÚY", ["Đoàn thăm", "Báo cáo phòng, chống ma túy"]),
        ("words=ma+tuy&kind=news", ["Đoàn thăm"]),
        ("words=ma+tuy&kind=papers", ["Báo cáo phòng, chống ma túy"]),
        ("words=97/BC-BTV", ["Báo cáo phòng, chống ma túy"]),
        ('words="mua+bán"', ["Đoàn thăm"]),
        ('words="bán+mua"', []),
        ("kind=announcements", ["Thông báo họp"]),
        ("kind=programmes", ["Oakshire và Elmshire"]),
        ("place=23236", ["Đoàn thăm"]),
        ("place=2323", []),
        ("year=2025", ["Thông báo họp"]),
        ("programme=oak-elm", ["Oakshire và Elmshire", "Đoàn thăm", "Báo cáo phòng, chống ma túy"]),
        ("words=ma+tuy&year=2026&programme=oak-elm&kind=news&place=23236", ["Đoàn thăm"]),
        ("words=khong-co-chu-nay", []),
        ("words=a", []),  # one letter occurs everywhere
        ("words=", []),
        ("year=2026'--&words=ma", []),
        ("year=99999999999999999999", []),
        ("kind=secret", []),
        ("words=%25%25&programme=%00x", []),
    ],
)
def test_a_reader_finds_what_is_public(reader: Client, told: None, asked: str, titles: list[str]) -> None:
    assert found(reader, asked) == titles


def test_lao_is_found_inside_a_text_without_spaces_and_shown_as_found(reader: Client, told: None) -> None:
    text = reader.get("/lo/find/?words=ແມ່ຍິງ").content.decode()
    assert "ຄະນະຢ້ຽມຢາມ" in text
    assert re.search('<mark class="hit">[^<]*ແມ່ຍິງ[^<]*</mark>', text)


def test_what_was_typed_is_shown_as_it_was_typed_and_does_nothing(reader: Client, told: None) -> None:
    text = reader.get('/find/?words="><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in text and "&lt;script&gt;alert" in text
    assert '<meta name="robots" content="noindex">' in text


def test_a_very_long_question_is_cut_and_answered(reader: Client, told: None) -> None:
    assert reader.get("/find/?words=" + "tim+" * 2000).status_code == 200


def test_answers_come_by_pages_that_keep_the_question(reader: Client) -> None:
    site()
    for number in range(25):
        story(f"tin-{number}", f"Tin {number}", days=-number)
    text = reader.get("/find/?words=tin&kind=news").content.decode()
    assert 'href="?words=tin&amp;kind=news&amp;page=2"' in text
    assert len(found(reader, "words=tin&kind=news&page=2")) == 5
    assert reader.get("/find/?words=tin&page=3").status_code == 404


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_news_is_followed_by_feed_of_the_site_a_heading_or_a_programme(
    reader: Client, told: None, form: str
) -> None:
    plans = heading("ke-hoach", name="Kế hoạch")
    story("plan", "Kế hoạch <năm> & \x0bsố", days=1, category=plans)
    for address, titles in (
        (f"/feed.{form}", ["Kế hoạch <năm> & số", "Đoàn thăm", "Thông báo họp"]),
        (f"/lo/feed.{form}", ["Kế hoạch <năm> & số", "ຄະນະຢ້ຽມຢາມ", "Thông báo họp"]),
        (f"/news/category/ke-hoach/feed.{form}", ["Kế hoạch <năm> & số"]),
        (f"/public/oak-elm/feed.{form}", ["Đoàn thăm"]),
    ):
        answer = reader.get(address)
        assert answer["Content-Type"].startswith(f"application/{form}+xml")
        tree = ElementTree.fromstring(answer.content)  # noqa: S314
        own = [item.findtext("title") for item in tree.iter("item")]
        own += [item.findtext(f"{ATOM}title") for item in tree.iter(f"{ATOM}entry")]
        assert own == titles, address
        assert "http://testserver/" in answer.content.decode()
    assert reader.get("/feed.json").status_code == 404


def test_the_sitemap_names_each_page_in_the_languages_that_it_has(reader: Client, told: None) -> None:
    tree = ElementTree.fromstring(reader.get("/sitemap.xml").content)  # noqa: S314
    places = [str(place.text).removeprefix("http://testserver") for place in tree.iter(f"{SITEMAP}loc")]
    for there in (
        "/",
        "/lo/",
        "/en/",
        "/news/",
        "/news/tham/",
        "/lo/news/tham-lo/",
        "/public/oak-elm/",
        "/news/month/2026-03/",
        "/public/oak-elm/papers/",
        "/lo/public/oak-elm/plans/2026/",
    ):
        assert there in places, there
    for not_there in ("/en/news/tham/", "/news/mat/", "/find/", "/sign-in/", "/work/"):
        assert not_there not in places, not_there
    assert len(places) == len(set(places))
    visit = next(
        url for url in tree.iter(f"{SITEMAP}url") if url.findtext(f"{SITEMAP}loc", "").endswith("/news/tham/")
    )
    others = {link.get("hreflang"): link.get("href") for link in visit if link.tag.endswith("link")}
    assert others == {"vi": "http://testserver/news/tham/", "lo": "http://testserver/lo/news/tham-lo/"}


def test_every_page_of_the_sitemap_is_there(reader: Client, told: None) -> None:
    tree = ElementTree.fromstring(reader.get("/sitemap.xml").content)  # noqa: S314
    for place in tree.iter(f"{SITEMAP}loc"):
        assert reader.get(str(place.text).removeprefix("http://testserver")).status_code == 200, place.text


def test_robots_are_kept_from_the_rooms_and_shown_the_map(reader: Client) -> None:
    text = reader.get("/robots.txt").content.decode()
    for said in (
        "Disallow: /sign-in/",
        "Disallow: /find/",
        "Disallow: /lo/find/",
        "Sitemap: http://testserver/sitemap.xml",
    ):
        assert f"{said}\n" in text


def test_an_article_says_of_itself_what_networks_and_search_engines_read(reader: Client) -> None:
    site(hosts=["oak.example", "testserver"], body="Hội Oakshire")
    story("tham", 'Đoàn </script><script>alert(1)</script> & "thăm"', summary="Bốn ngày.")
    text = reader.get("/news/tham/").content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert block and "<script>alert" not in text
    data = json.loads(block[1])
    assert (data["@type"], data["datePublished"][:10], data["publisher"]["name"]) == (
        "NewsArticle",
        "2026-03-20",
        "Hội Oakshire",
    )
    assert data["headline"] == 'Đoàn </script><script>alert(1)</script> & "thăm"'
    for said in (
        '<meta property="og:type" content="article">',
        '<meta property="og:image" content="http://oak.example/news/tham/card.png">',
        '<link rel="canonical" href="http://oak.example/news/tham/">',  # by the name that the site calls its own
    ):
        assert said in text, said


@pytest.mark.parametrize(
    "title",
    ["Tin", "Tổng kết Bản ghi nhớ " * 14, "ສະຫະພັນແມ່ຍິງແຂວງອັດຕະປື" * 8, "W" * 300, "a 🙂 b", "‮đảo"],
)
def test_a_card_is_drawn_for_any_title(reader: Client, title: str) -> None:
    site(name_lo="ປະຕູ")
    story("tham", title[:300])
    answer = reader.get("/news/tham/card.png")
    picture = Image.open(BytesIO(answer.content))
    assert (answer["Content-Type"], picture.size) == ("image/png", (1200, 630))
    assert len(answer.content) < 60_000
    assert len(fitting(title[:300])[1]) <= 5
    assert len(picture.convert("RGB").getcolors(9_999) or []) > 5  # something was drawn


def test_a_card_says_the_title_of_the_story(reader: Client) -> None:
    assert card_of("Tin một", "Cổng", "Ban", "20/03/2026") != card_of("Tin hai", "Cổng", "Ban", "20/03/2026")
