"""The reading room of an agreement: one document, given without a single word of any notice."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from chungtay.models import Agreement

from ...answers.lists import places_near
from ...answers.sides import called, read_for, sides_of
from ...models import Dossier, Enrolment
from ...models.keys import ACTIVE
from ...rules.form import FIELDS, Ask
from ..keys.found import agreement_of
from ..lists.words import CODE_WORDS, FIELD_WORDS
from ..pages import Request, sealed_page, spoken
from .words import WORDS

IDLE_MINUTES = 15  # static/annex/reader.js counts them
BLANK = UUID(int=0)  # where a script puts the id of a notice
OF_AGREEMENT = {
    "lists": "key-lists", "own_key": "own-key", "warnings": "key-warning", "openings": "openings",
    "envelopes": "envelopes",
}  # fmt: skip
OF_NOTICE = {
    "items": "notice-item", "grants": "notice-grant", "steps": "notice-step", "release": "card-release",
    "destruction": "notice-destruction",
}  # fmt: skip


@require_safe
@sealed_page
def room(request: Request, slug: str) -> HttpResponse:
    agreement = agreement_of(request, slug)
    page = {
        "agreement": agreement.said("name", get_language() or ""),
        "idle_minutes": IDLE_MINUTES,
        "words": spoken(WORDS),
        "told": told_to(request, agreement),
        "form": form_of(request, agreement),
    }
    return render(request, "notices/room/room.html", page)


def told_to(request: Request, agreement: Agreement) -> dict[str, Any]:
    """What the scripts need beside their words; nothing of it is secret."""
    own = read_for(request.person, agreement)
    listed = Enrolment.objects.filter(ACTIVE, seat__in=own).select_related("person")
    return {
        "slug": agreement.slug,
        "agreement": agreement.said("name", get_language() or ""),
        "person": str(request.person.pk),
        "now": timezone.now().isoformat(),
        "zone": settings.TIME_ZONE,
        "addresses": addresses(agreement.slug),
        "people": {
            str(one.person_id): called(one.person, request.today, get_language() or "") for one in listed
        },
        "dossiers": {str(seat): dossier for seat in own if (dossier := dossier_of(seat))},
    }


def addresses(slug: str) -> dict[str, str]:
    return {
        **{name: reverse(page, args=[slug]) for name, page in OF_AGREEMENT.items()},
        **{name: reverse(page, args=[BLANK]) for name, page in OF_NOTICE.items()},
        "confirmation": reverse("sender-confirmation", args=[slug, "_kid_"]),
    }


def dossier_of(seat: UUID) -> dict[str, str] | None:
    """On what legal basis the side gives data across the border: its newest word."""
    noted = Dossier.objects.filter(seat=seat).order_by("-noted_at").first()
    return {"basis": noted.basis, "number": noted.number} if noted else None


def form_of(request: Request, agreement: Agreement) -> dict[str, Any]:
    """Fields and codes with their words, so that what was coded is read as words; units by their key."""
    near = places_near(sides_of(agreement, request.today), request.today, get_language() or "")
    lists = {name: [[code, str(word)] for code, word in words.items()] for name, words in CODE_WORDS.items()}
    fields = [
        {
            "name": one.name, "label": str(FIELD_WORDS[one.name]), "ask": one.ask.value,
            "list": "place" if one.ask is Ask.PLACE else one.list, "crosses": one.crosses,
        }
        for one in FIELDS
    ]  # fmt: skip
    return {"fields": fields, "lists": {**lists, "place": [[unit.key, unit.name] for unit in near]}}
