"""A program plans and asks as the pages do: tasks, signed contents, targets, forms, indicators, reports."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chungtay.actions.plans import accept_plan
from chungtay.models import Commitment, Form, Report
from tests.world import NOW, World

Enter = Callable[..., Client]
DAYS = {"first_on": "2026-04-01", "last_on": "2026-06-30", "due_on": "2099-06-20"}


def send(browser: Client, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    answer = browser.generic(method, f"/api/{path}", json.dumps(body or {}), content_type="application/json")
    return answer.status_code, answer.json()


def said(body: Any) -> dict[str, str]:
    return {message["where"]: message["text"] for message in body["messages"]}


def test_a_content_is_planned_by_a_program(signed_in: Enter, world: World) -> None:
    planner, content = signed_in("provincial"), f"contents/{world.contents[1].pk}"
    bodies = planner.get("/api/programmes/oak-elm/bodies?act=plan").json()["items"]
    dogwood = next(body for body in bodies if body["place"]["code"] == "103")
    task = {"text": "Two talks", "organisation": dogwood["id"], "due_on": "2026-12-31"}
    made = [send(planner, "POST", f"{content}/tasks", task)[1]["id"] for _ in range(2)]
    assert made[0] == made[1]
    signed = {"commitments": [2], "signed": "Learn Lao"}
    assert send(planner, "PUT", f"{content}/commitments", signed)[1]["commitments"] == [2, 3]
    for amount in ("12", "15"):
        status, told = send(
            planner, "POST", f"{content}/targets", {"indicator": "sessions", "amount": amount}
        )
        assert (status, [one["target"] for one in told["results"]]) == (200, [amount])
    assert [task["text"]["vi"] for task in told["tasks"]] == ["Two talks"]


@pytest.mark.parametrize(
    ("path", "body", "where"),
    [
        ("targets", {"indicator": "sessions", "amount": "1.5"}, "amount"),
        ("targets", {"indicator": "sessions", "amount": "0"}, "amount"),
        ("targets", {"indicator": "nothing", "amount": "1"}, ""),
        ("commitments", {"commitments": [1, 9]}, "commitments"),
        ("tasks", {"text": " ", "due_on": "2026-12-31"}, "text"),
        ("tasks", {"text": "Talks", "due_on": "2020-04-30"}, "due_on"),
    ],
)
def test_what_cannot_be_planned_names_the_field(
    signed_in: Enter, world: World, path: str, body: dict[str, Any], where: str
) -> None:
    if path == "tasks":
        body = {"organisation": str(world.bodies["dogwood"].pk)} | body
    method = "PUT" if path == "commitments" else "POST"
    status, told = send(signed_in("leader"), method, f"contents/{world.contents[0].pk}/{path}", body)
    assert status == 422 and set(said(told)) == {where}
    assert Commitment.objects.count() == 2


def test_a_plan_tells_who_accepted_it_and_what_it_leaves_out(signed_in: Enter, world: World) -> None:
    accept_plan(world.plan, world.programme.seats.get(number=2), by=world.partner, at=NOW)
    plan = signed_in("officer").get(f"/api/plans/{world.plan.pk}").json()
    assert [one["seat"] for one in plan["acceptances"]] == [2]
    assert plan["uncovered"] == [2]
    assert [content["number"] for content in plan["contents"]] == [1, 2]


def test_units_are_asked_with_a_new_form_about_a_new_indicator_once(signed_in: Enter, world: World) -> None:
    planner = signed_in("provincial")
    counted = {"name": "Tổ tự quản", "measure": "tổ", "kind": "stock"}
    slug = send(planner, "POST", "programmes/oak-elm/indicators", counted)[1]["slug"]
    listed = planner.get("/api/programmes/oak-elm/indicators").json()["items"]
    assert slug in [one["slug"] for one in listed]
    questions = [{"indicator": slug}, {"indicator": "attendances", "base": "sex"}]
    form = {"name": "Quarterly", "valid_from": "2026-01-01", "questions": questions}
    made = send(planner, "POST", "programmes/oak-elm/forms", form)[1]
    assert [one["base"] for one in made["questions"]] == ["total", "sex"]
    units = [str(world.bodies[name].pk) for name in ("dogwood", "cedar")]
    asked = {"form": made["id"], "units": units, **DAYS}
    assert len(send(planner, "POST", "programmes/oak-elm/reports", asked)[1]["opened"]) == 2
    assert send(planner, "POST", "programmes/oak-elm/reports", asked)[1] == {"opened": [], "there": 2}
    owed = signed_in("officer").get("/api/work").json()[0]["owed"]
    assert [one["due_on"] for one in owed] == ["2026-03-25", "2099-06-20"]


def test_a_form_tells_all_that_is_wrong_with_it_and_is_not_kept(signed_in: Enter, world: World) -> None:
    questions = [
        {"indicator": "sessions", "base": "shoe-size"},
        {"indicator": "clubs", "base": "sex"},
        {"indicator": "sessions"},
    ]
    form = {"name": "Quarterly", "valid_from": "2026-01-01", "questions": questions}
    status, told = send(signed_in("leader"), "POST", "programmes/oak-elm/forms", form)
    assert status == 422 and set(said(told)) == {"questions.0", "questions.1", "questions.2"}
    assert Form.objects.count() == 1


@pytest.mark.parametrize("unit", ["elm", "farwood", "nobody"])
def test_one_unit_that_cannot_be_asked_stops_them_all(signed_in: Enter, world: World, unit: str) -> None:
    other = str(world.bodies[unit].pk) if unit in world.bodies else str(world.plan.pk)
    asked = {"form": str(world.form.pk), "units": [str(world.bodies["dogwood"].pk), other], **DAYS}
    before = Report.objects.count()
    assert send(signed_in("leader"), "POST", "programmes/oak-elm/reports", asked)[0] == 422
    assert Report.objects.count() == before


def test_the_partner_is_offered_her_own_side_only(signed_in: Enter) -> None:
    offered = signed_in("partner").get("/api/programmes/oak-elm/bodies").json()["items"]
    assert [body["name"]["vi"] for body in offered] == ["Union of Elm", "Union of Elmshire"]
