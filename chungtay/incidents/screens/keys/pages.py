"""The pages of keys: both sides' keys and recipients, one's own key, and the ceremony of a side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.answers.sentences import said
from chungtay.models import Agreement
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act

from ...actions import keys as actions
from ...actions.keys.sides import WHICH
from ...answers.keys import keys_page, own_keys, side_keys, warnings_of
from ...answers.sides import Side, called, own_sides
from ...models import Enrolment, KeyWarning
from ...rules.keys import EnrolmentState
from ..front import demo
from ..pages import Request, sealed_page, spoken
from .found import agreement_of
from .words import CEREMONY, HALVES, KINDS, OWN_KEY, PAGE, STATES


@require_safe
def keys(request: Request, slug: str) -> HttpResponse:
    return shown(request, agreement_of(request, slug))


def shown(request: Request, agreement: Agreement, wrong: tuple[str, list[str]] | None = None) -> HttpResponse:
    """Readable without a script; with one the browser also checks every signature for itself."""
    person, today = request.person, request.today
    told = {
        "agreement": agreement,
        "sides": keys_page(agreement, person, today, get_language() or ""),
        "warned": [
            (row, KINDS[row.warning.kind]) for row in warnings_of(agreement, today, get_language() or "")
        ],
        "may_settle": bool(own_sides(agreement, person, Act.SIGN, today)),
        "may_enrol": bool(own_sides(agreement, person, Act.RECORD, today)),
        "wrong": wrong,
        "words": spoken(PAGE),
        "told": {"slug": agreement.slug},
    }
    return render(request, "notices/keys/keys.html", told, status=422 if wrong else 200)


@require_POST
def settlement(request: Request, slug: str, id: UUID) -> HttpResponse:
    """Whoever keeps keys says what came of a warning."""
    agreement = agreement_of(request, slug)
    warning = (
        KeyWarning.objects.filter(pk=id, seat__agreement=agreement).select_related("seat__agreement").first()
    )
    if warning is None:
        raise Http404
    note = request.POST.get("note", "")
    try:
        actions.settle_warning(warning, note, by=request.person, at=timezone.now())
    except RuleBroken as broken:
        if not broken.messages[0].where:
            raise
        return shown(request, agreement, wrong=(str(id), [said(message) for message in broken.messages]))
    messages.success(request, _("Kept. Both sides read it here."))
    return redirect("notice-keys", slug)


@require_safe
@sealed_page
def own_key(request: Request, slug: str) -> HttpResponse:
    """One's own key: made here, and unlocked here, by a passphrase that never leaves the browser."""
    agreement = agreement_of(request, slug)
    sides = own_sides(agreement, request.person, Act.RECORD, request.today)
    held = own_keys(agreement, request.person)
    if not sides and not held:
        raise Http404
    told = {
        "demo_words": demo.words_of(request.person),
        "agreement": agreement,
        "words": spoken(OWN_KEY),
        "told": {
            "slug": slug,
            "sides": [{"seat": str(side.pk), "name": side.named(get_language() or "")} for side in sides],
            "keys": [key_told(one) for one in held],
            "title": _("Key for confidential notices"),
            "who": called(request.person, request.today, get_language() or ""),
            "asked": str(STATES[EnrolmentState.ASKED]),
            "lost": str(STATES[EnrolmentState.LOST]),
        },
    }
    return render(request, "notices/keys/own.html", told)


def key_told(one: Enrolment) -> dict[str, Any]:
    state = one.state
    return {
        "id": str(one.pk), "seat": str(one.seat_id), "number": one.aloud, "state": state.value,
        "said": str(STATES[state]), "follows": str(one.follows_id or ""),
        "card": one.card, "since": one.asked_at.date().isoformat(),
        "may": {
            "rewrap": state in (EnrolmentState.ASKED, EnrolmentState.LISTED, EnrolmentState.ENDED),
            "rotate": state is EnrolmentState.LISTED,
            "lose": state is EnrolmentState.LISTED,
            "withdraw": state is EnrolmentState.ASKED,
        },
    }  # fmt: skip


@require_safe
@sealed_page
def ceremony(request: Request, slug: str) -> HttpResponse:
    """For whoever keeps a side's keys: first keys, next lists, renewal, recovery."""
    agreement = agreement_of(request, slug)
    sides = own_sides(agreement, request.person, Act.SIGN, request.today)
    if not sides:
        raise Http404
    rows = {"slug": slug, "sides": [side_told(side, request) for side in sides]}
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(rows)  # after a list was signed: who waits now
    told = {
        "demo_halves": demo.halves_of(side.pk for side in sides),
        "agreement": agreement,
        "words": spoken(CEREMONY),
        "backs": [(which, half, HALVES[f"half_{which}_{half}"]) for which in WHICH for half in (0, 1)],
        "told": rows,
    }
    return render(request, "notices/keys/ceremony.html", told)


def side_told(side: Side, request: Request) -> dict[str, Any]:
    """What the ceremony needs; the page checks the lists themselves for itself."""
    found = side_keys(side, True, request.today, get_language() or "")
    rows = [
        {
            "id": str(one.enrolment.pk), "person": str(one.enrolment.person_id), "title": one.title,
            "card": one.enrolment.card, "listed": bool(one.enrolment.listed_in_id),
            "lost": bool(one.enrolment.lost_at), "works_here": one.works_here,
            "follows": str(one.enrolment.follows_id or ""),
        }
        for one in (*found.readers, *found.waiting)
    ]  # fmt: skip
    return {
        "seat": str(side.pk),
        "name": side.named(get_language() or ""),
        "keys": [one.key.number for one in reversed(found.history) if one.key],
        "signing": found.key.signing if found.key else None,
        "rows": rows,
    }
