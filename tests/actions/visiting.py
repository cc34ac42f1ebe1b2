"""A visit of the west to the east, made ready to be tried."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from chungtay.actions.delegations import (
    draft_delegation,
    keep_row,
    move_delegation,
    set_rotation,
)
from chungtay.answers.delegations import DelegationPage
from chungtay.models import (
    Delegation,
    DelegationMember,
    Organisation,
    Person,
    ProgrammeItem,
    Rotation,
)
from chungtay.rules.delegations import Move
from tests.world import NOW, TODAY, World

FIRST, LAST = date(2026, 3, 18), date(2026, 3, 20)


def drafted(world: World, *, by: str = "leader", **told: Any) -> Delegation:
    """The west visits the east."""
    kept = {"holder": world.bodies["west"], "host": world.bodies["east"], "guest": world.bodies["west"]}
    kept |= {"title": "The visit of 2026", "first_on": FIRST, "last_on": LAST} | told
    return draft_delegation(Delegation(agreement=world.programme, **kept), by=world.persons[by], at=NOW)


def member(visit: Delegation, body: Organisation, **told: Any) -> DelegationMember:
    return DelegationMember(
        delegation=visit, organisation=body, **({"post": "President", "role": "head"} | told)
    )


def hour(visit: Delegation, begins: str = "09:00", ends: str = "11:00", **told: Any) -> ProgrammeItem:
    def at(clock: str) -> datetime:
        return timezone.make_aware(datetime.fromisoformat(f"2026-03-18 {clock}"))

    return ProgrammeItem(
        delegation=visit, starts_at=at(begins), ends_at=at(ends), **({"text": "Talks"} | told)
    )


def ready(world: World, **told: Any) -> Delegation:
    """A draft that could be proposed."""
    visit = drafted(world, **told)
    keep_row(member(visit, world.bodies["west"]), by=world.leader, at=NOW)
    keep_row(hour(visit), by=world.leader, at=NOW)
    return visit


def moved(visit: Delegation, move: Move, by: Person, **told: Any) -> Delegation:
    return move_delegation(visit, move, by=by, at=NOW, **told)


def agreed(world: World, **told: Any) -> Delegation:
    visit = moved(ready(world, **told), Move.PROPOSE, world.leader)
    return moved(visit, Move.AGREE, world.partner)


def rotation(world: World, **told: Any) -> Rotation:
    kept = {"purpose": "The visit", "source": "Article 4", "first_year": 2025, "every_years": 1} | told
    seats = list(world.programme.seats.all())
    return set_rotation(Rotation(agreement=world.programme, **kept), seats, by=world.leader, at=NOW)


def page(visit: Delegation, person: Person) -> DelegationPage:
    return DelegationPage(Delegation.objects.get(pk=visit.pk), person, TODAY)


def rotation_by_partner(world: World, **told: Any) -> Rotation:
    seats = list(world.programme.seats.all())
    kept = {"purpose": "The visit", "source": "Article 4"} | told
    return set_rotation(Rotation(agreement=world.programme, **kept), seats, by=world.partner, at=NOW)
