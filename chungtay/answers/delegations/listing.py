"""The delegations that a person sees, out and in, and the checklists of their offices."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.models import Agreement, Delegation, Organisation, Person, UsualPaper
from chungtay.models.delegations import DelegationQuerySet
from chungtay.rules.delegations import DelegationState, Direction
from chungtay.rules.people import Act, Kind

from ..work import bodies_of

SHOWN = ("open", "mine", "closed", "cancelled", "all")
OVER = (DelegationState.CLOSED, DelegationState.CANCELLED)


def delegations_for(
    person: Person, today: date, *, shown: str = "open", direction: str = "", programme: Agreement | None = None
) -> DelegationQuerySet:  # fmt: skip
    """Newest first. Out and in are seen from the person's own bodies."""
    found = Delegation.objects.visible_to(person, today)
    own = set(bodies_of(person, today))
    if programme:
        found = found.filter(agreement=programme)
    if direction == Direction.OUT:
        found = found.filter(guest__in=own)
    elif direction == Direction.IN:
        found = found.filter(host__in=own)
    if shown == "open":
        found = found.exclude(state__in=OVER)
    elif shown == "mine":
        found = found.filter(waits_for(own))
    elif shown in (DelegationState.CLOSED, DelegationState.CANCELLED):
        found = found.filter(state=shown)
    return found.select_related("agreement", "host", "guest", "holder")


def waits_for(own: set[UUID]) -> Q:
    """Where the next word is these bodies' alone."""
    drafted, other = Q(holder__in=own), (Q(host__in=own) | Q(guest__in=own)) & ~Q(holder__in=own)
    mine = drafted & Q(state__in=[DelegationState.DRAFT, DelegationState.RETURNED])
    return mine | other & Q(state=DelegationState.PROPOSED)


def offices_with_papers(person: Person, today: date) -> QuerySet[Organisation]:
    """The person's own offices that keep a checklist."""
    own = person.organisations_for(Act.RECORD, today, Kind.DELEGATION)
    return Organisation.objects.filter(pk__in=own).order_by("name")


def papers_of(office: Organisation, direction: Direction) -> QuerySet[UsualPaper]:
    return UsualPaper.objects.filter(holder=office, direction=direction)
