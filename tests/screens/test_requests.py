"""Units are asked to report from one page, on which a form is made where the programme has none."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.models import Form, Indicator, Report
from tests.actions.test_themes import ask
from tests.world import World

Enter = Callable[..., Client]

HERE = "/programmes/oak-elm/requests/new/"


def asking(world: World, *units: str, **changed: object) -> dict[str, object]:
    days = {"first_on": "01/04/2026", "last_on": "30/06/2026", "due_on": "31/12/2099"}
    return {"form": world.form.pk, "units": [world.bodies[unit].pk for unit in units], **days} | changed


def page(browser: Client, address: str = HERE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("name", "offered", "not_offered"),
    [
        ("provincial", ["Dogwood", "Cedar", "Oakshire"], ["Elm", "Farwood"]),
        ("leader", ["Dogwood", "Cedar"], ["Elm"]),
        ("partner", ["Elm", "Elmshire"], ["Dogwood", "Make a form"]),
    ],
)
def test_each_is_offered_the_own_units(
    world: World, signed_in: Enter, name: str, offered: list[str], not_offered: list[str]
) -> None:
    shown = page(signed_in(name)).split("Which units")[1]
    assert [unit for unit in offered if f"Union of {unit}" not in shown] == []
    assert [unit for unit in not_offered if f"> Union of {unit}<" in shown or f">{unit}<" in shown] == []


@pytest.mark.parametrize("language", ["vi", "lo"])
def test_the_page_opens_in_the_languages_of_both_sides(world: World, signed_in: Enter, language: str) -> None:
    page(signed_in("partner", language))


def test_units_under_the_own_office_are_ticked_and_the_office_itself_is_not(
    world: World, signed_in: Enter
) -> None:
    shown = page(signed_in("provincial"))
    for name, ticked in (("dogwood", True), ("cedar", True), ("west", False)):
        box = f'name="units" value="{world.bodies[name].pk}"'
        assert (f"{box} checked" in shown) is ticked


def test_it_says_how_many_were_asked_and_how_many_had_it_already(world: World, signed_in: Enter) -> None:
    desk = signed_in("provincial")
    first = desk.post(HERE, asking(world, "dogwood"), follow=True).content.decode()
    assert "1 report was asked for." in first and "already" not in first
    again = desk.post(HERE, asking(world, "dogwood", "cedar"), follow=True).content.decode()
    assert "1 report was asked for. 1 was there already." in again
    twice = desk.post(HERE, asking(world, "dogwood", "cedar"), follow=True).content.decode()
    assert "0 reports were asked for. 2 were there already." in twice
    assert Report.objects.filter(first_on=date(2026, 4, 1)).count() == 2


def test_wrong_fields_are_each_told_and_what_was_typed_is_kept(world: World, signed_in: Enter) -> None:
    wrong = asking(world, first_on="1 April", due_on="", form="x")
    answer = signed_in("provincial").post(HERE, wrong)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert shown.count('class="err"') == 4  # form, first day, due day, no unit
    assert 'value="1 April"' in shown and 'value="30/06/2026"' in shown


def test_what_the_rules_refuse_stands_under_its_field(world: World, signed_in: Enter) -> None:
    answer = signed_in("provincial").post(HERE, asking(world, "dogwood", first_on="01/03/2026"))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Union of Dogwood is asked for 01/01/2026–14/03/2026 already" in shown
    assert f'value="{world.bodies["dogwood"].pk}" checked' in shown
    assert f'value="{world.bodies["cedar"].pk}" checked' not in shown


@pytest.mark.parametrize("name", ["officer", "auditor"])
def test_whoever_neither_approves_nor_plans_is_told_so(world: World, signed_in: Enter, name: str) -> None:
    browser = signed_in(name)
    for answer in (browser.get(HERE), browser.post(HERE, asking(world, "dogwood"))):
        assert answer.status_code == 422
        assert "Your post does not allow this." in answer.content.decode()
    assert HERE not in page(browser, "/programmes/oak-elm/")
    assert HERE not in page(browser, "/reports/")


def test_strangers_and_other_methods(world: World, signed_in: Enter, client: Client) -> None:
    here = ["oak-elm"]
    made = [reverse(name, args=here) for name in ("programme-forms", "programme-indicators")]
    assert client.get(HERE)["Location"].startswith("/sign-in/")
    assert [signed_in("stranger").post(one).status_code for one in (HERE, *made)] == [404, 404, 404]
    assert signed_in("leader").get(made[1]).status_code == 405
    assert signed_in("leader").put(HERE).status_code == 405
    assert [signed_in("partner").post(one).status_code for one in made] == [422, 422]


def test_programme_and_reports_lead_to_the_page(world: World, signed_in: Enter) -> None:
    for name in ("provincial", "partner"):
        assert HERE in page(signed_in(name), "/programmes/oak-elm/")
        assert HERE in page(signed_in(name), "/reports/")


def making(world: World, **changed: object) -> dict[str, object]:
    chosen = [world.indicators[name].pk for name in ("attendances", "clubs", "sessions")]
    told = {"name": "Quarterly", "valid_from": "01/01/2026", "indicators": chosen}
    return told | {"base.attendances": "sex", "base.clubs": "sex"} | changed


def test_a_form_is_made_of_what_was_ticked_and_asked_with_at_once(world: World, signed_in: Enter) -> None:
    desk = signed_in("provincial")
    shown = desk.post("/programmes/oak-elm/forms/", making(world), follow=True).content.decode()
    asked = Form.objects.get(name="Quarterly").questions.values_list("indicator__slug", "base__slug")
    assert list(asked) == [("attendances", "sex"), ("clubs", "total"), ("sessions", "total")]
    assert "Quarterly" in shown.split("For which days")[0]


def test_a_form_that_lacks_three_things_says_all_three(world: World, signed_in: Enter) -> None:
    wrong = {"name": "", "valid_from": "soon", "base.attendances": "sex"}
    answer = signed_in("provincial").post("/programmes/oak-elm/forms/", wrong)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert shown.count('class="err"') == 3
    assert 'value="soon"' in shown and 'value="sex" selected' in shown


def test_a_programme_without_a_form_says_so_and_offers_to_make_one(world: World, signed_in: Enter) -> None:
    Form.objects.update(valid_to=date(2026, 1, 1))
    assert 'href="/programmes/oak-elm/forms/"' in page(signed_in("provincial"))
    to_partner = page(signed_in("partner"))
    assert "Whoever plans for a side of the programme makes it." in to_partner
    assert "Which units" not in to_partner


def test_the_form_of_a_theme_is_offered_to_nobody_else(world: World, signed_in: Enter) -> None:
    ask(world, title="Wells")
    assert "Wells" not in page(signed_in("provincial"))
    assert "Wells" not in page(signed_in("provincial"), "/programmes/oak-elm/forms/")


def test_a_new_indicator_comes_back_ticked(world: World, signed_in: Enter) -> None:
    told = {"name": "Đội", "name_lo": "ທີມ", "measure": "đội", "kind": "stock"}
    desk = signed_in("provincial")
    shown = desk.post("/programmes/oak-elm/indicators/", told, follow=True).content.decode()
    made = Indicator.objects.get(slug="doi")
    assert f'name="indicators" value="{made.pk}" checked' in shown
    again = desk.post("/programmes/oak-elm/indicators/", told)
    assert again.status_code == 422
    assert "This is counted already; choose it in the list." in again.content.decode()
    wrong = desk.post("/programmes/oak-elm/indicators/", {"name_en": "Team", "kind": "ratio"})
    assert wrong.content.decode().count('class="err"') == 3
    assert 'value="Team"' in wrong.content.decode()
