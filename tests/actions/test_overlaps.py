"""What one report counted, no other report of the unit counts again; a line that reads the ledger says it as well."""

from datetime import date

import pytest

from chungtay.actions.reports import (
    LineAnswer,
    approve_report,
    approve_reports,
    hand_in,
    open_report,
    write_report,
)
from chungtay.answers.figures import Book
from chungtay.models import Form, Question, Report
from chungtay.rules.amounts import SCALE
from chungtay.rules.messages import RuleBroken
from chungtay.rules.reports import LineState
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
JANUARY = (date(2026, 1, 1), date(2026, 1, 31))
FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))
WINTER = (date(2026, 1, 1), date(2026, 3, 10))


@pytest.fixture
def monthly(world: World) -> Form:
    """A second form of the programme that asks for sessions too."""
    form = Form.objects.create(
        slug="monthly", version=1, agreement=world.programme, name="Monthly", valid_from=date(2024, 1, 1),
        published_at=NOW,
    )  # fmt: skip
    Question.objects.create(
        form=form, number=1, indicator=world.indicators["sessions"], base=world.breakdowns["total"]
    )
    return form


def told(world: World, form: Form, days: tuple[date, date], sessions: int | None) -> Report:
    body = world.bodies["dogwood"]
    assert body.place
    report = open_report(
        form, body, place=body.place, first_on=days[0], last_on=days[1], due_on=days[1],
        by=world.provincial, at=NOW,
    )  # fmt: skip
    if sessions is not None:
        answer = LineAnswer(state=LineState.GIVEN, total=sessions * SCALE)
        write_report(report, {1: answer}, by=world.officer, at=NOW)
    hand_in(report, by=world.officer, at=NOW)
    return report


def sessions(world: World) -> int | None:
    amount = Book(None, TODAY, world.programme).ask(world.indicators["sessions"], *WINTER).amount
    return amount and amount // SCALE


def test_a_second_report_on_days_that_are_counted_is_refused_and_names_the_first(
    world: World, monthly: Form
) -> None:
    approve_report(told(world, monthly, JANUARY, 4), by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Monthly") as refused:
        approve_report(told(world, world.form, WINTER, 9), by=world.provincial, at=NOW)
    assert refused.value.messages[0].values["first"] == JANUARY[0]
    assert sessions(world) == 4


def test_of_two_reports_approved_together_neither_counts_days_of_the_other(
    world: World, monthly: Form
) -> None:
    both = [told(world, monthly, JANUARY, 4), told(world, world.form, WINTER, 9)]
    with pytest.raises(RuleBroken) as refused:
        approve_reports(both, by=world.provincial, at=NOW)
    assert len(refused.value.messages) == 2
    assert sessions(world) is None


def test_months_beside_one_another_are_counted_each(world: World, monthly: Form) -> None:
    approve_report(told(world, monthly, JANUARY, 4), by=world.provincial, at=NOW)
    approve_report(told(world, monthly, FEBRUARY, 3), by=world.provincial, at=NOW)
    assert sessions(world) == 7


def test_zero_counts_nothing_twice(world: World, monthly: Form) -> None:
    approve_report(told(world, monthly, JANUARY, 4), by=world.provincial, at=NOW)
    approve_report(told(world, world.form, WINTER, 0), by=world.provincial, at=NOW)
    assert sessions(world) == 4


def test_a_line_that_reads_the_ledger_says_what_was_counted_and_adds_nothing(
    world: World, monthly: Form
) -> None:
    world.form.questions.filter(number=1).update(reads_ledger=True)
    approve_report(told(world, monthly, JANUARY, 4), by=world.provincial, at=NOW)
    approve_report(told(world, monthly, FEBRUARY, 3), by=world.provincial, at=NOW)
    quarterly = told(world, world.form, WINTER, None)
    assert quarterly.lines.get(question__number=1).total == 7 * SCALE
    approve_report(quarterly, by=world.provincial, at=NOW)
    assert sessions(world) == 7
