"""Writes down what was sealed and what was done: items with their recipients, and steps, always under a lock."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max

from chungtay.models import Person
from chungtay.rules.messages import Message, RuleBroken

from ..models import Enrolment, Entry, Grant, Item, Notice, NoticeStep
from ..rules.envelopes import KEPT_OTHERWISE, SealedEntry, SealedItem
from ..rules.life import Step


def locked(notice: Notice) -> Notice:
    """Whoever changes a notice waits for whoever changes it now; rows that point to it may still be written."""
    held: Notice = Notice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    return held


def kept_already(sealed: SealedItem, notice: UUID, side: UUID | None, *, by: Person) -> Item | None:
    """The very same item, posted again: a line broke, or two tabs sent it. Other bytes under its number are refused."""
    held = Item.objects.filter(pk=sealed.iid).first()
    if held is None:
        return None
    first = held.grants.get(number=0)
    # The manifest signs header, content and recipients: where it is the same, all of these are.
    same = (held.notice_id, held.side_id, held.by_id, first.signed) == (notice, side, by.pk, sealed.signed)
    if not same:
        raise RuleBroken(Message(KEPT_OTHERWISE))
    return held


def keep_item(sealed: SealedItem, notice: Notice, side: UUID | None, *, by: Person, at: datetime) -> Item:
    """The notice is locked."""
    last = notice.items.aggregate(last=Max("position"))["last"] or 0
    item = Item.objects.create(
        id=sealed.iid, notice=notice, side_id=side, position=last + 1, body=sealed.body, size=sealed.size,
        sender_kid=sealed.sender, received_at=at, by=by,
    )  # fmt: skip
    keep_grant(item, sealed.signed, sealed.entries, number=0, by=by, at=at)
    return item


def keep_grant(
    item: Item, signed: str, entries: list[SealedEntry], *, number: int, by: Person, at: datetime
) -> None:
    grant = Grant.objects.create(item=item, number=number, signed=signed, at=at, by=by)
    own = dict(Enrolment.objects.filter(kid__in=[entry.kid for entry in entries]).values_list("kid", "pk"))
    Entry.objects.bulk_create(
        Entry(grant=grant, item=item, kid=entry.kid, wrapped=entry.wrapped, enrolment_id=own.get(entry.kid))
        for entry in entries
    )


def write_step(
    notice: Notice,
    step: Step,
    side: UUID,
    *,
    by: Person | None,
    at: datetime,
    happened_at: datetime | None = None,
) -> NoticeStep:
    """The notice is locked. Of two steps in the same moment, or after a clock was set back, the later one still comes
    later: the trail only goes forward.
    """
    last = notice.steps.aggregate(last=Max("at"))["last"]
    written_at = max(at, last + timedelta(microseconds=1)) if last else at
    made: NoticeStep = notice.steps.create(
        side_id=side, step=step, at=written_at, happened_at=happened_at or at, by=by
    )
    return made
