"""Workshops over the API: preparing one, its criteria, opening it, closing its votes, its minutes."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Router
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import problems as actions
from chungtay.answers.problems import keepers, workshops_of
from chungtay.answers.tasks import bodies_of_programme
from chungtay.models import Agreement, Organisation, Workshop
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.problems import Weighed

from ..asking import Asking, programmes_of
from ..lists import Window
from ..named import Given
from ..shapes import GivenDay, known_bodies
from .shapes import WorkshopFull, WorkshopOut, page_of, told_workshop

router = Router(tags=["problems"])


class WorkshopIn(Given):
    title: str = Field("", max_length=500)
    title_lo: str = Field("", max_length=500)
    title_en: str = Field("", max_length=500)
    held_on: GivenDay
    venue: str = Field("", max_length=300)
    bodies: list[UUID] = Field(default=[], max_length=200)  # who takes part beside the holder


class CriterionIn(Given):
    text: str = Field(max_length=300)
    weight: int = Field(1, ge=1, le=100)


class CriteriaIn(Given):
    criteria: list[CriterionIn] = Field(max_length=50)


class VotesClosingIn(Given):
    reason: str = Field("", max_length=2_000)  # where votes are missing


@router.get("/workshops", response=list[WorkshopOut])
@paginate(Window)
def workshops(request: Asking, programme: str = "") -> QuerySet[Workshop]:
    chosen = programmes_of(request, [programme])[0] if programme else None
    return workshops_of(request.person, request.today, chosen)


@router.post("/programmes/{slug:slug}/workshops", response=WorkshopFull)
def prepare(request: Asking, slug: str, given: WorkshopIn) -> dict[str, Any]:
    """Prepare one for the caller's own office; nobody else sees it until it is opened."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    holder = keepers(request.person, request.today, agreement).first()
    if holder is None:
        raise RuleBroken(Message("Your post does not allow this."))
    made = actions.draft_workshop(
        Workshop(agreement=agreement, holder=holder, **given.dict(exclude={"bodies"})),
        bodies=known_bodies(given.bodies, bodies_of_programme(agreement, request.today), "bodies").values(),
        by=request.person, at=timezone.now(),
    )  # fmt: skip
    return told_workshop(page_of(request, made.pk))


@router.get("/workshops/{uuid:id}", response=WorkshopFull)
def workshop(request: Asking, id: UUID) -> dict[str, Any]:
    return told_workshop(page_of(request, id))


@router.put("/workshops/{uuid:id}", response=WorkshopFull)
def write(request: Asking, id: UUID, given: WorkshopIn) -> dict[str, Any]:
    """What it is about and who takes part. Once it is open nobody is sent away."""
    held = page_of(request, id).workshop
    known = bodies_of_programme(held.agreement, request.today)
    staying = Organisation.objects.filter(pk__in=[one.pk for one in held.bodies.all()])
    for name, value in given.dict(exclude={"bodies"}).items():
        setattr(held, name, value)
    bodies = known_bodies(given.bodies, (known | staying).distinct(), "bodies").values()
    actions.write_workshop(held, bodies=bodies, by=request.person, at=timezone.now())
    return told_workshop(page_of(request, id))


@router.put("/workshops/{uuid:id}/criteria", response=WorkshopFull)
def weigh(request: Asking, id: UUID, given: CriteriaIn) -> dict[str, Any]:
    """By what it ranks, as a whole; from the opening on they stand."""
    rows = [Weighed(one.text, one.weight) for one in given.criteria]
    actions.weigh_criteria(page_of(request, id).workshop, rows, by=request.person, at=timezone.now())
    return told_workshop(page_of(request, id))


@router.post("/workshops/{uuid:id}/opening", response=WorkshopFull)
def opening(request: Asking, id: UUID) -> dict[str, Any]:
    """Its bodies read it from now on, add problems and vote. Opening it twice is harmless."""
    held = page_of(request, id).workshop
    if held.opened_by_id != request.person.pk:
        actions.open_workshop(held, by=request.person, at=timezone.now())
    return told_workshop(page_of(request, id))


@router.post("/workshops/{uuid:id}/closing", response=WorkshopFull)
def closing(request: Asking, id: UUID, given: VotesClosingIn) -> dict[str, Any]:
    """Close the votes; where some are missing, with the reason. Closing twice is harmless."""
    held = page_of(request, id).workshop
    if held.closed_by_id != request.person.pk:
        actions.close_votes(held, reason=given.reason, by=request.person, at=timezone.now())
    return told_workshop(page_of(request, id))


@router.post("/workshops/{uuid:id}/minutes", response=WorkshopFull)
def minutes(request: Asking, id: UUID, file: File[UploadedFile]) -> dict[str, Any]:
    """Keep the signed minutes; the sides of the programme read them."""
    paper = (file.name or "", file.read(), file.content_type or "")
    actions.keep_minutes(page_of(request, id).workshop, paper, by=request.person, at=timezone.now())
    return told_workshop(page_of(request, id))
