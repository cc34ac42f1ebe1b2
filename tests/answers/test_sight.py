"""What the cube is told that a person may see is what the query of the one sentence finds, entry by entry."""

from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from chungtay.answers.figures import Book, sight_of
from chungtay.cube import EVERYTHING, Sight
from chungtay.models import Entry
from tests.models.drawn_worlds import drawn, lay, mended
from tests.world import TODAY, World


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
