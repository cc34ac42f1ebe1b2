"""One body as its administrator sees it: what it was called and stood under, what it came from and became."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.models import (
    Organisation,
    OrganisationChange,
    OrganisationSuccession,
    Person,
    Post,
    SeatHolding,
)
from chungtay.rules.people import Act

from .sitting import Duty, duties, looked_after


@dataclass(frozen=True)
class BodyShown:
    body: Organisation
    came_from: tuple[OrganisationSuccession, ...]
    became: tuple[OrganisationSuccession, ...]
    changes: tuple[OrganisationChange, ...]  # what it was until each day, oldest first
    children: tuple[Organisation, ...]
    duties: tuple[Duty, ...]  # of today and to come; those of the past stand on the pages of their holders
    holdings: tuple[SeatHolding, ...]
    has_ended: bool
    may_manage: bool


def bodies_looked_after(person: Person, today: date, act: Act = Act.READ) -> QuerySet[Organisation]:
    """Standing or ended, so that whoever looks back finds them too."""
    return Organisation.objects.filter(pk__in=looked_after(person, today, act)).order_by("name", "pk")


def parents_for(person: Person, today: date, body: Organisation | None = None) -> QuerySet[Organisation]:
    """What a body may stand under: bodies of today that are looked after, and where it stands already."""
    standing = bodies_looked_after(person, today, Act.MANAGE).filter(Q(valid_to=None) | Q(valid_to__gt=today))
    if body is None or body.parent_id is None:
        return standing.exclude(pk=body.pk) if body else standing
    here = Organisation.objects.filter(pk=body.parent_id)
    return (standing.exclude(pk=body.pk) | here).distinct().order_by("name", "pk")


def body_shown(id: UUID, by: Person, today: date, now: datetime) -> BodyShown | None:
    """None where the body is another administrator's."""
    known = bodies_looked_after(by, today).select_related("place", "parent", "looked_after_by")
    body = known.filter(pk=id).first()
    if body is None:
        return None
    posts = Post.objects.visible_to(by, today).filter(organisation=body)
    standing = posts.filter(Q(valid_to=None) | Q(valid_to__gt=today)).order_by("title", "pk")
    holdings = SeatHolding.objects.filter(organisation=body).select_related("seat__agreement")
    return BodyShown(
        body=body,
        came_from=tuple(body.came_from.select_related("old").order_by("on", "old__name")),
        became=tuple(body.became.select_related("new").order_by("on", "new__name")),
        changes=tuple(body.changes.select_related("parent")),
        children=tuple(body.children.filter(Q(valid_to=None) | Q(valid_to__gt=today)).order_by("name")),
        duties=tuple(duties(standing, today, now)),
        holdings=tuple(holdings.order_by("valid_from", "seat__agreement__name")),
        has_ended=body.valid_to is not None and body.valid_to <= today,
        may_manage=body.pk in looked_after(by, today, Act.MANAGE),
    )


def line_of(body: Organisation) -> list[Organisation]:
    """What it stands under, the highest first; a loop, which no rule lets arise, ends the line."""
    line: list[Organisation] = []
    above = body.parent
    while above is not None and above not in line:
        line.insert(0, above)
        above = above.parent
    return line
