"""Sharing over the API: with whom a paper, a review or the results of a programme are shared; taking back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions.sharing import end_share, share_again
from chungtay.answers.sharing import Opened, SharedWith, Sharing, share_for, sharing_of
from chungtay.models import Agreement, Document, Review, Share

from .asking import Asking, refuse_unless_sure
from .named import Given
from .shapes import Body

router = Router(tags=["sharing"])


class ShareOut(Schema):
    id: UUID
    programme: str
    seat: int
    holder: Body | None  # who sits in the seat today
    state: str  # which state of the thing shared it: signed, linked, frozen
    first_on: date
    until: date | None  # the first day on which the seat no longer reads it
    reason: str  # why it was taken back
    may_change: bool

    @staticmethod
    def resolve_id(row: SharedWith) -> UUID:
        return row.share.pk

    @staticmethod
    def resolve_programme(row: SharedWith) -> str:
        return row.share.seat.agreement.slug

    @staticmethod
    def resolve_seat(row: SharedWith) -> int:
        return row.share.seat.number

    @staticmethod
    def resolve_state(row: SharedWith) -> str:
        return row.share.state

    @staticmethod
    def resolve_first_on(row: SharedWith) -> date:
        return row.share.first_on

    @staticmethod
    def resolve_until(row: SharedWith) -> date | None:
        return row.share.until

    @staticmethod
    def resolve_reason(row: SharedWith) -> str:
        return row.share.reason


class SharingOut(Schema):
    """`rows` for the side that shares; `since` for the side that reads because it was shared with it."""

    rows: list[ShareOut]
    since: date | None
    until: date | None


class ReasonIn(Given):
    reason: str = Field(min_length=1, max_length=500)


@router.get("/documents/{uuid:id}/shares", response=SharingOut)
def of_document(request: Asking, id: UUID) -> Sharing:
    return told(request, get_object_or_404(Document.objects.visible_to(request.person, request.today), pk=id))


@router.get("/reviews/{uuid:id}/shares", response=SharingOut)
def of_review(request: Asking, id: UUID) -> Sharing:
    return told(request, get_object_or_404(Review.objects.visible_to(request.person, request.today), pk=id))


@router.get("/programmes/{slug:slug}/shares", response=SharingOut)
def of_results(request: Asking, slug: str) -> Sharing:
    """Who reads the figures of the other sides."""
    visible = Agreement.objects.visible_to(request.person, request.today)
    return told(request, get_object_or_404(visible, slug=slug))


@router.post("/shares/{uuid:id}/end", response=SharingOut)
def end(request: Asking, id: UUID, given: ReasonIn) -> Any:
    """Take it back: from today on the thing does not exist for that seat. Asks for a fresh sign-in."""
    refuse_unless_sure(request)
    share, thing = found(request, id)
    end_share(share, reason=given.reason, by=request.person, at=timezone.now())
    return told(request, thing)


@router.post("/shares/{uuid:id}/again", response=SharingOut)
def again(request: Asking, id: UUID) -> Any:
    """Open anew what was taken back last."""
    share, thing = found(request, id)
    share_again(share, by=request.person, at=timezone.now())
    return told(request, thing)


def found(request: Asking, id: UUID) -> tuple[Share, Opened]:
    listed = share_for(id, request.person, request.today)
    if listed is None:
        raise Http404
    return listed


def told(request: Asking, thing: Opened) -> Sharing:
    return sharing_of(thing, request.person, request.today)
