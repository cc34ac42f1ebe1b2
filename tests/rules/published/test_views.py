"""Which readings count, as a table: who asked, how, what they got."""

import pytest
from django.http.request import HttpHeaders

from chungtay.rules.published.views import Asked, is_read

PHONE = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
)
FOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
COCCOC = "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)"

TABLE = [
    # what                               method  agent   staff  got  also                                counts
    ("a person with a phone",            "GET",  PHONE,  False, 200, {},                                 True),
    ("a person with a computer",         "GET",  FOX,    False, 200, {},                                 True),
    ("a page that is held already",      "GET",  PHONE,  False, 304, {},                                 True),
    ("somebody of the house",            "GET",  PHONE,  True,  200, {},                                 False),
    ("a search engine",                  "GET",  GOOGLE, False, 200, {},                                 False),
    ("a search engine of the country",   "GET",  COCCOC, False, 200, {},                                 False),
    ("no name at all",                   "GET",  "",     False, 200, {},                                 False),
    ("a card drawn by a network",    "GET",  "facebookexternalhit/1.1", False, 200, {}, False),
    ("a browser that nobody looks at", "GET", "Mozilla/5.0 (X11) HeadlessChrome/126.0", False, 200, {}, False),
    ("a program",                        "GET",  "curl/8.5.0", False, 200, {},                           False),
    ("a head only",                      "HEAD", PHONE,  False, 200, {},                                 False),
    ("a form",                           "POST", PHONE,  False, 200, {},                                 False),
    ("what is not there",                "GET",  PHONE,  False, 404, {},                                 False),
    ("what was withdrawn",               "GET",  PHONE,  False, 410, {},                                 False),
    ("a redirect",                       "GET",  PHONE,  False, 301, {},                                 False),
    ("fetched ahead by Chrome",          "GET",  PHONE,  False, 200, {"Sec-Purpose": "prefetch;prerender"}, False),
    ("fetched ahead by Safari",          "GET",  PHONE,  False, 200, {"Purpose": "prefetch"},            False),
    ("fetched ahead by Firefox",         "GET",  FOX,    False, 200, {"X-Moz": "prefetch"},              False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "agent", "is_staff", "status", "also", "counts"), [row[1:] for row in TABLE]
)
def test_a_reading_counts_when_a_person_of_the_public_got_the_page(
    method: str, agent: str, is_staff: bool, status: int, also: dict[str, str], counts: bool
) -> None:
    told = {"User-Agent": agent, **also}
    headers = HttpHeaders({f"HTTP_{name.upper().replace('-', '_')}": value for name, value in told.items()})
    asked = Asked(method, headers, is_staff)
    assert is_read(asked, status=status, media_type="text/html; charset=utf-8") is counts


@pytest.mark.parametrize("media_type", ["application/rss+xml", "image/png", "text/plain", "application/json"])
def test_only_pages_are_read(media_type: str) -> None:
    assert not is_read(Asked("GET", {"User-Agent": PHONE}, False), status=200, media_type=media_type)
