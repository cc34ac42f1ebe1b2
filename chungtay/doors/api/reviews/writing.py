"""What is written into a review over the API: sections, directions, frame, conference, what units contribute."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from chungtay.actions import reviews as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.models import Report, Review, ReviewContribution
from chungtay.rules.people import Act
from chungtay.rules.reviews import Commended, Conference, Opinion, Words

from ..agreements.requests import units_of
from ..asking import Asking
from .papers import found
from .shapes import (
    ConferenceIn,
    ContributionsIn,
    DirectionsIn,
    PassagesIn,
    ReviewFrameIn,
    ReviewFull,
    SectionIn,
    TakenIn,
    TextIn,
)

router = Router(tags=["reviews"])


@router.put("/reviews/{uuid:id}/passages", response=ReviewFull)
def passages(request: Asking, id: UUID, given: PassagesIn) -> Review:
    """Many sections at once, in Vietnamese, with the directions and the recipients."""
    actions.write_review(found(request, id), by=request.person, at=timezone.now(), **given.dict())
    return found(request, id)


@router.put("/reviews/{uuid:id}/sections/{str:key}", response=ReviewFull)
def section(request: Asking, id: UUID, key: str, given: SectionIn) -> Review:
    by, at = request.person, timezone.now()
    actions.write_section(found(request, id), key, told(given.text), seen=given.seen, by=by, at=at)
    return found(request, id)


@router.put("/reviews/{uuid:id}/directions", response=ReviewFull)
def directions(request: Asking, id: UUID, given: DirectionsIn) -> Review:
    rows = [told(one) for one in given.directions]
    actions.write_directions(found(request, id), rows, by=request.person, at=timezone.now())
    return found(request, id)


@router.put("/reviews/{uuid:id}/frame", response=ReviewFull)
def frame(request: Asking, id: UUID, given: ReviewFrameIn) -> Review:
    titles = Words(given.title, given.title_lo, given.title_en)
    shown, by, at = found(request, id), request.person, timezone.now()
    actions.write_frame(shown, titles, recipients=given.recipients, by=by, at=at)
    return found(request, id)


@router.put("/reviews/{uuid:id}/conference", response=ReviewFull)
def conference(request: Asking, id: UUID, given: ConferenceIn) -> Review:
    held = Conference(
        held_on=given.held_on, venue=given.venue, chair=given.chair, attended=given.attended, women=given.women,
        bodies=tuple(given.attended_by), opinions=tuple(Opinion(**one.dict()) for one in given.opinions),
        commended=tuple(Commended(**one.dict()) for one in given.commendations),
    )  # fmt: skip
    actions.note_conference(found(request, id), held, by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/reviews/{uuid:id}/contributions/request", response=ReviewFull)
def ask(request: Asking, id: UUID, given: ContributionsIn) -> Review:
    """Ask units for their part, under the heads of the review."""
    shown, by, at = found(request, id), request.person, timezone.now()
    units = units_of(shown.agreement, given.units, request)
    actions.ask_contributions(shown, units, outline=given.outline, due_on=given.due_on, by=by, at=at)
    return found(request, id)


@router.post("/reviews/{uuid:id}/sections/{str:key}/contributions", response=ReviewFull)
def take(request: Asking, id: UUID, key: str, given: TakenIn) -> Review:
    """Put a unit's words beside the section, under its name."""
    shown = found(request, id)
    refuse_unless_may(request.person, Act.REVIEW, shown, timezone.now())
    reports = Report.objects.visible_to(request.person, request.today)
    report = get_object_or_404(reports.exclude(request=None).filter(request=shown.request), pk=given.report)
    actions.take_contribution(shown, key, report, by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/reviews/{uuid:id}/contributions/{uuid:contribution_id}/removal", response=ReviewFull)
def leave_out(request: Asking, id: UUID, contribution_id: UUID) -> Review:
    held = get_object_or_404(ReviewContribution.objects.filter(review=found(request, id)), pk=contribution_id)
    actions.drop_contribution(held, by=request.person, at=timezone.now())
    return found(request, id)


def told(given: TextIn) -> Words:
    return Words(given.vi, given.lo, given.en)
