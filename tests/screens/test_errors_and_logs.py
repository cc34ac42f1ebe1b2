"""What breaks is written down for the administrator, tells a visitor nothing, and forges no line of the log."""

import logging
import re
from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from chungtay.urls import urlpatterns as addresses

Enter = Callable[[str], Client]
SECRET = "the password of the database"


def break_down(request: HttpRequest) -> HttpResponse:
    raise ArithmeticError(SECRET)


urlpatterns = [path("broken/", break_down), *addresses]
handler500 = "chungtay.screens.errors.broken"


def test_a_page_that_broke_is_written_down_and_shows_nothing_of_the_inside(
    signed_in: Enter, caplog: pytest.LogCaptureFixture
) -> None:
    browser = signed_in("officer")
    browser.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__):
        answer = browser.get("/broken/")
    shown = answer.content.decode()
    assert answer.status_code == 500
    assert not [word for word in (SECRET, "ArithmeticError", "Traceback", ".py") if word in shown]
    (line,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert line.exc_info and SECRET in str(line.exc_info[1])


def test_the_house_goes_on_after_a_page_broke(signed_in: Enter) -> None:
    browser = signed_in("officer")
    browser.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__):
        browser.get("/broken/")
        assert browser.get("/work/").status_code == 200


@pytest.mark.parametrize("forged", ["%0a", "%0d%0a", "%1b[2J", "%e2%80%a8", "%00", "%c2%85"])
def test_an_address_writes_one_line_of_the_log_and_no_more(
    client: Client, db: None, caplog: pytest.LogCaptureFixture, forged: str
) -> None:
    client.get(f"/nowhere{forged}CRITICAL everything is lost")
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("Not Found: /nowhere")
    assert not re.search(r"[\x00-\x1f\x7f]", line)


def test_the_log_names_nobody_who_typed_a_password_wrong(
    client: Client, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    client.post("/sign-in/", {"username": "somebody.known", "password": "four horses eat quietly"})
    written = " ".join(record.getMessage() for record in caplog.records)
    assert "somebody" not in written
    assert "horses" not in written


def test_a_session_is_a_long_random_name_of_what_lies_in_the_database(signed_in: Enter) -> None:
    names = {signed_in("officer").cookies["sessionid"].value for _turn in range(5)}
    assert len(names) == 5
    assert all(re.fullmatch(r"[0-9a-z]{32}", name) for name in names)  # 165 bits
    assert "officer" not in " ".join(names)
