"""The annex's front page, what waits and where each notice stands; and the destruction of what is due."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.answers.sentences import said
from chungtay.models import Agreement, Seat
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import ALLOWED, Act, Kind, Role

from ...actions.cards import release_card
from ...actions.destroying import destroy_bytes
from ...answers.envelopes import notice_for
from ...answers.front import FEW, MOST, Programme, agreements_for, programme_for
from ...answers.sides import sides_of
from ...models import Notice
from ..pages import Request, asked_by_script
from .words import OWN_KEY, STANDINGS, STEPS


@require_safe
def front(request: Request) -> HttpResponse:
    """Every programme in short, or one at length where the address names it; for an administrator nothing is here."""
    if not any(
        (Act.READ, Kind.NOTICE) in ALLOWED[Role(post.role)] for post in request.person.posts_on(request.today)
    ):
        raise Http404
    near, slug = agreements_for(request.person, request.today), request.GET.get("programme")
    chosen = [get_object_or_404(near, slug=slug)] if slug else list(near)
    most, at = MOST if slug else FEW, timezone.now()
    told = [programme_for(request.person, one, request.today, at=at, most=most) for one in chosen]
    told.sort(key=lambda one: (not one.waits, not one.rows, not one.may_read))
    return render(
        request,
        "notices/front/notices.html",
        {"programmes": [shown(one) for one in told], "alone": bool(slug)},
    )


def shown(told: Programme) -> dict[str, Any]:
    """The programme in the words of the page."""
    waits = [
        (reverse(owed.door.page, args=owed.door.named), said(owed.door.words), owed.waits_since)
        for owed in told.waits
        if owed.door
    ]
    rows = [(row, STANDINGS[row.standing], STEPS[row.last.step]) for row in told.rows]
    return {"told": told, "waits": waits, "rows": rows, "own_key": OWN_KEY[told.own_key]}


@require_POST
@asked_by_script
def cards(request: Request, id: UUID) -> HttpResponse:
    """Codes that a recipient lets be counted. Year and quarter are those of this moment, whatever is sent."""
    told, notice = request.told, found(request, id)  # type: ignore[attr-defined]
    side = side_of(request, notice.agreement, told.get("side"))
    consent = told.get("consent") is True
    release_card(notice, side, told, has_consent=consent, by=request.person, at=timezone.now())
    return JsonResponse({})


@require_POST
def destruction(request: Request, id: UUID) -> HttpResponse:
    """Asked by a script, or by the form of the front page, in which the number of the notice was typed."""
    if request.content_type == "application/json":
        return destruction_by_script(request, id)
    notice = found(request, id)
    side = side_of(request, notice.agreement, request.POST.get("side"))
    if request.POST.get("number", "").replace(" ", "") != str(notice):
        raise RuleBroken(
            Message(
                "Type %(number)s to destroy what is sealed in this notice. Nothing was destroyed.",
                {"number": str(notice)},
            )
        )
    destroy_bytes(notice, side, by=request.person, at=timezone.now())
    messages.success(request, _("What was sealed in notice %(number)s is destroyed.") % {"number": notice})
    return redirect("notices")


@asked_by_script
def destruction_by_script(request: Request, id: UUID) -> HttpResponse:
    notice = found(request, id)
    side = side_of(request, notice.agreement, request.told.get("side"))  # type: ignore[attr-defined]
    destroy_bytes(notice, side, by=request.person, at=timezone.now())
    return JsonResponse({})


def found(request: Request, id: UUID) -> Notice:
    """To whom a notice is not shown it does not exist."""
    notice = notice_for(request.person, id, request.today)
    if notice is None:
        raise Http404
    return notice


def side_of(request: Request, agreement: Agreement, told: object) -> Seat:
    for side in sides_of(agreement, request.today):
        if str(side.pk) == told:
            return side.seat
    raise Http404
