"""With whom a thing is shared: every seat and day for the side that holds it, only the own share for the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, prefetch_related_objects

from chungtay.answers.programmes import programmes_seen
from chungtay.models import (
    Agreement,
    Document,
    GivenResults,
    Meeting,
    Organisation,
    Person,
    Review,
    SeatHolding,
    Share,
)
from chungtay.models.walks import StandingGround, seats_near
from chungtay.rules import access
from chungtay.rules.access import Key
from chungtay.rules.people import Act, Kind

Opened = Document | Review | Meeting | Agreement  # of an agreement its results are what is shared
ORDER = "seat__agreement__slug", "seat__number", "first_on", "until"
MODELS: dict[Kind, type[Opened]] = {
    Kind.DOCUMENT: Document,
    Kind.REVIEW: Review,
    Kind.MEETING: Meeting,
    Kind.RESULTS: Agreement,
}


@dataclass(frozen=True)
class SharedWith:
    """One share as whoever holds the thing sees it."""

    share: Share
    holder: Organisation | None  # who sits in the seat today
    may_change: bool  # take it back while it is open, open it again where it is the last one taken back


@dataclass(frozen=True)
class Sharing:
    """What a page says about the sharing of one thing."""

    kind: Kind
    rows: list[SharedWith]
    since: date | None  # the person's own side was given it on this day
    until: date | None  # and it was taken back on that

    @property
    def programmes(self) -> int:
        """In how many it is shared: where there are several, each row names its own."""
        return len({row.share.seat.agreement_id for row in self.rows})

    def __bool__(self) -> bool:
        return bool(self.rows or self.since)


class Remembering(StandingGround):
    """Asks the database once where a body stands: many shares hang on the few bodies that hold seats."""

    def __init__(self) -> None:
        self._over: dict[tuple[Key, date], frozenset[Key]] = {}

    def bodies_over(self, body: Key, day: date) -> frozenset[Key]:
        if (body, day) not in self._over:
            self._over[body, day] = super().bodies_over(body, day)
        return self._over[body, day]


def sharing_of(thing: Opened, person: Person, today: date) -> Sharing:
    """For a person who sees the thing."""
    shares = shares_in_sight(thing, person, today)
    rows = list(rows_for(thing, shares, person, today))
    listed = {row.share.pk for row in rows}
    own = own_share([share for share in shares if share.pk not in listed], today)
    return Sharing(kind_of(thing), rows, own.first_on if own else None, own.until if own else None)


def shares_in_sight(thing: Opened, person: Person, today: date) -> list[Share]:
    """With their seats and who held these; a paper may also lie in a programme of which the person must not know."""
    every = Share.objects.of(kind_of(thing), thing.pk).order_by(*ORDER)
    shares = every.annotate(is_near=near(person, today))
    holdings = SeatHolding.objects.select_related("organisation")
    if not isinstance(thing, Agreement):
        seen = shares.filter(seat__agreement__in=programmes_seen(person, today))
        return list(
            seen.select_related("seat__agreement").prefetch_related(Prefetch("seat__holdings", holdings))
        )
    prefetch_related_objects([thing], Prefetch("seats__holdings", holdings))
    seats = {seat.pk: seat for seat in thing.seats.all()}
    for share in shares:
        share.seat = seats[share.seat_id]
    return list(shares)


def share_for(share_id: UUID, person: Person, today: date) -> tuple[Share, Opened] | None:
    """The share and what it opens, for whoever finds it listed there; to anybody else it does not exist."""
    share = Share.objects.filter(pk=share_id).first()
    thing = opened_by(share, person, today) if share else None
    rows = sharing_of(thing, person, today).rows if thing else []
    return next(((row.share, thing) for row in rows if thing and row.share == share), None)


def thing_of(share: Share) -> Document | Review | Meeting | GivenResults:
    """What the share opens, in whose facts stands who may take it back."""
    match Kind(share.kind):
        case Kind.DOCUMENT:
            return Document.objects.get(pk=share.thing_id)
        case Kind.REVIEW:
            return Review.objects.get(pk=share.thing_id)
        case Kind.MEETING:
            return Meeting.objects.get(pk=share.thing_id)
        case Kind.RESULTS:
            return GivenResults(share)
    raise AssertionError(f"nothing shares a {share.kind}")


def kind_of(thing: Opened) -> Kind:
    return Kind.RESULTS if isinstance(thing, Agreement) else thing.protected_as


def opened_by(share: Share, person: Person, today: date) -> Opened | None:
    model: type[Opened] = MODELS[Kind(share.kind)]
    found: Opened | None = model.objects.visible_to(person, today).filter(pk=share.thing_id).first()
    return found


def rows_for(thing: Opened, shares: list[Share], person: Person, today: date) -> Iterator[SharedWith]:
    """A paper's or a review's shares are known to the side that holds it; a share of results to those who gave."""
    posts, ground = [post.in_rules() for post in person.posts_on(today)], Remembering()
    followed = {share.follows_id for share in shares}
    whole = None if isinstance(thing, Agreement) else thing.own_facts(today)
    for share in shares:
        if access.can(posts, Act.READ, whole or GivenResults(share).given_by(today), today, ground):
            facts = whole or GivenResults(share).facts(today)
            may = share.pk not in followed and access.can(posts, Act.SHARE, facts, today, ground)
            yield SharedWith(share, share.seat.holder_on(today), may)


def own_share(shares: list[Share], today: date) -> Share | None:
    """By which the person reads the thing, or did: what one reads by holding needs no share."""
    own = [share for share in shares if share.is_near and share.first_on <= today]  # type: ignore[attr-defined]
    return max(own, key=lambda share: (share.until or date.max, share.first_on), default=None)


def near(person: Person, today: date) -> ExpressionWrapper:
    """Whether a share's seat is held at, under or above a body of the person, who has a post: they see the thing."""
    seats = (Q(seat__in=seats_near(post.organisation_id, today)) for post in person.posts_on(today))
    return ExpressionWrapper(reduce(or_, seats), BooleanField())
