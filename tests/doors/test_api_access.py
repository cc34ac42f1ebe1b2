"""Every operation of the API answers every person as `api_table.txt` says, and has a row there."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from chungtay.doors.api import api
from tests.doors.api_calls import call
from tests.doors.conftest import House
from tests.undone import undone

LINES = (Path(__file__).parent / "api_table.txt").read_text().splitlines()
HEAD, *ROWS = [line.split() for line in LINES if line.strip() and not line.startswith("#")]
PERSONS = HEAD[3:10]


def in_words(answer: Any) -> str:
    answer.close()
    if answer.status_code == 422 and "Your post does not allow this." in answer.content.decode():
        return "refused"
    return str(answer.status_code)


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:3]))
def test_the_operation_answers_as_the_table_says(house: House, row: list[str]) -> None:
    method, path, thing, *wanted = row[:10]
    got = []
    for person in PERSONS:
        browser = Client(headers={"Accept-Language": "en"})
        if person != "anonymous":
            browser.force_login(house.world.persons[person].account)
        with undone():
            got.append(in_words(call(browser, method, path, thing, house.kept)))
    assert got == wanted


def test_every_operation_has_a_row() -> None:
    known = {
        (method.upper(), path.removeprefix("/api/"))
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
    }
    assert known == {(method, path) for method, path, *_ in ROWS}
