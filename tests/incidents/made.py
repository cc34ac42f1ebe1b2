"""Sides with keys and listed recipients, made without a browser; each key is drawn once a run, for wrapping is slow."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from chungtay.incidents.demo import keys
from chungtay.incidents.demo.keys import Drawn, Identity, MadeSide
from chungtay.models import Agreement, Person, Seat
from tests.world import NOW, World

__all__ = ["Identity", "MadeSide", "drawn", "make_side", "make_sides", "seat_of"]


@cache
def drawn(name: str, in_halves: bool) -> Drawn:
    """The same keys in every test that asks by the same name: the database is another each time."""
    return keys.drawn(name, in_halves)


def make_side(
    seat: Seat,
    agreement: Agreement,
    persons: Sequence[Person],
    at: datetime = NOW,
    *,
    by: Person | None = None,
) -> MadeSide:
    return keys.make_side(seat, agreement, persons, at, by=by, draw=drawn)


def make_sides(world: World, at: datetime = NOW) -> tuple[MadeSide, MadeSide]:
    """West (provincial, leader, and the officer of Dogwood under it) and east (partner)."""
    west, east = seat_of(world, 1), seat_of(world, 2)
    programme = world.programme
    return (
        make_side(west, programme, [world.provincial, world.leader, world.officer], at),
        make_side(east, programme, [world.partner], at),
    )


def seat_of(world: World, number: int) -> Seat:
    """1 is west, 2 is east."""
    return world.programme.seats.get(number=number)
