"""For which bodies somebody gives tasks, and who may coordinate them."""

from datetime import date

from django.db.models import Q, QuerySet

from chungtay.models import Agreement, Organisation, Person
from chungtay.models.walks import Tree, under
from chungtay.rules.people import Act, Kind

from ..programmes.bodies import holders_of


def bodies_of_programme(agreement: Agreement, today: date) -> QuerySet[Organisation]:
    """All that stand at or under one that holds a side, and have not ended."""
    sides = under(Tree.BODIES, holders_of(agreement, today), today)
    begun, going_on = Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gt=today)
    return Organisation.objects.filter(begun, going_on, pk__in=sides)


def askers_for(agreement: Agreement, person: Person, today: date) -> QuerySet[Organisation]:
    """The person's own bodies, for which they may give tasks in the programme."""
    own = person.organisations_for(Act.PLAN, today, Kind.TASK, programme=agreement.slug)
    return Organisation.objects.filter(pk__in=own)


def may_give(agreement: Agreement, person: Person, today: date) -> bool:
    """Whoever gives tasks for an own body in the programme."""
    return bool(person.organisations_for(Act.PLAN, today, Kind.TASK, programme=agreement.slug))
