"""Lets an office say how many days it gives, from a day on; what held before that day stays."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.models import Deadline, Organisation, Person
from chungtay.rules.deadlines import DeadlineKind, check_deadline
from chungtay.rules.people import Act

from ..recorded import audited_together, recorded, refuse_unless_may


def set_deadline(
    holder: Organisation, kind: DeadlineKind, *, days: int, source: str, valid_from: date, by: Person, at: datetime
) -> Deadline:  # fmt: skip
    """A further row for this office; the second of two clicks finds the first one's."""
    deadline = Deadline(
        kind=kind, holder=holder, days=days, source=" ".join(source.split()), valid_from=valid_from,
        set_by=by, set_at=at,
    )  # fmt: skip
    refuse_unless_may(by, Act.PLAN, deadline, at)
    with audited_together():
        Organisation.objects.select_for_update(no_key=True).get(pk=holder.pk)
        held = Deadline.objects.filter(kind=kind, holder=holder, valid_from=valid_from).first()
        if held and (held.days, held.source, held.set_by_id) == (days, deadline.source, by.pk):
            return held  # pressed twice
        check_deadline(
            days=days, source=deadline.source, valid_from=valid_from, today=timezone.localdate(at),
            known=held is not None,
        )  # fmt: skip
        with recorded("set_deadline", thing=deadline, by=by, at=at, reason=f"{kind} {days}"):
            deadline.save(force_insert=True)
    return deadline
