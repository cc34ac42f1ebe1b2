"""Which body stands on which side of a programme, and who stands on the others: whom one asks, tells and meets."""

from datetime import date
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from chungtay.models import Agreement, Organisation, Person
from chungtay.models.walks import Tree, under
from chungtay.rules.people import Act, Kind

from .tasks import bodies_of_programme


def side_of(agreement: Agreement, body: UUID, today: date) -> UUID | None:
    """The seat that the body holds, or at whose holder's foot it stands; None where it stands on no side."""
    seats = {held.organisation_id: held.seat_id for held in agreement.held_on(today)}
    if body in seats:
        return seats[body]
    over = Organisation.objects.at_or_above([body], today)
    return next((seat for holder, seat in seats.items() if holder in over), None)


def others_than(agreement: Agreement, body: UUID, today: date) -> QuerySet[Organisation]:
    """All that stand on another side than this body, those that hold a side first."""
    own = side_of(agreement, body, today)
    beside = [held.organisation_id for held in agreement.held_on(today) if held.seat_id == own]
    found = bodies_of_programme(agreement, today).exclude(pk__in=under(Tree.BODIES, beside, today))
    return holders_first(found.exclude(pk=body), agreement, today)


def holders_first(found: QuerySet[Organisation], agreement: Agreement, today: date) -> QuerySet[Organisation]:
    held = [one.organisation_id for one in agreement.held_on(today)]
    first = Case(When(pk__in=held, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.annotate(first=first).order_by("first", "name")


def own_bodies(agreement: Agreement, person: Person, kind: Kind, today: date) -> QuerySet[Organisation]:
    """The person's own bodies that stand on a side of the programme and write such things down."""
    own = person.organisations_for(Act.RECORD, today, kind, programme=agreement.slug)
    return bodies_of_programme(agreement, today).filter(pk__in=own).order_by("name")
