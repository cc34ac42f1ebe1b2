"""Whom a person may plan for, or ask for reports, in a programme: bodies at or under one that holds a side."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.models import Agreement, Organisation, Person
from chungtay.rules.people import Act


def bodies_for(agreement: Agreement, person: Person, act: Act, today: date) -> QuerySet[Organisation]:
    """Those of today for which the person's posts allow `act`."""
    allowed = person.organisations_below(act, today) & Organisation.objects.at_or_below(
        holders_of(agreement, today), today
    )
    begun, going_on = Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gt=today)
    return Organisation.objects.filter(begun, going_on, pk__in=allowed).select_related("place", "parent")


def may_plan(agreement: Agreement, person: Person, today: date) -> bool:
    """Whoever plans for a body that holds a side plans in the programme."""
    return person.may(Act.PLAN, agreement.facts(today), today)


def holders_of(agreement: Agreement, today: date) -> set[UUID]:
    return {holding.organisation_id for holding in agreement.held_on(today)}
