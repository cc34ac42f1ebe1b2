"""Agreements side by side, for a body that holds several: one column each, the same lines in every one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from chungtay.models import Agreement, Commitment, Organisation, Person, Phase, Seat, SeatHolding
from chungtay.rules.people import Act
from chungtay.rules.signing import State

from .standing import state_of, with_standing


@dataclass(frozen=True)
class Column:
    """An agreement that the body holds a side of."""

    agreement: Agreement
    state: State
    seat: Seat
    before: list[SeatHolding]  # bodies that held this side before; none where the body signed it itself
    others: list[Seat]

    @property
    def phases(self) -> list[Phase]:
        return list(self.agreement.phases.all())

    @property
    def is_inherited(self) -> bool:
        return bool(self.before)


def bodies_beside(person: Person, today: date) -> list[Organisation]:
    """Bodies of the person's own posts that hold sides of several agreements, the one with most of them first."""
    own = person.organisations_for(Act.READ, today)
    held: dict[Organisation, set[object]] = {}
    for one in (
        SeatHolding.objects.live_on(today).filter(organisation__in=own).select_related("organisation", "seat")
    ):
        held.setdefault(one.organisation, set()).add(one.seat.agreement_id)
    several = [body for body, agreements in held.items() if len(agreements) > 1]
    return sorted(several, key=lambda body: (-len(held[body]), body.name))


def columns_of(body: Organisation, person: Person, today: date) -> list[Column]:
    """What the body inherited comes after what it signed itself."""
    seats = SeatHolding.objects.live_on(today).filter(organisation=body).values("seat")
    seen = with_standing(Agreement.objects.visible_to(person, today)).filter(seats__in=seats).distinct()
    holdings = SeatHolding.objects.select_related("organisation")
    fetched = seen.prefetch_related(
        Prefetch("seats__holdings", holdings), Prefetch("phases__commitments", Commitment.objects.all())
    )
    columns = [column(agreement, body, today) for agreement in fetched]
    return sorted(columns, key=lambda one: (one.is_inherited, one.agreement.name))


def column(agreement: Agreement, body: Organisation, today: date) -> Column:
    seats = list(agreement.seats.all())
    own = next(seat for seat in seats if seat.holder_on(today) == body)
    before = [one for one in own.holdings.all() if one.organisation_id != body.pk and one.valid_from <= today]
    others = [seat for seat in seats if seat is not own]
    return Column(agreement, state_of(agreement, today), own, before, others)
