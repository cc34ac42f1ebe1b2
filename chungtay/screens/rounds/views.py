"""Rounds: the list of them, one with every unit's standing, reminders, and how an office is reached."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import rounds as actions
from chungtay.answers.rounds import Round, lateness, one_round, rounds_of
from chungtay.models import Organisation, Place, Report
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import ContactForm, ReminderForm, StopForm
from .maps import round_map
from .openings import forms_to_ask
from .texts import texts_of

PAGE = 100
MOST_CHOSEN = 500


@require_safe
def rounds(request: Request) -> HttpResponse:
    found = Paginator(rounds_of(request.person, request.today), PAGE)
    told = {
        "rounds": found.get_page(request.GET.get("page")),
        "may_open": bool(forms_to_ask(request.person, request.today)),
    }
    return render(request, "rounds/rounds.html", told)


@require_safe
def round(request: Request, slug: str, first_on: date, last_on: date) -> HttpResponse:
    return page(request, found(request, slug, first_on, last_on))


@require_POST
def reminders(request: Request, slug: str, first_on: date, last_on: date) -> HttpResponse:
    shown, form = found(request, slug, first_on, last_on), ReminderForm(request.POST)
    chosen = chosen_in(request, shown)
    if form.is_valid():
        by, at = request.person, timezone.now()
        made = attempt(form, lambda: actions.remind_units(chosen, **form.cleaned_data, by=by, at=at))
        if made is not None:
            words = ngettext("Noted for %(n)s unit.", "Noted for %(n)s units.", len(made))
            messages.success(request, words % {"n": len(made)})
            return back(shown)
    return page(request, shown, wrong=form)


@require_POST
def stops(request: Request, slug: str, first_on: date, last_on: date) -> HttpResponse:
    shown, form = found(request, slug, first_on, last_on), StopForm(request.POST)
    chosen = chosen_in(request, shown)
    if form.is_valid():
        by, at = request.person, timezone.now()
        made = attempt(form, lambda: actions.stop_reminding(chosen, **form.cleaned_data, by=by, at=at))
        if made is not None:
            messages.success(request, _("Nobody is asked to remind them any more. Their reports stay owed."))
            return back(shown)
    return page(request, shown, wrong=form)


@require_POST
def resumption(request: Request, slug: str, first_on: date, last_on: date) -> HttpResponse:
    shown = found(request, slug, first_on, last_on)
    actions.remind_again(chosen_in(request, shown), by=request.person, at=timezone.now())
    messages.success(request, _("Reminders go on."))
    return back(shown)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: Request, id: UUID) -> HttpResponse:
    """How an office is reached, noted by itself or by those above it."""
    body = get_object_or_404(Organisation.objects.select_related("place"), pk=id)
    if not request.person.may(Act.READ, actions.contact_of(body), request.today):
        raise Http404
    if not request.person.may(Act.REPORT, actions.contact_of(body), request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    begun = {"phone": body.phone, "language": body.language}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        by, at = request.person, timezone.now()
        if attempt(form, lambda: actions.note_contact(body, **form.cleaned_data, by=by, at=at)):
            messages.success(request, _("Kept. Whoever rings this office finds it."))
            return redirect("unit-contact", id)
    return render(
        request, "rounds/contact.html", {"body": body, "form": form}, status=422 if form.errors else 200
    )


def page(request: Request, shown: Round, wrong: Form | None = None) -> HttpResponse:
    """Who has not sent, whom to ring, what to paste; `wrong` is the form that must be mended."""
    person, today = request.person, request.today
    seen = lateness(person, today, shown, within=within(request))
    units = seen.rows if request.GET.get("show") == "all" else seen.owing
    made: dict[str, Form] = {"reminder": ReminderForm(), "stop": StopForm()}
    told: dict[str, Any] = {name: wrong if type(wrong) is type(form) else form for name, form in made.items()}
    told |= {
        "round": shown,
        "seen": seen,
        "units": Paginator(units, PAGE).get_page(request.GET.get("page")),
        "shows_all": request.GET.get("show") == "all",
        "map": round_map(seen),
        "texts": texts_of(seen, request, request.GET.get("unit", "")),
        "may_remind": may_remind(request, shown),
        "chosen": set(request.POST.getlist("reports")),
        "next_on": seen.reminding.next_on(today),
        "is_over": seen.reminding.is_over(today),
        "query": query_of(request),
    }
    return render(request, "rounds/round.html", told, status=422 if wrong else 200)


def found(request: Request, slug: str, first_on: date, last_on: date) -> Round:
    shown = one_round(request.person, request.today, slug, first_on, last_on)
    if shown is None:
        raise Http404
    return shown


def within(request: Request) -> Place | None:
    """The place whose units alone are shown."""
    code, _sign, begun = request.GET.get("within", "").partition("@")
    if not code:
        return None
    try:
        return get_object_or_404(Place, code=code, valid_from=date.fromisoformat(begun))
    except ValueError:
        raise Http404 from None


def chosen_in(request: Request, shown: Round) -> list[Report]:
    """The ticked reports of the round; one that is not there for the person does not exist."""
    keys = set(request.POST.getlist("reports")[:MOST_CHOSEN])
    try:
        wanted = {UUID(key) for key in keys}
    except ValueError:
        raise Http404 from None
    visible = Report.objects.visible_to(request.person, request.today)
    held = visible.filter(
        form__slug=shown.slug, first_on=shown.first_on, last_on=shown.last_on, pk__in=wanted
    )
    reports = list(held)
    if len(reports) < len(wanted):
        raise Http404
    return reports


def may_remind(request: Request, shown: Round) -> bool:
    able = Report.objects.allowed(request.person, Act.APPROVE, request.today)
    return able.filter(form__slug=shown.slug, first_on=shown.first_on, last_on=shown.last_on).exists()


def back(shown: Round) -> HttpResponse:
    return redirect("round", slug=shown.slug, first_on=shown.first_on, last_on=shown.last_on)


def query_of(request: Request) -> str:
    """What narrows the page, for links to its other pages."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
