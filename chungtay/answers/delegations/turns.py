"""The rules of turns of an agreement, with what became of each turn: who hosts, what is owed, whose turn is next."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch

from chungtay.models import (
    Agreement,
    Delegation,
    Organisation,
    Person,
    Rotation,
    Seat,
    SeatHolding,
)
from chungtay.rules.delegations import (
    TOOK_PLACE,
    DelegationState,
    Turn,
    TurnStanding,
    next_turn,
    standing_of,
    turns_until,
    years_shown,
)

SHOWN_BEFORE = 8  # turns of the past that a page shows at most, besides what is owed


@dataclass(frozen=True)
class TurnShown:
    """One turn as a page shows it. The visit only where the reader sees it."""

    turn: Turn
    standing: TurnStanding
    host: Organisation | None
    ruled_host: Organisation | None
    visit: Delegation | None
    is_next: bool


class RotationShown:
    """A rule of turns on one day, as one person may see it."""

    def __init__(self, rotation: Rotation, person: Person, today: date) -> None:
        self.rotation, self.person, self.today = rotation, person, today
        self.order, self.noted = rotation.order(), rotation.noted()

    @cached_property
    def seats(self) -> dict[UUID, Seat]:
        return {row.seat_id: row.seat for row in self.rotation.seats.all()}

    @property
    def hosts(self) -> list[tuple[object, Organisation | None]]:
        """The order, each seat with who holds it today."""
        return [(seat, self.holder(seat, self.today.year)) for seat in self.order.seats]

    @cached_property
    def made(self) -> set[int]:
        """Turns whose visit took place. That is a fact of the agreement, also for whoever may not read the visit."""
        took = Delegation.objects.filter(rotation=self.rotation, state__in=TOOK_PLACE)
        return {year for year in took.values_list("turn_year", flat=True) if year is not None}

    @cached_property
    def visits(self) -> dict[int, Delegation]:
        """The delegation that goes by each turn, as far as the person sees it."""
        seen = Delegation.objects.visible_to(self.person, self.today).filter(rotation=self.rotation)
        standing = seen.exclude(state=DelegationState.CANCELLED).select_related("host", "guest")
        ordered = standing.order_by("proposed_at", "pk")
        return {one.turn_year: one for one in ordered if one.turn_year is not None}

    @cached_property
    def turns(self) -> list[TurnShown]:
        until = max(years_shown(self.order, self.today.year), *self.noted, 0)
        found = turns_until(self.order, self.noted, until)
        soonest = next_turn(found, made=self.made, this_year=self.today.year)
        return [self._shown(turn, soonest) for turn in found]

    @property
    def shown(self) -> list[TurnShown]:
        """What is owed, the last ones, and those to come."""
        year = self.today.year
        past = [one for one in self.turns if one.turn.held_in < year]
        recent = past[-SHOWN_BEFORE:]
        return [
            one
            for one in self.turns
            if one.turn.held_in >= year or one in recent or one.standing is TurnStanding.OWED
        ]

    @property
    def owed(self) -> list[TurnShown]:
        return [one for one in self.turns if one.standing is TurnStanding.OWED]

    @property
    def next(self) -> TurnShown | None:
        return next((one for one in self.turns if one.is_next), None)

    @property
    def notable(self) -> list[TurnShown]:
        """Turns of which somebody may note something: no visit took place yet."""
        return [one for one in self.turns if one.standing is not TurnStanding.MADE]

    def holder(self, seat: object, year: int) -> Organisation | None:
        kept = self.seats.get(seat)  # type: ignore[call-overload]
        return holder_in(kept, year, self.today) if kept else None

    def _shown(self, turn: Turn, soonest: Turn | None) -> TurnShown:
        visit = self.visits.get(turn.year)
        made = visit if visit and visit.state in TOOK_PLACE else None
        return TurnShown(
            turn=turn,
            standing=standing_of(turn, made=self.made, this_year=self.today.year),
            host=made.host if made else self.holder(turn.host, turn.held_in),
            ruled_host=self.holder(turn.ruled_host, turn.year),
            visit=visit,
            is_next=turn == soonest,
        )


def holder_in(seat: Seat, year: int, today: date) -> Organisation | None:
    """Who holds the seat in that year: at its end, or today where it is not over. Nobody knows later heirs.

    A rule may count from years before the sides were seated; whoever sat there first owes those turns.
    """
    seated = min((one.valid_from for one in seat.holdings.all()), default=date.min)
    return seat.holder_on(max(seated, min(date(year, 12, 31), today)))


def rotations_of(agreement: Agreement, person: Person, today: date) -> list[RotationShown]:
    """All rules of the agreement, the running ones first; read with the agreement."""
    holdings = SeatHolding.objects.select_related("organisation")
    found = Rotation.objects.filter(agreement=agreement).prefetch_related(
        "seats__seat", Prefetch("seats__seat__holdings", holdings), "exceptions", "agreement"
    )
    shown = [RotationShown(one, person, today) for one in found]
    return sorted(shown, key=lambda one: _is_over(one.rotation, today))


def turns_open(person: Person, today: date) -> list[RotationShown]:
    """Of every programme that the person reads: those with a turn that is owed or comes."""
    holdings = SeatHolding.objects.select_related("organisation")
    agreements = Agreement.objects.visible_to(person, today).values("pk")
    found = (
        Rotation.objects.filter(agreement__in=agreements)
        .select_related("agreement")
        .prefetch_related("seats__seat", Prefetch("seats__seat__holdings", holdings), "exceptions")
        .order_by("agreement__slug", "first_year", "pk")
    )
    shown = [RotationShown(one, person, today) for one in found]
    return [one for one in shown if one.owed or one.next]


def _is_over(rotation: Rotation, today: date) -> bool:
    return rotation.last_year is not None and rotation.last_year < today.year
