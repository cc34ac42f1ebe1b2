"""One talk lies on its own day: each regime's period finds it there, whichever report it was told in."""

from datetime import date

import pytest

from chungtay.actions.activities import record_activity
from chungtay.actions.reports import (
    LineAnswer,
    approve_report,
    correct_line,
    hand_in,
    open_report,
    write_report,
)
from chungtay.answers.figures import Book
from chungtay.models import Activity, ActivityKind, CountingRule, Entry, Place, PlaceKind, Report
from chungtay.rules.activities import Adds
from chungtay.rules.amounts import SCALE
from chungtay.rules.reports import LineState
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
WINTER = (date(2025, 12, 1), date(2026, 1, 31))
DECEMBER = (date(2025, 12, 1), date(2025, 12, 31))
JANUARY = (date(2026, 1, 1), date(2026, 1, 31))


@pytest.fixture
def talk(world: World) -> ActivityKind:
    kind, _ = ActivityKind.objects.get_or_create(slug="session", defaults={"name": "Talk"})
    for slug, adds in (("sessions", Adds.ONE), ("attendances", Adds.CAME)):
        CountingRule.objects.get_or_create(
            kind=kind, indicator=world.indicators[slug], defaults={"adds": adds}
        )
    return kind


def held(world: World, kind: ActivityKind, on: date, women: int = 0, **more: object) -> Activity:
    activity = Activity(
        kind=kind, title=f"Talk of {on}", first_on=on, last_on=on, place=world.places["Dogwood"],
        holder=world.bodies["dogwood"], served=world.served, came=women or None, **more,
    )  # fmt: skip
    came = {world.cells["sex:female"]: women} if women else {}
    return record_activity(activity, attendances=came, by=world.officer, at=NOW)


def reported(world: World, answers: dict[int, LineAnswer]) -> Report:
    body = world.bodies["dogwood"]
    assert body.place
    report = open_report(
        world.form, body, place=body.place, first_on=WINTER[0], last_on=WINTER[1], due_on=TODAY,
        by=world.provincial, at=NOW,
    )  # fmt: skip
    write_report(report, answers, by=world.officer, at=NOW)
    hand_in(report, by=world.officer, at=NOW)
    approve_report(report, by=world.provincial, at=NOW)
    return report


def given(total: int, activities: list[Activity], **cells: int) -> LineAnswer:
    told = {f"sex:{name}": number * SCALE for name, number in cells.items()}
    return LineAnswer(state=LineState.GIVEN, total=total * SCALE, cells=told, activities=activities)


def asked(world: World, slug: str, days: tuple[date, date], place: Place | None = None) -> int | None:
    book = Book(None, TODAY, world.programme)
    amount = book.ask(world.indicators[slug], *days, places=[place] if place else None).amount
    return amount and amount // SCALE


def test_talks_lie_on_their_days_and_the_rest_on_the_last_day(world: World, talk: ActivityKind) -> None:
    talks = [held(world, talk, date(2025, 12, 20)), held(world, talk, date(2026, 1, 9))]
    reported(world, {1: given(5, talks)})
    assert (asked(world, "sessions", DECEMBER), asked(world, "sessions", JANUARY)) == (1, 4)
    assert asked(world, "sessions", (date(2025, 12, 15), date(2026, 1, 14))) == 2


def test_who_came_is_counted_by_sex_on_the_day_of_the_talk(world: World, talk: ActivityKind) -> None:
    december = held(world, talk, date(2025, 12, 20), women=30)
    reported(world, {2: given(50, [december], female=40, male=10)})
    assert (asked(world, "attendances", DECEMBER), asked(world, "attendances", JANUARY)) == (30, 20)


def test_what_no_activity_tells_stays_on_the_last_day(world: World, talk: ActivityKind) -> None:
    reported(world, {1: given(5, [])})
    assert (asked(world, "sessions", DECEMBER), asked(world, "sessions", JANUARY)) == (None, 5)


def test_a_line_that_says_less_than_its_talks_is_not_guessed_at(world: World, talk: ActivityKind) -> None:
    talks = [held(world, talk, date(2025, 12, day)) for day in (18, 19, 20)]
    reported(world, {1: given(2, talks)})
    assert (asked(world, "sessions", DECEMBER), asked(world, "sessions", JANUARY)) == (None, 2)


def test_a_talk_in_a_village_lies_in_the_village(world: World, talk: ActivityKind) -> None:
    village = Place.objects.create(
        code="103-1", kind=PlaceKind.VILLAGE, name="Upper Dogwood", parent=world.places["Dogwood"],
        valid_from=date(2000, 1, 1),
    )  # fmt: skip
    there = held(world, talk, date(2025, 12, 20), village="Upper Dogwood")
    reported(world, {1: given(2, [there])})
    assert asked(world, "sessions", WINTER, village) == 1
    assert asked(world, "sessions", WINTER, world.places["Dogwood"]) == 2


def test_a_correction_takes_every_day_back(world: World, talk: ActivityKind) -> None:
    talks = [held(world, talk, date(2025, 12, 20)), held(world, talk, date(2026, 1, 9))]
    report = reported(world, {1: given(5, talks)})
    line = report.lines.get(question__number=1)
    correct_line(line, answer=given(3, talks), reason="Two were counted twice", by=world.provincial, at=NOW)
    assert (asked(world, "sessions", DECEMBER), asked(world, "sessions", JANUARY)) == (1, 2)
    assert Entry.objects.filter(source=line.source, reverses=None, reversed_by=None).count() == 3
