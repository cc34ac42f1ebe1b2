"""A body that took over another reads, and answers for, what that one held."""

from datetime import date

from chungtay.models import Organisation, OrganisationKind, OrganisationSuccession
from tests.world import TODAY, World


def old_union(world: World, *, under: str | None = None) -> Organisation:
    return Organisation.objects.create(
        kind=OrganisationKind.WOMENS_UNION,
        name="Union of Alder",
        place=world.places["Alder"],
        parent=world.bodies[under] if under else None,
        valid_to=date(2025, 7, 1),
    )


def test_a_successor_stands_above_whom_it_took_over_from(world: World) -> None:
    old = old_union(world)
    west, cedar = world.bodies["west"], world.bodies["cedar"]
    assert old.pk not in Organisation.objects.at_or_below([west.pk], TODAY)
    OrganisationSuccession.objects.create(old=old, new=cedar, on=date(2025, 7, 1))
    assert old.pk in Organisation.objects.at_or_below([west.pk], TODAY)
    assert Organisation.objects.at_or_above([old.pk], TODAY) == {old.pk, cedar.pk, west.pk}


def test_a_stranger_gains_nothing_from_a_succession_elsewhere(world: World) -> None:
    old = old_union(world, under="west")
    OrganisationSuccession.objects.create(old=old, new=world.bodies["cedar"], on=date(2025, 7, 1))
    assert old.pk not in Organisation.objects.at_or_below([world.bodies["far"].pk], TODAY)


def test_bodies_that_took_over_from_each_other_in_turn_are_found_once(world: World) -> None:
    first, second = old_union(world), old_union(world)
    OrganisationSuccession.objects.create(old=first, new=second, on=date(2020, 7, 1))
    OrganisationSuccession.objects.create(old=second, new=world.bodies["cedar"], on=date(2025, 7, 1))
    below = Organisation.objects.at_or_below([world.bodies["cedar"].pk], TODAY)
    assert below == {first.pk, second.pk, world.bodies["cedar"].pk}
