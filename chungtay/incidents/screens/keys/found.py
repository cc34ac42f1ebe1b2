"""Fetches what the addresses of keys name, for whoever may know that it exists."""

from typing import Any
from uuid import UUID

from django.http import Http404

from chungtay.models import Agreement, Seat

from ...answers.keys import may_come_in
from ...answers.sides import sides_of
from ...models import Enrolment
from ..pages import Request


def agreement_of(request: Request, slug: str) -> Agreement:
    """To a stranger, and to an administrator, the annex of an agreement does not exist."""
    agreement = Agreement.objects.filter(slug=slug).first()
    if agreement is None or not may_come_in(agreement, request.person, request.today):
        raise Http404
    return agreement


def seat_of(request: Request, agreement: Agreement, told: Any) -> Seat:
    for side in sides_of(agreement, request.today):
        if str(side.pk) == told:
            return side.seat
    raise Http404


def own_enrolment(request: Request, agreement: Agreement, told: Any) -> Enrolment:
    """Somebody else's does not exist."""
    try:
        wanted = UUID(str(told))
    except ValueError as wrong:
        raise Http404 from wrong
    found = Enrolment.objects.filter(pk=wanted, person=request.person, seat__agreement=agreement)
    row = found.select_related("seat__agreement").first()
    if row is None:
        raise Http404
    return row


def sentence(told: Any, longest: int = 300) -> str:
    """A line of text as it came; anything else is none."""
    return " ".join(told.split())[:longest] if isinstance(told, str) else ""
