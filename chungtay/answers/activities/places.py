"""Where a person may record what was done: the places of the own bodies, today's first, then those before a merger."""

from datetime import date
from uuid import UUID

from chungtay.models import Organisation, Person, Place, Post, Succession
from chungtay.models.walks import Tree, fetched, under
from chungtay.rules.people import ALLOWED, Act, Kind, Role

Places = dict[
    UUID, tuple[Place, Organisation]
]  # by the place's id: the place and the body that answers for it


def recording_places(person: Person, kind: Kind, today: date) -> Places:
    """Where such a thing may be recorded, today's places first."""
    found: Places = {}
    for post in person.posts_on(today):
        if (Act.RECORD, kind) in ALLOWED[Role(post.role)]:
            found = places_of(post, today) | found
    order = sorted(found.items(), key=lambda one: (one[1][0].valid_to is not None, one[1][0].name))
    return dict(order)


def may_record(person: Person, kind: Kind, today: date) -> bool:
    """Whether there is any such place. Most bodies sit at one, and then nothing has to be asked."""
    return any(
        sits_inside(post) or places_of(post, today)
        for post in person.posts_on(today)
        if (Act.RECORD, kind) in ALLOWED[Role(post.role)]
    )


def sits_inside(post: Post) -> bool:
    """The body's own place is the one that the post ends at, or any."""
    own = post.organisation.place_id
    return own is not None and post.place_id in (None, own)


def places_of(post: Post, today: date) -> Places:
    """Few queries, however deep the mergers."""
    below = under(Tree.BODIES, [post.organisation_id], today)
    bodies = Organisation.objects.filter(pk__in=below, place__isnull=False).select_related("place")
    found = {body.place.pk: (body.place, body) for body in bodies if body.place}
    newest = set(found)
    while newest:
        before = Succession.objects.filter(new__in=newest).select_related("old").exclude(old__in=list(found))
        older = {one.old_id: (one.old, found[one.new_id][1]) for one in before}
        newest = set(older)
        found |= older
    if post.place_id is None:
        return found
    inside = fetched(under(Tree.PLACES, [post.place_id], today))
    return {key: both for key, both in found.items() if key in inside}
