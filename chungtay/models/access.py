"""The sentence of `rules/access.py` as a query: what a person may see, or may act on, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from chungtay.rules import access
from chungtay.rules.people import Act, Kind

from .people import Person, Post


class Held(models.Model):
    """A thing that somebody holds."""

    protected_as: ClassVar[Kind]

    class Meta:
        abstract = True

    def facts(self, today: date) -> access.Thing:
        """What the sentence needs to know, of a thing that is not kept yet, too."""
        return replace(self.own_facts(today), shares=self.shared())

    def own_facts(self, today: date) -> access.Thing:
        """The same without shares: who may read it so reads it by holding."""
        return access.Thing(
            kind=self.protected_as,
            holders=self.holders(today),
            place=getattr(self, "place_id", None),
            programmes=self.programmes_served(),
        )

    def holders(self, today: date) -> frozenset[access.Key]:
        return frozenset({getattr(self, "holder_id")})  # noqa: B009

    def programmes_served(self) -> frozenset[access.Key]:
        """By slug; none while it serves none yet."""
        return frozenset()

    def shared(self) -> tuple[access.Share, ...]:
        return ()


Thing = TypeVar("Thing", bound=Held)


class ProtectedQuerySet(models.QuerySet[Thing]):
    """Held things. A model says in three paths where its holder, place and programmes stand."""

    holder: ClassVar[str] = "holder"
    place: ClassVar[str] = ""
    programmes: ClassVar[str] = ""  # leads to the slug of each programme that the thing serves

    def visible_to(self, person: Person, today: date) -> Self:
        """What the person may read. To anybody else it does not exist."""
        return self.allowed(person, Act.READ, today)

    def allowed(self, person: Person, act: Act, today: date, *, through: Post | None = None) -> Self:
        """What the person may do `act` to; `through` one of the posts alone."""
        reach = person.reach(
            act,
            self.model.protected_as,
            today,
            holder=self.holder,
            place=self.place,
            programmes=self.programmes,
            shared=self.shared_with if act is Act.READ else None,
            through=through,
        )
        if "__" not in self.programmes or not person.is_limited_on(today):
            return self.filter(reach)
        # Programmes are reached over a join of many; inside a subquery it cannot count a thing twice.
        return self.filter(pk__in=self.model._base_manager.filter(reach).values("pk"))

    @property
    def shared_with(self) -> Callable[[access.Post, date], Q] | None:
        """What a post reads through shares; overridden where shares are known."""
        return None


class BetweenQuerySet(ProtectedQuerySet[Thing]):
    """Things that stand between several bodies: each of them holds the thing, from the moment that `sides` names."""

    sides: ClassVar[Mapping[str, Q]]  # the path to a body; what must be so of the thing before it holds it

    def allowed(self, person: Person, act: Act, today: date, *, through: Post | None = None) -> Self:
        direct, among_many = Q(), Q()
        for path in self.sides:
            held = self._held_by(path, person, act, today, through=through)
            if "__" in path:
                among_many |= held
            else:
                direct |= held
        return self.filter(direct | self._of_many(among_many) if among_many else direct)

    def on_side(self, path: str, person: Person, act: Act, today: date) -> Self:
        """Those that the person may do `act` to for the body at `path`, one of `sides`."""
        held = self._held_by(path, person, act, today)
        return self.filter(self._of_many(held) if "__" in path else held)

    def _held_by(self, path: str, person: Person, act: Act, today: date, *, through: Post | None = None) -> Q:
        return self.sides[path] & person.reach(
            act,
            self.model.protected_as,
            today,
            holder=path,
            place=self.place,
            programmes=self.programmes,
            through=through,
        )

    def _of_many(self, held: Q) -> Q:
        """A side that is many rows is asked for in a subquery: a join would count the thing once for each.

        It is asked of each thing alone, so that whoever reads a thing by a side of its own never asks.
        """
        return Q(Exists(self.model._base_manager.filter(held, pk=OuterRef("pk"))))
