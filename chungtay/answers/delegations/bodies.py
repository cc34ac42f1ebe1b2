"""Which bodies may host or visit in an agreement, under which of its sides each stands, and for which one speaks."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from chungtay.models import Agreement, Delegation, Organisation, Person, Place, SeatHolding
from chungtay.models.walks import Tree, fetched, under
from chungtay.rules import access
from chungtay.rules.delegations import Side
from chungtay.rules.people import Act, Kind

from ..tasks import bodies_of_programme


class Sides:
    """The sides of an agreement on one day, with all bodies at or under each."""

    def __init__(self, agreement: Agreement, today: date) -> None:
        self.agreement, self.today = agreement, today

    @cached_property
    def holders(self) -> dict[UUID, Organisation]:
        """Who holds each seat, by the seat's id."""
        holdings = SeatHolding.objects.select_related("organisation")
        prefetch_related_objects([self.agreement], Prefetch("seats__holdings", holdings))
        found = ((seat.pk, seat.holder_on(self.today)) for seat in self.agreement.seats.all())
        return {seat: body for seat, body in found if body}

    def seats_of(self, body: Organisation) -> set[UUID]:
        """The seats that the body holds; else those that a body above it holds."""
        own = {seat for seat, holder in self.holders.items() if holder == body}
        return own or {seat for seat, bodies in self._under.items() if body.pk in bodies}

    @cached_property
    def _under(self) -> dict[UUID, set[UUID]]:
        return {
            seat: fetched(under(Tree.BODIES, [holder.pk], self.today))
            for seat, holder in self.holders.items()
        }


def seats_of(agreement: Agreement, body: Organisation, today: date) -> set[UUID]:
    return Sides(agreement, today).seats_of(body)


def bodies_of_sides(agreement: Agreement, today: date) -> QuerySet[Organisation]:
    """Those that may host or visit: whoever holds a side, and all under them."""
    return bodies_of_programme(agreement, today).order_by("name")


def places_of(delegation: Delegation, today: date) -> QuerySet[Place]:
    """Where one may go on a visit: the places where bodies of the programme sit."""
    bodies = bodies_of_programme(delegation.agreement, today)
    return Place.objects.filter(pk__in=bodies.values("place")).order_by("name")


def own_sides(agreement: Agreement, person: Person, today: date) -> QuerySet[Organisation]:
    """The bodies for which the person drafts delegations in this programme."""
    own = person.organisations_for(Act.RECORD, today, Kind.DELEGATION, programme=agreement.slug)
    return bodies_of_sides(agreement, today).filter(pk__in=own)


def may_plan_turns(agreement: Agreement, person: Person, today: date) -> bool:
    """Whoever plans delegations for a body that holds a side sets the rule of turns and notes its exceptions."""
    facts = access.Thing(
        kind=Kind.DELEGATION,
        holders=agreement.holders(today),
        programmes=agreement.programmes_served(),
    )
    return person.may(Act.PLAN, facts, today)


def sides_for(
    delegation: Delegation, person: Person, today: date, acts: Iterable[Act]
) -> set[tuple[Side, Act]]:
    """What the person may do for which side."""
    return {
        (side, act)
        for side in Side
        for act in acts
        if person.may(act, delegation.facts_for(delegation.body_of(side)), today)
    }
