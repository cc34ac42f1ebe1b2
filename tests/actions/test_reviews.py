"""A review is drafted from the ledger, frozen once, and stays as it was."""

from datetime import date, datetime, timedelta

import pytest

from chungtay.actions.ledger import post
from chungtay.actions.reviews import (
    article_from_review,
    draft_review,
    freeze_review,
    number_review,
    write_review,
)
from chungtay.answers.figures import Book
from chungtay.answers.reviews import as_json, facts_of_review, usual_recipients
from chungtay.answers.reviews.units import units
from chungtay.models import AuditLine, Entry, Indicator, Organisation, Question, Review, SeatHolding, Source
from chungtay.rules.messages import RuleBroken
from chungtay.rules.reviews import fingerprint
from tests.world import NOW, TODAY, World

LATER = NOW + timedelta(days=1)


def attended(world: World, place: str, amount: int, at: datetime = NOW) -> Entry:
    entry = Entry(
        indicator=world.indicators["attendances"], place=world.places[place], on=date(2026, 2, 1),
        holder=world.bodies[place.lower()], served=world.served, combination=world.cells["sex:female"],
        is_base=True, amount=amount * 10_000, qualifier="exact", source=Source.objects.create(kind="load"),
    )  # fmt: skip
    post([entry], kind="load", by=None, at=at)
    return entry


@pytest.fixture
def review(world: World) -> Review:
    attended(world, "Dogwood", 400)
    attended(world, "Cedar", 217)
    return draft_review(
        world.programme, world.bodies["west"], kind="interim", title="Interim review 2026",
        first_on=date(2026, 1, 1), last_on=date(2026, 12, 31), by=world.provincial, at=NOW,
    )  # fmt: skip


def facts(world: World, review: Review):  # noqa: ANN201
    return facts_of_review(review, Book(world.provincial, TODAY, world.programme))


def test_a_draft_sets_results_against_targets_by_content_and_unit(world: World, review: Review) -> None:
    told = facts(world, review)
    attendances, clubs, sessions = told.results
    assert (attendances.heading.vi, attendances.target, attendances.actual) == (
        "Tell about the border", 5_000_000, 6_170_000,
    )  # fmt: skip
    assert (attendances.ratio, attendances.reported, attendances.due) == (12_340, 0, 3)
    assert (clubs.indicator, clubs.target, clubs.actual) == ("clubs", 20_000, None)
    assert (sessions.target, sessions.actual) == (None, None)
    assert [(unit.place.vi, unit.amounts) for unit in told.units] == [
        ("Cedar", (2_170_000,)),
        ("Dogwood", (4_000_000,)),
    ]


def test_where_units_are_too_many_to_read_a_review_tells_their_provinces(
    world: World, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chungtay.answers.reviews.units.UNITS_MAX", 1)
    assert [(unit.place.vi, unit.amounts) for unit in facts(world, review).units] == [
        ("Oakshire", (6_170_000,))
    ]


def test_a_frozen_review_keeps_its_figures_when_the_ledger_goes_on(world: World, review: Review) -> None:
    frozen = freeze_review(review, by=world.leader, at=NOW)
    attended(world, "Dogwood", 100, LATER)
    assert facts(world, frozen).results[0].actual == 6_170_000
    assert frozen.fingerprint == fingerprint(bytes(frozen.canonical or b""))
    assert frozen.known_at_id == 2
    assert frozen.figures.get(code="K-01").actual == 6_170_000
    assert AuditLine.objects.filter(act="freeze", thing_id=str(review.pk)).count() == 1


def test_a_draft_follows_the_ledger(world: World, review: Review) -> None:
    attended(world, "Dogwood", 100, LATER)
    assert facts(world, review).results[0].actual == 7_170_000


def test_freezing_twice_is_refused(world: World, review: Review) -> None:
    freeze_review(review, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="frozen"):
        freeze_review(review, by=world.leader, at=LATER)


def test_a_frozen_review_takes_no_more_words(world: World, review: Review) -> None:
    frozen = freeze_review(review, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="frozen"):
        write_review(frozen, narratives={}, directions=["More"], recipients="", by=world.provincial, at=LATER)


@pytest.mark.parametrize("name", ["officer", "provincial", "partner", "auditor", "stranger"])
def test_only_a_leader_freezes(world: World, review: Review, name: str) -> None:
    with pytest.raises(RuleBroken, match="does not allow"):
        freeze_review(review, by=world.persons[name], at=NOW)


def test_words_stand_in_the_facts_in_the_papers_order(world: World, review: Review) -> None:
    words = {"lessons": "Start early", "assessment": "It went well", "shortcomings": " "}
    write_review(
        review,
        narratives=words,
        directions=["Go on", " ", "Visit"],
        recipients="x",
        by=world.provincial,
        at=NOW,
    )
    told = facts(world, Review.objects.get(pk=review.pk))
    assert [(one.section, one.text.vi) for one in told.narratives] == [
        ("assessment", "It went well"),
        ("lessons", "Start early"),
    ]
    assert [direction.vi for direction in told.directions] == ["Go on", "Visit"]


def test_a_window_that_ends_before_it_begins_is_refused(world: World) -> None:
    with pytest.raises(RuleBroken, match="before it begins"):
        draft_review(
            world.programme, world.bodies["west"], kind="final", title="x", first_on=date(2026, 2, 1),
            last_on=date(2026, 1, 1), by=world.provincial, at=NOW,
        )  # fmt: skip


def test_a_number_is_given_after_freezing_and_lies_outside_the_frozen_bytes(
    world: World, review: Review
) -> None:
    with pytest.raises(RuleBroken, match="Freeze"):
        number_review(review, number=7, signed_on=TODAY, by=world.provincial, at=NOW)
    frozen = freeze_review(review, by=world.leader, at=NOW)
    before = frozen.fingerprint
    number_review(frozen, number=7, signed_on=TODAY, by=world.provincial, at=NOW)
    frozen.refresh_from_db()
    assert (frozen.number, frozen.fingerprint) == (7, before)


def test_an_article_is_drafted_from_a_frozen_review_only(world: World, review: Review) -> None:
    with pytest.raises(RuleBroken, match="Freeze"):
        article_from_review(review, by=world.provincial, at=NOW)
    article = article_from_review(freeze_review(review, by=world.leader, at=NOW), by=world.provincial, at=NOW)
    assert "617" in article.body
    assert article.published_at is None


def test_the_json_of_a_review_says_every_amount_as_decimal_text(world: World, review: Review) -> None:
    told = as_json(facts(world, review))
    assert told["results"][0]["actual"] == "617"
    assert told["results"][0]["ratio"] == "1.234"
    assert told["units"][1] == {"place": "Dogwood", "attendances": "400"}


def test_a_unit_without_a_figure_says_why(world: World) -> None:
    """Cedar was asked for attendances and has not reported; nobody asks it for visits; no club means zero clubs."""
    Question.objects.create(
        form=world.form, number=3, indicator=world.indicators["clubs"], base=world.breakdowns["total"]
    )
    visits = Indicator.objects.create(slug="visits", kind="flow", name="Visits", measure="visit")
    attended(world, "Dogwood", 400)
    for indicator, place in (
        (world.indicators["sessions"], "Cedar"),
        (world.indicators["clubs"], "Dogwood"),
        (visits, "Dogwood"),
    ):
        entry = Entry(
            indicator=indicator, place=world.places[place], on=date(2026, 2, 1), holder=world.bodies[place.lower()],
            served=world.served, combination=world.cells[""], is_base=True, amount=10_000, qualifier="exact",
            source=Source.objects.create(kind="load"),
        )  # fmt: skip
        post([entry], kind="load", by=None, at=NOW)
    figures = [
        Book(world.provincial, TODAY, world.programme).ask(
            i, date(2026, 1, 1), date(2026, 12, 31), by="place"
        )
        for i in (world.indicators["attendances"], world.indicators["clubs"], visits)
    ]
    keep = Book(world.provincial, TODAY, world.programme)
    sessions = keep.ask(world.indicators["sessions"], date(2026, 1, 1), date(2026, 12, 31), by="place")
    told = {
        unit.place.vi: list(zip(unit.amounts, unit.qualifiers, strict=True))
        for unit in units(keep, [*figures, sessions])
    }
    assert told["Cedar"] == [
        (None, "not_reported"), (0, "exact"), (None, "not_applicable"), (10_000, "exact"),
    ]  # fmt: skip


def test_what_no_paper_can_print_is_named_before_it_is_frozen(world: World, review: Review) -> None:
    words = {"assessment": "Well done 🎉", "lessons": "ก back"}
    write_review(review, narratives=words, directions=[], recipients="", by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="cannot print") as refused:
        freeze_review(review, by=world.leader, at=NOW)
    assert [message.values["code"] for message in refused.value.messages] == ["U+1F389", "U+0E01"]
    assert Review.objects.get().frozen_at is None


def test_a_successor_writes_to_todays_seats_and_not_to_its_predecessor(world: World) -> None:
    seat = world.programme.seats.get(number=1)
    seat.holdings.update(valid_to=date(2025, 7, 1))
    heir = Organisation.objects.create(kind="womens_union", name="Union of Cedarshire")
    SeatHolding.objects.create(seat=seat, organisation=heir, valid_from=date(2025, 7, 1))
    assert usual_recipients(world.programme, heir, TODAY) == ["Union of Elmshire", "Lưu: VT"]
    review = draft_review(
        world.programme, world.bodies["west"], kind="final", title="x", first_on=date(2024, 1, 1),
        last_on=date(2024, 12, 31), by=world.provincial, at=NOW,
    )  # fmt: skip
    assert review.recipients.splitlines() == ["Union of Cedarshire", "Union of Elmshire", "Lưu: VT"]


def test_the_day_line_names_the_town_of_the_office_where_it_has_one(world: World, review: Review) -> None:
    assert facts(world, review).letterhead.place.vi == "Oakshire"
    Organisation.objects.filter(pk=review.holder_id).update(dateline="Oaktown")
    assert facts(world, Review.objects.get(pk=review.pk)).letterhead.place.vi == "Oaktown"
