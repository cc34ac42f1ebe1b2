"""Puts information on the exchange shelf for other sides, notes who received it, and keeps what was replied."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from chungtay.answers.sides import others_than
from chungtay.models import Agreement, Document, Organisation, Person, ShelfItem, ShelfReader, ShelfReply
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.shelf import (
    Move,
    ReaderMove,
    check_item,
    check_move,
    check_reader_move,
    reader_state,
)

from .documents import File, holds_just
from .exchange import add_paper, open_to_sides, refuse_unknown_programme, vouch_for_words
from .recorded import PRESSED_TWICE, recorded, refuse_unless_may

TYPE, REPLY_TYPE = "Tài liệu trao đổi", "Thư trả lời"  # what the papers are called
WRITTEN = ("title", "title_lo", "text", "text_lo", "reply_by")


def put_on_shelf(item: ShelfItem, *, readers: Iterable[Organisation], by: Person, at: datetime) -> ShelfItem:
    """Keep an unsaved item with the bodies for which it is; they read it once it is sent."""
    readers = list(readers)
    refuse_unless_may(by, Act.RECORD, item, at)
    refuse_unknown_programme(item.agreement, by, at)
    item.drafted_by, item.drafted_at = by, at
    _check(item, readers, at)
    with transaction.atomic():
        Agreement.objects.select_for_update().get(pk=item.agreement_id)
        same = {name: getattr(item, name) for name in ("agreement", "holder", *WRITTEN)}
        held = ShelfItem.objects.filter(**same, sent_at=None, withdrawn_at=None).first()
        if held:
            return held  # pressed twice
        with recorded("put_on_shelf", thing=item, by=by, at=at):
            item.save(force_insert=True)
            _set_readers(item, readers)
            vouch_for_words([item], by=by, at=at)
    return item


def change_item(
    item: ShelfItem, told: Mapping[str, Any], *, readers: Iterable[Organisation], by: Person, at: datetime
) -> ShelfItem:
    """Write it otherwise, as long as it is not sent. `told`: fields of the item."""
    readers = list(readers)
    refuse_unless_may(by, Act.RECORD, item, at)
    with recorded("change_shelf_item", thing=item, by=by, at=at):
        held = _locked(item)
        check_move(held.state, Move.CHANGE)
        for name, value in told.items():
            setattr(held, name, value)
        _check(held, readers, at)
        held.save()
        _set_readers(held, readers)
        vouch_for_words([held], by=by, at=at)
    return held


def lay_paper(item: ShelfItem, file: File, *, title: str, by: Person, at: datetime) -> Document:
    """A paper that goes with it; all sides of the programme read it once the item is sent."""
    refuse_unless_may(by, Act.RECORD, item, at)
    with recorded("change_shelf_item", thing=item, by=by, at=at, reason=title):
        held = _locked(item)
        check_move(held.state, Move.CHANGE)
        if same := next(
            (one for one in held.papers.filter(title=title[:500]) if holds_just(one, file[1])), None
        ):
            return same  # pressed twice
        paper = add_paper(None, held.holder, file, kind=TYPE, title=title, by=by, at=at)
        held.papers.add(paper)
    return paper


def send_item(item: ShelfItem, *, by: Person, at: datetime) -> ShelfItem:
    """From now on its readers have it, and it stands; its papers go to the sides of the programme."""
    refuse_unless_may(by, Act.RECORD, item, at)
    with recorded("send_shelf_item", thing=item, by=by, at=at):
        held = _locked(item)
        has_content = bool((held.text or held.text_lo).strip()) or held.papers.exists()
        check_move(held.state, Move.SEND, has_content=has_content)
        _check(held, [one.organisation for one in held.readers.select_related("organisation")], at)
        held.sent_by, held.sent_at = by, at
        held.save(update_fields=["sent_by", "sent_at"])
        for paper in held.papers.all():
            open_to_sides(paper, held.agreement, by=by, at=at)
    return held


def withdraw_item(item: ShelfItem, *, reason: str, by: Person, at: datetime) -> ShelfItem:
    """Take it back; whoever had it reads why."""
    _refuse_unless_for(item, item.holder, by, at)
    with recorded("withdraw_shelf_item", thing=item, by=by, at=at, reason=reason.strip()):
        held = _locked(item)
        check_move(held.state, Move.WITHDRAW, note=reason)
        held.withdrawn_by, held.withdrawn_at, held.withdrawn_reason = by, at, reason.strip()
        held.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    return held


def receive_item(item: ShelfItem, reader: Organisation, *, by: Person, at: datetime) -> ShelfReader:
    """One body for which it is says that it has it."""
    _refuse_unless_for(item, reader, by, at)
    with recorded("receive_shelf_item", thing=item, by=by, at=at):
        held = _locked(item)
        row = _reader(held, reader)
        replied = held.replies.filter(organisation=reader).exists()
        state = reader_state(received=row.received_at is not None, replied=replied)
        check_reader_move(held.state, state, ReaderMove.RECEIVE)
        row.received_by, row.received_at = by, at
        row.save(update_fields=["received_by", "received_at"])
    return row


def reply_to_item(
    item: ShelfItem, body: Organisation, *, text: str, file: File | None = None, by: Person, at: datetime
) -> ShelfReply:
    """What one of its readers, or its sender, writes back; a reader who replies has received it."""
    text = text.strip()
    _refuse_unless_for(item, body, by, at)
    with recorded("reply_to_shelf_item", thing=item, by=by, at=at, reason=text):
        held = _locked(item)
        if body.pk == held.holder_id:
            check_move(held.state, Move.ANSWER, note=text)
        else:
            _receive_by_reply(held, body, text, by=by, at=at)
        same = held.replies.filter(
            organisation=body, text=text, written_by=by, written_at__gt=at - PRESSED_TWICE
        )
        if reply := same.first():
            return reply  # pressed twice
        paper = None
        if file:
            paper = add_paper(held.agreement, body, file, kind=REPLY_TYPE, title=str(held), by=by, at=at)
        return ShelfReply.objects.create(
            item=held, organisation=body, text=text, document=paper, written_by=by, written_at=at
        )


def _receive_by_reply(item: ShelfItem, body: Organisation, text: str, *, by: Person, at: datetime) -> None:
    row = _reader(item, body)
    replied = item.replies.filter(organisation=body).exists()
    state = reader_state(received=row.received_at is not None, replied=replied)
    check_reader_move(item.state, state, ReaderMove.REPLY, note=text)
    if row.received_at is None:
        row.received_by, row.received_at = by, at
        row.save(update_fields=["received_by", "received_at"])


def _check(item: ShelfItem, readers: list[Organisation], at: datetime) -> None:
    today = timezone.localdate(at)
    known = set(others_than(item.agreement, item.holder_id, today).values_list("pk", flat=True))
    check_item(
        title={"title": item.title, "title_lo": item.title_lo},
        reply_by=item.reply_by,
        today=today,
        readers=len(readers),
        strange=[str(one) for one in readers if one.pk not in known],
    )


def _set_readers(item: ShelfItem, readers: list[Organisation]) -> None:
    wanted = {one.pk for one in readers}
    item.readers.exclude(organisation__in=wanted).delete()
    had = set(item.readers.values_list("organisation", flat=True))
    ShelfReader.objects.bulk_create(ShelfReader(item=item, organisation_id=key) for key in wanted - had)


def _reader(item: ShelfItem, body: Organisation) -> ShelfReader:
    row = item.readers.select_for_update().filter(organisation=body).first()
    if row is None:
        raise RuleBroken(Message("Your post does not allow this."))
    return row


def _refuse_unless_for(item: ShelfItem, body: Organisation, by: Person, at: datetime) -> None:
    if not by.may(Act.RECORD, item.facts_for(body), timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this."))


def _locked(item: ShelfItem) -> ShelfItem:
    near = ShelfItem.objects.select_for_update(of=("self",)).select_related("agreement", "holder")
    return near.get(pk=item.pk)
