"""A rule's change leaves the past alone; targets keep their history; lũy kế, zero, silence and "not applicable"."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from chungtay.actions.indicators import add_indicator, change_indicator, set_unit_target
from chungtay.actions.reports import LineAnswer, approve_report, hand_in, open_report, write_report
from chungtay.actions.reviews import draft_review, freeze_review
from chungtay.answers.figures import Book
from chungtay.answers.indicators import indicators_seen, may_define, rule_at, targets_table
from chungtay.answers.reviews import facts_of_review
from chungtay.models import Agreement, Indicator, Posting, Report, Review, ReviewKind, Target
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind, Qualifier, Window
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reports import LineState
from tests.world import NOW, TODAY, World

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
Told = tuple[int | None, Qualifier, LineState]


def reported(world: World, name: str, told: LineAnswer, number: int = 1) -> Report:
    """One line of the unit's report, handed in and approved."""
    body, by = world.bodies[name], world.persons[{"dogwood": "officer"}.get(name, name)]
    assert body.place
    report = open_report(
        world.form, body, place=body.place, first_on=YEAR[0], last_on=date(2026, 3, 10), due_on=TODAY,
        by=world.provincial, at=NOW,
    )  # fmt: skip
    write_report(report, {number: told}, by=by, at=NOW)
    hand_in(report, by=by, at=NOW)
    approve_report(report, by=world.provincial, at=NOW)
    return report


def given(total: int, qualifier: Qualifier = Qualifier.EXACT) -> LineAnswer:
    return LineAnswer(state=LineState.GIVEN, total=total * SCALE, qualifier=qualifier)


def change(world: World, indicator: Indicator, on: date = date(2026, 1, 1), **told: object) -> None:
    change_indicator(indicator, told, reason="A new circular", in_force_from=on, by=world.leader, at=NOW)


@pytest.fixture
def rate(world: World) -> Indicator:
    """Attendances a session."""
    return add_indicator(
        name="Attendances a session", measure="a session", kind=Kind.RATIO, unit="share", decimals=1,
        numerator=world.indicators["attendances"], denominator=world.indicators["sessions"], by=world.leader, at=NOW,
    )  # fmt: skip


def asked(world: World, indicator: Indicator, known_at: int | None = None, last: date = TODAY) -> int | None:
    return Book(None, TODAY, world.programme).ask(indicator, YEAR[0], last, known_at=known_at).amount


# Versions


def test_a_changed_rule_counts_from_its_day_and_from_when_it_was_known(world: World, rate: Indicator) -> None:
    reported(world, "dogwood", given(4))
    before = Posting.objects.latest("number").number
    change(world, rate, date(2026, 3, 1), name="Sessions a session", numerator=world.indicators["sessions"],
           denominator=world.indicators["clubs"])  # fmt: skip
    told = [
        (rule_at(rate).number, rule_at(rate).name),
        (rule_at(rate, on=date(2026, 2, 28)).number, rule_at(rate, on=date(2026, 3, 1)).number),
        (rule_at(rate, before).number, rule_at(rate, before + 1).number),
    ]
    assert told == [(2, "Sessions a session"), (1, 2), (1, 2)]


def test_an_answer_as_known_before_a_change_goes_by_the_rule_that_was(world: World, rate: Indicator) -> None:
    reported(world, "dogwood", given(4))
    reported(world, "cedar", given(8), number=2)
    known = Posting.objects.latest("number").number
    change(
        world, rate, numerator=world.indicators["sessions"], denominator=world.indicators["attendances"]
    )  # four sessions over eight attendances, from the first day of the year on
    assert (asked(world, rate), asked(world, rate, known)) == (SCALE // 2, 2 * SCALE)


def test_a_ratio_of_days_before_the_new_rule_keeps_its_parts(world: World, rate: Indicator) -> None:
    reported(world, "dogwood", given(4))
    reported(world, "cedar", given(8), number=2)
    whole = asked(world, rate)
    change(world, rate, date(2026, 3, 20), numerator=world.indicators["sessions"],
           denominator=world.indicators["attendances"])  # fmt: skip
    assert (whole, asked(world, rate, last=date(2026, 3, 19)), asked(world, rate)) == (20_000, 20_000, 5_000)


def frozen(world: World) -> Review:
    review = draft_review(
        world.programme, world.bodies["west"], kind=ReviewKind.INTERIM, title="Review", first_on=YEAR[0],
        last_on=date(2026, 3, 14), by=world.leader, at=NOW,
    )  # fmt: skip
    return freeze_review(review, by=world.leader, at=NOW)


def test_a_frozen_review_names_the_version_of_each_rule_and_keeps_it(world: World) -> None:
    reported(world, "dogwood", given(4))
    review = frozen(world)
    kept = bytes(review.canonical or b"")
    change(world, world.indicators["sessions"], name="Evenings", definition="With minutes")
    review.refresh_from_db()
    facts = facts_of_review(review, Book(world.leader, TODAY, world.programme))
    told = {result.indicator: (result.label.vi, result.version) for result in facts.results}
    assert told["sessions"] == ("Sessions", 1)
    assert bytes(review.canonical or b"") == kept
    again = facts_of_review(frozen(world), Book(world.leader, TODAY, world.programme))
    assert {r.indicator: (r.label.vi, r.version) for r in again.results}["sessions"] == ("Evenings", 2)


def test_two_changes_are_two_versions_with_their_reasons(world: World) -> None:
    sessions = world.indicators["sessions"]
    change(world, sessions, name="Talks")
    change(world, sessions, definition="With minutes")
    told = [(one.number, one.name, one.reason) for one in sessions.versions.order_by("number")]
    assert told == [(1, "Sessions", ""), (2, "Talks", "A new circular"), (3, "Talks", "A new circular")]


def test_a_refused_change_leaves_nothing_half_done(world: World) -> None:
    reported(world, "dogwood", given(4))
    sessions = world.indicators["sessions"]
    with pytest.raises(RuleBroken) as problem:
        change(world, sessions, kind=Kind.STOCK, name=" ", decimals=9)
    assert {message.where for message in problem.value.messages} == {"kind", "name", "decimals"}
    sessions.refresh_from_db()
    assert (sessions.name, sessions.kind, sessions.versions.count()) == ("Sessions", "flow", 0)


def test_decimals_that_figures_need_stay(world: World) -> None:
    weight = add_indicator(name="Rice", measure="kg", kind=Kind.FLOW, decimals=3, by=world.leader, at=NOW)
    question = world.form.questions.get(number=1)
    question.indicator = weight
    question.save()
    reported(world, "dogwood", LineAnswer(state=LineState.GIVEN, total=15_500))
    change(world, weight, decimals=2)
    with pytest.raises(RuleBroken, match="were posted already; fewer cannot show them"):
        change(world, weight, decimals=1)


# Who may


@pytest.mark.parametrize(
    ("name", "reads", "defines"),
    [
        ("officer", True, False),
        ("provincial", True, True),
        ("leader", True, True),
        ("partner", True, False),
        ("auditor", True, False),
        ("administrator", True, True),
        ("stranger", False, False),
    ],
)
def test_what_a_programme_counts_is_defined_by_those_who_plan_for_its_sides(
    world: World, name: str, reads: bool, defines: bool
) -> None:
    person, sessions = world.persons[name], world.indicators["sessions"]
    assert indicators_seen(person, TODAY).filter(pk=sessions.pk).exists() == reads
    assert may_define(person, TODAY, sessions) == defines
    by_rule = person.may(Act.READ, sessions.facts(TODAY), TODAY)
    assert (
        by_rule == Indicator.objects.allowed(person, Act.READ, TODAY).filter(pk=sessions.pk).exists() == reads
    )


def test_what_nobody_uses_yet_is_in_the_hands_of_the_body_that_added_it(world: World) -> None:
    made = add_indicator(name="Songs", measure="song", kind=Kind.FLOW, by=world.provincial, at=NOW)
    who = [name for name, person in world.persons.items() if may_define(person, TODAY, made)]
    assert who == ["provincial", "leader", "administrator"]


# Targets


def aim(world: World, amount: int, unit: str = "Dogwood", reason: str = "", **told: object) -> Target:
    said = {"place": world.places[unit], "first_on": YEAR[0], "last_on": YEAR[1]} | told
    return set_unit_target(
        world.programme, world.indicators["sessions"], amount=amount * SCALE, reason=reason, by=world.leader, at=NOW,
        **said,  # type: ignore[arg-type]
    )  # fmt: skip


def test_targets_stand_beside_what_each_unit_reached_commune_by_commune(world: World) -> None:
    reported(world, "dogwood", given(4, Qualifier.ABOUT))
    reported(world, "cedar", given(0))
    aim(world, 10)
    aim(world, 6, "Cedar")
    aim(world, 20, "Oakshire")
    table = targets_table(world.programme, world.indicators["sessions"], person=world.leader, today=TODAY)
    (top,) = table.rows
    told = [(row.unit.name, row.amount, row.figure.amount, row.share) for row in [top, *top.below]]
    assert told == [
        ("Oakshire", 200_000, 40_000, 2_000),
        ("Cedar", 60_000, 0, 0),
        ("Dogwood", 100_000, 40_000, 4_000),
    ]
    assert (top.of_units, str(top.below[1].figure.qualifier)) == (160_000, "about")


def test_targets_of_units_that_merged_lie_in_what_they_became(world: World) -> None:
    year = {"first_on": date(2025, 1, 1), "last_on": date(2025, 12, 31)}
    aim(world, 5, "Alder", **year)
    aim(world, 7, "Birch", **year)
    table = targets_table(world.programme, world.indicators["sessions"], person=world.leader, today=TODAY)
    told = [(row.unit.name, row.amount) for top in table.rows for row in top.below]
    assert told == [("Cedar", 120_000)]


def test_a_changed_target_keeps_what_was_said_by_whom_when_and_why(world: World) -> None:
    aim(world, 10)
    aim(world, 10)
    target = aim(world, 12, reason="Two more hamlets")
    assert [(one.amount, one.reason) for one in Target.objects.assigned()] == [(120_000, "Two more hamlets")]
    (old,) = target.earlier(manager="ever").all()
    assert (old.amount, old.said_by, old.said_at, old.replaced_at) == (100_000, world.leader, NOW, NOW)


def test_targets_of_units_are_no_promise_of_the_text(world: World) -> None:
    reported(world, "dogwood", given(4))
    aim(world, 10, last_on=date(2026, 3, 14))  # within the days of the review
    review = frozen(world)
    (row,) = [
        r for r in facts_of_review(review, Book(world.leader, TODAY)).results if r.indicator == "sessions"
    ]
    assert row.target is None


def test_a_target_may_be_of_one_category(world: World) -> None:
    target = aim(world, 3, combination=world.cells["sex:female"])
    table = targets_table(world.programme, world.indicators["sessions"], person=world.leader, today=TODAY)
    rows = [row for top in table.rows for row in [top, *top.below]]
    assert [row.combination for row in rows if row.target == target] == [world.cells["sex:female"]]


# Zero, silence, not applicable


@pytest.mark.parametrize(
    ("answer", "amount", "shown", "sign"),
    [
        (given(0), 0, ">0<", "0"),
        (
            LineAnswer(state=LineState.NOT_REPORTED),
            None,
            "Nothing has been reported for this question",
            "not reported",
        ),
        (LineAnswer(state=LineState.NOT_APPLICABLE), None, "Nothing has been reported", "not applicable"),
        (given(7, Qualifier.NEARLY), 70_000, "nearly", "7"),
    ],
)
def test_zero_silence_and_not_applicable_stay_three_things_from_the_report_to_the_screen(
    world: World,
    signed_in: object,
    answer: LineAnswer,
    amount: int | None,
    shown: str,
    sign: str,
) -> None:
    report = reported(world, "dogwood", answer)
    figure = Book(world.leader, TODAY, world.programme).ask(world.indicators["sessions"], YEAR[0], TODAY)
    assert figure.amount == amount
    assert report.lines.get(question__number=1).state == answer.state
    browser = signed_in("leader")  # type: ignore[operator]
    told = {"indicator": "sessions", "programme": "oak-elm", "from": "2026-01-01", "to": "2026-03-20"}
    page = browser.get(reverse("figure"), told).content.decode()
    assert shown in page
    line = browser.get(reverse("report", args=[report.pk])).content.decode()
    assert sign in line.lower()


# Lũy kế


def test_a_form_that_cumulates_shows_period_cumulated_and_total(world: World, signed_in: object) -> None:
    reported(world, "dogwood", given(4))
    browser = signed_in("leader")  # type: ignore[operator]
    told = {"indicator": "sessions", "programme": "oak-elm", "from": "2026-02-01", "to": "2026-03-20"}
    page = browser.get(reverse("figure"), told).content.decode()
    assert "01/01/2026–20/03/2026" in page
    world.form.cumulative_from = "phase"
    world.form.save()
    assert "01/01/2024–20/03/2026" in browser.get(reverse("figure"), told).content.decode()
    world.form.valid_to = TODAY - timedelta(days=1)
    world.form.save()
    assert "sums" not in browser.get(reverse("figure"), told).content.decode()


def test_what_two_programmes_count_is_seen_by_both(world: World) -> None:
    assert Agreement.objects.filter(pk__in=world.indicators["clubs"].used_by()).get() == world.programme
    assert Window(*YEAR).days == 365


def test_a_ratio_is_seen_by_whoever_sees_both_its_parts(world: World, rate: Indicator) -> None:
    who = [
        name for name, person in world.persons.items() if indicators_seen(person, TODAY).filter(pk=rate.pk)
    ]
    assert who == ["officer", "cedar", "provincial", "leader", "partner", "auditor", "administrator"]
    assert list(rate.used_by()) == [world.programme]
    rate.denominator = add_indicator(name="Songs", measure="song", kind=Kind.FLOW, by=world.leader, at=NOW)
    rate.save()
    assert not indicators_seen(world.partner, TODAY).filter(pk=rate.pk).exists()
