"""Says how long notices of an agreement are kept, when the bytes of one may go, and what of it is still there."""

from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from chungtay.models import Agreement, Person
from chungtay.rules.people import Act

from ..models import Item, Notice, NoticeStep, Retention
from ..rules.life import Step
from ..rules.retention import Term, closings, due_on
from .sides import own_sides, recipient_of, sides_of


def term_of(agreement: Agreement, today: date) -> Term | None:
    """What the sides of this agreement agreed, else what holds for all."""
    rows = Retention.objects.on(today).filter(Q(agreement=agreement) | Q(agreement=None))
    row = rows.order_by(F("agreement").desc(nulls_last=True), "-valid_from").first()
    return Term(row.months, row.source) if row else None


def closed_on(notice: Notice) -> dict[str, date]:
    """When each side closed its part, of those that have and did not open it again."""
    steps = NoticeStep.objects.filter(notice=notice, step__in=(Step.CLOSED, Step.REOPENED)).order_by(
        "at", "pk"
    )
    told = closings((str(one.side_id), Step(one.step), one.at) for one in steps)
    return {side: timezone.localdate(at) for side, at in told.items()}


def sides_in(notice: Notice, today: date) -> list[str]:
    """Which sides have a part in it: the one on which it began, and once it crossed the others too."""
    if notice.crossed_at is None:
        return [str(notice.side_id)]
    return [str(side.pk) for side in sides_of(notice.agreement, today)]


def bytes_due_on(notice: Notice, term: Term | None, today: date) -> date | None:
    return due_on(closed_on(notice), sides_in(notice, today), term)


def sealed_for(notice: Notice, side: UUID) -> QuerySet[Item]:
    """What is still there of a side's own items, and of those that lie between the sides."""
    return Item.objects.filter(Q(side=side) | Q(side=None), notice=notice, destroyed_at=None)


def destroys_for(person: Person, agreement: Agreement, today: date) -> set[UUID]:
    """The sides for which a person destroys what is due: as a recipient, or because she keeps the side's keys."""
    kept = {side.pk for side in own_sides(agreement, person, Act.SIGN, today)}
    return kept | recipient_of(person, agreement, today)
