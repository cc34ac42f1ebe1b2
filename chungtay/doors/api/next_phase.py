"""The next phase over the API: what it could begin with, drafting it, and the two phases side by side."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions.next_phase import NO_PHASE, draft_next_phase, office_for
from chungtay.answers.next_phase import (
    TargetPair,
    ending_of,
    lines_for,
    seen_next_phases,
    side_by_side,
)
from chungtay.models import Review
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.next_phase import Line, Term

from .asking import Asking
from .errors import said
from .named import Given
from .shapes import Amount, GivenAmount, GivenDay, Words, amount, ten_thousandths, words

router = Router(tags=["next phase"])


class PhaseLineOut(Schema):
    key: str
    origin: str  # commitment, direction, target, stock, result, task
    text: Words
    why: str
    amount: Amount | None  # proposed, where the line is a target
    is_proposed: bool


class NextPhaseOffered(Schema):
    name: str
    first_on: date
    last_on: date
    lines: list[PhaseLineOut]


class NextPhaseIn(Given):
    name: str = Field(max_length=80)
    first_on: GivenDay
    last_on: GivenDay
    chosen: list[str] = Field(max_length=1_000)  # keys of `reviews/{id}/next-phase`
    amounts: dict[str, GivenAmount] = Field(
        default_factory=dict, max_length=1_000
    )  # by key; else as proposed


class NextPhaseOut(Schema):
    id: UUID
    version: UUID  # the text, in `versions/{id}`


class TargetPairOut(Schema):
    indicator: str
    promised: Amount | None
    reached: Amount | None
    proposed: Amount | None


class PhasePairOut(Schema):
    standing: str  # kept, changed, new, left_out
    before: Words | None
    after: Words | None
    origin: str | None
    targets: list[TargetPairOut]


@router.get("/reviews/{uuid:id}/next-phase", response=NextPhaseOffered)
def offered(request: Asking, id: UUID) -> dict[str, Any]:
    """The term after the phase that ends, and each line with its origin and why it is offered."""
    review = found(request, id)
    office_for(review, request.person, timezone.now())
    ending = ending_of(review)
    if ending is None:
        raise RuleBroken(Message(NO_PHASE))
    after = ending.after
    lines = lines_for(review, ending, request.person, request.today)
    return {
        "name": after.name,
        "first_on": after.first_on,
        "last_on": after.last_on,
        "lines": [line_out(line) for line in lines],
    }


@router.post("/reviews/{uuid:id}/next-phase", response=NextPhaseOut)
def drafting(request: Asking, id: UUID, given: NextPhaseIn) -> dict[str, Any]:
    """Begin the draft; only the office that draws it up sees it until it is proposed."""
    review = found(request, id)
    office_for(review, request.person, timezone.now())
    ending = ending_of(review)
    lines = lines_for(review, ending, request.person, request.today) if ending else []
    proposed = {line.key: line.amount for line in lines}
    amounts = proposed | {key: ten_thousandths(value) for key, value in given.amounts.items()}
    term = Term(given.name, given.first_on, given.last_on)
    made = draft_next_phase(review, term, given.chosen, amounts, by=request.person, at=timezone.now())
    return {"id": made.pk, "version": made.version_id}


@router.get("/next-phases/{uuid:id}", response=list[PhasePairOut])
def next_phase(request: Asking, id: UUID) -> list[dict[str, Any]]:
    """The phase that ends beside the one that is drafted after it, content by content."""
    shown = get_object_or_404(seen_next_phases(request.person, request.today), pk=id)
    beside = side_by_side(shown, request.person, request.today)
    if beside is None:
        raise Http404
    return [
        {
            "standing": pair.standing,
            "before": words(pair.before, "text") if pair.before else None,
            "after": words(pair.after, "text") if pair.after else None,
            "origin": pair.origin or None,
            "targets": [target_out(one) for one in pair.targets],
        }
        for pair in beside.contents
    ]


def line_out(line: Line) -> dict[str, Any]:
    return {
        "key": line.key,
        "origin": line.origin,
        "text": words(line, "text"),
        "why": said(line.why),
        "amount": amount(line.amount),
        "is_proposed": line.is_proposed,
    }


def target_out(pair: TargetPair) -> dict[str, Any]:
    return {
        "indicator": pair.indicator.slug,
        "promised": amount(pair.before),
        "reached": amount(pair.actual),
        "proposed": amount(pair.after),
    }


def found(request: Asking, id: UUID) -> Review:
    visible = Review.objects.visible_to(request.person, request.today).select_related("agreement", "holder")
    return get_object_or_404(visible, pk=id)
