"""The language comes from the browser, is switched by a link on every page, and dresses words and numbers."""

import ast
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils.translation import override

from chungtay.answers.sentences import said
from chungtay.models import Organisation
from chungtay.rules.amounts import Amount
from chungtay.rules.messages import Message
from chungtay.screens.next_phase.forms import AmountField
from tests.house.source import PACKAGE, python_files, short, tree_of
from tests.world import World
from tools.catalogues import pieces, write

pytestmark = pytest.mark.django_db  # a public page says whose site it is


@pytest.fixture(scope="module", autouse=True)
def catalogues() -> None:
    write(pieces())


def shown(template: str, language: str = "vi", **values: object) -> str:
    with override(language):
        return Template(template).render(Context(values))


@pytest.mark.parametrize(
    ("asked", "language", "title"),
    [
        ("vi-VN,vi;q=0.9", "vi", "Đăng nhập"),
        ("lo", "lo", "ເຂົ້າສູ່ລະບົບ"),
        ("en-GB", "en", "Sign in"),
        ("fr", "vi", "Đăng nhập"),
        ("", "vi", "Đăng nhập"),
    ],
)
def test_the_browser_chooses_the_language(client: Client, asked: str, language: str, title: str) -> None:
    page = client.get("/sign-in/", HTTP_ACCEPT_LANGUAGE=asked).content.decode()
    assert f'<html lang="{language}">' in page
    assert f"<title>{title} · Chung Tay</title>" in page


def test_a_link_changes_the_language_and_returns_to_the_page(client: Client) -> None:
    page = client.get("/sign-in/?next=/work/").content.decode()
    assert 'href="/language/lo/?next=%2Fsign-in%2F%3Fnext%3D%2Fwork%2F"' in page
    answer = client.get("/language/lo/", {"next": "/sign-in/?next=/work/"})
    assert answer.headers["Location"] == "/sign-in/?next=/work/"
    assert '<html lang="lo">' in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_language_link_never_leads_away(client: Client, away: str) -> None:
    assert client.get("/language/en/", {"next": away}).headers["Location"] == "/"


def test_an_unknown_language_is_not_found(client: Client) -> None:
    assert client.get("/language/xx/").status_code == 404


def test_a_language_is_not_changed_by_a_form(client: Client) -> None:
    assert client.post("/language/lo/").status_code == 405


def test_after_a_refused_form_the_links_lead_back_to_the_page_of_the_form(
    signed_in: Callable[[str], Client],
) -> None:
    page = signed_in("officer").post("/nope/", HTTP_REFERER="http://testserver/reports/7/").content.decode()
    assert "next=%2Freports%2F7%2F" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Hội LHPN tỉnh"),
        ("en", "Provincial union"),
        ("lo", '<span lang="vi">Hội LHPN tỉnh</span>'),
    ],
)
def test_words_fall_back_to_vietnamese_and_say_so(language: str, words: str) -> None:
    body = Organisation(name="Hội LHPN tỉnh", name_en="Provincial union")
    assert shown('{{ body|said:"name" }}', language, body=body) == words


def test_words_are_escaped_with_and_without_their_mark() -> None:
    body = Organisation(name="<b>")
    assert shown('{{ body|said:"name" }}', "vi", body=body) == "&lt;b&gt;"
    assert shown('{{ body|said:"name" }}', "lo", body=body) == '<span lang="vi">&lt;b&gt;</span>'


@pytest.mark.parametrize(
    ("language", "numbers"), [("vi", "1.100,5 1.204"), ("lo", "1.100,5 1.204"), ("en", "1,100.5 1,204")]
)
def test_days_and_numbers_are_written_as_people_there_do(language: str, numbers: str) -> None:
    """Days stand in one order in every language: turned round, 03/04 would be two days."""
    moment = datetime(2025, 12, 31, 14, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    values = {"day": date(2025, 12, 31), "at": moment, "amount": 11_005_000, "views": 1204, "year": 2024}
    template = "{{ day|day }} {{ day }} {{ at|moment }} {{ amount|figure }} {{ views|count }} {{ year }}"
    assert shown(template, language, **values) == f"31/12/2025 31/12/2025 31/12/2025, 14:05 {numbers} 2024"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{% fig 98720000 %}", "9.872"),
        ('{% fig 98720000 "nearly" %}', '<span class="q">gần</span> 9.872'),
        ('{% fig 98720000 "about" measure="lượt" %}', '<span class="q">khoảng</span> 9.872 lượt'),
        ('{% fig 98720000 to="/l/" %}', '<a class="fig" href="/l/">9.872</a>'),
        ("{% fig 21040000 at_least=True %}", '<span class="q">ít nhất</span> 2.104'),
        ("{% fig 90000 estimated=True %}", '<span class="q q--est">ước tính</span> 9'),
        ("{% fig 0 %}", "0"),
        ("{% fig none %}", '<span class="gap"><span>chưa báo</span></span>'),
        ("{% figcell none %}", '<td class="num gap"><span>chưa báo</span></td>'),
        ('{% figcell 10000 head="Đạt" %}', '<td class="num" data-head="Đạt">1</td>'),
        ("{{ 12340|percent }}", "123,4\u00a0%"),
        ("{{ none|percent }}", ""),
        ("{{ 310000|size }} {{ 1249999|size }}", "310\u00a0kB 1,2\u00a0MB"),
        ('{% state "late" %}', '<span class="state state--late">Trễ hạn</span>'),
        ('{% state "frozen" %}', '<span class="seal seal--line">Đã chốt</span>'),
    ],
)
def test_a_figure_says_what_it_is(template: str, words: str) -> None:
    assert shown(template, none=None) == words


def test_a_cross_is_spoken_and_is_not_a_zero() -> None:
    cross = shown("{% fig none applies=False %}", none=None)
    assert "×" in cross
    assert '<span class="sr">không áp dụng</span>' in cross


def test_over_its_target_a_bar_stays_full() -> None:
    assert 'class="bar__done" width="100%"' in shown("{% bar 15090 %}")
    assert 'class="bar__done" width="58.3%"' in shown("{% bar 5830 9600 %}")
    assert 'x1="96%"' in shown("{% bar 5830 9600 %}")


def test_a_message_of_the_rules_is_said_with_its_values_written_out() -> None:
    message = Message("%(place)s did not exist on %(day)s.", {"place": "Alder", "day": date(2025, 7, 1)})
    with override("en"):
        assert said(message) == "Alder did not exist on 01/07/2025."
    with override("en"):
        assert said(Message("%(sum)s", {"sum": Amount(11_005_000)})) == "1,100.5"


def test_the_reader_is_named_by_post_in_the_language_of_the_page(
    signed_in: Callable[[str], Client], world: World
) -> None:
    page = signed_in("officer").get("/work/").content.decode()
    assert '<b><span lang="vi">Officer of Union of Dogwood</span></b>' in page


@pytest.mark.parametrize(("language", "number"), [("vi", "1.100"), ("lo", "1.100"), ("en", "1,100")])
def test_a_number_is_read_as_the_page_wrote_it(language: str, number: str) -> None:
    written = shown("{{ amount|figure }}", language, amount=11_000_000)
    with override(language):
        assert (written, AmountField().clean(written)) == (number, 11_000_000)


def test_every_page_writes_and_reads_numbers_by_its_language() -> None:
    own = [
        f"{short(path)}:{node.lineno}"
        for path in python_files()
        if path.is_relative_to(PACKAGE / "screens") and path != PACKAGE / "screens" / "amounts.py"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and node.module == "chungtay.rules.amounts"
        if {"amount_of", "amount_text"} & {one.name for one in node.names}
    ]
    assert own == []
