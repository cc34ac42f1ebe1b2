"""Every answer tells browsers to run nothing of others; what somebody signed in to see is kept in no cache."""

from collections.abc import Callable

import pytest
from django.test import Client, override_settings
from django.urls import path

from chungtay.screens.headers import POLICY
from chungtay.screens.look import sheet_address
from chungtay.urls import urlpatterns as addresses

Enter = Callable[[str], Client]

WANTED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
ADDRESSES = ["/", "/sign-in/", "/work/", "/nowhere/", "/static/js/adds-up.js", "/api/", "/api/openapi.json"]


def broken(request: object) -> None:
    raise ArithmeticError


urlpatterns = [path("broken/", broken), *addresses]
handler500 = "chungtay.screens.errors.broken"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_them(client: Client, db: None, address: str) -> None:
    answer = client.get(address)
    answer.close()
    assert {name: answer.headers.get(name) for name in WANTED} == WANTED


def test_a_page_that_broke_carries_them_too(signed_in: Enter) -> None:
    browser = signed_in("officer")
    browser.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__):
        answer = browser.get("/broken/")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in WANTED} == WANTED


def test_no_script_or_style_may_stand_in_a_page() -> None:
    assert "unsafe" not in POLICY


@pytest.mark.parametrize("address", ["/", "/work/", "/reports/", "/api/reports", "/nowhere/"])
def test_what_was_seen_signed_in_is_kept_in_no_cache(signed_in: Enter, address: str) -> None:
    assert signed_in("officer").get(address).headers["Cache-Control"] == "no-store"


def test_the_look_is_kept_whoever_asks(signed_in: Enter) -> None:
    assert "immutable" in signed_in("officer").get(sheet_address()).headers["Cache-Control"]


def test_a_zero_byte_is_refused_wherever_it_is_typed(signed_in: Enter) -> None:
    """PostgreSQL keeps none, and no keyboard makes one."""
    browser, typed = signed_in("officer"), {"words": "a\0b"}
    assert browser.get("/documents/", typed).status_code == 400
    assert browser.post("/reports/", typed).status_code == 400
