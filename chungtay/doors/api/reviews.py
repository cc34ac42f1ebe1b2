"""Reviews over the API: draft, write, freeze, number, print, and turn into an article."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import reviews as actions
from chungtay.actions.recorded import note_view
from chungtay.answers.figures import Book
from chungtay.answers.reviews import as_docx, as_json, as_pdf, changed_since, facts_of_review, sheet_of_review
from chungtay.models import Agreement, Review, ReviewKind
from chungtay.rules.people import Act

from .asking import Asking, own_office, refuse_unless_sure
from .lists import Window
from .named import Given
from .published import ArticleOut
from .shapes import Amount, Body, GivenDay, Words, amount, words

router = Router(tags=["reviews"])

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class ReviewOut(Schema):
    id: UUID
    programme: str
    holder: Body
    kind: ReviewKind
    title: Words
    first_on: date
    last_on: date
    frozen_at: datetime | None
    fingerprint: str
    number: int | None
    signed_on: date | None

    @staticmethod
    def resolve_programme(review: Review) -> str:
        return review.agreement.slug

    @staticmethod
    def resolve_title(review: Review) -> Words:
        return words(review, "title")


class ChangedOut(Schema):
    indicator: str
    frozen: Amount | None
    now: Amount | None


class ReviewFull(ReviewOut):
    facts: dict[str, Any]  # results against targets, by content and by unit
    narratives: dict[str, str]
    directions: list[str]
    recipients: str
    changed: list[ChangedOut]  # figures of a frozen review that the ledger tells otherwise by now

    @staticmethod
    def resolve_changed(review: Review, context: dict[str, Any]) -> list[dict[str, Any]]:
        if review.frozen_at is None:
            return []
        book = book_of(context["request"], review)
        return [
            {"indicator": frozen.indicator, "frozen": amount(frozen.actual), "now": amount(figure.amount)}
            for frozen, figure in changed_since(facts_of_review(review, book), review, book)
        ]

    @staticmethod
    def resolve_facts(review: Review, context: dict[str, Any]) -> dict[str, Any]:
        return as_json(facts_of(context["request"], review))

    @staticmethod
    def resolve_narratives(review: Review) -> dict[str, str]:
        return {one.section: one.text for one in review.narratives.all()}

    @staticmethod
    def resolve_directions(review: Review) -> list[str]:
        return [direction.text for direction in review.directions.all()]


class DraftIn(Given):
    kind: ReviewKind
    title: str = Field(max_length=500)
    first_on: GivenDay
    last_on: GivenDay


class PassagesIn(Given):
    narratives: dict[str, str] = Field(default={}, max_length=20)
    directions: list[str] = Field(default=[], max_length=100)
    recipients: str = Field("", max_length=20_000)


class NumberIn(Given):
    number: int = Field(ge=1, le=99_999)
    signed_on: GivenDay


@router.get("/reviews", response=list[ReviewOut])
@paginate(Window)
def reviews(request: Asking) -> QuerySet[Review]:
    return visible(request)


@router.post("/programmes/{slug:slug}/reviews", response=ReviewFull)
def begin(request: Asking, slug: str, given: DraftIn) -> Review:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    office = own_office(request, Act.REVIEW, programme=slug)
    made = actions.draft_review(agreement, office, by=request.person, at=timezone.now(), **given.dict())
    return found(request, made.pk)


@router.get("/reviews/{uuid:id}", response=ReviewFull)
def review(request: Asking, id: UUID) -> Review:
    return found(request, id)


@router.put("/reviews/{uuid:id}/passages", response=ReviewFull)
def passages(request: Asking, id: UUID, given: PassagesIn) -> Review:
    actions.write_review(found(request, id), by=request.person, at=timezone.now(), **given.dict())
    return found(request, id)


@router.post("/reviews/{uuid:id}/freezing", response=ReviewFull)
def freezing(request: Asking, id: UUID) -> Review:
    """Fix every word and number, for good. Asks for a fresh sign-in."""
    refuse_unless_sure(request)
    actions.freeze_review(found(request, id), by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/reviews/{uuid:id}/number", response=ReviewFull)
def numbering(request: Asking, id: UUID, given: NumberIn) -> Review:
    actions.number_review(found(request, id), by=request.person, at=timezone.now(), **given.dict())
    return found(request, id)


@router.get("/reviews/{uuid:id}/paper")
def paper(request: Asking, id: UUID, form: Literal["pdf", "docx"] = "pdf") -> HttpResponse:
    shown = found(request, id)
    if shown.frozen_at is None:
        note_view(shown, by=request.person, at=timezone.now())
    sheet = sheet_of_review(shown, facts_of(request, shown), request.today)
    return HttpResponse(as_pdf(sheet) if form == "pdf" else as_docx(sheet), content_type=MEDIA[form])


@router.post("/reviews/{uuid:id}/article", response=ArticleOut)
def article_from(request: Asking, id: UUID) -> Any:
    return actions.article_from_review(found(request, id), by=request.person, at=timezone.now())


def visible(request: Asking) -> QuerySet[Review]:
    seen = Review.objects.visible_to(request.person, request.today)
    return seen.select_related("agreement", "holder__parent", "holder__place", "frozen_by")


def found(request: Asking, id: UUID) -> Review:
    return get_object_or_404(visible(request), pk=id)


def facts_of(request: Asking, review: Review) -> Any:
    return facts_of_review(review, book_of(request, review))


def book_of(request: Asking, review: Review) -> Book:
    return Book(request.person, request.today, review.agreement)
