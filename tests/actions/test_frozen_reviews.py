"""Whatever happens after a review was frozen, bytes, fingerprint and paper stay; and their figures are the ledger's."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import override_settings
from django.utils import timezone, translation

from chungtay import models
from chungtay.actions.ledger import post
from chungtay.actions.reviews import (
    article_from_review,
    draft_review,
    freeze_review,
    number_review,
    write_review,
)
from chungtay.answers.figures import Book
from chungtay.answers.reviews import changed_since, facts_of_review, sheet_of_review
from chungtay.answers.reviews.evidence import asked_again
from chungtay.models import Review
from chungtay.papers.sheets import Sheet, Table, texts
from chungtay.rules import official
from chungtay.rules.reviews import facts_of, fingerprint, numbers
from chungtay.rules.reviews.canonical import LIFTS
from tests.actions.test_reviews import LATER, attended
from tests.undone import undone
from tests.world import NOW, TODAY, World

Change = Callable[[World, Review], object]


@pytest.fixture
def frozen(world: World) -> Review:
    attended(world, "Dogwood", 400)
    attended(world, "Cedar", 217)
    draft = draft_review(
        world.programme, world.bodies["west"], kind="interim", title="Interim review 2026",
        first_on=date(2026, 1, 1), last_on=date(2026, 12, 31), by=world.provincial, at=NOW,
    )  # fmt: skip
    write_review(
        draft, narratives={"assessment": "It went well"}, directions=["Go on"], recipients="Lưu: VT",
        by=world.provincial, at=NOW,
    )  # fmt: skip
    return freeze_review(draft, by=world.leader, at=NOW)


def printed(review: Review) -> tuple[str, ...]:
    facts = facts_of(bytes(review.canonical or b""))
    return tuple(texts(sheet_of_review(review, facts, TODAY).blocks))


# What happens later. Each is done alone, and undone.


def corrected(world: World, review: Review) -> None:
    entry = models.Entry.objects.get(seq=1)
    post([entry.reversal()], kind="correction", by=None, at=LATER)


def merged(world: World, review: Review) -> None:
    day = date(2026, 4, 1)
    cedar = world.places["Cedar"]
    models.Place.objects.filter(pk__in=[cedar.pk, world.places["Dogwood"].pk]).update(valid_to=day)
    new = models.Place.objects.create(
        code="104", name="Elder", kind="commune", parent=world.places["Oakshire"], valid_from=day
    )
    for old in (cedar, world.places["Dogwood"]):
        models.Succession.objects.create(old=old, new=new, on=day, instrument="Order 2")


def taken_over(world: World, review: Review) -> None:
    heir = models.Organisation.objects.create(kind="womens_union", name="Union of Cedarshire")
    seat = world.programme.seats.get(number=1)
    seat.holdings.update(valid_to=TODAY)
    models.SeatHolding.objects.create(seat=seat, organisation=heir, valid_from=TODAY)
    models.OrganisationSuccession.objects.create(old=world.bodies["west"], new=heir, on=TODAY)


def ruled_anew(world: World, review: Review) -> None:
    indicator = world.indicators["attendances"]
    told = indicator.told() | {"name": "Heads", "measure": "head"}
    models.IndicatorVersion.objects.create(
        indicator=indicator, number=2, reason="Heads are counted now.", in_force_from=date(2026, 1, 1), **told
    )
    models.Indicator.objects.filter(pk=indicator.pk).update(name="Heads", measure="head")


def task_done(world: World, review: Review) -> None:
    models.Task.objects.create(
        agreement=world.programme, content=world.contents[0], organisation=world.bodies["dogwood"], text="Talk",
        due_on=TODAY, done_on=TODAY, done_by=world.officer, state="done",
    )  # fmt: skip


def another_frozen(world: World, review: Review) -> None:
    attended(world, "Cedar", 9, LATER)
    draft = draft_review(
        world.programme, world.bodies["west"], kind="interim", title="Again", first_on=date(2026, 1, 1),
        last_on=date(2026, 12, 31), by=world.provincial, at=LATER,
    )  # fmt: skip
    freeze_review(draft, by=world.leader, at=LATER)


def conference_noted(world: World, review: Review) -> None:
    models.Conference.objects.create(review=review, held_on=TODAY, noted_by=world.provincial, noted_at=LATER)


def contributed(world: World, review: Review) -> None:
    models.ReviewContribution.objects.create(
        review=review, organisation=world.bodies["cedar"], section="causes", text="Late rain",
        taken_by=world.provincial, taken_at=LATER,
    )  # fmt: skip


def asked_more(world: World, review: Review) -> None:
    models.Question.objects.create(
        form=world.form, number=9, indicator=world.indicators["clubs"], base=world.breakdowns["total"]
    )


def quoted(world: World, review: Review) -> None:
    paper = models.Document.objects.create(
        type="Báo cáo", title="Old", holder=world.bodies["west"], issued_on=date(2026, 12, 31)
    )
    models.QuotedFigure.objects.create(
        document=paper, agreement=world.programme, indicator=world.indicators["attendances"], said_by="West",
        first_on=date(2026, 1, 1), last_on=date(2026, 12, 31), quantity=7_000_000, qualifier="nearly", measure="x",
    )  # fmt: skip


def of(model: type, **which: object) -> Callable[..., Change]:
    """A change of some rows, whoever makes it."""

    def changing(**told: object) -> Change:
        return lambda world, review: model.objects.filter(**which).update(**told)  # type: ignore[attr-defined]

    return changing


west = of(models.Organisation, name="Union of Oakshire")
programme = of(models.Agreement)
own = of(Review)

CHANGES: dict[str, Change] = {
    "a correction": corrected,
    "a late entry of the window": lambda world, review: attended(world, "Dogwood", 5, LATER),
    "an entry that takes most of it back": lambda world, review: attended(world, "Cedar", -200, LATER),
    "a merger": merged,
    "a renamed unit of the map": of(models.Place, name="Dogwood")(name="Rosewood"),
    "a unit with another code": of(models.Place, name="Dogwood")(code="999"),
    "a renamed body": west(name="Union of Rosewood"),
    "another body above": lambda world, review: models.Organisation.objects.filter(
        name="Union of Oakshire"
    ).update(parent=world.bodies["far"]),
    "another symbol": west(symbol="XYZ"),
    "another post that signs": west(signing_post="PHÓ CHỦ TỊCH", authority="KT. CHỦ TỊCH"),
    "another town in the day line": west(dateline="Rosetown"),
    "a body that takes over": taken_over,
    "a body that has ended": west(valid_to=date(2026, 3, 1)),
    "a renamed programme": programme(name="Oak and Elm"),
    "a translated programme": programme(name_lo="ໂອກ ແລະ ເອມ", name_en="Oak & Elm"),
    "a translated title": own(title_lo="ສະຫຼຸບ", title_en="Review"),
    "another title of the row": own(title="Something else"),
    "other recipients": own(recipients="Nobody"),
    "a rule changed from the beginning": ruled_anew,
    "another target": of(models.Target)(amount=1),
    "a target that is gone": lambda world, review: models.Target.objects.all().delete(),
    "other words of a commitment": of(models.Commitment)(text="Other words"),
    "a content that was left out": of(models.Content)(dropped_in=2),
    "a task that was done since": task_done,
    "a renamed category": of(models.Category)(name="Other"),
    "another passage in the row": of(models.Narrative)(text="It went badly"),
    "directions that are gone": lambda world, review: models.Direction.objects.all().delete(),
    "a conference noted since": conference_noted,
    "a contribution since": contributed,
    "a question more in the form": asked_more,
    "an older paper that was read since": quoted,
    "another due day of the reports": of(models.Report)(due_on=date(2026, 1, 2), state="approved"),
    "a person without account": lambda world, review: models.Account.objects.filter(
        person=world.leader
    ).delete(),
    "a person by another name": of(models.Person)(known_as="Somebody"),
    "a post by another title": of(models.Post)(title="Nobody"),
    "another review, frozen later": another_frozen,
    "an article of it": lambda world, review: article_from_review(review, by=world.provincial, at=LATER),
}


def test_thirty_kinds_of_later_change_leave_bytes_and_fingerprint_and_paper_as_they_were(
    world: World, frozen: Review
) -> None:
    """Table by table, so that whoever adds a way of changing something adds its line."""
    assert len(CHANGES) >= 30
    before = (bytes(frozen.canonical or b""), frozen.fingerprint, printed(frozen))
    for name, change in CHANGES.items():
        with undone():
            assert change(world, Review.objects.get(pk=frozen.pk)) != 0, f"{name} changed nothing"
            later = Review.objects.get(pk=frozen.pk)
            after = (bytes(later.canonical or b""), later.fingerprint, printed(later))
            assert after == before, name
            assert fingerprint(after[0]) == after[1], name


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_neither_the_clock_nor_the_language_of_whoever_looks_changes_the_paper(
    world: World, zone: str
) -> None:
    """Frozen in the small hours of a new year, when elsewhere it is still the old one."""
    draft = draft_review(
        world.programme, world.bodies["west"], kind="interim", title="Interim review 2026",
        first_on=date(2026, 1, 1), last_on=date(2026, 12, 31), by=world.provincial, at=NOW,
    )  # fmt: skip
    frozen = freeze_review(draft, by=world.leader, at=datetime(2026, 12, 31, 20, tzinfo=UTC))
    before = printed(frozen)
    assert any("năm 2027" in text.replace("\u00a0", " ") for text in before)
    for language in ("vi", "lo", "en"):
        with override_settings(TIME_ZONE=zone), timezone.override(zone), translation.override(language):
            assert printed(Review.objects.get(pk=frozen.pk)) == before


def test_a_number_given_on_paper_stands_on_it_and_lies_outside_the_bytes(
    world: World, frozen: Review
) -> None:
    before = (bytes(frozen.canonical or b""), frozen.fingerprint)
    number_review(frozen, number=7, signed_on=TODAY, by=world.provincial, at=NOW)
    later = Review.objects.get(pk=frozen.pk)
    assert (bytes(later.canonical or b""), later.fingerprint) == before
    assert "Số: 07/BC-BTV" in [text.replace("\u00a0", " ") for text in printed(later)]


def test_a_later_format_goes_on_reading_todays_bytes(frozen: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    before = printed(frozen)
    monkeypatch.setattr("chungtay.rules.reviews.canonical.FORMAT", 4)
    monkeypatch.setattr("chungtay.rules.reviews.canonical.LIFTS", {**LIFTS, 3: lambda plain: None})
    assert printed(Review.objects.get(pk=frozen.pk)) == before


# The paper is the frozen facts, and these are the ledger's


def results_of(sheet: Sheet) -> list[tuple[str, ...]]:
    table = next(block for block in sheet.blocks if isinstance(block, Table))
    return [tuple(cell if isinstance(cell, str) else cell[0].text for cell in row) for row in table.rows]


@pytest.mark.parametrize("more", [(), (5,), (-300, 12, 7), (1, 2, 3, 4, 5, 6, 7)])
def test_the_paper_says_the_frozen_figures_and_these_are_the_ledgers_at_that_posting(
    world: World, frozen: Review, more: tuple[int, ...]
) -> None:
    for number, amount in enumerate(more):
        attended(world, ("Dogwood", "Cedar")[number % 2], amount, LATER + timedelta(days=number))
    facts = facts_of_review(frozen, Book(world.provincial, TODAY, world.programme))
    assert facts == facts_of(bytes(frozen.canonical or b""))
    rows = results_of(sheet_of_review(frozen, facts, TODAY))
    told = {row[-1]: row[3] for row in rows}
    said = {
        one.code: "chưa báo" if one.actual is None else official.number(Decimal(one.actual).scaleb(-4))
        for one in facts.results
    }
    assert told == said
    book = Book(None, TODAY, world.programme)
    for one in numbers(facts):
        indicator = models.Indicator.objects.get(slug=one.indicator)
        assert asked_again(facts, one, indicator, book, known_at=facts.known_at).amount == one.actual, (
            one.code
        )
    assert facts.head == models.Posting.objects.get(number=facts.known_at).hash


def test_every_kind_of_figure_that_changed_since_is_told_and_nothing_else(
    world: World, frozen: Review
) -> None:
    book = Book(world.provincial, TODAY, world.programme)
    facts = facts_of_review(frozen, book)
    assert changed_since(facts, frozen, book) == []
    attended(world, "Dogwood", 100, LATER)
    later = changed_since(facts, frozen, Book(world.provincial, TODAY, world.programme))
    assert [(one.result.code, one.result.actual, one.figure.amount) for one in later] == [
        ("K-01", 6_170_000, 7_170_000),
        ("K-01-L", 6_170_000, 7_170_000),
        ("K-01-02", 4_000_000, 5_000_000),
        ("K-01-A1", 6_170_000, 7_170_000),
    ]


def test_who_does_not_see_all_of_the_ledger_is_told_of_no_change(world: World, frozen: Review) -> None:
    facts = facts_of_review(frozen, Book(world.provincial, TODAY, world.programme))
    attended(world, "Dogwood", 100, LATER)
    assert changed_since(facts, frozen, Book(world.stranger, TODAY, world.programme)) == []
