"""What a review collects: of one side, one unit, one unit of the map; what was planned; how units reported."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from chungtay import models
from chungtay.actions.ledger import post
from chungtay.actions.reviews import draft_review
from chungtay.answers.figures import Book
from chungtay.answers.reviews import SECTIONS, facts_now
from chungtay.answers.reviews.evidence import asked_again
from chungtay.models import Review
from chungtay.rules.messages import RuleBroken
from chungtay.rules.reviews import Column, Extra, Facts, ScopeKind, Words, numbers
from tests.actions.test_reviews import attended
from tests.world import NOW, TODAY, World


@pytest.fixture
def review(world: World) -> Review:
    attended(world, "Dogwood", 400)
    attended(world, "Cedar", 217)
    return Review(
        agreement=world.programme, holder=world.bodies["west"], kind="interim", title="Interim review 2026",
        first_on=date(2026, 1, 1), last_on=date(2026, 12, 31),
    )  # fmt: skip


def facts(world: World, review: Review) -> Facts:
    return facts_now(review, Book(world.provincial, TODAY, world.programme))


def actual(told: Facts, indicator: str) -> int | None:
    return next(result.actual for result in told.results if result.indicator == indicator)


# What is looked at


def test_one_sides_review_counts_its_own_bodies_alone(world: World, review: Review) -> None:
    attended(world, "Elm", 90)
    west, east = world.programme.seats.order_by("number")
    of_all = facts(world, review)
    assert actual(of_all, "attendances") == 7_070_000
    assert [unit.unit.vi for unit in of_all.reports] == ["Union of Elm", "Union of Cedar", "Union of Dogwood"]
    for seat, name, amount, reporting in (
        (west, "Union of Oakshire", 6_170_000, ["Union of Cedar", "Union of Dogwood"]),
        (east, "Union of Elmshire", 900_000, ["Union of Elm"]),
    ):
        review.seat = seat
        told = facts(world, review)
        assert (told.scope.kind, told.scope.name.vi) == (ScopeKind.SEAT, name)
        assert actual(told, "attendances") == amount
        assert [one.unit.vi for one in told.reports] == reporting


def test_a_units_review_sets_its_results_against_what_was_assigned_to_it(
    world: World, review: Review
) -> None:
    models.Target.objects.create(
        agreement=world.programme, indicator=world.indicators["attendances"], organisation=world.bodies["dogwood"],
        is_assigned=True, first_on=date(2026, 1, 1), last_on=date(2026, 12, 31), amount=5_000_000,
    )  # fmt: skip
    review.unit = world.bodies["dogwood"]
    told = facts(world, review)
    (attendances,) = [result for result in told.results if result.indicator == "attendances"]
    assert (attendances.target, attendances.actual, attendances.ratio) == (5_000_000, 4_000_000, 8_000)
    assert [unit.place.vi for unit in told.units] == ["Dogwood"]


def test_a_review_of_a_unit_of_the_map_reads_it_on_the_chosen_map(world: World, review: Review) -> None:
    """What Alder reported before the merger lies in Cedar on today's map, and in Alder on the older one."""
    entry = models.Entry(
        indicator=world.indicators["attendances"], place=world.places["Alder"], on=date(2025, 3, 1),
        holder=world.bodies["cedar"], served=world.served, combination=world.cells["sex:female"], is_base=True,
        amount=300_000, qualifier="exact", source=models.Source.objects.create(kind="load"),
    )  # fmt: skip
    posted(entry)
    review.first_on, review.last_on, review.place = (
        date(2025, 1, 1),
        date(2025, 12, 31),
        world.places["Cedar"],
    )
    assert actual(facts(world, review), "attendances") == 300_000
    review.place, review.map_on = world.places["Alder"], date(2025, 3, 1)
    told = facts(world, review)
    assert (told.map_on, actual(told, "attendances")) == (date(2025, 3, 1), 300_000)
    assert [unit.place.vi for unit in told.units] == ["Alder"]
    review.place = world.places["Birch"]
    assert actual(facts(world, review), "attendances") is None


def posted(entry: models.Entry) -> None:
    post([entry], kind="load", by=None, at=NOW)


@pytest.mark.parametrize("scope", ["all", "seat", "unit", "place"])
def test_every_printed_number_of_every_scope_is_asked_again_with_the_same_answer(
    world: World, review: Review, scope: str
) -> None:
    if scope == "seat":
        review.seat = world.programme.seats.get(number=1)
    elif scope == "unit":
        review.unit = world.bodies["dogwood"]
    elif scope == "place":
        review.place = world.places["Cedar"]
    told, book = facts(world, review), Book(world.provincial, TODAY, world.programme)
    asked = list(numbers(told))
    assert len(asked) > 4
    for one in asked:
        indicator = models.Indicator.objects.get(slug=one.indicator)
        assert asked_again(told, one, indicator, book, known_at=told.known_at).amount == one.actual, one.code


# Beside earlier windows


def test_a_half_year_stands_beside_the_half_before_the_same_half_and_the_plan(
    world: World, review: Review
) -> None:
    for day, amount in ((date(2025, 3, 1), 10), (date(2025, 9, 1), 20)):
        entry = attended(world, "Dogwood", 0)
        posted(
            models.Entry(
                indicator=entry.indicator,
                place=entry.place,
                on=day,
                holder=entry.holder,
                served=entry.served,
                combination=entry.combination,
                is_base=True,
                amount=amount * 10_000,
                qualifier="exact",
                source=entry.source,
            )  # fmt: skip
        )
    review.last_on = date(2026, 6, 30)
    told = facts(world, review)
    first = told.results[0]
    beside = {span.column: one.amount for span, one in zip(told.spans, first.beside, strict=True)}
    assert beside == {
        Column.PREVIOUS: 200_000, Column.SAME_PERIOD: 100_000, Column.CUMULATIVE: 6_470_000,
    }  # fmt: skip
    assert first.target is None
    assert first.planned and (first.planned.target, first.planned.reached.amount, first.planned.ratio) == (
        5_000_000, 6_170_000, 12_340,
    )  # fmt: skip


# What was planned


def test_contents_say_how_far_their_tasks_came_and_open_ones_say_why(world: World, review: Review) -> None:
    def task(
        text: str, content: int, due: date, done: date | None = None, state: str = "given"
    ) -> models.Task:
        return models.Task.objects.create(
            agreement=world.programme, content=world.contents[content], organisation=world.bodies["dogwood"],
            text=text, due_on=due, done_on=done, done_by=world.officer if done else None, state=state,
        )  # fmt: skip

    half = models.Content.objects.create(plan=world.plan, number=3, text="Half of it")
    world.contents.append(half)
    task("one half", 2, date(2026, 3, 1), date(2026, 2, 20), "done")
    task("other half", 2, date(2026, 9, 1), state="accepted")
    task("in time", 0, date(2026, 3, 1), date(2026, 2, 20), "done")
    task("late", 0, date(2026, 3, 1), date(2026, 3, 9), "done")
    task("dropped", 0, date(2026, 3, 1), state="dropped")
    waiting = task("waits", 1, date(2026, 3, 2), state="returned")
    for number, note in enumerate(("No car.", "No interpreter.")):
        models.TaskMove.objects.create(
            task=waiting, move="send_back", before="given", after="returned", moved_by=world.officer,
            moved_at=NOW + timedelta(hours=number), note=note,
        )  # fmt: skip
    told = facts(world, review)
    assert [(one.number, one.state, one.done, one.tasks, one.late) for one in told.contents] == [
        (1, "done", 2, 2, 1), (2, "not_done", 0, 1, 1), (3, "partly", 1, 2, 0),
    ]  # fmt: skip
    assert [(one.text.vi, one.content, one.why) for one in told.open_tasks] == [
        ("waits", 2, "No interpreter."), ("other half", 3, ""),
    ]  # fmt: skip


# How units reported


def test_reports_are_counted_by_unit_as_approved_late_and_never_sent(world: World, review: Review) -> None:
    """Cedar's was due three days ago; Dogwood handed in after its day; Elm still has time."""
    models.Report.objects.filter(pk=world.reports["dogwood"].pk).update(
        due_on=date(2026, 3, 10), state="approved"
    )
    models.HandIn.objects.create(
        report=world.reports["dogwood"], handed_in_by=world.officer, handed_in_at=NOW
    )
    told = {
        one.unit.vi: (one.due, one.approved, one.late, one.missing) for one in facts(world, review).reports
    }
    assert told == {
        "Union of Cedar": (1, 0, 0, 1), "Union of Dogwood": (1, 1, 1, 0), "Union of Elm": (1, 0, 0, 0),
    }  # fmt: skip


# What else stands in it


def test_a_number_of_an_older_paper_stands_beside_what_the_ledger_says(world: World, review: Review) -> None:
    paper = models.Document.objects.create(
        type="Báo cáo",
        number="12/BC",
        title="Half year",
        holder=world.bodies["west"],
        issued_on=date(2026, 3, 1),
    )
    paper.agreements.add(world.programme)
    models.QuotedFigure.objects.create(
        document=paper, agreement=world.programme, indicator=world.indicators["attendances"], said_by="West",
        first_on=date(2026, 1, 1), last_on=date(2026, 2, 28), quantity=6_000_000, qualifier="nearly", measure="x",
    )  # fmt: skip
    (quoted,) = facts(world, review).quoted
    assert (quoted.code, quoted.paper.vi, quoted.amount, quoted.ours) == (
        "Q-01", "12/BC Half year", 6_000_000, 6_170_000,
    )  # fmt: skip


@pytest.fixture
def oversight() -> Iterator[None]:
    def told(review: Review, book: Book) -> Iterator[Extra]:
        yield Extra(
            "oversight",
            Words("Giám sát"),
            (Words("Hai cuộc."),),
            ((Words("Cuộc"), Words("Kiến nghị")), (Words("Một"), Words("3"))),
        )

    SECTIONS.append(told)
    yield
    SECTIONS.remove(told)


def test_another_room_adds_its_section_by_one_function(world: World, review: Review, oversight: None) -> None:
    (extra,) = facts(world, review).extra
    assert (extra.slug, extra.title.vi, extra.table[1]) == (
        "oversight",
        "Giám sát",
        (Words("Một"), Words("3")),
    )


def test_names_are_frozen_in_every_language_that_has_them(world: World, review: Review) -> None:
    models.Indicator.objects.filter(slug="attendances").update(name_lo="ຜູ້ເຂົ້າຮ່ວມ", name_en="People who came")
    models.Place.objects.filter(name="Dogwood").update(name_lo="ດອກວຸດ")
    told = facts(world, review)
    assert told.results[0].label == Words("Attendances", "ຜູ້ເຂົ້າຮ່ວມ", "People who came")
    assert [unit.place.lo for unit in told.units] == ["", "ດອກວຸດ"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2023, 12, 31), date(2026, 1, 1), "before the first phase, which runs from 2024-01-01"),
        (date(2026, 1, 1), date(2029, 1, 1), "after the last phase, which runs until 2028-12-31"),
        (date(2023, 1, 1), date(2029, 1, 1), "before the first phase.*after the last phase"),
    ],
)
def test_a_window_wider_than_the_phase_is_refused_with_the_days_that_are_right(
    world: World, first: date, last: date, said: str
) -> None:
    with pytest.raises(RuleBroken, match=said):
        draft_review(
            world.programme, world.bodies["west"], kind="final", title="x", first_on=first, last_on=last,
            by=world.provincial, at=NOW,
        )  # fmt: skip
