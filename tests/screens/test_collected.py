"""The table that an office prints: lines with lũy kế, cùng kỳ and plan, of one unit or of all together."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.actions.indicators import set_unit_target
from chungtay.actions.reports import LineAnswer, approve_report, hand_in, write_report
from chungtay.models import Report
from chungtay.rules.amounts import SCALE
from chungtay.rules.reports import LineState
from tests.world import NOW, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def columns(world: World) -> None:
    world.form.columns = "period,cumulative,same_period,percent_of_plan"
    world.form.save()


def answered(world: World, name: str, sessions: int, by: str, *, approved: bool = True) -> Report:
    report = world.reports[name]
    answer = LineAnswer(state=LineState.GIVEN, total=sessions * SCALE)
    lines_made(report)
    write_report(report, {1: answer}, by=world.persons[by], at=NOW)
    hand_in(report, by=world.persons[by], at=NOW)
    if approved:
        approve_report(report, by=world.provincial, at=NOW)
    return report


def lines_made(report: Report) -> None:
    from chungtay.models import Line, Source

    for question in report.form.questions.all():
        source = Source.objects.create(kind="line", label=str(question.indicator))
        Line.objects.create(report=report, question=question, source=source)


def opened(world: World, **more: object) -> str:
    report = world.reports["dogwood"]
    asked = {"form": report.form_id, "from": report.first_on, "to": report.last_on, **more}
    return f"{reverse('collected')}?" + "&".join(f"{name}={value}" for name, value in asked.items())


def test_rounds_are_listed_with_how_many_reports_are_in(client: Client, signed_in, world: World) -> None:
    answered(world, "dogwood", 4, "officer")
    page = signed_in("provincial").get(reverse("collected")).content.decode()
    assert "1/2" in page


def test_all_units_stand_together_and_who_is_missing_is_named(signed_in, world: World) -> None:
    answered(world, "dogwood", 4, "officer")
    answered(world, "cedar", 30, "cedar", approved=False)
    page = signed_in("provincial").get(opened(world)).content.decode()
    assert ">4<" in page and ">34<" not in page
    assert "Cedar" in page


def test_a_line_opens_unit_by_unit(signed_in, world: World) -> None:
    answered(world, "dogwood", 4, "officer")
    answered(world, "cedar", 30, "cedar")
    page = signed_in("provincial").get(opened(world, line=1)).content.decode()
    assert ">34<" in page
    units = page[page.index('id="units"') :]
    assert units.index("Cedar") < units.index("Dogwood")


def test_targets_of_units_add_up_to_the_plan_of_the_table(signed_in, world: World) -> None:
    for name, amount in (("Dogwood", 10), ("Cedar", 58)):
        set_unit_target(
            world.programme, world.indicators["sessions"], place=world.places[name], amount=amount * SCALE,
            first_on=date(2026, 1, 1), last_on=date(2026, 12, 31), by=world.provincial, at=NOW,
        )  # fmt: skip
    answered(world, "dogwood", 4, "officer")
    answered(world, "cedar", 30, "cedar")
    page = signed_in("provincial").get(opened(world)).content.decode()
    assert ">68<" in page and "50.0%" in page


def test_a_round_that_nobody_may_see_does_not_exist(signed_in, world: World) -> None:
    assert signed_in("stranger").get(opened(world)).status_code == 404
    assert signed_in("provincial").get(opened(world, **{"from": "2026-02-31"})).status_code == 404


def test_one_report_is_printed_with_its_columns(signed_in, world: World) -> None:
    report = answered(world, "dogwood", 4, "officer")
    page = signed_in("officer").get(reverse("report-sheet", args=[report.pk])).content.decode()
    assert page.count(">4<") == 2  # this period and lũy kế
