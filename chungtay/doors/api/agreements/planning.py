"""Planning over the API: what a content makes concrete, and its targets."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Router
from pydantic import Field

from chungtay.actions import plans as actions
from chungtay.models import Content
from chungtay.rules.messages import Message, RuleBroken

from ..asking import Asking
from ..ledger import countable
from ..named import Given
from ..shapes import GivenAmount, ten_thousandths, too_fine
from .programmes import ContentFull, content_told, found_plan

router = Router(tags=["planning"])


class CommitmentsIn(Given):
    commitments: list[int] = Field(default=[], max_length=100)  # the numbers of the phase's signed contents
    signed: str = Field("", max_length=2_000)  # one that is not held yet, as it was signed


class TargetIn(Given):
    indicator: str
    amount: GivenAmount


@router.put("/contents/{uuid:content_id}/commitments", response=ContentFull)
def commitments(request: Asking, content_id: UUID, given: CommitmentsIn) -> dict[str, Any]:
    """Say which signed contents it makes concrete, in place of what was said before."""
    content, by, at = found_content(request, content_id), request.person, timezone.now()
    chosen = list(content.plan.phase.commitments.filter(number__in=given.commitments))
    unknown = sorted(set(given.commitments) - {one.number for one in chosen})
    if unknown:
        raise RuleBroken(
            Message("The phase has no signed content %(number)s.", {"number": number}, "commitments")
            for number in unknown
        )
    actions.make_concrete(content, chosen, signed=given.signed, by=by, at=at)
    return content_told(request, content_id)


@router.post("/contents/{uuid:content_id}/targets", response=ContentFull)
def target(request: Asking, content_id: UUID, given: TargetIn) -> dict[str, Any]:
    """Promise so many within the plan's year; said anew, it replaces what was said before."""
    content, by, at = found_content(request, content_id), request.person, timezone.now()
    (indicator,) = countable([given.indicator])
    problems = list(too_fine(given.amount, decimals=indicator.decimals, where="amount"))
    if problems:
        raise RuleBroken(problems)
    actions.set_target(content, indicator, amount=ten_thousandths(given.amount), by=by, at=at)
    return content_told(request, content_id)


def found_content(request: Asking, content_id: UUID) -> Content:
    content: Content = found_plan(request, contents=content_id).contents.get(pk=content_id)
    return content
