"""The walks through the trees, day by day around a merger, against the tables of the slow reference."""

from datetime import date, timedelta

import pytest

from chungtay.models import Organisation, OrganisationSuccession, Place, Succession
from chungtay.models.walks import StandingGround, Tree, fetched, under
from chungtay.rules.access import Terrain, Unit
from tests.world import MERGER, World

DAYS = [MERGER - timedelta(1), MERGER, MERGER + timedelta(1)]


@pytest.fixture
def terrain(world: World) -> Terrain:
    """The small world in plain tables; Farshire's union takes over Cedar's on the day of the merger."""
    OrganisationSuccession.objects.create(old=world.bodies["cedar"], new=world.bodies["far"], on=MERGER)
    heirs = list(Succession.objects.values_list("old", "new", "on"))
    took = list(OrganisationSuccession.objects.values_list("old", "new", "on"))
    return Terrain(
        bodies={
            one.pk: Unit(one.parent_id, None, tuple((new, on) for old, new, on in took if old == one.pk))
            for one in Organisation.objects.all()
        },
        places={
            one.pk: Unit(
                one.parent_id, one.valid_to, tuple((new, on) for old, new, on in heirs if old == one.pk)
            )
            for one in Place.objects.all()
        },
    )


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_walks_go_as_the_tables_say(terrain: Terrain, day: date) -> None:
    ground = StandingGround()
    for place in terrain.places:
        assert ground.places_around(place, day) == terrain.places_around(place, day)
        below = {one for one in terrain.places if place in terrain.places_around(one, day)}
        assert fetched(under(Tree.PLACES, [place], day)) == below
    for body in terrain.bodies:
        assert ground.bodies_over(body, day) == terrain.bodies_over(body, day)


def test_what_ended_lies_where_its_successors_lie_from_that_day_on(terrain: Terrain, world: World) -> None:
    alder, cedar = world.places["Alder"].pk, world.places["Cedar"].pk
    before, on, _ = (terrain.places_around(alder, day) for day in DAYS)
    assert (cedar in before, cedar in on) == (False, True)


def test_a_province_that_gave_up_a_commune_no_longer_contains_it(world: World) -> None:
    """Birch goes to another province; whoever works for the old one at that place loses it on that day."""
    old, new = world.places["Oakshire"], world.places["Farshire"]
    moved = Place.objects.create(
        code="102", name="Birch", kind="commune", parent=new, valid_from=date(2026, 2, 1)
    )
    dogwood = world.places["Dogwood"]
    dogwood.valid_to = date(2026, 2, 1)
    dogwood.save()
    Succession.objects.create(old=dogwood, new=moved, on=date(2026, 2, 1))
    ground = StandingGround()
    assert old.pk in ground.places_around(dogwood.pk, date(2026, 1, 31))
    assert old.pk not in ground.places_around(dogwood.pk, date(2026, 2, 1))
    assert new.pk in ground.places_around(dogwood.pk, date(2026, 2, 1))


def test_codes_that_begin_alike_contain_nothing(world: World) -> None:
    other = Place.objects.create(
        code="1031", name="Dogwood Hill", kind="commune", valid_from=date(2020, 1, 1)
    )
    assert world.places["Dogwood"].pk not in StandingGround().places_around(other.pk, MERGER)
