"""What scripts send: a first notice, further items, grants, steps."""

from typing import Any
from uuid import UUID

from django.http import Http404, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from chungtay.answers.sentences import said

from ...actions.notices import Taken, add_item, begin_notice, grant_item
from ...actions.steps import take_step
from ...answers.envelopes import items_for, position_of
from ...rules.envelopes import uuid_of
from ..pages import Request, asked_by_script
from .found import agreement_found, notice_found


class Asked(Request):
    """A script's request, its JSON read."""

    told: dict[str, Any]


def taken_told(taken: Taken, **more: Any) -> JsonResponse:
    return JsonResponse(more | {"warned": [said(message) for message in taken.warned]})


@require_POST
@asked_by_script
def begin(request: Asked, slug: str) -> JsonResponse:
    """A first notice, sealed to the own side's recipients."""
    agreement = agreement_found(request, slug)
    taken = begin_notice(agreement, request.told, by=request.person, at=timezone.now())
    return taken_told(taken, number=taken.notice.number, year=taken.notice.year)


@require_POST
@asked_by_script
def add(request: Asked, id: UUID) -> JsonResponse:
    """One more item; the first that crosses passes the notice on."""
    notice = notice_found(request, id)
    taken = add_item(notice, request.told, by=request.person, at=timezone.now())
    return taken_told(taken, position=position_of(taken.item))


@require_POST
@asked_by_script
def grant(request: Asked, id: UUID) -> JsonResponse:
    """Lets one more key open an item."""
    notice = notice_found(request, id)
    near = items_for(request.person, notice.agreement, request.today).select_related("notice__agreement")
    key = uuid_of(request.told.get("iid"))
    item = near.filter(notice=notice, pk=key).first() if key else None
    if item is None:
        raise Http404
    grant_item(item, request.told, by=request.person, at=timezone.now())
    return JsonResponse({})


@require_POST
@asked_by_script
def step(request: Asked, id: UUID) -> JsonResponse:
    """Told by phone, acknowledged, closed, opened again."""
    take_step(notice_found(request, id), request.told, by=request.person, at=timezone.now())
    return JsonResponse({})
