"""What the cube is told that a person may see is what the query of the one sentence finds, entry by entry."""

from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from chungtay.actions.ledger import post
from chungtay.answers.figures import Book, sight_of
from chungtay.cube import EVERYTHING, Sight
from chungtay.models import Agreement, Assignment, Entry, Served, Source
from tests.models.drawn_worlds import drawn, lay, mended
from tests.world import NOW, TODAY, World


def shows(sight: Sight, entry: Entry) -> bool:
    served = tuple(sorted(entry.served.slugs()))
    return any(
        clause.sees(str(entry.holder_id), served)
        and (clause.places is None or str(entry.place_id) in clause.places)
        for clause in sight.clauses
    )


@pytest.mark.django_db
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=drawn().map(mended))
def test_a_sight_shows_what_the_query_finds(told: SimpleNamespace) -> None:
    with transaction.atomic():
        laid = lay(told)
        sight = sight_of(laid.person, told.day)
        found = set(Entry.objects.visible_to(laid.person, told.day))
        assert {entry for entry in Entry.objects.all() if shows(sight, entry)} == found
        transaction.set_rollback(True)


def test_nobody_in_particular_sees_everything_and_whoever_holds_no_post_nothing(world: World) -> None:
    assert sight_of(None, TODAY) == EVERYTHING
    world.stranger.posts.update(valid_to=TODAY)
    assert sight_of(world.stranger, TODAY).clauses == ()
    assert Book(world.stranger, TODAY).extent.count == 0


@pytest.fixture
def told(world: World) -> World:
    """Ten attendances in Dogwood and five in Cedar, for the programme; three in Dogwood that serve none yet."""
    rows = (("dogwood", "Dogwood", 10, True), ("cedar", "Cedar", 5, True), ("dogwood", "Dogwood", 3, False))
    changes = [
        Entry(
            indicator=world.indicators["attendances"], place=world.places[place], on=TODAY, qualifier="exact",
            holder=world.bodies[body], served=world.served if serves else Served.objects.of([]),
            combination=world.cells[""], is_base=True, amount=number * 10_000,
            source=Source.objects.create(kind="load"),
        )
        for body, place, number, serves in rows
    ]  # fmt: skip
    post(changes, kind="load", by=None, at=NOW)
    return world


def seen_by(world: World) -> int:
    figure = Book(world.provincial, TODAY).ask(world.indicators["attendances"], TODAY, TODAY)
    return (figure.amount or 0) // 10_000


def test_a_post_without_limits_sees_what_its_bodies_hold(told: World) -> None:
    assert seen_by(told) == 18


def test_a_post_limited_to_another_programme_sees_only_what_serves_none_yet(told: World) -> None:
    other = Agreement.objects.create(slug="other", kind="memorandum", name="Other")
    Assignment.objects.create(post=told.provincial.posts.get(), agreement=other)
    assert seen_by(told) == 3


def test_a_post_limited_to_a_place_sees_what_was_booked_there(told: World) -> None:
    told.provincial.posts.update(place=told.places["Cedar"])
    assert seen_by(told) == 5
