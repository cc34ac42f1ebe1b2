"""Whom a person may plan for, or ask for reports, in a programme: bodies at or under one that holds a side."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.models import Agreement, Organisation, Person, Post
from chungtay.models.walks import Tree, under
from chungtay.rules.people import Act, Kind, Role, acts_of


def bodies_for(agreement: Agreement, person: Person, act: Act, today: date) -> QuerySet[Organisation]:
    """Those of today for which the person's posts allow `act`, at the places where they do."""
    reached = Q(pk__in=[])
    for post in person.posts_on(today):
        if act in acts_of(Role(post.role)) and post.serves(agreement.slug):
            reached |= bodies_of(post, today)
    sides = under(Tree.BODIES, holders_of(agreement, today), today)
    begun, going_on = Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gt=today)
    found = Organisation.objects.filter(reached, begun, going_on, pk__in=sides)
    return found.select_related("place", "parent")


def bodies_in(agreements: Iterable[Agreement], today: date) -> QuerySet[Organisation]:
    """Whoever holds a side of one of these, with all that stand under them: whose figures a paper may give."""
    holders = [holder for agreement in agreements for holder in holders_of(agreement, today)]
    return Organisation.objects.filter(pk__in=under(Tree.BODIES, holders, today)).order_by("name")


def bodies_of(post: Post, today: date) -> Q:
    """At or under the post's own; where the post ends at a place, only those that sit there."""
    below = Q(pk__in=under(Tree.BODIES, [post.organisation_id], today))
    if post.place_id is None:
        return below
    return below & (Q(place=None) | Q(place__in=under(Tree.PLACES, [post.place_id], today)))


def may_ask(agreement: Agreement, person: Person, today: date) -> bool:
    """Whoever may ask at least one unit to report, or make the form with which others ask."""
    own = person.organisations_for(Act.PLAN, today, Kind.AGREEMENT, programme=agreement.slug)
    if not own.isdisjoint(holders_of(agreement, today)):
        return True  # plans for the body that holds a side: mostly so, and then nothing is asked
    asked = bodies_for(agreement, person, Act.APPROVE, today).filter(place__isnull=False)
    return asked.exists() or may_plan(agreement, person, today)


def may_plan(agreement: Agreement, person: Person, today: date) -> bool:
    """Whoever plans for a body that holds a side plans in the programme."""
    return person.may(Act.PLAN, agreement.facts(today), today)


def holders_of(agreement: Agreement, today: date) -> set[UUID]:
    return {holding.organisation_id for holding in agreement.held_on(today)}
