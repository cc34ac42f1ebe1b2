"""Next year over the API: what its plan could begin with, drawing it, and how two years differ."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions.next_year import draft_next_year
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.next_year import compared_years, suggestions, year_before
from chungtay.models import Plan
from chungtay.rules.next_year import YearRow
from chungtay.rules.people import Act

from .asking import Asking
from .errors import said
from .named import Given
from .shapes import Words, words

router = Router(tags=["next year"])


class SuggestionOut(Schema):
    key: str
    origin: str
    text: Words
    why: str
    is_proposed: bool


class NextYearIn(Given):
    chosen: list[str] = Field(max_length=1_000)  # keys of `plans/{plan_id}/next-year`


class DrawnOut(Schema):
    id: UUID
    year: int
    contents: int


class YearLineOut(Schema):
    standing: str  # kept, changed, new, left_out
    this_year: UUID | None
    next_year: UUID | None
    changed: list[str]


@router.get("/plans/{uuid:plan_id}/next-year", response=list[SuggestionOut])
def offered(request: Asking, plan_id: UUID) -> list[dict[str, Any]]:
    """Each line with its origin and why it is offered."""
    plan = found_to_plan(request, plan_id)
    return [
        {
            "key": one.key,
            "origin": one.origin,
            "text": words(one, "text"),
            "why": said(one.why),
            "is_proposed": one.is_proposed,
        }
        for one in suggestions(plan, request.person, request.today)
    ]


@router.post("/plans/{uuid:plan_id}/next-year", response=DrawnOut)
def drawing(request: Asking, plan_id: UUID, given: NextYearIn) -> dict[str, Any]:
    """Begin the draft; only the office that draws it sees it until it is proposed."""
    plan = found_to_plan(request, plan_id)
    drawn = draft_next_year(plan, given.chosen, by=request.person, at=timezone.now())
    return {"id": drawn.pk, "year": drawn.year, "contents": drawn.contents.count()}


@router.get("/plans/{uuid:plan_id}/difference", response=list[YearLineOut])
def difference(request: Asking, plan_id: UUID) -> list[dict[str, Any]]:
    """This plan's contents beside those of the year before."""
    plan = found(request, plan_id)
    before = year_before(plan, request.person, request.today)
    if before is None:
        raise Http404
    return [
        {
            "standing": line.standing,
            "this_year": key_of(line.this),
            "next_year": key_of(line.next),
            "changed": list(line.changed),
        }
        for line in compared_years(before, plan, "vi")
    ]


def key_of(row: YearRow | None) -> UUID | None:
    return row.key if row else None


def found(request: Asking, plan_id: UUID) -> Plan:
    seen = Plan.objects.visible_to(request.person, request.today).select_related("phase__agreement")
    return get_object_or_404(seen, pk=plan_id)


def found_to_plan(request: Asking, plan_id: UUID) -> Plan:
    plan = found(request, plan_id)
    refuse_unless_may(request.person, Act.PLAN, plan, timezone.now())
    return plan
