"""Decides who may do what to which thing: one sentence, and nothing else anywhere.

*A person may do an act on a thing if one of their live posts has a role that allows that act on that kind, for the
organisation that holds it or a seat it is shared with, in a programme it serves (or while it serves none yet), at a
place that contains the thing's place on that day.*

There are no deny rules, no exceptions for a person, no wildcards. Read word by word:

- **live**: begun, and not ended; the last day is exclusive, so a post that ends today is over today.
- **for the organisation that holds it**: the post's own body, or one above the holder. A body that was taken over
  stands under its successor from the day of the succession.
- **a seat it is shared with**: a dated share opens one thing to one seat, for reading only. The body that holds the
  seat that day reads it, and so do those above and below that body.
- **in a programme it serves**: a post may be limited to some programmes. One that is not serves them all.
- **at a place**: a post may be limited to a place. It contains what lies below it on the map of the day; what has
  ended lies where its successors lie. Asked of the tree, never of codes: 00123 is not inside 001.

`Ground` answers what stands where. `Terrain` below is the slow and obvious one, for tests and small worlds; the
models ask the database the same questions.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from .people import ALLOWED, Act, Kind, Role

Key = UUID | str


@dataclass(frozen=True, slots=True)
class Post:
    """A dated duty. No programmes: all of them. No place: everywhere."""

    role: Role
    organisation: Key
    first_on: date
    until: date | None = None  # exclusive
    place: Key | None = None
    programmes: frozenset[Key] = frozenset()

    def is_live(self, day: date) -> bool:
        return self.first_on <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Share:
    """One thing, open to one seat, from a day until it is taken back."""

    seat: Key
    first_on: date
    until: date | None = None  # exclusive

    def is_live(self, day: date) -> bool:
        return self.first_on <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Thing:
    """What the sentence needs to know of a thing. An agreement is held by all who hold its seats; others by one."""

    kind: Kind
    holders: frozenset[Key]
    place: Key | None = None
    programmes: frozenset[Key] = frozenset()
    shares: tuple[Share, ...] = ()


class Ground(Protocol):
    """What stands where on a day."""

    def bodies_over(self, body: Key, day: date) -> frozenset[Key]:
        """The body, all that it stands under, and who took over from any of these."""

    def holder_of(self, seat: Key, day: date) -> Key | None:
        """Who holds the seat that day."""

    def places_around(self, place: Key, day: date) -> frozenset[Key]:
        """The place, and all that contain it on the map of that day."""


def can(posts: Iterable[Post], act: Act, thing: Thing, day: date, ground: Ground) -> bool:
    """Whether one of these posts allows the act on the thing that day. The sentence above, word for word."""
    return any(
        post.is_live(day)
        and (act, thing.kind) in ALLOWED[post.role]
        and (is_for_its_holder(post, thing, day, ground) or is_for_a_seat(post, act, thing, day, ground))
        and (not post.programmes or not thing.programmes or bool(post.programmes & thing.programmes))
        and (not post.place or not thing.place or post.place in ground.places_around(thing.place, day))
        for post in posts
    )


def is_for_its_holder(post: Post, thing: Thing, day: date, ground: Ground) -> bool:
    own = post.organisation in thing.holders  # mostly so; only who stands above must ask the tree
    return own or any(post.organisation in ground.bodies_over(holder, day) for holder in thing.holders)


def is_for_a_seat(post: Post, act: Act, thing: Thing, day: date, ground: Ground) -> bool:
    """A share is for reading; who would change the thing asks its holder."""
    if act is not Act.READ:
        return False
    holders = (ground.holder_of(share.seat, day) for share in thing.shares if share.is_live(day))
    return any(
        post.organisation in ground.bodies_over(holder, day)
        or holder in ground.bodies_over(post.organisation, day)
        for holder in holders
        if holder is not None
    )


@dataclass(frozen=True, slots=True)
class Unit:
    """A body or a place: what it stands under, what took over from it and when, and when it ended."""

    parent: Key | None = None
    ended_on: date | None = None
    heirs: tuple[tuple[Key, date], ...] = ()

    def has_ended(self, day: date) -> bool:
        return self.ended_on is not None and self.ended_on <= day


@dataclass(frozen=True, slots=True)
class Terrain:
    """A small world in plain tables, walked step by step."""

    bodies: dict[Key, Unit] = field(default_factory=dict)
    places: dict[Key, Unit] = field(default_factory=dict)
    seats: dict[Key, tuple[tuple[Key, date, date | None], ...]] = field(default_factory=dict)

    def bodies_over(self, body: Key, day: date) -> frozenset[Key]:
        return self._walk(self.bodies, body, day, parents_of_the_ended=True)

    def places_around(self, place: Key, day: date) -> frozenset[Key]:
        return self._walk(self.places, place, day, parents_of_the_ended=False)

    def holder_of(self, seat: Key, day: date) -> Key | None:
        held = self.seats.get(seat, ())
        return next((body for body, start, end in held if start <= day and (end is None or day < end)), None)

    def _walk(
        self, units: dict[Key, Unit], start: Key, day: date, *, parents_of_the_ended: bool
    ) -> frozenset[Key]:
        """A province that gave up a commune no longer contains it; a union goes on reading what it read."""
        found: set[Key] = set()
        coming = [start]
        while coming:
            key = coming.pop()
            if key in found:
                continue
            found.add(key)
            unit = units[key]
            heirs = [heir for heir, on in unit.heirs if on <= day]
            coming += heirs
            if unit.parent is not None and (parents_of_the_ended or not (heirs and unit.has_ended(day))):
                coming.append(unit.parent)
        return frozenset(found)
