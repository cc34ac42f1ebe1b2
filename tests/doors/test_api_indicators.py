"""Rules and unit targets over the API: the same refusals as the pages, every version with its reason."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.world import World

Enter = Callable[..., Client]
RATE = {
    "name": "Attendances a session", "measure": "a session", "kind": "ratio", "unit": "share", "decimals": 1,
    "numerator": "attendances", "denominator": "sessions",
}  # fmt: skip
YEAR = {"first_on": "2026-01-01", "last_on": "2026-12-31"}


def sent(browser: Client, path: str, body: dict[str, Any]) -> tuple[int, Any]:
    answer = browser.post(f"/api/{path}", body, content_type="application/json")
    return answer.status_code, answer.json()


def test_a_rule_is_added_changed_and_read_with_its_versions(world: World, signed_in: Enter) -> None:
    browser = signed_in("leader")
    status, made = sent(browser, "indicators", RATE)
    assert (status, made["over_time"], made["numerator"], made["number"]) == (200, "remade", "attendances", 1)
    path = f"indicators/{made['slug']}"
    why = {"reason": "Two decimals, as the province asks", "in_force_from": "2026-01-01"}
    assert sent(browser, f"{path}/versions", RATE | why | {"decimals": 2})[0] == 200
    told = browser.get(f"/api/{path}").json()
    assert [(one["number"], one["decimals"], one["reason"]) for one in told["versions"]] == [
        (2, 2, "Two decimals, as the province asks"),
        (1, 1, ""),
    ]


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"numerator": "songs"}, {"numerator"}),
        ({"denominator": ""}, {"denominator"}),
        ({"unit": "person", "currency": "VND", "decimals": 7}, {"unit", "currency", "decimals"}),
    ],
)
def test_every_fault_of_a_rule_is_told_at_once(
    world: World, signed_in: Enter, changed: dict[str, Any], wrong: set[str]
) -> None:
    status, told = sent(signed_in("leader"), "indicators", RATE | changed)
    assert status == 422
    assert {one["where"] for one in told["messages"]} == wrong


def test_a_units_target_is_set_and_keeps_what_it_was(world: World, signed_in: Enter) -> None:
    browser, path = signed_in("leader"), "programmes/oak-elm/targets/sessions"
    assert sent(browser, path, YEAR | {"place": "103", "amount": "10"})[0] == 200
    assert sent(browser, path, YEAR | {"place": "103", "amount": "12"})[0] == 422
    status, told = sent(browser, path, YEAR | {"place": "103", "amount": "12", "reason": "Two more"})
    ((row,),) = [top["units"] for top in told["rows"]]
    assert (status, row["target"], row["reached"], row["reason"]) == (200, "12", None, "Two more")
    assert [one["amount"] for one in row["earlier"]] == ["10"]
    body = str(world.bodies["dogwood"].pk)
    assert sent(browser, path, YEAR | {"body": body, "amount": "4"})[0] == 200
    named = browser.get(f"/api/{path}?from=2026-01-01&to=2026-12-31").json()
    assert [bool(one["body"]) for one in named["rows"]] == [False, True]
    assert browser.get(f"/api/{path}?from=2025-01-01&to=2025-12-31").json()["rows"] == []
