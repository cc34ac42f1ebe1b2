"""Gives the results of a frozen review to the public over the API, and takes them back."""

from uuid import UUID

from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions.published import publish_results, withdraw_results
from chungtay.models import ResultTable

from ..asking import Asking, refuse_unless_sure
from ..named import Given
from ..published import TableAddressOut
from .papers import found

router = Router(tags=["public"])


class ResultsReasonIn(Given):
    reason: str = Field(max_length=500)


class ResultsBackOut(Schema):
    is_public: bool = False


@router.post("/reviews/{uuid:id}/results", response=TableAddressOut)
def results(request: Asking, id: UUID) -> ResultTable:
    """Asks for a fresh sign-in. Small counts of persons are hidden, and what would let them be computed."""
    review = found(request, id)
    refuse_unless_sure(request)
    return publish_results(review, by=request.person, at=timezone.now())


@router.post("/reviews/{uuid:id}/results/withdrawal", response=ResultsBackOut)
def results_withdrawal(request: Asking, id: UUID, given: ResultsReasonIn) -> ResultsBackOut:
    withdraw_results(found(request, id), reason=given.reason, by=request.person, at=timezone.now())
    return ResultsBackOut()
