"""Which bodies a person is offered as sides of an agreement, or as the heir of one."""

from datetime import date

from django.db.models import Q, QuerySet

from chungtay.models import Organisation, Person, PlaceKind
from chungtay.models.walks import Tree, under
from chungtay.rules.people import Act, Kind, roles_that_may

UNITS = (PlaceKind.COMMUNE, PlaceKind.VILLAGE)  # thousands of them: offered to those alone who stand above


def bodies_to_sit_with(person: Person, today: date) -> QuerySet[Organisation]:
    """Bodies of today down to the district everywhere, and every unit under the person's own bodies."""
    own = person.organisations_for(Act.PROPOSE, today, Kind.AGREEMENT)
    going_on = (Q(valid_from=None) | Q(valid_from__lte=today)) & (Q(valid_to=None) | Q(valid_to__gt=today))
    small = Q(place__kind__in=UNITS) & ~Q(pk__in=under(Tree.BODIES, own, today))
    return Organisation.objects.filter(going_on).exclude(small).order_by("name")


def bodies_to_draft_for(person: Person, today: date) -> QuerySet[Organisation]:
    """Bodies of today for which the person proposes agreements: the own ones first of all, and those under them.

    A post for some programmes only begins no other.
    """
    roles = roles_that_may(Act.PROPOSE, Kind.AGREEMENT)
    own = {
        post.organisation_id for post in person.posts_on(today) if post.role in roles and not post.programmes
    }
    found = Organisation.objects.filter(pk__in=under(Tree.BODIES, own, today))
    going_on = (Q(valid_from=None) | Q(valid_from__lte=today)) & (Q(valid_to=None) | Q(valid_to__gt=today))
    return found.filter(going_on).order_by("name")
