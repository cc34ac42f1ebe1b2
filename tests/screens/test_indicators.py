"""The pages of what is counted: the list, an indicator with its versions, the form that changes it, unit targets."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.answers.figures import Book
from chungtay.models import Indicator, IndicatorVersion, Target
from chungtay.rules.amounts import SCALE
from chungtay.screens.tags import fig
from tests.world import World

SignedIn = Callable[..., Client]

SESSIONS = {
    "name": "Buổi nói chuyện", "name_lo": "ການໂອ້ລົມ", "kind": "flow", "unit": "session", "measure": "buổi",
    "decimals": "0", "definition": "Một buổi có biên bản.",
}  # fmt: skip
CHANGE = SESSIONS | {"reason": "Hướng dẫn mới", "in_force_from": "01/01/2026"}


def page(browser: Client, name: str, *args: str, status: int = 200) -> str:
    answer = browser.get(reverse(name, args=args))
    assert answer.status_code == status
    return answer.content.decode()


def test_the_list_shows_what_each_programme_counts(world: World, signed_in: SignedIn) -> None:
    shown = page(signed_in("officer"), "indicators")
    assert "Oakshire and Elmshire" in shown
    assert reverse("indicator", args=["attendances"]) in shown
    assert "indicator-new" not in shown and reverse("indicator-new") not in shown
    assert reverse("indicator-new") in page(signed_in("leader"), "indicators")


def test_a_stranger_sees_no_indicator_of_ours(world: World, signed_in: SignedIn) -> None:
    browser = signed_in("stranger")
    assert "Attendances" not in page(browser, "indicators")
    page(browser, "indicator", "attendances", status=404)
    page(browser, "indicator-versions", "attendances", status=404)
    page(browser, "unit-targets", "oak-elm", "attendances", status=404)


def test_an_administrator_reads_the_rule_and_not_the_figures(world: World, signed_in: SignedIn) -> None:
    browser = signed_in("administrator")
    shown = page(browser, "indicator", "attendances")
    assert reverse("indicator-versions", args=["attendances"]) in shown
    assert "big__n" not in shown and "500" not in shown
    page(browser, "unit-targets", "oak-elm", "attendances", status=404)


def test_a_new_indicator_is_typed_and_found_in_the_list(world: World, signed_in: SignedIn) -> None:
    browser = signed_in("provincial")
    answer = browser.post(reverse("indicator-new"), SESSIONS)
    made = Indicator.objects.get(name="Buổi nói chuyện")
    assert (answer.status_code, answer["Location"]) == (302, reverse("indicator", args=[made.slug]))
    assert (made.unit, made.holder) == ("session", world.bodies["west"])
    assert "Một buổi có biên bản." in page(browser, "indicator", made.slug)
    assert browser.post(reverse("indicator-new"), SESSIONS).status_code == 422


def test_all_that_is_wrong_with_an_indicator_is_shown_beside_its_fields(
    world: World, signed_in: SignedIn
) -> None:
    wrong = SESSIONS | {"unit": "person", "decimals": "6", "currency": "VND"}
    answer = signed_in("leader").post(reverse("indicator-new"), wrong)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"unit", "decimals", "currency"}
    assert 'value="Buổi nói chuyện"' in answer.content.decode()


def test_a_change_asks_for_a_reason_and_shows_what_was_before(world: World, signed_in: SignedIn) -> None:
    browser, address = signed_in("leader"), reverse("indicator-versions", args=["sessions"])
    assert browser.post(address, CHANGE | {"reason": ""}).status_code == 422
    assert not IndicatorVersion.objects.exists()
    assert browser.post(address, CHANGE).status_code == 302
    shown = page(browser, "indicator", "sessions")
    for words in ("Hướng dẫn mới", "<del>Sessions</del>", "<ins>Buổi nói chuyện</ins>", "01/01/2026"):
        assert words in shown
    assert browser.post(address, CHANGE).status_code == 422  # pressed twice: nothing was changed
    assert IndicatorVersion.objects.count() == 2


@pytest.mark.parametrize("name", ["officer", "partner", "auditor"])
def test_whoever_does_not_define_reads_and_is_refused(world: World, signed_in: SignedIn, name: str) -> None:
    browser = signed_in(name)
    page(browser, "indicator", "sessions")
    assert browser.get(reverse("indicator-versions", args=["sessions"])).status_code == 422
    assert browser.post(reverse("indicator-new"), SESSIONS).status_code == 422


def aim(browser: Client, world: World, amount: str, unit: str = "Dogwood", **told: str) -> int:
    sent = {
        "unit": f"place:{world.places[unit].pk}", "amount": amount, "first_on": "01/01/2026", "last_on": "31/12/2026",
    }  # fmt: skip
    return browser.post(reverse("unit-targets", args=["oak-elm", "attendances"]), sent | told).status_code


def test_units_are_given_targets_and_a_changed_one_keeps_its_history(
    world: World, signed_in: SignedIn
) -> None:
    browser = signed_in("leader")
    assert aim(browser, world, "120") == 302
    assert aim(browser, world, "150") == 422  # another one stands; why?
    assert aim(browser, world, "150", reason="Thêm hai bản") == 302
    assert aim(browser, world, "150") == 302  # pressed twice
    assert [one.amount // SCALE for one in Target.objects.assigned()] == [150]
    assert [one.amount // SCALE for one in Target.ever.assigned().order_by("amount")] == [120, 150]
    shown = page(browser, "unit-targets", "oak-elm", "attendances")
    for words in ("Dogwood", "Oakshire", "150", "<del>120</del>", "Thêm hai bản"):
        assert words in shown


def test_a_unit_reads_its_own_target_and_neighbours_and_partners_do_not(
    world: World, signed_in: SignedIn
) -> None:
    aim(signed_in("leader"), world, "120")
    assert "120" in page(signed_in("officer"), "unit-targets", "oak-elm", "attendances")
    for name in ("cedar", "partner"):
        assert "120" not in page(signed_in(name), "unit-targets", "oak-elm", "attendances")
    assert aim(signed_in("officer"), world, "130", reason="x") == 422


def test_nobody_sets_a_target_for_a_unit_elsewhere(world: World, signed_in: SignedIn) -> None:
    assert aim(signed_in("leader"), world, "5", unit="Farwood") == 422
    assert not Target.objects.assigned().exists()


def test_the_page_of_an_indicator_lists_what_texts_promise(world: World, signed_in: SignedIn) -> None:
    shown = page(signed_in("partner"), "indicator", "attendances")
    assert "500" in shown and "Talks in border communes" in shown
    assert "Yearly report" in shown


def test_a_form_says_from_where_it_cumulates(world: World, signed_in: SignedIn) -> None:
    sent = {
        "name": "Quarterly", "valid_from": "01/01/2026", "indicators": world.indicators["sessions"].pk,
        "cumulative_from": "phase",
    }  # fmt: skip
    signed_in("leader").post(reverse("programme-forms", args=["oak-elm"]), sent)
    assert world.programme.forms.get(name="Quarterly").cumulative_from == "phase"
    assert world.form.valid_from == date(2024, 1, 1)


def test_a_ratio_is_shown_with_the_places_that_its_rule_gives_it(world: World, signed_in: SignedIn) -> None:
    made = Indicator.objects.create(
        slug="rate", kind="ratio", name="Rate", measure="%", decimals=1,
        numerator=world.indicators["sessions"], denominator=world.indicators["attendances"],
    )  # fmt: skip
    figure = Book(None, date(2026, 3, 20), world.programme).ask(made, date(2026, 1, 1), date(2026, 3, 20))
    total = replace(figure.answer.total, amount=333_333)
    shown = fig(replace(figure, answer=replace(figure.answer, total=total)))
    assert ("33.3" in shown or "33,3" in shown) and "333" not in shown
