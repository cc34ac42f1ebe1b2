"""Deadlines over the API: how many days offices give for what, and setting an office's own."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions.deadlines import set_deadline
from chungtay.answers.deadlines import offices_of
from chungtay.models import Deadline
from chungtay.rules.deadlines import DeadlineKind
from chungtay.rules.messages import Message, RuleBroken

from .asking import Asking
from .named import Given
from .shapes import Body, GivenDay

router = Router(tags=["deadlines"])


class DeadlineOut(Schema):
    id: UUID
    kind: DeadlineKind
    days: int
    source: str
    valid_from: date
    holder: Body | None  # none: it came with the installation


class DeadlineIn(Given):
    kind: DeadlineKind
    days: int = Field(ge=1, le=366)
    source: str = Field(min_length=1, max_length=500)
    valid_from: GivenDay
    office: UUID | None = None  # of several offices of the caller, whose it is


@router.get("/deadlines", response=list[DeadlineOut])
def deadlines(request: Asking) -> QuerySet[Deadline]:
    """What came with the installation and what the caller's offices have set; the latest of an office holds."""
    found = Deadline.objects.visible_to(request.person, request.today)
    return found.select_related("holder").order_by("kind", "-valid_from", "id")


@router.post("/deadlines", response=DeadlineOut)
def set_one(request: Asking, given: DeadlineIn) -> Deadline:
    """Say how many days an office gives from a day on; what held before stays."""
    offices = offices_of(request.person, request.today)
    office = offices.filter(pk=given.office).first() if given.office else offices.first()
    if given.office and office is None:
        raise RuleBroken(Message("Choose a body of your own.", where="office"))
    if office is None:
        raise RuleBroken(Message("Your post does not allow this."))
    return set_deadline(
        office, given.kind, days=given.days, source=given.source, valid_from=given.valid_from, by=request.person,
        at=timezone.now(),
    )  # fmt: skip
