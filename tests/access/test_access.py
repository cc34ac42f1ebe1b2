"""Every address answers every person as `table.txt` says. A new address without a row fails here."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import URLPattern, get_resolver, reverse

from tests.access.matrix import Browser, signed_in
from tests.access.things import Thing, things
from tests.undone import one_world, undone
from tests.world import World, make_world

METHODS = ("GET", "POST")
NOT_ALLOWED = "Your post does not allow this."
WIDTHS = (21, 13, 8, 11, 10, 9, 9, 12, 9, 9)


@dataclass(frozen=True)
class Row:
    address: str
    thing: str
    method: str
    wanted: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.address} {self.thing}"

    def in_columns(self, got: tuple[str, ...]) -> str:
        told = (self.address, self.thing, self.method, *got)
        return "".join(f"{one:{width}}" for one, width in zip(told, WIDTHS, strict=True)).rstrip()


def read_table() -> tuple[list[str], list[Row]]:
    lines = (Path(__file__).parent / "table.txt").read_text().splitlines()
    words = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return words[0][3:10], [Row(*line[:3], tuple(line[3:10])) for line in words[1:]]


PERSONS, ROWS = read_table()


def nobody_yet() -> dict[str, Browser]:
    return {"anonymous": Browser(headers={"Accept-Language": "en"})}


@dataclass
class House:
    world: World
    things: dict[tuple[str, str], Thing]
    browsers: dict[str, Browser] = field(default_factory=nobody_yet)

    def answer(self, row: Row, person: str) -> str:
        """What the person gets, in the table's words; whatever it changed is undone."""
        thing = self.things.get((row.address, row.thing), Thing())
        address = reverse(row.address, kwargs=thing.names)
        browser = self.browsers[person]
        with undone():
            asked = {"GET": thing.asked, "POST": thing.sent()}.get(row.method)
            answer = getattr(browser, row.method.lower())(address, asked)
        return in_words(answer)

    def let_in(self, person: str) -> None:
        """Signs in once, before anything is undone; what an answer sets is not kept."""
        self.browsers[person] = signed_in(self.world.persons[person].account)


def in_words(answer: HttpResponse | Any) -> str:
    answer.close()
    if answer.status_code == 302 and answer["Location"].startswith(reverse("sign-in")):
        return "door"
    if answer.status_code == 422 and NOT_ALLOWED in answer.content.decode():
        return "refused"
    return str(answer.status_code)


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """One world for the whole table, gone afterwards."""
    lasting = override_settings(SURE_FOR=timedelta(days=1), SESSION_REST=timedelta(days=1))
    with one_world(django_db_blocker, tmp_path_factory.mktemp("access")), lasting:
        world = make_world()
        made = House(world, things(world))
        for person in made.world.persons:
            made.let_in(person)
        yield made


def addresses() -> Iterator[str]:
    """The name of every page of `urls.py`. The API has a table of its own beside its tests."""
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        else:
            assert pattern.pattern.match("api/"), f"no table says who gets what below {pattern.pattern}"


def test_every_address_has_a_row() -> None:
    assert set(addresses()) - {row.address for row in ROWS} == set()


def test_every_row_is_about_an_address_and_says_something_of_everyone() -> None:
    known = set(addresses())
    assert [str(row) for row in ROWS if row.address not in known] == []
    assert [str(row) for row in ROWS if len(row.wanted) != len(PERSONS) or row.method not in METHODS] == []


# Which units there are, what they became and what they look like is known to all who sign in; figures on them are not.
# So is how offices cut time, and what stands in a kind of paper.
FACTS = {
    "news-category-writing",  # the headings are the house's: every keeper of a site writes them
    "news-category-removal",
    "place",
    "place-group",
    "place-picture-file",
    "merger",
    "regime",
    "template-kind",
    "template-ours",
}
EMPTY_FORMS = {
    "register-opening",
    "support-recording",
}  # what is written into them is of the writer's own body


def test_what_a_stranger_reaches_is_public_or_their_own() -> None:
    """A list or an empty form shows a stranger their own things; a thing of ours does not exist for them."""
    ours = [
        row
        for row in ROWS
        if row.thing != "-"
        and row.wanted[PERSONS.index("anonymous")] == "door"
        and row.address not in FACTS
        and row.thing != "laid"  # a day to observe that came with the product
        and not (row.method == "GET" and row.address in EMPTY_FORMS)
    ]
    assert [str(row) for row in ours if row.wanted[PERSONS.index("stranger")] in ("200", "302")] == []


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_address_answers_as_the_table_says(house: House, row: Row) -> None:
    got = tuple(house.answer(row, person) for person in PERSONS)
    assert got == row.wanted, f"\n{row.in_columns(got)}\n"


@pytest.mark.django_db
@pytest.mark.parametrize("address", dict.fromkeys(row.address for row in ROWS))
def test_a_method_without_a_row_is_refused(house: House, address: str) -> None:
    rows = [row for row in ROWS if row.address == address]
    for method in set(METHODS) - {row.method for row in rows}:
        asked = replace(rows[0], method=method)
        assert house.answer(asked, "leader") == "405", asked
        assert house.answer(asked, "anonymous") in ("405", "door"), asked
