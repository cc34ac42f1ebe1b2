"""What it would do if one body took over from others: shown before it is recorded, and asked again when it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from chungtay.models import (
    Organisation,
    OrganisationSuccession,
    Person,
    Plan,
    Post,
    Report,
    SeatHolding,
    Share,
    Task,
)
from chungtay.rules.messages import Message
from chungtay.rules.people import BodyFacts, SideFacts, check_takeover
from chungtay.rules.reports import ReportState
from chungtay.rules.tasks import TaskState

from .sitting import Duty, duties


@dataclass(frozen=True)
class Side:
    """A side of an agreement that an ending body holds, and the one body that takes it."""

    holding: SeatHolding
    heir: Organisation | None


@dataclass(frozen=True)
class Preview:
    """Counts of what passes, never its contents: the work itself is none of an administrator's."""

    sides: tuple[Side, ...]
    duties: tuple[Duty, ...]
    own: frozenset[UUID]  # posts of whoever asks: they stay until another administrator hands them over
    moving: tuple[Organisation, ...]  # bodies that stand under an ending one
    reports: int  # not approved yet
    tasks: int  # not done yet
    plans: int
    shares: int  # what is open for reading to the sides
    faults: tuple[Message, ...]


def preview(
    old: Sequence[Organisation], heirs: Sequence[Organisation], *, on: date, decision: str,
    sides: Mapping[UUID, Organisation], posts: Mapping[UUID, Organisation | None],
    by: Person, today: date, now: datetime,
) -> Preview:  # fmt: skip
    """`sides` and `posts` say what was chosen by id; where there is one heir, all that is not said goes there."""
    held = list(
        SeatHolding.objects.filter(organisation__in=old)
        .filter(Q(valid_to=None) | Q(valid_to__gt=on))
        .select_related("seat__agreement", "organisation")
        .order_by("seat__agreement__name", "seat__number")
    )
    only = heirs[0] if len(heirs) == 1 else None
    passing = tuple(Side(one, sides.get(one.seat_id, only)) for one in held)
    standing = posts_standing(old, on)
    own = frozenset(post.pk for post in standing if post.person_id == by.pk)
    unsaid = [post for post in standing if only is None and post.pk not in posts and post.pk not in own]
    faults = check_takeover(
        [_facts(body, heirs, on) for body in old],
        [BodyFacts(body.name, body.valid_from, body.valid_to) for body in heirs],
        on=on,
        decision=decision,
        sides=[_side_facts(side, passing, on) for side in passing] if heirs else [],
        loops=_loops(old, heirs, today),
        turning_back=_turning_back(old, heirs),
        posts=[post.title for post in unsaid] if heirs else [],
    )
    seats = [one.seat_id for one in held]
    return Preview(
        sides=passing,
        duties=tuple(duties(Post.objects.filter(pk__in=[post.pk for post in standing]), today, now)),
        own=own,
        moving=tuple(children_of(old)),
        reports=Report.objects.filter(holder__in=old).exclude(state=ReportState.APPROVED).count(),
        tasks=Task.objects.filter(organisation__in=old, done_on=None)
        .exclude(state=TaskState.DROPPED)
        .count(),
        plans=Plan.objects.filter(holder__in=old).count(),
        shares=Share.objects.filter(seat__in=seats, until=None).count(),
        faults=tuple(faults),
    )


def posts_standing(old: Sequence[Organisation], on: date) -> list[Post]:
    """Posts of the ending bodies that would go on past their last day."""
    going_on = Q(valid_to=None) | Q(valid_to__gt=on)
    posts = Post.objects.filter(going_on, organisation__in=old)
    return list(posts.select_related("organisation", "person").order_by("organisation__name", "title", "pk"))


def children_of(old: Sequence[Organisation]) -> list[Organisation]:
    below = Organisation.objects.filter(parent__in=old, valid_to=None).exclude(
        pk__in=[body.pk for body in old]
    )
    return list(below.order_by("name", "pk"))


def _facts(body: Organisation, heirs: Sequence[Organisation], on: date) -> BodyFacts:
    """What was noted before of the same heirs and day, as when a side passed on, is no obstacle."""
    noted = body.became.select_related("new").order_by("on")
    other = [(row.new.name, row.on) for row in noted if row.new not in heirs or row.on != on]
    return BodyFacts(body.name, body.valid_from, body.valid_to, tuple(other))


def _side_facts(side: Side, passing: Sequence[Side], on: date) -> SideFacts:
    """Who holds or takes another side of the same agreement."""
    seat = side.holding.seat
    leaving = {one.holding.pk for one in passing}
    beside = SeatHolding.objects.live_on(on).filter(seat__agreement=seat.agreement_id).exclude(pk__in=leaving)
    others = set(beside.values_list("organisation__name", flat=True)) | {
        one.heir.name
        for one in passing
        if one.heir and one is not side and one.holding.seat.agreement_id == seat.agreement_id
    }
    return SideFacts(
        key=str(seat.pk), agreement=seat.agreement.name, held_from=side.holding.valid_from,
        heir=side.heir.name if side.heir else "", others=frozenset(others),
    )  # fmt: skip


def _loops(old: Sequence[Organisation], heirs: Sequence[Organisation], today: date) -> list[tuple[str, str]]:
    return [
        (heir.name, ending.name)
        for heir in heirs
        for ending in old
        if ending.pk != heir.pk and ending.pk in Organisation.objects.at_or_above([heir.pk], today)
    ]


def _turning_back(old: Sequence[Organisation], heirs: Sequence[Organisation]) -> list[tuple[str, str]]:
    """Heirs that were taken over before, at last by a body that would now end."""
    ending = {body.pk: body.name for body in old}
    found = []
    for heir in heirs:
        seen, coming = set(), [heir.pk]
        while coming:
            seen.add(key := coming.pop())
            later = OrganisationSuccession.objects.filter(old=key).values_list("new", flat=True)
            coming += [one for one in later if one not in seen]
        found += [(heir.name, ending[key]) for key in seen & ending.keys() if key != heir.pk]
    return found
