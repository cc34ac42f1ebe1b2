"""The columns beside a line: this period, lũy kế, cùng kỳ, % of plan, forecast, before and after the approval."""

from datetime import date

import pytest

from chungtay.actions.indicators import set_unit_target
from chungtay.actions.reports import LineAnswer, approve_report, hand_in, open_report, write_report
from chungtay.answers.reports.columns import Columns, columns_of
from chungtay.models import CutOff, Forecast, Report
from chungtay.models import Regime as RegimeModel
from chungtay.rules.amounts import SCALE
from chungtay.rules.reports import LineState
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
FIRST = (date(2025, 12, 15), date(2026, 1, 14))
SECOND = (date(2026, 1, 15), date(2026, 2, 14))
YEAR_AGO = (date(2025, 1, 15), date(2025, 2, 14))


def asked(world: World, days: tuple[date, date], body: str = "dogwood") -> Report:
    unit = world.bodies[body]
    assert unit.place
    return open_report(
        world.form, unit, place=unit.place, first_on=days[0], last_on=days[1], due_on=days[1],
        by=world.provincial, at=NOW,
    )  # fmt: skip


def said(
    world: World, report: Report, sessions: int | None, *, approved: bool = True, by: str = "officer"
) -> Report:
    state = LineState.NOT_REPORTED if sessions is None else LineState.GIVEN
    total = None if sessions is None else sessions * SCALE
    write_report(report, {1: LineAnswer(state=state, total=total)}, by=world.persons[by], at=NOW)
    if approved:
        hand_in(report, by=world.persons[by], at=NOW)
        approve_report(report, by=world.provincial, at=NOW)
    return report


def beside(world: World, report: Report) -> Columns:
    held = Report.objects.select_related("form__agreement", "form__regime", "holder", "place").get(
        pk=report.pk
    )
    return columns_of(held, world.provincial, TODAY)[1]


def told(columns: Columns) -> list[int | None]:
    values = (columns.period, columns.cumulative, columns.same_period)
    return [value and value.amount // SCALE for value in values]


@pytest.fixture
def decree(world: World) -> RegimeModel:
    """Months from the 15th to the 14th, the year from 15 December."""
    regime = RegimeModel.objects.create(slug="decree", name="Decree", source="Decree 1")
    months = [CutOff(span="month", month=one, day=14, due_month=one, due_day=25) for one in range(1, 13)]
    for one in [*months, CutOff(span="year", month=12, day=14, due_month=12, due_day=25)]:
        one.regime = regime
        one.save()
    world.form.regime = regime
    world.form.save()
    return regime


def test_a_draft_counts_on_top_of_what_stood_before_its_period(world: World) -> None:
    said(world, asked(world, FIRST), 4)
    draft = said(world, asked(world, SECOND), 3, approved=False)
    assert told(beside(world, draft)) == [3, 7, None]


def test_an_approved_line_counts_once(world: World) -> None:
    said(world, asked(world, FIRST), 4)
    approved = said(world, asked(world, SECOND), 3)
    assert told(beside(world, approved)) == [3, 7, None]


def test_without_a_regime_the_year_begins_on_1_january(world: World) -> None:
    said(world, asked(world, (date(2025, 11, 15), date(2025, 12, 20))), 4)
    draft = said(world, asked(world, SECOND), 3, approved=False)
    assert told(beside(world, draft)) == [3, 3, None]


def test_nothing_stood_before_a_period_that_begins_the_year(world: World) -> None:
    said(world, asked(world, (date(2025, 11, 15), date(2025, 12, 20))), 4)
    draft = said(world, asked(world, (date(2026, 1, 1), date(2026, 1, 31))), 3, approved=False)
    assert told(beside(world, draft)) == [3, 3, None]


def test_a_regime_that_begins_its_year_on_15_december_counts_from_there(
    world: World, decree: RegimeModel
) -> None:
    said(world, asked(world, (date(2025, 11, 15), date(2025, 12, 14))), 100)
    said(world, asked(world, (date(2025, 12, 15), date(2025, 12, 20))), 4)
    draft = said(world, asked(world, SECOND), 3, approved=False)
    assert told(beside(world, draft)) == [3, 7, None]


def test_the_same_period_a_year_before_stands_beside(world: World, decree: RegimeModel) -> None:
    said(world, asked(world, YEAR_AGO), 9)
    draft = said(world, asked(world, SECOND), 3, approved=False)
    Report.objects.filter(pk=draft.pk).update(span="month")
    assert told(beside(world, draft)) == [3, 3, 9]


def test_a_merged_unit_counts_what_its_predecessors_reported(world: World) -> None:
    old = world.places["Alder"]
    report = open_report(
        world.form, world.bodies["cedar"], place=old, first_on=YEAR_AGO[0], last_on=YEAR_AGO[1], due_on=TODAY,
        by=world.provincial, at=NOW,
    )  # fmt: skip
    said(world, report, 9, by="cedar")
    draft = said(world, asked(world, SECOND, "cedar"), 3, approved=False, by="cedar")
    assert told(beside(world, draft)) == [3, 3, 9]


def test_a_line_that_says_nothing_still_shows_what_stood_before(world: World) -> None:
    said(world, asked(world, FIRST), 4)
    draft = said(world, asked(world, SECOND), None, approved=False)
    assert told(beside(world, draft)) == [None, 4, None]


def test_the_plan_of_the_unit_is_set_against_what_was_cumulated(world: World) -> None:
    set_unit_target(
        world.programme, world.indicators["sessions"], place=world.places["Dogwood"], amount=20 * SCALE,
        first_on=date(2026, 1, 1), last_on=date(2026, 12, 31), by=world.provincial, at=NOW,
    )  # fmt: skip
    said(world, asked(world, FIRST), 4)
    draft = said(world, asked(world, SECOND), 3, approved=False)
    columns = beside(world, draft)
    assert (columns.plan, columns.percent) == (20 * SCALE, 3500)


def test_a_forecast_stands_beside_with_its_author_and_is_never_counted(world: World) -> None:
    draft = said(world, asked(world, SECOND), 3, approved=False)
    line = draft.lines.get(question__number=1)
    Forecast.objects.create(line=line, amount=30 * SCALE, by=world.officer, at=NOW)
    columns = beside(world, draft)
    assert columns.forecast and columns.forecast.by == world.officer
    assert told(columns) == [3, 3, None]
