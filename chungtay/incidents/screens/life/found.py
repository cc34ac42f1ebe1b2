"""Finds what a script asks for; what does not exist for the person is not found at all."""

from uuid import UUID

from django.http import Http404

from chungtay.models import Agreement
from chungtay.rules.people import Act

from ...answers.envelopes import notice_for
from ...answers.sides import own_sides
from ...models import Notice
from ..pages import Request


def agreement_found(request: Request, slug: str) -> Agreement:
    """For whoever may send for one of its sides, or reads the trail of one."""
    agreement = Agreement.objects.filter(slug=slug).first()
    acts = (Act.RECORD, Act.READ)
    if agreement and any(own_sides(agreement, request.person, act, request.today) for act in acts):
        return agreement
    raise Http404


def notice_found(request: Request, key: UUID) -> Notice:
    notice = notice_for(request.person, key, request.today)
    if notice is None:
        raise Http404
    return notice
