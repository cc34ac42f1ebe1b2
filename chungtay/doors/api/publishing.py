"""What an office gives to the public and takes back over the API: the face of a programme, papers, events."""

from datetime import date, datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions import published as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.published import face_of, face_shown
from chungtay.models import Activity, Agreement, Document, DocumentCopy, EventCopy, Meeting, ProgrammeCopy
from chungtay.rules.people import Act
from chungtay.rules.published.faces import difference, fingerprint

from .asking import Asking, programmes_of, refuse_unless_sure
from .named import Given

router = Router(tags=["public"])


class FaceChangeOut(Schema):
    section: str  # words, seats, phases, commitments, timeline, map, or plan:2026
    added: list[str]
    dropped: list[str]


class FacePlanOut(Schema):
    id: UUID
    year: int
    number: str
    is_public: bool


class FaceOut(Schema):
    """What would become public, and the fingerprint that says it was looked at."""

    renewed_at: datetime | None
    changes: list[FaceChangeOut]
    plans: list[FacePlanOut]
    seen: str


class RenewalIn(Given):
    seen: str = Field(max_length=64)
    plans: list[UUID] = Field([], max_length=100)  # those that are left out are taken back


class PublicReasonIn(Given):
    reason: str = Field(max_length=500)


class TakenBackOut(Schema):
    is_public: bool = False


class PublicPaperIn(Given):
    programme: str = Field(max_length=80)


class PublicPaperOut(Schema):
    slug: str
    programme: str
    number: str
    published_at: datetime

    @staticmethod
    def resolve_programme(copy: DocumentCopy) -> str:
        return copy.programme.slug


class PublicEventOut(Schema):
    first_on: date
    last_on: date
    title: str
    place: str
    published_at: datetime


@router.get("/programmes/{slug:slug}/public", response=FaceOut)
def face(request: Asking, slug: str) -> FaceOut:
    agreement = agreement_for(request, slug)
    refuse_unless_may(request.person, Act.PUBLISH, agreement, timezone.now())
    return face_out(request, agreement)


@router.post("/programmes/{slug:slug}/public", response=FaceOut)
def renew(request: Asking, slug: str, given: RenewalIn) -> FaceOut:
    """Asks for a fresh sign-in."""
    agreement = agreement_for(request, slug)
    refuse_unless_sure(request)
    actions.renew_programme(
        agreement, plans=set(given.plans), seen=given.seen, by=request.person, at=timezone.now()
    )
    return face_out(request, agreement)


@router.post("/programmes/{slug:slug}/public/withdrawal", response=TakenBackOut)
def withdraw(request: Asking, slug: str, given: PublicReasonIn) -> TakenBackOut:
    agreement = agreement_for(request, slug)
    actions.withdraw_programme(agreement, reason=given.reason, by=request.person, at=timezone.now())
    return TakenBackOut()


@router.post("/documents/{uuid:id}/publication", response=PublicPaperOut)
def publish_paper(request: Asking, id: UUID, given: PublicPaperIn) -> DocumentCopy:
    """Asks for a fresh sign-in."""
    document = document_for(request, id)
    refuse_unless_sure(request)
    refuse_unless_may(request.person, Act.PUBLISH, document, timezone.now())
    [agreement] = programmes_of(request, [given.programme])
    return actions.publish_document(document, agreement, by=request.person, at=timezone.now())


@router.post("/documents/{uuid:id}/public-withdrawal", response=TakenBackOut)
def withdraw_paper(request: Asking, id: UUID, given: PublicReasonIn) -> TakenBackOut:
    document = document_for(request, id)
    actions.withdraw_document(document, reason=given.reason, by=request.person, at=timezone.now())
    return TakenBackOut()


@router.post("/activities/{uuid:id}/publication", response=PublicEventOut)
def publish_activity(request: Asking, id: UUID) -> EventCopy:
    """Asks for a fresh sign-in."""
    activity = activity_for(request, id)
    refuse_unless_sure(request)
    return actions.publish_event(activity, by=request.person, at=timezone.now())


@router.post("/activities/{uuid:id}/public-withdrawal", response=TakenBackOut)
def withdraw_activity(request: Asking, id: UUID, given: PublicReasonIn) -> TakenBackOut:
    activity = activity_for(request, id)
    actions.withdraw_event(activity, reason=given.reason, by=request.person, at=timezone.now())
    return TakenBackOut()


@router.post("/meetings/{uuid:id}/publication", response=PublicEventOut)
def publish_meeting(request: Asking, id: UUID) -> EventCopy:
    """Asks for a fresh sign-in."""
    meeting = meeting_for(request, id)
    refuse_unless_sure(request)
    return actions.publish_event(meeting, by=request.person, at=timezone.now())


@router.post("/meetings/{uuid:id}/public-withdrawal", response=TakenBackOut)
def withdraw_meeting(request: Asking, id: UUID, given: PublicReasonIn) -> TakenBackOut:
    meeting = meeting_for(request, id)
    actions.withdraw_event(meeting, reason=given.reason, by=request.person, at=timezone.now())
    return TakenBackOut()


def face_out(request: Asking, agreement: Agreement) -> FaceOut:
    copy = ProgrammeCopy.objects.filter(slug=agreement.slug).prefetch_related("plans").first()
    told = face_of(agreement, request.person, request.today)
    shown = {plan.plan for plan in copy.plans.all()} if copy else set()
    return FaceOut(
        renewed_at=copy.copied_at if copy else None,
        changes=[
            FaceChangeOut(section=one.section, added=list(one.added), dropped=list(one.dropped))
            for one in difference(face_shown(copy), told)
        ],
        plans=[
            FacePlanOut(id=key, year=plan["year"], number=plan["number"], is_public=key in shown)
            for plan in told["plans"]
            for key in [UUID(plan["plan"])]
        ],
        seen=fingerprint(told),
    )


def agreement_for(request: Asking, slug: str) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)


def document_for(request: Asking, id: UUID) -> Document:
    return get_object_or_404(Document.objects.visible_to(request.person, request.today), pk=id)


def activity_for(request: Asking, id: UUID) -> Activity:
    return get_object_or_404(Activity.objects.visible_to(request.person, request.today), pk=id)


def meeting_for(request: Asking, id: UUID) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.person, request.today), pk=id)
