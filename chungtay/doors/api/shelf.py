"""The exchange shelf over the API: putting something there, its papers, sending, receipt, replies, taking it back."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import shelf as actions
from chungtay.answers.shelf import ItemPage, items_for, senders
from chungtay.answers.sides import others_than
from chungtay.answers.tongues import tongues_of
from chungtay.models import Agreement, Organisation, ShelfItem
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.shelf import ReaderMove

from .asking import Asking, programmes_of
from .lists import Window
from .matters import own_body
from .named import Given
from .shapes import Body, GivenDay, Words, known_bodies, words

router = Router(tags=["exchange"])


class ItemOut(Schema):
    id: UUID
    programme: str
    holder: Body  # who put it there
    title: Words
    state: str
    sent_at: datetime | None
    reply_by: date | None

    @staticmethod
    def resolve_programme(item: ShelfItem) -> str:
        return item.agreement.slug

    @staticmethod
    def resolve_title(item: ShelfItem) -> Words:
        return words(item, "title")


class ReaderOut(Schema):
    id: UUID
    organisation: Body
    state: str
    late: bool
    received_at: datetime | None
    moves: list[ReaderMove]  # what the caller may do for this body now


class ReplyOut(Schema):
    organisation: Body
    text: str
    document: UUID | None  # where the caller may read it
    written_at: datetime


class ItemFull(Schema):
    id: UUID
    programme: str
    holder: Body
    title: Words
    text: Words
    state: str
    sent_at: datetime | None
    reply_by: date | None
    withdrawn_reason: str
    languages: dict[str, str]  # how its words stand: written, missing, draft, checked, stale
    papers: list[UUID]
    readers: list[ReaderOut]
    replies: list[ReplyOut]


class ShelfItemChange(Given):
    """In Vietnamese or in Lao; one of the two is enough."""

    readers: list[UUID] = Field(max_length=200)  # bodies of other sides
    title: str = Field("", max_length=300)
    title_lo: str = Field("", max_length=300)
    text: str = Field("", max_length=10_000)
    text_lo: str = Field("", max_length=10_000)
    reply_by: GivenDay | None = None


class ShelfItemIn(ShelfItemChange):
    holder: UUID | None = None  # one of the caller's own bodies; else the first


class WithdrawalIn(Given):
    reason: str = Field(max_length=2_000)


class ShelfReplyIn(Given):
    text: str = Field(max_length=10_000)
    body: UUID | None = None  # for which body; else the first for which the caller may reply


@router.get("/shelf", response=list[ItemOut])
@paginate(Window)
def shelf(
    request: Asking, shown: Literal["all", "waiting", "ours", "received"] = "all", programme: str = ""
) -> QuerySet[ShelfItem]:
    """Newest first."""
    chosen = programmes_of(request, [programme])[0] if programme else None
    return items_for(request.person, request.today, shown=shown, programme=chosen)


@router.post("/programmes/{slug:slug}/shelf", response=ItemFull)
def put_there(request: Asking, slug: str, given: ShelfItemIn) -> dict[str, Any]:
    """Write an item down; its readers have it once it is sent. The same one twice is one."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    holder = own_body(senders(agreement, request.person, request.today), given.holder)
    item = ShelfItem(agreement=agreement, holder=holder, **plain(given))
    readers = readers_of(request, agreement, holder, given)
    made = actions.put_on_shelf(item, readers=readers, by=request.person, at=timezone.now())
    return told(found(request, made.pk))


@router.get("/shelf/{uuid:id}", response=ItemFull)
def item(request: Asking, id: UUID) -> dict[str, Any]:
    return told(found(request, id))


@router.put("/shelf/{uuid:id}", response=ItemFull)
def change(request: Asking, id: UUID, given: ShelfItemChange) -> dict[str, Any]:
    """Write it otherwise, until it is sent; the body that puts it there stays."""
    page, by, at = found(request, id), request.person, timezone.now()
    readers: list[Organisation] = []
    if page.may_change:
        readers = readers_of(request, page.item.agreement, page.item.holder, given)
    actions.change_item(page.item, plain(given), readers=readers, by=by, at=at)
    return told(found(request, id))


@router.post("/shelf/{uuid:id}/papers", response=ItemFull)
def lay_paper(request: Asking, id: UUID, file: File[UploadedFile], title: Form[str] = "") -> dict[str, Any]:
    """A paper that goes with it, until it is sent."""
    page = found_to_keep(request, id)
    paper = (file.name or "", file.read(), file.content_type or "")
    name = title.strip() or paper[0]
    actions.lay_paper(page.item, paper, title=name, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/shelf/{uuid:id}/sending", response=ItemFull)
def send(request: Asking, id: UUID) -> dict[str, Any]:
    """From now on its readers have it, and it stands. Sending it twice is harmless."""
    page = found(request, id)
    if page.item.sent_by_id != request.person.pk:
        actions.send_item(page.item, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/shelf/{uuid:id}/withdrawal", response=ItemFull)
def withdraw(request: Asking, id: UUID, given: WithdrawalIn) -> dict[str, Any]:
    """Take it back; whoever had it reads why."""
    page = found_to_keep(request, id)
    actions.withdraw_item(page.item, reason=given.reason, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/shelf/{uuid:id}/readers/{uuid:reader_id}/receipt", response=ItemFull)
def receive(request: Asking, id: UUID, reader_id: UUID) -> dict[str, Any]:
    """One body for which it is has it. Twice by the same person is once."""
    page = found(request, id)
    row = get_object_or_404(page.item.readers.select_related("organisation"), pk=reader_id)
    if row.received_by_id != request.person.pk:
        actions.receive_item(page.item, row.organisation, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/shelf/{uuid:id}/replies", response=ItemFull)
def reply(request: Asking, id: UUID, given: ShelfReplyIn) -> dict[str, Any]:
    """Write back, for a body for which it is or for its sender."""
    page, by, at = found(request, id), request.person, timezone.now()
    if not (page.keeps or page.own_rows or page.repliers):
        raise RuleBroken(Message("Your post does not allow this."))
    body = page.repliers.filter(pk=given.body).first() if given.body else page.repliers.first()
    if body is None:
        raise RuleBroken(Message("Choose a body of your own.", where="body"))
    actions.reply_to_item(page.item, body, text=given.text, by=by, at=at)
    return told(found(request, id))


def found(request: Asking, id: UUID) -> ItemPage:
    visible = ShelfItem.objects.visible_to(request.person, request.today)
    near = visible.select_related("agreement", "holder")
    return ItemPage(get_object_or_404(near, pk=id), request.person, request.today)


def found_to_keep(request: Asking, id: UUID) -> ItemPage:
    page = found(request, id)
    if not page.keeps:
        raise RuleBroken(Message("Your post does not allow this."))
    return page


def plain(given: ShelfItemChange) -> dict[str, Any]:
    return given.dict(include={"title", "title_lo", "text", "text_lo", "reply_by"})


def readers_of(
    request: Asking, agreement: Agreement, holder: Organisation, given: ShelfItemChange
) -> list[Organisation]:
    others = others_than(agreement, holder.pk, request.today)
    return list(known_bodies(given.readers, others, "readers").values())


def told(page: ItemPage) -> dict[str, Any]:
    item, seen = page.item, {paper.pk for paper in page.seen_papers}
    fields = ("id", "holder", "state", "sent_at", "reply_by", "withdrawn_reason")
    return {name: getattr(item, name) for name in fields} | {
        "programme": item.agreement.slug,
        "title": words(item, "title"),
        "text": words(item, "text"),
        "languages": {one.language: one.standing or "written" for one in tongues_of(item)},
        "papers": [paper.pk for paper in page.papers],
        "readers": [
            {"id": row.reader.pk, "organisation": row.reader.organisation, "state": row.state}
            | {"late": row.late, "received_at": row.reader.received_at, "moves": row.moves}
            for row in page.readers
        ],
        "replies": [
            {"organisation": one.organisation, "text": one.text, "written_at": one.written_at}
            | {"document": one.document_id if one.document_id in seen else None}
            for one in page.replies
        ],
    }
