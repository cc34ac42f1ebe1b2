"""What scripts fetch: envelopes, which say nothing of what is inside, and sealed bytes, once it is written who asks."""

import logging

from django import db
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from chungtay.rules.messages import Message, RuleBroken

from ...actions.openings import MOST, open_items
from ...answers.envelopes import bytes_of, envelopes
from ...models import Item, Opening
from ...rules.envelopes import NOT_AS_IT_MUST, uuid_of
from ..pages import Request, asked_by_script
from .found import agreement_found
from .sending import Asked

logger = logging.getLogger(__name__)


@require_safe
@asked_by_script
def envelopes_page(request: Request, slug: str) -> JsonResponse:
    agreement = agreement_found(request, slug)
    told = envelopes(request.person, agreement, request.today, get_language() or "vi")
    return kept_nowhere(JsonResponse({"notices": told}))


@require_POST
@asked_by_script
def openings(request: Asked, slug: str) -> JsonResponse:
    """No audit, no bytes: they are read from the database only after the line about it was written for good."""
    agreement = agreement_found(request, slug)
    keys = [uuid_of(one) for one in listed(request.told.get("items"))]
    how = request.told.get("how")
    if how not in Opening.How.values:
        raise RuleBroken(Message(NOT_AS_IT_MUST, {"part": "how"}, "how"))
    try:
        wanted = [key for key in keys if key is not None]
        if len(wanted) != len(keys):
            raise Item.DoesNotExist
        written = open_items(agreement, wanted, Opening.How(how), by=request.person, at=timezone.now())
    except Item.DoesNotExist as nothing:
        raise Http404 from nothing
    except db.Error as problem:
        logger.warning("an opening could not be audited: %s", type(problem).__name__)
        text = gettext("Nothing was opened: the audit cannot be written now. Tell your administrator.")
        return kept_nowhere(JsonResponse({"said": [text]}, status=503))
    told = bytes_of(written, request.today, get_language() or "vi")
    return kept_nowhere(JsonResponse({"items": told}))


def listed(items: object) -> list[object]:
    if not isinstance(items, list) or not 0 < len(items) <= MOST:
        raise RuleBroken(Message(NOT_AS_IT_MUST, {"part": "items"}, "items"))
    return items


def kept_nowhere(answer: JsonResponse) -> JsonResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer
