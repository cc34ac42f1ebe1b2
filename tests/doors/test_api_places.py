"""Places over the API: the same units, figures, mergers and maps as on the pages, with the same refusals."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chungtay.actions.ledger import post
from chungtay.models import Entry, Place, Source
from tests.access.things_places import PICTURE
from tests.world import NOW, World

CEDAR = "/api/places/102/2025-07-01"
MERGER = {
    "on": "2027-07-01",
    "instrument": "Order 3",
    "rows": [{"old": code, "new": "107", "name": "Grove"} for code in ("102", "103")],
}


def enter(world: World, name: str) -> Client:
    browser = Client(headers={"Accept-Language": "en"})
    browser.force_login(world.persons[name].account)
    return browser


def sent(browser: Client, path: str, body: object) -> tuple[int, object]:
    answer = browser.post(f"/api/{path}", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


@pytest.fixture
def told(world: World, today: date) -> World:
    rows = (("Alder", "2025-03-01", 5), ("Cedar", "2025-12-01", 6))
    entries = [
        Entry(
            indicator=world.indicators["sessions"], place=world.places[place], on=date.fromisoformat(day),
            holder=world.bodies["cedar"], served=world.served, combination=world.cells[""], is_base=True,
            amount=amount * 10_000, qualifier="exact", source=Source.objects.create(kind="load"),
        )
        for place, day, amount in rows
    ]  # fmt: skip
    post(entries, kind="load", by=None, at=NOW)
    return world


def test_a_unit_is_found_and_says_what_it_was(told: World) -> None:
    browser = enter(told, "stranger")
    found = browser.get("/api/places?text=CEDÁR").json()["items"]
    assert [(one["code"], one["valid_from"], one["kind"]) for one in found] == [
        ("102", "2025-07-01", "commune")
    ]
    unit = browser.get(CEDAR).json()
    assert [step["other"]["code"] for step in unit["came_from"]] == ["101", "102"]
    assert [parent["name"]["vi"] for parent in unit["parents"]] == ["Westland", "Oakshire"]
    assert browser.get("/api/places/102/2025-07-02").status_code == 404
    assert browser.get("/api/places/102/july").status_code == 422


def test_its_figures_begin_before_it_did_and_a_stranger_reads_none(told: World) -> None:
    asked = f"{CEDAR}/figures?indicator=sessions"
    years = enter(told, "partner").get(asked).json()["years"]
    (year,) = [year for year in years if year["year"] == 2025]
    assert (year["amount"], year["heard"], year["parts"], year["change_on"]) == ("11", 1, 2, "2025-07-01")
    assert enter(told, "stranger").get(asked).status_code == 404


def test_a_merger_is_tried_out_and_recorded_once(told: World) -> None:
    status, seen = sent(enter(told, "leader"), "places/mergers/preview", MERGER)
    assert status == 200 and isinstance(seen, dict)
    assert (seen["begun"], seen["entries"], len(seen["ended"])) == (["107"], 2, 2)
    assert seen["figures"][0]["after"] == [{"code": "107", "name": "Grove", "amount": "11", "assumed": False}]
    assert not Place.objects.filter(code="107").exists()
    assert sent(enter(told, "leader"), "places/mergers", MERGER)[0] == 422
    tried = [sent(enter(told, "administrator"), "places/mergers", MERGER)[0] for _ in range(2)]
    assert tried == [200, 422]
    assert Place.objects.get(code="107").came_from.count() == 2


def test_every_fault_of_a_merger_is_told_at_its_row(world: World, today: date) -> None:
    rows = [{"old": "999", "new": "1", "name": "X"}, {"old": "103", "new": "2", "name": ""}]
    status, told = sent(enter(world, "leader"), "places/mergers/preview", MERGER | {"rows": rows})
    assert status == 422
    assert "999" in json.dumps(told) and "write the name" in json.dumps(told)


def test_an_own_map_is_put_and_taken_back(world: World, today: date) -> None:
    browser = enter(world, "provincial")
    form = {"file": SimpleUploadedFile("map.png", PICTURE), "says": "Hills"}
    put = browser.post(f"{CEDAR}/picture", form)
    assert put.status_code == 200
    assert browser.get(put.json()["path"]).status_code == 200
    assert browser.get(CEDAR).json()["picture"]["says"] == "Hills"
    back = f"{CEDAR}/picture/withdrawal"
    assert [browser.post(back).status_code for _ in range(2)] == [200, 404]
    assert browser.get(CEDAR).json()["picture"] is None


def test_a_group_is_made_and_filled(world: World, today: date) -> None:
    browser = enter(world, "administrator")
    assert sent(browser, "place-groups", {"name": "Border communes"})[0] == 200
    unit = {"code": "103", "begun_on": "2000-01-01", "first_on": "2020-01-01"}
    status, member = sent(browser, "place-groups/border-communes/units", unit)
    assert status == 200 and isinstance(member, dict)
    group = browser.get("/api/place-groups/border-communes").json()
    assert [row["place"]["code"] for row in group["standing"]] == ["103"]
    end = f"place-groups/border-communes/units/{member['id']}/end"
    assert sent(browser, end, {"on": "2026-01-01"})[0] == 200
    assert browser.get("/api/place-groups/border-communes").json()["standing"] == []
