"""Every operation of the API answers every person as `api_table.txt` says, and has a row there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from chungtay.doors.api import api
from tests.doors.api_calls import api_things, call
from tests.world import TODAY, World, make_world

LINES = (Path(__file__).parent / "api_table.txt").read_text().splitlines()
HEAD, *ROWS = [line.split() for line in LINES if line.strip() and not line.startswith("#")]
PERSONS = HEAD[3:]


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, dict[tuple[str, str], dict[str, Any]]]]:
    """One world for the whole table, gone afterwards."""
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        override_settings(FILES=tmp_path_factory.mktemp("api")),
        transaction.atomic(),
    ):
        real = timezone.localdate
        patch.setattr(timezone, "localdate", lambda *asked: real(*asked) if asked else TODAY)
        world = make_world()
        yield world, api_things(world)
        transaction.set_rollback(True)


def in_words(answer: Any) -> str:
    answer.close()
    if answer.status_code == 422 and "Your post does not allow this." in answer.content.decode():
        return "refused"
    return str(answer.status_code)


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:3]))
def test_the_operation_answers_as_the_table_says(house: Any, row: list[str]) -> None:
    world, kept = house
    method, path, thing, *wanted = row
    got = []
    for person in PERSONS:
        browser = Client(headers={"Accept-Language": "en"})
        if person != "anonymous":
            browser.force_login(world.persons[person].account)
        with transaction.atomic():
            got.append(in_words(call(browser, method, path, thing, kept)))
            transaction.set_rollback(True)
    assert got == wanted


def test_every_operation_has_a_row() -> None:
    known = {
        (method.upper(), path.removeprefix("/api/"))
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
    }
    assert known == {(method, path) for method, path, *_ in ROWS}
