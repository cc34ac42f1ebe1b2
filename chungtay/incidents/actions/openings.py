"""Gives sealed bytes out, and writes it down before: without its line in the audit not one byte leaves."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chungtay.actions.recorded import audited_together, recorded
from chungtay.models import Agreement, Person
from chungtay.rules.messages import Message, RuleBroken

from ..answers.parties import kept_keys, reading_keys, state_for
from ..models import Entry, Item, Notice, Opening
from ..rules.life import State, Step
from .keeping import locked, write_step

MOST = 1000  # items at once
MOST_BYTES = 48 * 2**20  # and so much of them

TOO_MANY = "This is too much at once. Ask for fewer items: %(most)s at most, and %(bytes)s MB."


def open_items(
    agreement: Agreement, items: Collection[UUID], how: Opening.How, *, by: Person, at: datetime
) -> list[Opening]:
    """For each item the row that says so, written for good when this returns. Whatever is not sealed to a key of the
    person does not exist for her: then nothing at all is given (`Item.DoesNotExist`).
    """
    if len(set(items)) > MOST:
        raise RuleBroken(Message(TOO_MANY, {"most": MOST, "bytes": MOST_BYTES // 2**20}))
    entries = entries_for(agreement, set(items), how, by=by, at=at)
    if set(entries) != set(items):
        raise Item.DoesNotExist
    if sum(entry.item.size for entry, _ in entries.values()) > MOST_BYTES:
        raise RuleBroken(Message(TOO_MANY, {"most": MOST, "bytes": MOST_BYTES // 2**20}))
    openings = [
        Opening(item=entry.item, person=by, side_id=side, kid=entry.kid, how=how, at=at)
        for entry, side in entries.values()
    ]
    with transaction.atomic(durable=True), audited_together():
        notices = {one.item.notice_id: one.item.notice for one in openings}
        for notice in notices.values():
            reason = f"{notice} {how.value}"
            with recorded("notice_open", thing=notice, by=by, at=at, reason=reason, changes=False):
                pass
        Opening.objects.bulk_create(openings)
        if how is not Opening.How.RECOVERY:  # whoever keeps the keys lets others read, and is no reader
            note_received(openings, by=by, at=at)
    return openings


def entries_for(
    agreement: Agreement, items: set[UUID], how: Opening.How, *, by: Person, at: datetime
) -> dict[UUID, tuple[Entry, UUID]]:
    """Of each item the entry for a key of the person, and the side for which she reads."""
    today = timezone.localdate(at)
    if how is Opening.How.RECOVERY:
        sides = {key.recovery_kid: key.seat_id for key in kept_keys(by, agreement, today)}
    else:
        sides = reading_keys(by, agreement, today)
    found = Entry.objects.filter(
        item__in=items, kid__in=sides, item__notice__agreement=agreement, item__body__isnull=False
    )
    rows = found.select_related("item__notice").defer("wrapped", "item__body")
    return {entry.item_id: (entry, sides[entry.kid]) for entry in rows}


def note_received(openings: list[Opening], *, by: Person, at: datetime) -> None:
    """The first time that anybody of the other side is given something that crossed."""
    crossed: dict[tuple[UUID, UUID], Notice] = {
        (one.item.notice_id, one.side_id): one.item.notice
        for one in openings
        if one.item.side_id is None and one.side_id != one.item.notice.side_id
    }
    told = Notice.objects.filter(
        pk__in={notice for notice, _ in crossed}, steps__step=Step.RECEIVED
    ).values_list("pk", "steps__side")
    for (key, side), notice in crossed.items():
        if (key, side) in set(told):
            continue
        held = locked(notice)
        if state_for(held, side, list(held.steps.order_by("at"))) is State.PASSED_ON:
            with recorded("notice_receive", thing=held, by=by, at=at, reason=str(held)):
                write_step(held, Step.RECEIVED, side, by=by, at=at)
