"""Finding a unit, and its page: what it was and became, its figures across the change, the units inside it."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from chungtay.actions.ledger import post
from chungtay.models import Entry, Place, Source
from tests.world import NOW, World

Enter = Callable[..., Client]
CEDAR, ALDER, OAKSHIRE = "/places/102@2025-07-01/", "/places/101@2000-01-01/", "/places/W1@2000-01-01/"
SESSIONS = "?indicator=sessions"


@pytest.fixture
def told(world: World) -> World:
    """Alder and Dogwood held sessions before the merger, Birch said nothing; Cedar held some after it."""
    post(
        [
            Entry(
                indicator=world.indicators["sessions"], place=world.places[place], on=date.fromisoformat(day),
                holder=world.bodies["cedar" if place != "Dogwood" else "dogwood"], served=world.served,
                combination=world.cells[""], is_base=True, amount=amount * 10_000, qualifier="exact",
                source=Source.objects.create(kind="load"),
            )
            for place, day, amount in (
                ("Alder", "2024-03-01", 4), ("Dogwood", "2024-05-01", 9),
                ("Alder", "2025-03-01", 5), ("Cedar", "2025-12-01", 6),
            )
        ],
        kind="load", by=None, at=NOW - timedelta(days=9),
    )  # fmt: skip
    return world


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    return " ".join(re.sub(r'<span lang="vi">(.*?)</span>', r"\1", answer.content.decode()).split())


def rows(text: str, section: str) -> list[list[str]]:
    """The rows of the first table after a heading, in words."""
    table = text[text.index(section) :].split("<tbody>", 1)[1].split("</tbody>")[0]
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in table.split("<tr>")[1:])
    return [[" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in row] for row in cells]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("cedar", ["Cedar"]),
        ("CÉDAR", ["Cedar"]),
        ("102", ["Cedar", "Birch"]),
        ("102@2025-07-01", ["Cedar"]),
        ("shire", ["Elmshire", "Farshire", "Oakshire"]),
        ("nowhere", []),
    ],
)
def test_a_unit_is_found_by_its_name_in_any_spelling_and_by_its_code_of_any_day(
    world: World, signed_in: Enter, words: str, found: list[str]
) -> None:
    said = page(signed_in("officer"), f"/places/?words={words}").split("<main")[1]
    assert sorted(re.findall(r'<li><a href="/places/[^"]+">([^<]+)</a>', said)) == sorted(found)


def test_what_is_found_says_its_kind_where_it_lay_when_it_existed_and_what_it_became(
    world: World, signed_in: Enter
) -> None:
    said = page(signed_in("officer"), "/places/?words=alder")
    assert "commune · Oakshire · Westland" in said
    assert "01/01/2000–30/06/2025" in said
    assert f'became <a href="{CEDAR}">Cedar</a>' in said


@pytest.mark.parametrize("name", ["officer", "partner", "auditor", "administrator", "stranger"])
@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_places_are_public_to_whoever_signed_in(
    world: World, signed_in: Enter, name: str, language: str
) -> None:
    client = signed_in(name, language)
    for address in ("/places/", "/places/?words=alder", CEDAR, ALDER, OAKSHIRE):
        page(client, address)


def test_whoever_has_not_signed_in_is_asked_to(world: World, client: Client) -> None:
    for address in ("/places/", CEDAR):
        assert client.get(address)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    "address", ["/places/102@2025-07-02/", "/places/999@2000-01-01/", "/places/102@2025-02-30/"]
)
def test_a_code_of_another_day_is_no_page(world: World, signed_in: Enter, address: str) -> None:
    assert signed_in("leader").get(address).status_code == 404


def test_a_merged_unit_says_what_it_was_made_of_by_which_paper(world: World, signed_in: Enter) -> None:
    said = page(signed_in("leader"), CEDAR)
    assert "Made on 01/07/2025 of" in said
    assert said.index(">Alder<") < said.index(">Birch<")
    assert said.count("the whole unit") == 2 and said.count("Order 1") == 2


def test_an_ended_unit_says_what_it_became(world: World, signed_in: Enter) -> None:
    said = page(signed_in("leader"), ALDER)
    assert "no longer on the map" in said and "Became on 01/07/2025" in said and ">Cedar<" in said


def test_the_figures_of_a_merged_unit_begin_before_it_did(told: World, signed_in: Enter) -> None:
    said = page(signed_in("leader"), CEDAR + SESSIONS)
    table = rows(said, "Its figures across the change")
    assert [row[:2] for row in table] == [["2024", "4"], ["2025", "11"], ["2026", "…not reported"]]
    assert [row[3] for row in table] == [
        "1 of 2 parts reported",
        "1 of 2 parts reported before 01/07/2025",
        "the unit itself",
    ]
    assert 'class="plot__change"' in said  # the line on the day of the merger


def test_a_figure_on_the_page_opens_into_the_same_figure(told: World, signed_in: Enter) -> None:
    client = signed_in("leader")
    said = page(client, CEDAR + SESSIONS)
    (address,) = {
        found.replace("&amp;", "&")
        for found in re.findall(r'href="(/figures/[^"]+from=2025-01-01[^"]+)">11<', said)
    }
    assert "11 <small>" in page(client, address)


def test_the_share_of_a_divided_unit_is_said_to_be_assumed(told: World, signed_in: Enter) -> None:
    world = told
    day = date(2026, 1, 1)
    Place.objects.filter(pk=world.places["Dogwood"].pk).update(valid_to=day)
    for code in ("104", "105"):
        new = Place.objects.create(
            code=code, name=f"Half {code}", kind="commune", parent=world.places["Oakshire"], valid_from=day
        )
        new.came_from.create(old=world.places["Dogwood"], on=day, instrument="Order 2")
    said = page(signed_in("leader"), "/places/104@2026-01-01/" + SESSIONS)
    assert "assumed share" in said and "50" in said
    assert rows(said, "Its figures across the change")[0][1] == "estimated 4.5"
    old = page(signed_in("leader"), "/places/103@2000-01-01/")
    assert "Half 104" in old and "Half 105" in old


def test_a_stranger_reads_the_place_and_none_of_its_figures(told: World, signed_in: Enter) -> None:
    for name in ("stranger", "administrator"):
        said = page(signed_in(name), CEDAR)
        assert "Alder" in said
        assert "Sessions" not in said and "/figures/" not in said


def test_a_province_lists_its_units_with_their_figures_and_the_sum(told: World, signed_in: Enter) -> None:
    said = page(signed_in("leader"), OAKSHIRE + SESSIONS + "&year=2024")
    assert rows(said, 'id="inside"') == [["Cedar 102", "4"], ["Dogwood 103", "9"]]
    assert re.search(r"Together</th>.*?>13<", said)


def put_on_the_map(world: World) -> None:
    for code, north, east in (("102", 15.2, 107.5), ("103", 14.7, 107.7), ("201", 10, 106)):
        Place.objects.filter(code=code, valid_to=None).update(latitude=north, longitude=east)
    Place.objects.create(
        code="106", name="Far Isle", kind="commune", parent=world.places["Oakshire"], valid_from=date(2000, 1, 1),
        latitude=15, longitude=109,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Not a claim of borders"), ("vi", "Không thể hiện ranh giới"), ("lo", "ບໍ່ແມ່ນການກຳນົດຊາຍແດນ")],
)
def test_the_map_says_that_it_claims_no_borders(
    told: World, signed_in: Enter, language: str, said: str
) -> None:
    put_on_the_map(told)
    assert said in page(signed_in("leader", language), OAKSHIRE)


def test_every_square_of_the_map_is_a_link_that_says_what_the_table_says(
    told: World, signed_in: Enter
) -> None:
    put_on_the_map(told)
    said = page(signed_in("leader"), OAKSHIRE + SESSIONS + "&year=2024")
    assert re.findall(r"<title>(\d\..*?)</title>", said) == [
        "1. Cedar: 4",
        "2. Dogwood: 9",
        "3. Far Isle: not reported",
    ]
    assert said.count('class="tile tile--none"') == 2  # the square, and its word in the legend


def test_without_known_positions_there_is_a_table_and_no_map(told: World, signed_in: Enter) -> None:
    assert '<figure class="chart tiles' not in page(signed_in("leader"), OAKSHIRE)


def test_the_page_of_a_unit_asks_a_bounded_number_of_queries(
    told: World, signed_in: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    put_on_the_map(told)
    client = signed_in("leader")
    for address in (CEDAR, OAKSHIRE, "/places/?words=a"):
        page(client, address)  # the first reader after a change also fetches map and ledger anew
        with django_assert_max_num_queries(30):
            page(client, address)
