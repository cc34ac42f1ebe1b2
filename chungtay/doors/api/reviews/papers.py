"""Reviews over the API: draft, freeze, sign off, number, print, and turn into an article."""

from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router
from ninja.pagination import paginate

from chungtay.actions import reviews as actions
from chungtay.actions.recorded import note_view
from chungtay.answers.reviews import as_docx, as_pdf, facts_of_review, sheet_of_review
from chungtay.answers.reviews.scope import registers_for, reviewed_units
from chungtay.models import Agreement, Document, Draft, Review
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..articles import ArticleOut
from ..asking import Asking, own_office, refuse_unless_sure
from ..lists import Window
from .shapes import (
    ProposalOut,
    ReviewDraftIn,
    ReviewFull,
    ReviewNumberIn,
    ReviewOut,
    ScopeIn,
    SignOffIn,
    book_of,
)

router = Router(tags=["reviews"])

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@router.get("/reviews", response=list[ReviewOut])
@paginate(Window)
def reviews(request: Asking) -> QuerySet[Review]:
    return visible(request)


@router.post("/programmes/{slug:slug}/reviews", response=ReviewFull)
def begin(request: Asking, slug: str, given: ReviewDraftIn) -> Review:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    office = own_office(request, Act.REVIEW, programme=slug)
    told = {name: getattr(given, name) for name in ("kind", "title", "first_on", "last_on")}
    scope = scope_of(request, agreement, given.scope or ScopeIn(seat=None, outline=""))
    made = actions.draft_review(agreement, office, **told, scope=scope, by=request.person, at=timezone.now())
    return found(request, made.pk)


@router.get("/reviews/{uuid:id}", response=ReviewFull)
def review(request: Asking, id: UUID) -> Review:
    return found(request, id)


@router.post("/reviews/{uuid:id}/freezing", response=ReviewFull)
def freezing(request: Asking, id: UUID) -> Review:
    """Fix every word and number, for good. Asks for a fresh sign-in."""
    refuse_unless_sure(request)
    actions.freeze_review(found(request, id), by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/reviews/{uuid:id}/sign-offs", response=ReviewFull)
def sign_off(request: Asking, id: UUID, given: SignOffIn) -> Review:
    """Agree to exactly the frozen bytes, for a side. Asks for a fresh sign-in."""
    shown = found(request, id)
    refuse_unless_sure(request)
    told = given.dict()
    seat = get_object_or_404(shown.agreement.seats, number=told.pop("seat"))
    actions.sign_off(shown, seat, **told, by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/reviews/{uuid:id}/number", response=ReviewFull)
def numbering(request: Asking, id: UUID, given: ReviewNumberIn) -> Review:
    shown, by, at = found(request, id), request.person, timezone.now()
    if given.book is not None:
        book = get_object_or_404(registers_for(shown, by, request.today), pk=given.book)
        actions.register_review(shown, book, signed_on=given.signed_on, number=given.number, by=by, at=at)
    elif given.number is None:
        raise RuleBroken(Message("Write the number, or name the register.", where="number"))
    else:
        actions.number_review(shown, number=given.number, signed_on=given.signed_on, by=by, at=at)
    return found(request, id)


@router.get("/reviews/{uuid:id}/paper")
def paper(
    request: Asking,
    id: UUID,
    form: Literal["pdf", "docx"] = "pdf",
    language: Literal["vi", "lo", "en"] = "vi",
) -> HttpResponse:
    shown = found(request, id)
    if shown.frozen_at is None:
        note_view(shown, by=request.person, at=timezone.now())
    facts = facts_of_review(shown, book_of(request, shown))
    sheet = sheet_of_review(shown, facts, request.today, language=language)
    return HttpResponse(as_pdf(sheet) if form == "pdf" else as_docx(sheet), content_type=MEDIA[form])


@router.post("/reviews/{uuid:id}/proposal", response=ProposalOut)
def proposal(request: Asking, id: UUID) -> Draft:
    """Begin the paper that proposes a new resolution, from the frozen review of the old one."""
    return actions.propose_resolution(found(request, id), by=request.person, at=timezone.now())


@router.post("/reviews/{uuid:id}/article", response=ArticleOut)
def article_from(request: Asking, id: UUID) -> Any:
    return actions.article_from_review(found(request, id), by=request.person, at=timezone.now())


def scope_of(request: Asking, agreement: Agreement, given: ScopeIn) -> actions.Scope:
    papers = Document.objects.visible_to(request.person, request.today)
    units = reviewed_units(agreement, request.person, request.today)
    return actions.Scope(
        seat=get_object_or_404(agreement.seats, number=given.seat) if given.seat else None,
        unit=get_object_or_404(units, pk=given.unit) if given.unit else None,
        map_on=given.map_on,
        resolution=get_object_or_404(papers, pk=given.resolution) if given.resolution else None,
        outline=given.outline,
    )


def visible(request: Asking) -> QuerySet[Review]:
    seen = Review.objects.visible_to(request.person, request.today)
    return seen.select_related("agreement", "holder__parent", "holder__place", "frozen_by", "request")


def found(request: Asking, id: UUID) -> Review:
    return get_object_or_404(visible(request), pk=id)
