"""Many reports are approved as one: all or none, each as it was read, and every total rises by what they say."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chungtay.actions.registers import open_registered
from chungtay.actions.reports import (
    approve_report,
    approve_reports,
    hand_in,
    open_report,
    send_back,
    write_report,
)
from chungtay.answers.figures import Book
from chungtay.answers.ledger import faults
from chungtay.models import (
    Approval,
    AuditLine,
    Entry,
    Indicator,
    Posting,
    Question,
    Registered,
    RegisterKind,
    Report,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import RuleBroken
from chungtay.rules.reports import ReportState
from tests.actions.test_reports import BY_PHONE, answer
from tests.world import NOW, World

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
Waiting = Callable[..., Report]


@pytest.fixture
def waiting(world: World) -> Waiting:
    """A report of a month that waits for approval: `waiting("dogwood", 2, q2="100 sex:female=60")`."""
    Question.objects.create(
        form=world.form, number=3, base=world.breakdowns["sex"],
        indicator=Indicator.objects.create(slug="members", kind=Kind.STOCK, name="Members", measure="person"),
    )  # fmt: skip
    Question.objects.create(
        form=world.form, number=4, indicator=world.indicators["clubs"], base=world.breakdowns["total"]
    )

    def make(body: str, month: int, by: str = "", **typed: str) -> Report:
        holder, last = world.bodies[body], date(2026, month, 28)
        assert holder.place
        report = open_report(
            world.form, holder, place=holder.place, first_on=date(2026, month, 1), last_on=last,
            due_on=last + timedelta(days=5), by=world.provincial, at=NOW,
        )  # fmt: skip
        who = world.persons[by or ("officer" if body == "dogwood" else body)]
        write_report(report, {int(name[1:]): answer(text) for name, text in typed.items()}, by=who, at=NOW)
        hand_in(report, on_behalf=BY_PHONE if by else None, by=who, at=NOW)
        return report

    return make


def total(world: World, slug: str, last: date = YEAR[1], **narrowed: object) -> int | None:
    book = Book(None, last, world.programme)
    amount = book.ask(Indicator.objects.get(slug=slug), YEAR[0], last, **narrowed).amount  # type: ignore[arg-type]
    return None if amount is None else amount // SCALE


def test_three_reports_of_a_hundred_raise_place_province_and_programme_by_three_hundred(
    world: World, waiting: Waiting
) -> None:
    before = waiting("dogwood", 1, q2="50 sex:female=30 sex:male=20")
    approve_report(before, by=world.leader, at=NOW)
    places = {"place": world.places["Dogwood"], "province": world.places["Oakshire"], "programme": None}

    def totals(*categories: tuple[str, str]) -> dict[str, int | None]:
        return {
            name: total(
                world, "attendances", places=place and [place], categories=frozenset(categories)
            )
            for name, place in places.items()
        }  # fmt: skip

    assert set(totals().values()) == {50}
    reports = [waiting("dogwood", month, q2="100 sex:female=60 sex:male=40") for month in (2, 3, 4)]
    approve_reports(reports, by=world.leader, at=NOW)
    assert set(totals().values()) == {350}
    assert set(totals(("sex", "female")).values()) == {210}
    assert set(totals(("sex", "male")).values()) == {140}
    assert faults() == []


def test_many_stand_in_one_posting_and_each_leaves_its_approval_and_its_line_in_the_audit(
    world: World, waiting: Waiting
) -> None:
    reports = [waiting("dogwood", 1, q1="3"), waiting("cedar", 1, q1="4"), waiting("cedar", 2)]
    made = approve_reports(reports, by=world.leader, at=NOW)
    posting = Posting.objects.get()
    assert [one.report for one in made] == reports
    assert [one.posting for one in made] == [posting, posting, None], "what says no figure posts nothing"
    assert {one.state for one in Report.objects.filter(approval__in=made)} == {ReportState.APPROVED}
    lines = AuditLine.objects.filter(act="approve")
    assert [line.thing_id for line in lines] == [str(report.pk) for report in reports]
    assert {line.person_id for line in lines} == {world.leader.pk}
    assert total(world, "sessions") == 7


def test_every_report_that_stands_in_the_way_is_named_and_nothing_is_approved(
    world: World, waiting: Waiting
) -> None:
    good, own, again = (
        waiting("dogwood", 1, q1="1"), waiting("dogwood", 2, by="provincial"), waiting("dogwood", 3),
    )  # fmt: skip
    read = {again.pk: str(again.hand_ins.get().pk)}
    send_back(again, note="3 or 30?", by=world.leader, at=NOW)
    hand_in(again, by=world.officer, at=NOW + timedelta(hours=1))
    open_one, far = world.reports["dogwood"], world.reports["elm"]
    with pytest.raises(RuleBroken) as refused:
        approve_reports([good, own, again, open_one, far], seen=read, by=world.provincial, at=NOW)
    told = {message.where: str(message) for message in refused.value.messages}
    assert set(told) == {str(one.pk) for one in (own, again, open_one, far)}
    for report, why in ((own, "yourself"), (again, "anew"), (open_one, "not been handed in"), (far, "allow")):
        assert why in told[str(report.pk)]
        assert f"Yearly report, {report.place}" in told[str(report.pk)]
    assert not Posting.objects.exists()
    assert not Approval.objects.exists()
    good.refresh_from_db()
    assert good.state == ReportState.HANDED_IN


def test_a_report_that_is_chosen_twice_counts_once(world: World, waiting: Waiting) -> None:
    report = waiting("dogwood", 1, q1="3")
    approve_reports([report, Report.objects.get(pk=report.pk)], by=world.leader, at=NOW)
    assert total(world, "sessions") == 3
    with pytest.raises(RuleBroken, match="approved already"):
        approve_reports([report], by=world.leader, at=NOW)
    assert total(world, "sessions") == 3


def test_stocks_stated_one_after_another_in_one_posting_stand_as_they_were_said(
    world: World, waiting: Waiting
) -> None:
    """Whatever the order in which they were chosen: each is the difference to the one before it."""
    said = {("dogwood", 1): 10, ("dogwood", 2): 12, ("dogwood", 3): 9, ("cedar", 2): 5}
    reports = [
        waiting(body, month, q3=f"{level} sex:female={level}") for (body, month), level in said.items()
    ]
    approve_reports([reports[2], reports[0], reports[3], reports[1]], by=world.leader, at=NOW)
    dogwood = partial(total, world, "members", places=[world.places["Dogwood"]])
    assert [dogwood(date(2026, month, 28)) for month in (1, 2, 3)] == [10, 12, 9]
    assert total(world, "members") == 14
    assert faults() == []


def test_a_stock_stated_late_among_others_leaves_what_was_said_later(world: World, waiting: Waiting) -> None:
    approve_report(waiting("dogwood", 3, q3="9"), by=world.leader, at=NOW)
    approve_reports([waiting("dogwood", 1, q3="10"), waiting("dogwood", 2, q3="12")], by=world.leader, at=NOW)
    levels = [total(world, "members", date(2026, month, 28)) for month in (1, 2, 3)]
    assert levels == [10, 12, 9]
    assert faults() == []


def test_what_the_register_counts_is_not_posted_again(world: World, waiting: Waiting) -> None:
    club = Registered(
        kind=RegisterKind.objects.get(), name="Club", place=world.places["Dogwood"],
        holder=world.bodies["dogwood"], served=world.served, opened_on=date(2026, 1, 2),
    )  # fmt: skip
    open_registered(club, by=world.officer, at=NOW)
    reports = [waiting("dogwood", 1, q1="1"), waiting("dogwood", 2)]
    approve_reports(reports, by=world.leader, at=NOW)
    assert [report.lines.get(question__number=4).total for report in reports] == [SCALE, SCALE]
    assert total(world, "clubs") == 1
    assert Entry.objects.filter(indicator__slug="clubs").count() == 1


def test_nine_reports_are_read_with_the_questions_of_two(world: World, waiting: Waiting) -> None:
    """Only the audit's own savepoints, two a report, grow with their number."""

    def asked(months: range) -> int:
        reports = [waiting("dogwood", month, q2="9 sex:female=4", q3=f"{month}") for month in months]
        leader = type(world.leader).objects.get(pk=world.leader.pk)
        with CaptureQueriesContext(connection) as queries:
            approve_reports(reports, by=leader, at=NOW)
        return sum("SAVEPOINT" not in one["sql"] for one in queries.captured_queries)

    asked(range(1, 2))  # the first posting of all also makes the ledger's head
    assert asked(range(2, 4)) == asked(range(4, 13))
