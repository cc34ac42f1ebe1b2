"""Sums in which systems of this kind are known to go wrong, each asked through the book as a page asks it."""

from datetime import date, timedelta

import pytest

from chungtay.actions.ledger import post
from chungtay.answers.figures import Book, Figure
from chungtay.models import Combination, Entry, Indicator, Organisation, Place, Posting, Source
from chungtay.rules import ledger as rules
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind
from tests.world import MERGER, NOW, TODAY, World

BEFORE = MERGER - timedelta(1)


def write(world: World, *lines: str) -> Posting:
    """One posting of lines like `attendances Alder 2025-03-01 40 sex:female`; `of:` names what is only "of which"."""
    changes = []
    for line in lines:
        indicator, place, on, amount, *cell = line.split()
        changes.append(
            Entry(
                indicator=Indicator.objects.get(slug=indicator), place=world.places[place], on=date.fromisoformat(on),
                holder=world.bodies["west"], served=world.served, is_base=not any("of:" in one for one in cell),
                combination=world.cells[cell[0].removeprefix("of:") if cell else ""],
                amount=round(float(amount) * SCALE), qualifier="exact", source=Source.objects.create(kind="load"),
            )
        )  # fmt: skip
    return post(changes, kind="load", by=None, at=NOW)


def state(world: World, place: str, on: str, level: int) -> None:
    """A commune says how many stand; the ledger gets the difference."""
    said = rules.Statement(
        indicator=str(Indicator.objects.get(slug="groups").pk),
        place=str(world.places[place].pk),
        on=date.fromisoformat(on),
        holder=str(world.bodies["west"].pk),
        levels=((frozenset(), level * SCALE),),
        programmes=world.served.slugs(),
        source=str(Source.objects.create(kind="load").pk),
    )
    book = Book(None, TODAY)
    changes = rules.statement_entries(Entry.objects.in_rules(), said, book.world)
    post([row(world, change) for change in changes], kind="load", by=None, at=NOW)


def row(world: World, change: rules.Entry) -> Entry:
    return Entry(
        indicator=Indicator.objects.get(pk=change.indicator), place=Place.objects.get(pk=change.place), on=change.on,
        holder=Organisation.objects.get(pk=change.holder), served=world.served, is_base=True,
        combination=Combination.objects.get(slug=""), amount=change.amount, qualifier=change.qualifier.value,
        stated=change.stated, source=Source.objects.get(pk=change.source), reverses_id=change.reverses,
    )  # fmt: skip


def asked(world: World, slug: str, last: date = TODAY, **more: object) -> Figure:
    """By the officer of the province, as any page would; from the first day that anybody writes of."""
    book = Book(world.provincial, TODAY, world.programme)
    return book.ask(Indicator.objects.get(slug=slug), date(2025, 1, 1), last, **more)  # type: ignore[arg-type]


def stands(world: World, slug: str, place: str, on: date) -> float | None:
    amount = asked(world, slug, on, places=[world.places[place]]).amount
    return None if amount is None else amount / SCALE


@pytest.fixture
def groups(world: World) -> Indicator:
    return Indicator.objects.create(slug="groups", kind=Kind.STOCK, name="Groups", measure="group")


def test_forty_and_sixty_stay_a_hundred_when_the_communes_merge(world: World) -> None:
    write(world, "attendances Alder 2025-03-01 40", "attendances Birch 2025-03-01 60")
    assert stands(world, "attendances", "Cedar", TODAY) == 100
    assert stands(world, "attendances", "Oakshire", TODAY) == 100
    assert asked(world, "attendances").amount == 100 * SCALE
    rows = asked(world, "attendances", by="place", map_on=BEFORE).rows
    parts = {str(world.places["Alder"].pk): 40 * SCALE, str(world.places["Birch"].pk): 60 * SCALE}
    assert {row.key: row.amount for row in rows} == parts


def test_ten_clubs_stay_ten_when_the_communes_that_opened_them_merge(world: World) -> None:
    write(world, *["clubs Alder 2025-02-01 1"] * 4, *["clubs Birch 2025-05-01 1"] * 6)
    assert stands(world, "clubs", "Oakshire", BEFORE) == 10
    assert stands(world, "clubs", "Cedar", MERGER) == 10
    write(world, "clubs Cedar 2026-01-10 -1")
    assert [stands(world, "clubs", "Cedar", day) for day in (date(2026, 1, 9), TODAY)] == [10, 9]


def test_ten_stated_groups_stay_ten_when_the_new_commune_counts_them_anew(
    world: World, groups: Indicator
) -> None:
    state(world, "Alder", "2025-05-01", 6)
    state(world, "Birch", "2025-05-01", 4)
    assert stands(world, "groups", "Cedar", MERGER) == 10
    state(world, "Cedar", "2025-12-31", 10)
    assert stands(world, "groups", "Cedar", TODAY) == 10
    assert stands(world, "groups", "Oakshire", TODAY) == 10
    state(world, "Alder", "2025-06-15", 8)  # late word of a commune that is no more changes its own days only
    assert stands(world, "groups", "Oakshire", BEFORE) == 12
    assert stands(world, "groups", "Cedar", TODAY) == 10


def test_a_commune_that_has_not_spoken_is_said_to_be_missing_not_counted_as_none(
    world: World, groups: Indicator
) -> None:
    state(world, "Alder", "2025-05-01", 6)
    (row,) = asked(world, "groups", MERGER, by="place").rows
    assert (row.amount, row.reported, row.due) == (6 * SCALE, 1, 2)


def test_cells_without_a_total_count_once_and_of_which_is_never_added(world: World) -> None:
    write(
        world,
        "attendances Dogwood 2026-02-01 51 sex:female",
        "attendances Dogwood 2026-02-01 9 sex:male",
        "attendances Dogwood 2026-02-01 45 of:ethnicity:gia-rai",
        "attendances Dogwood 2026-02-01 15 of:ethnicity:kinh",
        "attendances Dogwood 2026-02-01 20 of:membership:member",
    )
    assert asked(world, "attendances").amount == 60 * SCALE
    by_sex = asked(world, "attendances", by="category", level="sex")
    assert (by_sex.amount, [row.amount for row in by_sex.rows]) == (60 * SCALE, [51 * SCALE, 9 * SCALE])
    by_people = asked(world, "attendances", by="category", level="ethnicity")
    assert (by_people.amount, sum(row.amount or 0 for row in by_people.rows)) == (60 * SCALE, 60 * SCALE)
    assert asked(world, "attendances", categories=frozenset({("membership", "member")})).amount == 20 * SCALE


def test_a_ratio_is_made_from_the_sums_not_from_the_ratios_of_the_parts(world: World) -> None:
    Indicator.objects.create(
        slug="per-session", kind=Kind.RATIO, name="Attendances a session", measure="ratio",
        numerator=world.indicators["attendances"], denominator=world.indicators["sessions"],
    )  # fmt: skip
    write(world, "attendances Dogwood 2026-02-01 1", "sessions Dogwood 2026-02-01 1")
    write(world, "attendances Cedar 2026-02-01 1", "sessions Cedar 2026-02-01 3")
    figure = asked(world, "per-session", by="place")
    assert figure.amount == SCALE // 2  # 2 of 4, not the middle of 1 and a third
    assert sorted(row.amount or 0 for row in figure.rows) == [3333, SCALE]


def test_a_ratio_without_a_denominator_is_no_figure(world: World) -> None:
    Indicator.objects.create(
        slug="per-session", kind=Kind.RATIO, name="Attendances a session", measure="ratio",
        numerator=world.indicators["attendances"], denominator=world.indicators["sessions"],
    )  # fmt: skip
    write(world, "attendances Dogwood 2026-02-01 5")
    assert asked(world, "per-session").amount is None


def test_zero_is_a_figure_and_silence_is_none(world: World) -> None:
    write(world, "attendances Dogwood 2026-02-01 0")
    assert asked(world, "attendances").amount == 0
    assert [row.amount for row in asked(world, "attendances", by="place").rows] == [0]
    assert [row.amount for row in asked(world, "attendances", by="month").rows][-2:] == [0, None]
    assert asked(world, "sessions").amount is None


def test_what_was_known_then_stays_whatever_is_corrected_since(world: World) -> None:
    known = write(world, "attendances Dogwood 2026-02-01 40").number
    wrong = Entry.objects.get()
    post([wrong.reversal()], kind="correction", by=None, at=NOW)
    after = write(world, "attendances Dogwood 2025-11-30 45").number  # it was in November, and it was 45
    assert [asked(world, "attendances", known_at=when).amount for when in (0, known, after, None)] == [
        None, 40 * SCALE, 45 * SCALE, 45 * SCALE,
    ]  # fmt: skip
    november = asked(world, "attendances", date(2025, 12, 31))
    assert november.amount == 45 * SCALE
    assert asked(world, "attendances", date(2025, 12, 31), known_at=known).amount is None
    assert asked(world, "attendances", known_at=known).known_at == known


def test_a_late_statement_does_not_change_what_was_known_before_it(world: World, groups: Indicator) -> None:
    state(world, "Dogwood", "2025-09-01", 7)
    known = Posting.objects.count()
    state(world, "Dogwood", "2025-06-01", 9)
    assert stands(world, "groups", "Dogwood", date(2025, 8, 31)) == 9
    assert stands(world, "groups", "Dogwood", TODAY) == 7
    assert asked(world, "groups", date(2025, 8, 31), known_at=known).amount is None
    assert asked(world, "groups", known_at=known).amount == 7 * SCALE


def test_what_serves_two_programmes_counts_in_each_and_once_in_all(world: World) -> None:
    other = type(world.programme).objects.create(
        slug="oak-far", kind="memorandum", name="Oakshire and Farshire"
    )
    world.served = type(world.served).objects.of([world.programme, other])
    write(world, *["clubs Dogwood 2025-02-01 1"] * 10)
    asked_by = (world.programme, other, None)
    books = [Book(None, TODAY, programme) for programme in asked_by]
    clubs = world.indicators["clubs"]
    assert [book.ask(clubs, TODAY, TODAY).amount for book in books] == [10 * SCALE] * 3
