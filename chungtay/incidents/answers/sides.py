"""Says for which sides of which agreements a person may do what in the annex, and which notices exist for them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.models import Agreement, Organisation, Person, Seat
from chungtay.models.walks import seats_near
from chungtay.rules.people import ALLOWED, Act, Kind, Role

from ..models import Enrolment, Notice
from ..models.keys import ACTIVE


@dataclass(frozen=True)
class Side:
    """A seat of an agreement and the body that holds it today."""

    seat: Seat
    body: Organisation

    @property
    def pk(self) -> UUID:
        return self.seat.pk

    def named(self, language: str) -> str:
        return self.body.said("name", language)


def called(person: Person, today: date, language: str) -> str:
    """By the posts of that day, in the reader's language; by name only where there is none any more."""
    titles = "; ".join(post.said("title", language) for post in person.posts_on(today))
    return titles or person.said("known_as", language)


def sides_of(agreement: Agreement, today: date) -> list[Side]:
    """In the order in which the agreement names them; a seat that nobody holds today is no side."""
    seats = agreement.seats.prefetch_related("holdings__organisation__place").order_by("number")
    held = [(seat, seat.holder_on(today)) for seat in seats]
    return [Side(seat, body) for seat, body in held if body]


def own_sides(agreement: Agreement, person: Person, act: Act, today: date) -> list[Side]:
    """Sides for which the person may do the act.

    Whoever sits at, above or under the body that holds a side may send for it (RECORD). The trail, keys and lists are
    for those at that body or above it. Asked several times for one page, it is kept with the person, as posts are.
    """
    kept: dict[tuple[UUID, Act, date], list[Side]] = person.__dict__.setdefault("_own_sides", {})
    if (agreement.pk, act, today) not in kept:
        kept[agreement.pk, act, today] = _own_sides(agreement, person, act, today)
    return kept[agreement.pk, act, today]


def _own_sides(agreement: Agreement, person: Person, act: Act, today: date) -> list[Side]:
    posts = [
        post
        for post in person.posts_on(today)
        if (act, Kind.NOTICE) in ALLOWED[Role(post.role)] and post.serves(agreement.slug)
    ]
    if not posts:
        return []
    bodies = {post.organisation_id for post in posts}
    found = []
    for side in sides_of(agreement, today):
        near = Organisation.objects.at_or_above([side.body.pk], today)
        if act is Act.RECORD:
            near |= Organisation.objects.at_or_below([side.body.pk], today)
        if bodies & near:
            found.append(side)
    return found


def read_for(person: Person, agreement: Agreement) -> set[UUID]:
    """The sides (seats) of the agreement for which the person holds a key that is listed today."""
    rows = Enrolment.objects.filter(ACTIVE, person=person, lost_at=None, seat__agreement=agreement)
    return set(rows.values_list("seat_id", flat=True))


def recipient_of(person: Person, agreement: Agreement, today: date) -> set[UUID]:
    """The sides for which the person holds a key that is listed today, and still works: no bytes go to anybody else."""
    held = read_for(person, agreement)
    return held & {side.pk for side in own_sides(agreement, person, Act.RECORD, today)} if held else set()


def near(person: Person, today: date) -> Q:
    """All that may exist for her, in one question whatever there is: `notices_for` says of one programme what does."""
    keys = Enrolment.objects.filter(ACTIVE, person=person, lost_at=None)
    found = Q(begun_by=person) | _reached(Seat.objects.filter(pk__in=keys.values("seat")))
    for post in person.posts_on(today):
        if (Act.READ, Kind.NOTICE) in ALLOWED[Role(post.role)]:
            seats = Seat.objects.filter(pk__in=seats_near(post.organisation_id, today, above=False))
            limited = seats.filter(agreement__slug__in=post.programmes) if post.programmes else seats
            found |= _reached(limited)
    return found


def _reached(seats: QuerySet[Seat]) -> Q:
    """What began on one of these sides, or crossed to them."""
    return Q(side__in=seats) | Q(crossed_at__isnull=False, agreement__in=seats.values("agreement"))


def notices_for(person: Person, agreement: Agreement, today: date) -> QuerySet[Notice]:
    """What exists for the person: what she began, what reached a side whose key she holds or whose trail she reads.

    It says nothing of who may open what a notice holds: for that one's own key must be among its recipients.
    """
    mine = recipient_of(person, agreement, today) | {
        side.pk for side in own_sides(agreement, person, Act.READ, today)
    }
    reached = Q(side__in=mine) | Q(crossed_at__isnull=False) if mine else Q(pk__in=[])
    return Notice.objects.filter(Q(begun_by=person) | reached, agreement=agreement)
