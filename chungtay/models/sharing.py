"""Remembers what one seat was given to read of another: one thing, from a day, until it is taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from chungtay.rules import access
from chungtay.rules.people import Act, Kind

from .access import Held, ProtectedQuerySet
from .agreements import Seat
from .people import Person
from .record import Record, words
from .walks import seats_near, sent_days

Thing = TypeVar("Thing", bound=Held)

# In SQL: every list asks it, and the same in querysets takes longer to put together than to answer.
LIVE = "first_on <= %s and (until is null or until > %s)"


class ShareQuerySet(models.QuerySet["Share"]):
    def of(self, kind: Kind, thing_id: UUID) -> "ShareQuerySet":
        return self.filter(kind=kind, thing_id=thing_id)


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
    ended_for = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")  # of results
    reason = words(500, blank=True)
    follows = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")

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


@dataclass(frozen=True)
class GivenResults:
    """What one share of a programme's results carries: to its seat, the figures of the other sides.

    Whoever holds a figure reads it without any share, so what a seat is given is what the others hold. Therefore a
    share of results is in the hands of the *other* seats' holders: they take it back, and the seat that was given
    can neither end it nor open it again for itself. Among three sides one share carries the figures of two; any of
    the two takes it back, whole, and only the side that did so opens it again.
    """

    share: Share

    def facts(self, today: date) -> access.Thing:
        """Held by whoever may take it back, or, once it is taken back, by whoever may open it again."""
        ended_for = self.share.ended_for_id
        return self._held_by([seat for seat in self.givers if ended_for in (None, seat.pk)], today)

    def given_by(self, today: date) -> access.Thing:
        """Held by every side whose figures it carries: these know of it."""
        return self._held_by(self.givers, today)

    def side_of(self, person: Person, act: Act, today: date) -> Seat | None:
        """The giving side for which the person may do this."""
        may = (seat for seat in self.givers if person.may(act, self._held_by([seat], today), today))
        return next(may, None)

    @property
    def givers(self) -> list[Seat]:
        return [seat for seat in self.share.seat.agreement.seats.all() if seat.pk != self.share.seat_id]

    def _held_by(self, seats: list[Seat], today: date) -> access.Thing:
        holdings = (holding for seat in seats for holding in seat.holdings.all())
        return access.Thing(
            kind=Kind.RESULTS,
            holders=frozenset(held.organisation_id for held in holdings if held.is_live(today)),
            programmes=frozenset({self.share.seat.agreement.slug}),
        )


class SharedQuerySet(ProtectedQuerySet[Thing]):
    """Protected things that seats may be given to read."""

    shared_as: ClassVar[str] = "pk"  # the field that a share's `thing_id` names

    @property
    def shared_with(self) -> Callable[[access.Post, date], Q]:
        def reached(post: access.Post, day: date) -> Q:
            return Q(**{f"{self.shared_as}__in": opened_to(post, self.model.protected_as, day)})

        return reached


def opened_to(post: access.Post, kind: Kind, day: date) -> RawSQL:
    """The ids of the things that live shares open to a seat held at, under or above the post's body."""
    near = seats_near(post.organisation, day)
    sql = f"select thing_id from chungtay_share where kind = %s and {LIVE} and seat_id in ({near.sql})"
    return RawSQL(sql, [kind.value, *sent_days(day, 2), *near.params])


def shares_of(kind: Kind, *things: UUID) -> tuple[access.Share, ...]:
    """Every share of these things, in the words of the rules."""
    found = Share.objects.filter(kind=kind, thing_id__in=things)
    return tuple(share.in_rules() for share in found)
