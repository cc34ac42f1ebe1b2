"""An activity is counted into the report that is being written, once, and what was added by hand stays added."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from chungtay.actions.activities import (
    change_activity,
    count_into,
    record_activity,
    serve_programmes,
    set_counting,
    withdraw_activity,
)
from chungtay.actions.reports import LineAnswer, approve_report, hand_in, open_report, send_back, write_report
from chungtay.answers.activities import feeding
from chungtay.models import Activity, ActivityChange, ActivityKind, Entry, Feeding, Line, Report, Served
from chungtay.rules.activities import Adds
from chungtay.rules.amounts import SCALE
from chungtay.rules.messages import RuleBroken
from chungtay.rules.reports import LineState
from tests.world import NOW, TODAY, World

SESSIONS, ATTENDANCES = 1, 2
Came = dict[str, int]


@pytest.fixture
def counting(world: World) -> World:
    """Talks count as sessions and bring attendances; both questions are filled from them."""
    talk = ActivityKind.objects.get(slug="session")
    for name, adds in (("sessions", Adds.ONE), ("attendances", Adds.CAME)):
        set_counting(talk, world.indicators[name], adds, by=world.provincial, at=NOW)
    world.form.questions.update(counts_activities=True)
    return world


def talk(world: World, **changed: Any) -> Activity:
    facts: dict[str, Any] = {
        "kind_id": "session", "title": "A talk", "first_on": date(2026, 2, 3), "last_on": date(2026, 2, 3),
        "place": world.places["Dogwood"], "holder": world.bodies["dogwood"], "served": world.served,
    }  # fmt: skip
    return Activity(**facts | changed)


def recorded(world: World, female: int = 51, male: int = 9, **changed: Any) -> Activity:
    came = {world.cells["sex:female"]: female, world.cells["sex:male"]: male}
    return record_activity(talk(world, **changed), attendances=came, by=world.officer, at=NOW)


def line(report: Report, number: int) -> Line:
    found: Line = report.lines.get(question__number=number)
    return found


def shown(report: Report, number: int) -> tuple[str, int | None, Came]:
    one = line(report, number)
    cells = {cell.combination.slug: cell.amount // SCALE for cell in one.cells.all()}
    return one.state, None if one.total is None else one.total // SCALE, cells


@pytest.fixture
def report(counting: World) -> Report:
    Report.objects.filter(pk__in=[one.pk for one in counting.reports.values()]).delete()
    return opened(counting)


def opened(world: World) -> Report:
    return open_report(
        world.form, world.bodies["dogwood"], place=world.places["Dogwood"], first_on=date(2026, 1, 1),
        last_on=date(2026, 3, 14), due_on=date(2026, 3, 25), by=world.officer, at=NOW,
    )  # fmt: skip


def test_a_talk_that_is_recorded_stands_in_the_lines_that_it_feeds(world: World, report: Report) -> None:
    recorded(world)
    recorded(world, 20, 0, title="Another")
    assert shown(report, SESSIONS) == ("given", 2, {})
    assert shown(report, ATTENDANCES) == ("given", 80, {"sex:female": 71, "sex:male": 9})


def test_what_was_recorded_before_the_report_is_counted_when_it_opens(counting: World) -> None:
    Report.objects.all().delete()
    recorded(counting)
    report = opened(counting)
    assert shown(report, SESSIONS)[1] == 1
    assert count_into(report, by=counting.officer, at=NOW) == 0  # and once only
    assert shown(report, ATTENDANCES)[1] == 60


FITS: list[tuple[str, dict[str, Any], int | None]] = [
    ("on the last day of the period", {"first_on": date(2026, 3, 14), "last_on": date(2026, 3, 14)}, 1),
    ("the day after", {"first_on": date(2026, 3, 15), "last_on": date(2026, 3, 15)}, None),
    ("begun before, ended within", {"first_on": date(2025, 12, 30), "last_on": date(2026, 1, 2)}, 1),
    ("of a kind that counts for nothing", {"kind_id": "letter"}, None),
]


@pytest.mark.parametrize(("case", "changed", "sessions"), FITS, ids=[case for case, *_ in FITS])
def test_only_what_fits_the_line_is_counted(
    world: World, report: Report, case: str, changed: dict[str, Any], sessions: int | None
) -> None:
    recorded(world, **changed)
    assert shown(report, SESSIONS)[1] == sessions


def test_whose_programme_is_said_later_is_counted_then(world: World, report: Report) -> None:
    made = recorded(world, served=Served.objects.of([]))
    assert shown(report, SESSIONS) == ("not_reported", None, {})
    serve_programmes(made, [world.programme], by=world.officer, at=NOW)
    assert shown(report, SESSIONS)[1] == 1


def test_what_the_officer_adds_by_hand_stays_when_talks_come_and_go(world: World, report: Report) -> None:
    made = recorded(world)
    told = {SESSIONS: LineAnswer(state=LineState.GIVEN, total=4 * SCALE)}
    write_report(report, told, by=world.officer, at=NOW)
    recorded(world, title="Another")
    assert shown(report, SESSIONS)[1] == 5
    withdraw_activity(made, reason="It stands here twice", by=world.officer, at=NOW)
    assert shown(report, SESSIONS)[1] == 4
    fed = feeding(report, world.officer, TODAY)[SESSIONS]
    assert (fed.by_hand, len(fed.linked)) == (3 * SCALE, 1)


def test_a_line_from_which_every_talk_was_withdrawn_has_no_figure_again(world: World, report: Report) -> None:
    withdraw_activity(recorded(world), reason="It did not take place", by=world.officer, at=NOW)
    assert shown(report, SESSIONS) == ("not_reported", None, {})
    assert shown(report, ATTENDANCES) == ("not_reported", None, {})


def test_a_talk_that_is_changed_changes_the_draft_and_keeps_what_it_said(
    world: World, report: Report
) -> None:
    made = recorded(world)
    came = {world.cells["sex:female"]: 40}
    changed = change_activity(
        made, talk(world), attendances=came, reason="Counted anew", by=world.officer, at=NOW
    )
    assert shown(report, ATTENDANCES) == ("given", 40, {"sex:female": 40})
    kept = ActivityChange.objects.get()
    assert (kept.before["came"], kept.after["came"], changed.came) == (60, 40, 40)
    change_activity(made, talk(world), attendances=came, reason="Again", by=world.officer, at=NOW)
    assert ActivityChange.objects.count() == 1  # pressed twice


def test_a_talk_that_moves_out_of_the_period_leaves_the_report(world: World, report: Report) -> None:
    made = recorded(world)
    later = talk(world, first_on=date(2026, 3, 16), last_on=date(2026, 3, 16))
    change_activity(made, later, attendances={}, reason="Wrong day", by=world.officer, at=NOW)
    assert shown(report, SESSIONS)[1] is None


def test_what_the_officer_took_out_is_not_put_back_by_a_change_of_words(world: World, report: Report) -> None:
    made = recorded(world)
    none: dict[int, LineAnswer] = {
        SESSIONS: LineAnswer(state=LineState.GIVEN, total=0, activities=[]),
    }
    write_report(report, none, by=world.officer, at=NOW)
    came = {world.cells["sex:female"]: 51, world.cells["sex:male"]: 9}
    better = talk(world, title="A better name")
    change_activity(made, better, attendances=came, reason="Its name", by=world.officer, at=NOW)
    assert shown(report, SESSIONS)[1] == 0
    assert shown(report, ATTENDANCES)[1] == 60


def test_one_talk_feeds_an_indicator_of_a_programme_once_across_reports(world: World, report: Report) -> None:
    made = recorded(world)
    other = another(world)
    assert shown(other, SESSIONS)[1] is None
    told = {SESSIONS: LineAnswer(state=LineState.GIVEN, total=SCALE, activities=[made])}
    with pytest.raises(RuleBroken, match="counts once"):
        write_report(other, told, by=world.officer, at=NOW)
    assert (
        Feeding.objects.filter(activity=made).count() == 2
    )  # sessions and attendances, both of the first report


def another(world: World) -> Report:
    """Another form of the same programme that asks for the same indicator."""
    old = world.form
    questions = list(old.questions.order_by("number"))
    old.pk, old.slug, old.name, old._state.adding = None, "monthly", "Monthly report", True
    old.save(force_insert=True)
    for question in questions:
        question.pk, question.form, question._state.adding = None, old, True
        question.save(force_insert=True)
    return open_report(
        old, world.bodies["dogwood"], place=world.places["Dogwood"], first_on=date(2026, 2, 1),
        last_on=date(2026, 2, 28), due_on=date(2026, 4, 2), by=world.officer, at=NOW,
    )  # fmt: skip


def test_a_report_that_was_handed_in_is_not_touched_and_refuses_other_numbers(
    world: World, report: Report
) -> None:
    made = recorded(world)
    hand_in(report, by=world.officer, at=NOW)
    recorded(world, title="Too late")
    assert shown(report, SESSIONS)[1] == 1
    came = {world.cells["sex:female"]: 51, world.cells["sex:male"]: 9}
    with pytest.raises(RuleBroken, match="has been handed in"):
        change_activity(made, talk(world), attendances={}, reason="Fewer", by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="has been handed in"):
        withdraw_activity(made, reason="Twice", by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="has been handed in"):
        serve_programmes(made, [], by=world.officer, at=NOW)
    words = talk(world, narrative="Many questions.")
    assert change_activity(made, words, attendances=came, reason="More words", by=world.officer, at=NOW)
    send_back(report, note="Fewer came", by=world.leader, at=NOW)
    change_activity(made, talk(world), attendances={}, reason="Fewer", by=world.officer, at=NOW)
    assert shown(report, ATTENDANCES)[1] == 60 - 60


def test_what_was_counted_reaches_the_ledger_once(world: World, report: Report) -> None:
    recorded(world)
    hand_in(report, by=world.officer, at=NOW)
    approve_report(report, by=world.leader, at=NOW)
    entries = Entry.objects.filter(indicator=world.indicators["attendances"], is_base=True)
    assert sum(entry.amount for entry in entries) == 60 * SCALE


def test_only_whoever_says_what_is_counted_says_what_an_activity_adds(world: World) -> None:
    kind = ActivityKind.objects.get(slug="visit")
    with pytest.raises(RuleBroken, match="does not allow"):
        set_counting(kind, world.indicators["sessions"], Adds.ONE, by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="no sum of activities"):
        set_counting(kind, world.indicators["clubs"], Adds.ONE, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Only money"):
        set_counting(kind, world.indicators["sessions"], Adds.MONEY, by=world.provincial, at=NOW)


def test_a_talk_of_another_unit_is_offered_beside_the_line_and_never_counted_by_itself(
    world: World, report: Report
) -> None:
    theirs = talk(world, holder=world.bodies["west"], title="A talk of the province")
    record_activity(theirs, attendances={world.cells["sex:female"]: 30}, by=world.provincial, at=NOW)
    assert shown(report, ATTENDANCES)[1] is None
    (fed,) = feeding(report, world.provincial, TODAY)[ATTENDANCES].activities
    assert (fed.is_linked, fed.weight) == (False, 30)


def test_the_second_of_two_drafts_at_once_finds_the_talk_taken(world: World, report: Report) -> None:
    """Should two reports ever link it in the same moment, the database keeps one."""
    made = recorded(world)
    other = another(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feeding.objects.create(
            line=line(other, SESSIONS), activity=made, indicator=world.indicators["sessions"],
            agreement=world.programme,
        )  # fmt: skip
