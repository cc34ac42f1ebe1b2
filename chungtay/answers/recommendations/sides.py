"""For which sides of a recommendation a person speaks, and which body stands above an addressee."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from chungtay.models import Addressee, Organisation, OrganisationSuccession, Person
from chungtay.rules.people import Act
from chungtay.rules.recommendations import SIGNED, Move, Side


def sides_of(person: Person, way: Addressee, today: date) -> frozenset[Side]:
    """Sender, addressee, superior: where a post of the person records.

    Whoever stands above both sides speaks for the sender alone, and writes down for the other what came on paper:
    else one officer could ask, answer and verify. A post in a body itself always speaks for that body.
    """
    asked, bodies = way.recommendation, {Side.SENDER: way.recommendation.holder}
    if way.organisation:
        bodies[Side.ADDRESSEE] = way.organisation
    if way.escalated_to:
        bodies[Side.SUPERIOR] = way.escalated_to
    found = {side for side, body in bodies.items() if person.may(Act.RECORD, asked.facts_for(body), today)}
    if found >= {Side.SENDER, Side.ADDRESSEE}:
        own = {side for side in (Side.SENDER, Side.ADDRESSEE) if is_own(person, bodies[side], today)}
        found = (found - {Side.SENDER, Side.ADDRESSEE}) | (own or {Side.SENDER})
    return frozenset(found)


def may_take(person: Person, way: Addressee, move: Move, today: date) -> bool:
    """What binds the sender needs a post that signs for it."""
    asked = way.recommendation
    return move not in SIGNED or person.may(Act.SIGN, asked.facts_for(asked.holder), today)


def is_own(person: Person, body: Organisation, today: date) -> bool:
    """Of a body in which the person holds a post, or which passed on to it."""
    own = {post.organisation_id for post in person.posts_on(today)}
    return (
        body.pk in own or OrganisationSuccession.objects.filter(old=body, new__in=own, on__lte=today).exists()
    )


def superiors_of(bodies: Iterable[Organisation], day: date) -> dict[UUID, Organisation | None]:
    """What each of these stands under on that day; of a body that passed on to another, what that one stands under."""
    return {body.pk: _above(body, day) for body in bodies}


def has_superior(way: Addressee, day: date) -> bool:
    """In the house, or by name for what is not."""
    return bool(way.superior_name or (way.organisation and _above(way.organisation, day)))


def _above(body: Organisation, day: date) -> Organisation | None:
    above = _standing(body, day).parent
    above = _standing(above, day) if above else None
    return None if above is None or _has_ended(above, day) else above


def _standing(body: Organisation, day: date) -> Organisation:
    """The body itself, or whoever took over from it, as often as that happened."""
    seen = {body.pk}
    while _has_ended(body, day):
        step = OrganisationSuccession.objects.filter(old=body, on__lte=day).select_related("new__parent")
        heir = step.exclude(new__in=seen).order_by("on").last()
        if heir is None:
            break
        body = heir.new
        seen.add(body.pk)
    return body


def _has_ended(body: Organisation, day: date) -> bool:
    return body.valid_to is not None and body.valid_to <= day
