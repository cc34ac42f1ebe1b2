"""The shapes in which the API tells of a review, and takes what is written into it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from chungtay.answers.figures import Book
from chungtay.answers.reviews import as_json, changed_since, facts_of_review
from chungtay.answers.reviews.sections import Written, written_sections
from chungtay.answers.reviews.signing import sides_of
from chungtay.models import Review, ReviewKind

from ..asking import Asking
from ..named import Given
from ..shapes import Amount, Body, GivenDay, Words, amount, words

TEXT = 20_000
LINE = 500


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
    code: str
    indicator: str
    frozen: Amount | None
    now: Amount | None


class HeardOut(Schema):
    report: UUID
    unit: Body
    text: str
    is_taken: bool  # into the review, as it stands now


class TakenOut(Schema):
    id: UUID
    unit: Body
    text: str


class SectionOut(Schema):
    key: str
    title: Words
    text: Words
    written_at: datetime | None
    units: list[HeardOut]
    taken: list[TakenOut]


class SideOut(Schema):
    seat: int
    body: Body | None
    signer: str | None
    signed_on: date | None


class ReviewOpinionOut(Schema):
    said_by: str
    text: str


class CommendationOut(Schema):
    awarded_to: str
    award: str
    reason: str


class ConferenceOut(Schema):
    held_on: date
    venue: str
    chair: str
    attended: int | None
    women: int | None
    bodies: str
    opinions: list[ReviewOpinionOut]
    commendations: list[CommendationOut]


class ReviewFull(ReviewOut):
    facts: dict[str, Any]  # results against targets, by content and by unit
    narratives: dict[str, str]
    directions: list[str]
    recipients: str
    sections: list[SectionOut]
    sides: list[SideOut]
    conference: ConferenceOut | None
    request: UUID | None  # by which units were asked for their part
    document: UUID | None  # the paper that got a number from a register
    changed: list[ChangedOut]  # figures of a frozen review that the ledger tells otherwise by now

    @staticmethod
    def resolve_changed(review: Review, context: dict[str, Any]) -> list[dict[str, Any]]:
        if review.frozen_at is None:
            return []
        book = book_of(context["request"], review)
        return [
            {
                "code": frozen.code,
                "indicator": frozen.indicator,
                "frozen": amount(frozen.actual),
                "now": amount(figure.amount),
            }
            for frozen, figure in changed_since(facts_of_review(review, book), review, book)
        ]

    @staticmethod
    def resolve_facts(review: Review, context: dict[str, Any]) -> dict[str, Any]:
        return as_json(facts_of_review(review, book_of(context["request"], review)))

    @staticmethod
    def resolve_sections(review: Review, context: dict[str, Any]) -> list[dict[str, Any]]:
        asking = context["request"]
        return [section_told(one) for one in written_sections(review, asking.person, asking.today)]

    @staticmethod
    def resolve_sides(review: Review, context: dict[str, Any]) -> list[dict[str, Any]]:
        asking = context["request"]
        return [
            {
                "seat": side.seat.number,
                "body": side.holder,
                "signer": side.sign_off.signer if side.sign_off else None,
                "signed_on": side.sign_off.signed_on if side.sign_off else None,
            }
            for side in sides_of(review, asking.person, asking.today)
        ]

    @staticmethod
    def resolve_conference(review: Review) -> Any:
        return getattr(review, "conference", None)

    @staticmethod
    def resolve_request(review: Review) -> UUID | None:
        return review.request_id

    @staticmethod
    def resolve_document(review: Review) -> UUID | None:
        return review.document_id

    @staticmethod
    def resolve_narratives(review: Review) -> dict[str, str]:
        return {one.section: one.text for one in review.narratives.all()}

    @staticmethod
    def resolve_directions(review: Review) -> list[str]:
        return [direction.text for direction in review.directions.all()]


class ProposalOut(Schema):
    id: UUID  # of the paper in the making
    title: str


class ScopeIn(Given):
    """Nothing named: all of the programme, on the map of the last day."""

    seat: int | None = Field(None, ge=1, le=99)
    unit: UUID | None = None
    map_on: GivenDay | None = None
    resolution: UUID | None = None
    outline: str = Field("", max_length=TEXT)


class ReviewDraftIn(Given):
    kind: ReviewKind
    title: str = Field(max_length=LINE)
    first_on: GivenDay
    last_on: GivenDay
    scope: ScopeIn | None = None


class PassagesIn(Given):
    narratives: dict[str, str] = Field(default={}, max_length=200)
    directions: list[str] = Field(default=[], max_length=100)
    recipients: str = Field("", max_length=TEXT)


class TextIn(Given):
    vi: str = Field("", max_length=TEXT)
    lo: str = Field("", max_length=TEXT)
    en: str = Field("", max_length=TEXT)


class SectionIn(Given):
    text: TextIn
    seen: str | None = Field(None, max_length=TEXT)  # what stood there; what came since is not overwritten


class DirectionsIn(Given):
    directions: list[TextIn] = Field(max_length=100)


class ReviewFrameIn(Given):
    title: str = Field(max_length=LINE)
    title_lo: str = Field("", max_length=LINE)
    title_en: str = Field("", max_length=LINE)
    recipients: str = Field("", max_length=TEXT)


class ReviewOpinionIn(Given):
    said_by: str = Field(min_length=1, max_length=300)
    text: str = Field(min_length=1, max_length=TEXT)


class CommendationIn(Given):
    awarded_to: str = Field(min_length=1, max_length=300)
    award: str = Field(min_length=1, max_length=300)
    reason: str = Field("", max_length=500)


class ConferenceIn(Given):
    held_on: GivenDay
    venue: str = Field("", max_length=300)
    chair: str = Field("", max_length=300)
    attended: int | None = Field(None, ge=0, le=99_999)
    women: int | None = Field(None, ge=0, le=99_999)
    attended_by: list[str] = Field([], max_length=200)  # bodies, as the paper names them
    opinions: list[ReviewOpinionIn] = Field([], max_length=200)
    commendations: list[CommendationIn] = Field([], max_length=200)


class ContributionsIn(Given):
    units: list[UUID] = Field(min_length=1, max_length=5_000)
    due_on: GivenDay
    outline: str = Field("", max_length=TEXT)  # empty: the heads of the review


class TakenIn(Given):
    report: UUID


class SignOffIn(Given):
    seat: int = Field(ge=1, le=99)
    fingerprint: str = Field(max_length=64)  # of the review that was read
    signer: str = Field(max_length=300)
    signed_on: GivenDay


class ReviewNumberIn(Given):
    """Without a register the number that the office gave on paper; with one, its next."""

    number: int | None = Field(None, ge=1, le=99_999)
    signed_on: GivenDay
    book: UUID | None = None


def section_told(one: Written) -> dict[str, Any]:
    held, title = one.narrative, one.section.title
    return {
        "key": one.section.key,
        "title": Words(vi=title.vi, lo=title.lo, en=title.en),
        "text": words(held, "text") if held else Words(vi=""),
        "written_at": held.written_at if held else None,
        "units": [
            {
                "report": heard.voice.report.pk, "unit": heard.voice.report.holder, "text": heard.voice.text,
                "is_taken": heard.taken is not None and not heard.moved,
            }
            for heard in one.heard
        ],
        "taken": [{"id": taken.pk, "unit": taken.organisation, "text": taken.text} for taken in one.taken],
    }  # fmt: skip


def book_of(request: Asking, review: Review) -> Book:
    return Book(request.person, request.today, review.agreement)
