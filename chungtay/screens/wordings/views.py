"""The words of a programme or a plan side by side; each text is put, checked and marked as signed by itself."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import wordings as actions
from chungtay.answers.wordings import Words, agreement_of, found_thing
from chungtay.models import Agreement
from chungtay.rules.messages import RuleBroken
from chungtay.rules.wordings import LANGUAGES, TRANSLATABLE
from chungtay.screens.errors import all_said
from chungtay.screens.middleware import Request

from .asked import AskedForm, asked_again, languages_asked, plan_asked

A_PAGE = 20


@require_safe
def words(request: Request, slug: str) -> HttpResponse:
    """Vietnamese, Lao and English beside each other, a page at a time."""
    shown = shown_words(request, slug)
    asked = request.GET.copy()
    number = asked.pop("page", ["1"])[-1]
    form = AskedForm(shown, asked)
    told = form.told()
    shown.plan = plan_asked(shown, told.get("of", ""))
    languages = languages_asked(told)
    page = Paginator(shown.asked(languages=languages, state=told.get("state", "")), A_PAGE).get_page(number)
    seen = {
        "shown": shown, "form": form, "page": page, "languages": languages, "asked": urlencode(told),
        "back": urlencode(told | ({"page": page.number} if page.number > 1 else {})),
    }  # fmt: skip
    return render(request, "wordings/words.html", seen)


@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: Request, slug: str, kind: str, id: UUID, field: str, language: str) -> HttpResponse:
    """One text in one language by itself. A POST writes it; nothing written takes away what stood there."""
    shown, thing = found(request, slug, kind, id, field, language)
    if request.method != "POST":
        return one_text(request, shown, thing, field, language)
    typed, seen = request.POST.get("text", ""), request.POST.get("seen") or None
    try:
        actions.translate(
            thing, field, language, typed, seen=seen, by=request.person, at=timezone.now()
        )  # fmt: skip
    except RuleBroken as problem:
        return one_text(request, shown, thing, field, language, typed=typed, problem=problem)
    messages.success(request, _("Saved.") if typed.strip() else _("Taken away. The Vietnamese is shown."))
    return back(request, slug, f"{id}-{field}")


@require_POST
def check(request: Request, slug: str, kind: str, id: UUID, field: str, language: str) -> HttpResponse:
    shown, thing = found(request, slug, kind, id, field, language)
    typed, seen = request.POST.get("text"), request.POST.get("seen") or None
    try:
        actions.check_wording(
            thing, field, language, typed=typed, seen=seen, by=request.person, at=timezone.now()
        )  # fmt: skip
    except RuleBroken as problem:
        return one_text(request, shown, thing, field, language, typed=typed, problem=problem)
    messages.success(request, _("Checked. It is shown without a mark from now on."))
    return back(request, slug, f"{id}-{field}")


@require_POST
def equal(request: Request, slug: str, kind: str, id: UUID, field: str, language: str) -> HttpResponse:
    shown, thing = found(request, slug, kind, id, field, language)
    try:
        actions.mark_equal(thing, field, language, by=request.person, at=timezone.now())
    except RuleBroken as problem:
        return one_text(request, shown, thing, field, language, problem=problem)
    messages.success(request, _("Marked as an equal text. Only an amendment changes it now."))
    return back(request, slug, f"{id}-{field}")


def shown_words(request: Request, slug: str) -> Words:
    visible = Agreement.objects.visible_to(request.person, request.today)
    return Words(get_object_or_404(visible, slug=slug), request.person, request.today)


def found(request: Request, slug: str, kind: str, key: UUID, field: str, language: str) -> tuple[Words, Any]:
    """The thing, of that programme, whose text is kept in that language."""
    shown = shown_words(request, slug)
    thing = found_thing(kind, key, request.person, request.today)
    known = field in TRANSLATABLE.get(kind, ()) and language in LANGUAGES
    if thing is None or not known or agreement_of(thing) != shown.agreement:
        raise Http404
    shown.plan = thing if kind == "plan" else getattr(thing, "plan", None)
    return shown, thing


def one_text(
    request: Request,
    shown: Words,
    thing: Any,
    field: str,
    language: str,
    *,
    typed: str | None = None,
    problem: RuleBroken | None = None,
) -> HttpResponse:
    """The page of a single text; what was typed stays in its box, and the box saves over what stands now."""
    thing.refresh_from_db()
    text = shown.one(thing, field)
    told = {
        "shown": shown, "text": text, "languages": (language,), "typed": typed, "back": asked_again(request),
        "wrong": all_said(problem.messages) if problem else [],
    }  # fmt: skip
    return render(request, "wordings/wording.html", told, status=422 if problem else 200)


def back(request: Request, slug: str, key: str) -> HttpResponseRedirect:
    """To the list as it was asked for, at the same text."""
    asked = asked_again(request)
    return HttpResponseRedirect(f"{reverse('words', args=[slug])}{'?' if asked else ''}{asked}#{key}")
