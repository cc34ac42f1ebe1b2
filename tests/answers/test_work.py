"""What a person owes stands under the post that owes it, and costs few questions however many units there are."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from chungtay.actions.reports import hand_in, open_report, send_back
from chungtay.actions.rounds import remind_units, stop_reminding
from chungtay.answers.work import coming_up, duties_of, weaves_for
from chungtay.models import (
    Article,
    ArticleStep,
    Form,
    HandIn,
    Organisation,
    Person,
    Place,
    Post,
    Reading,
    Regime,
    RegimeReminder,
    Report,
    Task,
)
from chungtay.rules.rounds import Channel
from tests.actions.test_reports import BY_PHONE
from tests.world import NOW, TODAY, World


@pytest.fixture
def late(world: World) -> dict[str, Report]:
    """Last period's reports of Dogwood and Cedar, both three months late."""
    return {
        name: open_report(
            world.form, world.bodies[name], place=world.places[name.capitalize()],
            first_on=date(2025, 9, 1), last_on=date(2025, 12, 14), due_on=date(2025, 12, 20),
            by=world.provincial, at=NOW,
        )
        for name in ("dogwood", "cedar")
    }  # fmt: skip


def owed(person: Person) -> list[tuple[str, object]]:
    fresh = Person.objects.get(pk=person.pk)
    return [(row.kind, row.thing) for duties in duties_of(fresh, TODAY) for row in duties.rows]


def test_an_officer_owes_the_own_reports_the_late_one_first(world: World, late: dict[str, Report]) -> None:
    assert owed(world.officer) == [("report", late["dogwood"]), ("report", world.reports["dogwood"])]


def test_a_report_that_was_sent_back_is_to_be_mended(world: World, late: dict[str, Report]) -> None:
    hand_in(late["dogwood"], by=world.officer, at=NOW)
    send_back(late["dogwood"], note="Mend", by=world.provincial, at=NOW)
    assert owed(world.officer)[0] == ("mend", late["dogwood"])


def test_late_units_share_one_row_of_their_superior(world: World, late: dict[str, Report]) -> None:
    rows = duties_of(world.provincial, TODAY)[0].rows
    assert [(row.kind, len(row.others)) for row in rows] == [("remind", 1), ("remind", 0)]
    assert {rows[0].thing, *rows[0].others} == set(late.values())


def test_what_was_handed_in_waits_for_somebody_else(world: World, late: dict[str, Report]) -> None:
    hand_in(late["dogwood"], on_behalf=BY_PHONE, by=world.provincial, at=NOW)
    waiting = ("approve", late["dogwood"])
    assert waiting not in owed(world.provincial)
    assert waiting in owed(world.leader)
    assert waiting not in owed(world.stranger)


def test_a_plan_waits_for_the_seat_that_did_not_issue_it(world: World) -> None:
    assert owed(world.partner) == [("plan", world.plan)]
    assert ("plan", world.plan) not in owed(world.leader)
    assert ("plan", world.plan) not in owed(world.provincial)


def test_tasks_readings_and_drafts_are_owed_by_those_who_may(world: World) -> None:
    west = world.bodies["west"]
    soon, later = (
        Task.objects.create(
            agreement=world.programme,
            content=world.contents[0],
            organisation=west,
            text="Print",
            due_on=TODAY + wait,
        )
        for wait in (timedelta(days=3), timedelta(days=90))
    )
    reading = Reading.objects.create(
        name="plan.docx", sha256="0" * 64, media_type="x", size=1, text="", draft={}, holder=west,
        read_by=world.provincial, read_at=NOW,
    )  # fmt: skip
    article = Article.objects.create(
        slug="a", holder_id=west.pk, title="A", body="", author="x", drafted_at=NOW, state="handed_in"
    )
    ArticleStep.objects.create(article=article, step="write", by=world.provincial, at=NOW)
    rows = owed(world.leader)
    assert ("task", soon) in rows
    assert ("task", later) not in rows
    assert ("reading", reading) in rows
    assert ("article", article) in rows
    assert ("article", article) not in owed(world.provincial), "nobody reads what they wrote themselves"
    assert owed(world.stranger) == []


def test_two_posts_share_the_work_without_doubling_it(world: World, late: dict[str, Report]) -> None:
    Post.objects.create(
        person=world.officer, organisation=world.bodies["west"], role="provincial_officer", title="Secretary",
        valid_from=date(2024, 1, 1),
    )  # fmt: skip
    first, second = duties_of(Person.objects.get(pk=world.officer.pk), TODAY)
    shown = [row.thing for row in first.rows + second.rows]
    assert len(shown) == len(set(shown))
    assert {one.post.title: len(one.rows) for one in (first, second)}.keys() >= {"Secretary"}


def test_the_weave_counts_every_unit_of_the_running_period(world: World, late: dict[str, Report]) -> None:
    hand_in(world.reports["dogwood"], by=world.officer, at=NOW)
    (weave,) = weaves_for(world.provincial, TODAY)
    assert (weave.units, weave.approved, weave.waiting, weave.missing) == (2, 0, 1, 1)
    assert weaves_for(world.officer, TODAY) == []
    assert weaves_for(world.stranger, TODAY) == []


def test_what_comes_up_is_read_from_the_plans_one_may_see(world: World) -> None:
    assert coming_up(world.partner, TODAY) == world.contents
    assert coming_up(world.stranger, TODAY) == []


def test_the_page_costs_as_many_questions_for_a_hundred_units_as_for_two(
    world: World, late: dict[str, Report], django_assert_max_num_queries: Callable
) -> None:
    leader = Person.objects.get(pk=world.leader.pk)
    with django_assert_max_num_queries(38):  # one for each kind of thing between bodies, one for the annex
        duties_of(leader, TODAY)
        weaves_for(leader, TODAY)
        coming_up(leader, TODAY)


def test_on_the_eve_of_the_due_day_whoever_asked_is_told_who_has_not_sent(world: World) -> None:
    Report.objects.filter(pk=world.reports["dogwood"].pk).update(due_on=TODAY + timedelta(days=1))
    told = {(kind, thing) for kind, thing in owed(world.provincial) if kind == "remind"}
    assert told == {("remind", world.reports["cedar"]), ("remind", world.reports["dogwood"])}
    stop_reminding([world.reports["dogwood"]], reason="Flooded", by=world.provincial, at=NOW)
    assert ("remind", world.reports["dogwood"]) not in owed(world.provincial)


def test_five_reports_of_one_period_that_wait_are_one_row(world: World) -> None:
    for number in range(5):
        place = Place.objects.create(
            code=f"9{number}", name=f"Fir {number}", kind="commune", parent=world.places["Oakshire"],
            valid_from=date(2000, 1, 1),
        )  # fmt: skip
        body = Organisation.objects.create(
            kind="womens_union", name=f"Union of Fir {number}", place=place, parent=world.bodies["west"]
        )
        report = Report.objects.create(
            form=world.form, holder=body, place=place, first_on=date(2026, 1, 1), last_on=date(2026, 3, 14),
            due_on=date(2026, 3, 25), state="handed_in",
        )  # fmt: skip
        HandIn.objects.create(report=report, handed_in_by=world.officer, handed_in_at=NOW)
    assert [kind for kind, _ in owed(world.leader)].count("approve_many") == 1
    assert "approve" not in [kind for kind, _ in owed(world.leader)]


def test_a_unit_reads_when_it_was_reminded_and_no_more_once_it_was_let_off(world: World) -> None:
    regime = Regime.objects.create(slug="own", name="Own", source="Decision 1")
    for days in (-7, 0):
        RegimeReminder.objects.create(regime=regime, days=days)
    Form.objects.filter(pk=world.form.pk).update(regime=regime)

    def reminded() -> list[date | None]:
        fresh = Person.objects.get(pk=world.officer.pk)
        return [row.reminded_on for duties in duties_of(fresh, TODAY) for row in duties.rows]

    assert reminded() == [date(2026, 3, 18)]  # due on the 25th: by the calendar
    remind_units([world.reports["dogwood"]], channel=Channel.PHONE, by=world.provincial, at=NOW)
    assert reminded() == [TODAY]
    stop_reminding([world.reports["dogwood"]], reason="Flooded", by=world.provincial, at=NOW)
    assert reminded() == [None]
