"""Remembers what one seat was given to read of another: one thing, from a day, until it is taken back."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Act, Kind

from .access import Held, ProtectedQuerySet
from .agreements import Seat, SeatHolding, near
from .people import Person
from .record import Record, words

Thing = TypeVar("Thing", bound=Held)


class ShareQuerySet(models.QuerySet["Share"]):
    def live_on(self, day: date) -> "ShareQuerySet":
        return self.filter(first_on__lte=day).filter(Q(until=None) | Q(until__gt=day))

    def of(self, kind: Kind, thing_id: UUID) -> "ShareQuerySet":
        return self.filter(kind=kind, thing_id=thing_id)

    def reaching(self, post: access.Post, kind: Kind, day: date) -> "ShareQuerySet":
        """Live shares with a seat that is held at, under or above the post's body."""
        held = SeatHolding.objects.live_on(day).filter(near(post, Act.READ, day))
        return self.live_on(day).filter(kind=kind, seat__in=held.values("seat"))


class Share(Record):
    """Written by a state of the thing (signed, sent, accepted, frozen), never by hand; listed on the thing."""

    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    thing_id = models.UUIDField()
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="shares")
    state = words(40)  # which state of the thing wrote it
    first_on = models.DateField()
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    until = models.DateField(null=True, blank=True)  # exclusive
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reason = words(500, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ("first_on", "id")
        indexes = [models.Index(fields=["kind", "thing_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing_id", "seat"], condition=Q(until=None), name="share_open_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("first_on")), name="share_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_id} · {self.seat_id}"

    def in_rules(self) -> access.Share:
        return access.Share(self.seat_id, self.first_on, self.until)


class SharedQuerySet(ProtectedQuerySet[Thing]):
    """Protected things that seats may be given to read."""

    shared_as: ClassVar[str] = "pk"  # the field that a share's `thing_id` names

    @property
    def shared_with(self) -> Callable[[access.Post, date], Q]:
        def reached(post: access.Post, day: date) -> Q:
            shares = Share.objects.reaching(post, self.model.protected_as, day)
            return Q(**{f"{self.shared_as}__in": shares.values("thing_id")})

        return reached


def shares_of(kind: Kind, *things: UUID) -> tuple[access.Share, ...]:
    """Every share of these things, in the words of the rules."""
    found = Share.objects.filter(kind=kind, thing_id__in=things)
    return tuple(share.in_rules() for share in found)
