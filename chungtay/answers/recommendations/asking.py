"""Whom a person may address a recommendation to, on whose behalf, and from what it may come."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.models import (
    Agreement,
    Criticism,
    Gathering,
    Organisation,
    Person,
    Petition,
    Review,
    SeatHolding,
    Supervision,
    Workshop,
)
from chungtay.models.walks import Tree, under
from chungtay.rules.people import Act, Kind
from chungtay.rules.recommendations import Origin

# Of an origin the things that a person may read; the office's own recommendations come from nothing.
ORIGINS: dict[Origin, Callable[[Person, date], QuerySet[Any]]] = {
    Origin.SUPERVISION: lambda person, today: Supervision.objects.visible_to(person, today),
    Origin.CRITICISM: lambda person, today: Criticism.objects.visible_to(person, today),
    Origin.PROBLEM: lambda person, today: Workshop.objects.visible_to(person, today),
    Origin.REVIEW: lambda person, today: Review.objects.visible_to(person, today),
    Origin.PETITION: lambda person, today: Petition.objects.visible_to(person, today),
    Origin.GATHERING: lambda person, today: Gathering.objects.visible_to(person, today),
}


def origin_of(origin: Origin, origin_id: UUID | None, person: Person, today: date) -> Any | None:
    """The thing that it comes from, if the person may read it."""
    found = ORIGINS.get(origin)
    return found(person, today).filter(pk=origin_id).first() if found and origin_id else None


def holders_for(person: Person, today: date) -> QuerySet[Organisation]:
    """The bodies on whose behalf the person recommends: where they hold a post that records."""
    own = person.organisations_for(Act.RECORD, today, Kind.RECOMMENDATION)
    return _standing(today).filter(pk__in=own)


def bodies_to_ask(person: Person, today: date) -> QuerySet[Organisation]:
    """Those of the person's own trees, and of all who hold a side of a programme that the person reads."""
    own = person.organisations_for(Act.RECORD, today, Kind.RECOMMENDATION)
    read = Agreement.objects.visible_to(person, today)
    held = SeatHolding.objects.filter(seat__agreement__in=read.values("pk"), valid_from__lte=today)
    sides = held.filter(Q(valid_to=None) | Q(valid_to__gt=today)).values_list("organisation", flat=True)
    tops = Organisation.objects.at_or_above(own, today) | set(sides)
    return _standing(today).filter(pk__in=under(Tree.BODIES, tops, today)).order_by("name", "id")


def _standing(today: date) -> QuerySet[Organisation]:
    begun, going_on = Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gt=today)
    return Organisation.objects.filter(begun, going_on)
