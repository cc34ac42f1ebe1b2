"""What an office may write of its site, and what a masthead may wear, as tables."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import chungtay
from chungtay.rules.messages import RuleBroken
from chungtay.rules.portals import (
    check_colours,
    check_hosts,
    check_portal,
    colour_sheet,
    contrast,
    host_of,
    hosts_in,
    is_web_address,
    nearest_cloth,
    nearest_thread,
    night_of,
    slug_of_name,
)
from chungtay.rules.portals.colours import HOUSE_CLOTH, HOUSE_NIGHT, ON_CLOTH

TOKENS = (Path(chungtay.__file__).parent / "screens/static/css/tokens.css").read_text()
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
CLAIMED = {"union.example.org": "The union"}
ANSWERED = [".example.org", "localhost"]


@pytest.mark.parametrize(
    ("host", "says"),
    [
        ("news.example.org", ""),
        ("localhost", ""),
        ("union.example.org", "leads to “The union” already"),
        ("uni0n.example.org", "looks like union.example.org"),
        ("un1on.example.org", "looks like union.example.org"),
        ("un-ion.example.org", "looks like union.example.org"),
        ("uniоn.example.org", "letters that look like others"),
        ("xn--unin-5qf.example.org", "letters that look like others"),
        ("https://a.example.org", "is none of a site"),
        ("a.example.org:8000", "is none of a site"),
        ("a b.example.org", "is none of a site"),
        ("-a.example.org", "is none of a site"),
        ("elsewhere.org", "does not answer"),
    ],
)
def test_a_site_answers_under_plain_names_that_nobody_mixes_up(host: str, says: str) -> None:
    said = [str(message) for message in check_hosts([host], CLAIMED, ANSWERED)]
    assert (says in said[0] and len(said) == 1) if says else said == []


def test_names_are_read_as_people_type_them() -> None:
    assert hosts_in(" A.example.org,\nb.example.org. a.example.org") == ["a.example.org", "b.example.org"]
    assert [host_of(asked) for asked in ("A.org:80", "a.org.", "[::1]:8000")] == ["a.org", "a.org", "[::1]"]


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://union.example.org/news?page=2", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://example.org@evil.example/", False),
        ("https://example.org:443@evil.example/", False),
        ("https://xn--exmple-cua.org", False),
        ("https://exаmple.org", False),
        ("https://localhost", False),
        ("//example.org", False),
        ("ftp://example.org", False),
        ("https://exa mple.org", False),
        ("https://[broken", False),
    ],
)
def test_a_link_leads_where_it_says(url: str, good: bool) -> None:
    assert is_web_address(url) is good


# Colours


def test_the_colours_here_are_those_of_the_style_sheet() -> None:
    held = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", TOKENS)[::-1])
    assert (held["on-cloth"], held["on-cloth-2"]) == ON_CLOTH
    assert f"--cloth: {HOUSE_CLOTH};" in TOKENS and f"--cloth: {HOUSE_NIGHT};" in TOKENS


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1.0)],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, times: float) -> None:
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == times


@given(COLOURS)
def test_whatever_is_worn_its_words_are_read_by_day_and_by_night(cloth: str) -> None:
    """Refused with the nearest shade, which is not refused again."""
    said = check_colours(cloth, "")
    worn = said[0].values["nearest"] if said else cloth
    assert check_colours(worn, "") == []
    assert all(contrast(shade, word) >= 4.5 for shade in (worn, night_of(worn)) for word in ON_CLOTH)


@given(COLOURS)
def test_no_lighter_shade_of_the_same_would_do(cloth: str) -> None:
    near = nearest_cloth(cloth)
    if near != cloth:
        assert min(contrast(near, word) for word in ON_CLOTH) < 4.7


@given(COLOURS, COLOURS)
def test_what_marks_a_place_is_told_from_its_ground(thread: str, cloth: str) -> None:
    ground = nearest_cloth(cloth)
    worn = nearest_thread(thread, ground)
    assert check_colours(ground, worn) == []


def test_a_site_of_its_own_colours_has_a_small_sheet_and_another_has_none() -> None:
    assert colour_sheet("", "") == ""
    assert colour_sheet("#5a1030", "#e2a93a").startswith(
        ":root{--cloth:#5a1030;--cloth-2:#2d0818;--thread-2:#e2a93a}"
    )
    assert "prefers-color-scheme:dark" in colour_sheet("#5a1030", "")
    assert [str(one) for one in check_colours("red;}body{display:none", "")] == ["Write a colour as #1b2450."]


# All of it


GOOD: dict[str, Any] = {
    "name": "The site", "email": "", "licence_url": "", "hosts": [], "cloth": "", "thread": "", "answer_days": None,
    "answer_days_source": "", "keep_contact_days": 180,
}  # fmt: skip
LINK = {"name": "The province", "url": "https://example.org"}
LINE = {
    "number": "1900 969 680",
    "name": "A shelter",
    "source": "Its own site",
    "checked_on": date(2026, 1, 1),
}


def wheres(told: dict[str, Any], links: Any = (), lines: Any = ()) -> list[str]:
    try:
        check_portal(GOOD | told, links=links, lines=lines, claimed=CLAIMED, answered=ANSWERED)
    except RuleBroken as problem:
        return [message.where for message in problem.messages]
    return []


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({}, []),
        ({"name": " "}, ["name"]),
        ({"email": "office"}, ["email"]),
        ({"licence_url": "javascript:1"}, ["licence_url"]),
        ({"answer_days": 15}, ["answer_days_source"]),
        ({"answer_days": 15, "answer_days_source": "Decree 1"}, []),
        ({"answer_days": 0, "answer_days_source": "Decree 1"}, ["answer_days"]),
        (
            {"answer_days": 15, "answer_days_source": "Decree 1", "keep_contact_days": 10},
            ["keep_contact_days"],
        ),
        ({"keep_contact_days": 3650}, ["keep_contact_days"]),
        ({"name": "", "hosts": ["a b"], "cloth": "#ffffff"}, ["name", "hosts", "cloth"]),
    ],
)
def test_all_that_is_wrong_with_a_site_is_said_at_once(told: dict[str, Any], wrong: list[str]) -> None:
    assert wheres(told) == wrong


def test_a_link_and_a_help_line_name_the_row_that_is_wrong() -> None:
    assert wheres({}, [LINK], [LINE]) == []
    assert wheres({}, [LINK, LINK | {"url": "x"}, LINK | {"name": ""}]) == ["links.2.url", "links.3.name"]
    wrong = [LINE | {"number": "call us"}, LINE | {"name": ""}, LINE | {"source": " "}]
    assert wheres({}, (), wrong) == ["help_lines.1.number", "help_lines.2.name", "help_lines.3.source"]
    assert "links" in wheres({}, [LINK] * 61)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Tin hoạt động", "tin-hoat-dong"),
        ("Đào tạo & tập huấn", "dao-tao-tap-huan"),
        ("ຂ່າວ", ""),
        ("A" * 50, "a" * 40),
    ],
)
def test_an_address_is_made_of_the_name_without_marks(name: str, slug: str) -> None:
    assert slug_of_name(name, 40) == slug
