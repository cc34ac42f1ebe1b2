"""Figures come from the ledger, whole, under each clock, and say how complete they are."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from chungtay.actions.ledger import post
from chungtay.answers.figures import Book, Figure
from chungtay.models import Approval, Entry, Source
from tests.world import NOW, TODAY, World

ENTRIES = """
    place     day         amount  qualifier
    Alder     2025-03-01      40  exact
    Birch     2025-06-30      25  nearly
    Cedar     2025-12-31      10  exact
    Dogwood   2026-02-01       7  exact
"""


@pytest.fixture
def book(world: World) -> Book:
    changes = []
    for row in ENTRIES.strip().splitlines()[1:]:
        place, day, amount, qualifier = row.split()
        changes.append(
            Entry(
                indicator=world.indicators["attendances"], place=world.places[place], on=date.fromisoformat(day),
                holder=world.bodies["dogwood" if place == "Dogwood" else "cedar"], served=world.served,
                combination=world.cells["sex:female"], is_base=True, amount=int(amount) * 10_000,
                qualifier=qualifier, source=Source.objects.create(kind="load"),
            )
        )  # fmt: skip
    post(changes, kind="load", by=None, at=NOW)
    return Book(world.provincial, TODAY, world.programme)


def asked(book: Book, world: World, **more: object) -> Figure:
    return book.ask(world.indicators["attendances"], date(2025, 1, 1), date(2026, 12, 31), **more)  # type: ignore[arg-type]


def test_a_total_is_the_sum_of_its_entries_and_about_when_one_part_is(book: Book, world: World) -> None:
    figure = asked(book, world)
    assert (figure.amount, figure.qualifier) == (82 * 10_000, "about")
    assert book.opened(figure).total.entries == (1, 2, 3, 4)


def test_a_merged_commune_holds_what_its_parts_did(book: Book, world: World) -> None:
    names = {str(place.pk): name for name, place in world.places.items()}
    new = {names[row.key]: row.amount // 10_000 for row in asked(book, world, by="place").rows}
    old = {
        names[row.key]: row.amount // 10_000
        for row in asked(book, world, by="place", map_on=date(2025, 6, 30)).rows
    }
    assert new == {"Cedar": 75, "Dogwood": 7}
    assert old == {"Alder": 40, "Birch": 25, "Oakshire": 10, "Dogwood": 7}


def test_a_figure_says_how_many_of_the_due_reports_it_holds(book: Book, world: World) -> None:
    assert (asked(book, world).reported, asked(book, world).due) == (0, 3)
    assert asked(book, world, places=[world.places["Dogwood"]]).due == 1


def test_a_stranger_is_told_nothing(book: Book, world: World) -> None:
    assert asked(Book(world.stranger, TODAY), world).amount is None


def test_the_partner_sees_the_programme_that_they_share(book: Book, world: World) -> None:
    assert asked(Book(world.partner, TODAY), world).amount == 82 * 10_000


def test_a_report_approved_later_was_not_known_yet(book: Book, world: World) -> None:
    report = world.reports["dogwood"]
    report.state = "approved"
    report.save()
    later = post([reversal_of_the_first()], kind="load", by=None, at=NOW)
    Approval.objects.create(report=report, approved_by=world.leader, approved_at=NOW, posting=later)
    asked_anew = Book(world.provincial, TODAY, world.programme)
    assert asked(asked_anew, world).reported == 1
    assert asked(asked_anew, world, known_at=1).reported == 0


def reversal_of_the_first() -> Entry:
    return Entry.objects.get(seq=1).reversal()


def test_opening_a_figure_reads_only_what_may_bear_on_it(
    book: Book, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    places = [world.places["Cedar"]]
    figure = book.ask(world.indicators["attendances"], date(2025, 5, 1), date(2026, 12, 31), places=places)
    with django_assert_num_queries(1):
        assert book.opened(figure).total.entries == (2, 3)
    assert [entry.seq for entry in book.entries_about(figure)] == [2, 3]
    old = book.ask(
        world.indicators["attendances"], date(2025, 1, 1), date(2025, 6, 30), places=[world.places["Birch"]]
    )
    assert [entry.seq for entry in book.entries_about(old)] == [2]
