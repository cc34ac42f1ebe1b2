"""Where a person may record what was done: the places of the own bodies, today's first, then those before a merger."""

from datetime import date
from uuid import UUID

from chungtay.models import Organisation, Person, Place, Succession
from chungtay.rules.people import Act


def recording_places(person: Person, today: date) -> dict[UUID, tuple[Place, Organisation]]:
    """By the place's id: the place and the body that answers for it. Three queries, however deep the mergers."""
    bodies = Organisation.objects.filter(
        pk__in=person.organisations_below(Act.RECORD, today), place__isnull=False
    ).select_related("place")
    found = {body.place.pk: (body.place, body) for body in bodies if body.place}
    newest = set(found)
    while newest:
        before = Succession.objects.filter(new__in=newest).select_related("old").exclude(old__in=list(found))
        older = {one.old_id: (one.old, found[one.new_id][1]) for one in before}
        newest = set(older)
        found |= older
    order = sorted(found.items(), key=lambda one: (one[1][0].valid_to is not None, one[1][0].name))
    return dict(order)
