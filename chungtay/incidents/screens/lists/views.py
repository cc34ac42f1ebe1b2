"""The lists of an agreement: whom to tell, hotlines, hours, how long, on which basis; read, changed, printed."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.answers.sentences import said
from chungtay.models import Agreement
from chungtay.rules.messages import Message, RuleBroken

from ...actions import lists as actions
from ...answers.lists import ListsPage
from ...models import ChainStep, Dossier, Hotline, Hours, Retention
from ...models.lists import InForce
from ...rules.life import Urgency
from ...rules.listing import file_by, is_late
from ...rules.lists import CHAINS
from ..pages import Request
from .forms import KINDS, DossierForm, LineForm, country_word
from .words import CODE_WORDS

NOT_YOURS = Message("Your post does not allow this.")


@require_safe
def lists(request: Request, slug: str) -> HttpResponse:
    page = found(request, slug)
    told = {
        "page": page, "agreement": page.agreement, "may_change": bool(page.own),
        "countries": [(country_word(code), code in page.own_countries, chains(page, code),
                       in_force(page, Hotline, country=code)) for code in page.countries],
        "hours": hours(page), "retention": terms(page), "dossiers": dossiers(page), "ended": ended(page),
    }  # fmt: skip
    return render(request, "notices/lists/lists.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new_line(request: Request, slug: str, kind: str) -> HttpResponse:
    """A further line; only chains and hotlines grow, hours and terms are changed."""
    page = to_change(request, slug)
    if kind not in ("chain", "hotline"):
        raise Http404
    form = LineForm(KINDS[kind], page.own_countries, request.POST or None)
    if form.is_valid():
        line = KINDS[kind](**form.cleaned_data)
        if kept(form, lambda: actions.add_line(line, page.agreement, by=page.person, at=timezone.now())):
            messages.success(request, _("Kept. It holds from today on."))
            return redirect("notice-lists", slug)
    told = {"form": form, "agreement": page.agreement, "line": None}
    return render(request, "notices/lists/line.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: Request, slug: str, kind: str, id: UUID) -> HttpResponse:
    """Writes a line otherwise, or ends it; what it said stays, with its last day."""
    page = to_change(request, slug)
    if kind not in KINDS:
        raise Http404
    held = next((one for one in page.lines(KINDS[kind]) if one.pk == id and one.valid_to is None), None)
    if held is None:
        raise Http404
    by, at = page.person, timezone.now()
    if "end" in request.POST:
        actions.end_line(held, page.agreement, by=by, at=at)
        messages.success(request, _("Ended. It stays below with its last day."))
        return redirect("notice-lists", slug)
    form = LineForm(KINDS[kind], page.countries, request.POST or None, of=held)
    if form.is_valid() and kept(
        form, lambda: actions.change_line(held, form.cleaned_data, page.agreement, by=by, at=at)
    ):
        messages.success(request, _("Kept. It holds from today on."))
        return redirect("notice-lists", slug)
    told = {"form": form, "agreement": page.agreement, "line": held, "may_end": kind in ("chain", "hotline")}
    return render(request, "notices/lists/line.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: Request, slug: str, seat: UUID) -> HttpResponse:
    page = to_change(request, slug)
    side = next((one for one in page.own if one.pk == seat), None)
    if side is None:
        raise RuleBroken(NOT_YOURS) if seat in {one.pk for one in page.sides} else Http404
    newest = next((noted[0] for one, noted in page.dossiers if one.pk == seat and noted), None)
    form = DossierForm(request.POST or None, of=newest)
    if form.is_valid():
        noted = Dossier(**form.cleaned_data)
        if kept(form, lambda: actions.note_dossier(noted, side, by=page.person, at=timezone.now())):
            messages.success(request, _("Kept."))
            return redirect("notice-lists", slug)
    told = {"form": form, "agreement": page.agreement, "side": side}
    return render(request, "notices/lists/dossier.html", told, status=422 if form.errors else 200)


def found(request: Request, slug: str) -> ListsPage:
    page = ListsPage(get_object_or_404(Agreement, slug=slug), request.person, request.today)
    if not page.may_read:
        raise Http404
    return page


def to_change(request: Request, slug: str) -> ListsPage:
    page = found(request, slug)
    if not page.own:
        raise RuleBroken(NOT_YOURS)
    return page


def kept(form: forms.Form, act: Any) -> bool:
    """Whether the rules allow it; else the form says why not, field by field."""
    try:
        act()
    except RuleBroken as broken:
        for message in broken.messages:
            form.add_error(message.where if message.where in form.fields else None, said(message))
        return False
    return True


def in_force(page: ListsPage, kind: type[InForce], **of: Any) -> list[InForce]:
    lines = [one for one in page.lines(kind) if one.valid_to is None and one.valid_from <= page.today]
    return [one for one in lines if all(getattr(one, name) == value for name, value in of.items())]


def chains(page: ListsPage, country: str) -> list[tuple[Any, list[InForce]]]:
    """By type of case; what holds for every type stands last."""
    every = (*((code, CODE_WORDS["chain"][code]) for code in CHAINS), ("", _("Every type of case")))
    parts = [(word, in_force(page, ChainStep, country=country, type=code)) for code, word in every]
    return [(word, steps) for word, steps in parts if steps]


def hours(page: ListsPage) -> list[tuple[Any, InForce | None]]:
    """The line that applies: the agreement's own before the one for all."""
    return [(CODE_WORDS["urgency"][one], own_first(in_force(page, Hours, urgency=one))) for one in Urgency]


def terms(page: ListsPage) -> InForce | None:
    return own_first(in_force(page, Retention))


def own_first(lines: list[Any]) -> InForce | None:
    return min(lines, key=lambda one: one.agreement_id is None, default=None)


def ended(page: ListsPage) -> list[tuple[str, InForce]]:
    """What held once, newest first, with the word of its list."""
    words = {"chain": _("Who must be told"), "hotline": _("Hotlines"), "hours": _("Hours"),
             "retention": _("How long notices are kept")}  # fmt: skip
    rows = [(words[name], one) for name, kind in KINDS.items() for one in page.lines(kind) if one.valid_to]
    return sorted(rows, key=lambda row: row[1].valid_to or page.today, reverse=True)


def dossiers(page: ListsPage) -> list[dict[str, Any]]:
    own = {side.pk for side in page.own}
    return [
        {"side": side, "newest": noted[0] if noted else None, "before": noted[1:], "may_note": side.pk in own,
         "file_by": file_by(noted[0].first_transfer_on) if noted else None,
         "is_late": bool(noted) and is_late(noted[0].first_transfer_on, noted[0].filed_on, page.today)}
        for side, noted in page.dossiers
    ]  # fmt: skip
