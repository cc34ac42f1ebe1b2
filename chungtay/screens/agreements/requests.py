"""Asks units to report, and makes the forms and indicators that this needs."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions import agreements as actions
from chungtay.actions.indicators import add_indicator
from chungtay.actions.plans import refuse_unless_plans
from chungtay.answers.programmes import may_ask, may_plan, phase_on
from chungtay.models import Agreement
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .request_forms import IndicatorForm, MakingForm, RequestForm


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, slug: str) -> HttpResponse:
    """One form, one period, many units; asking twice opens nothing twice."""
    agreement = found_to_ask(request, slug)
    if request.method != "POST":
        return page(request, agreement)
    form = RequestForm(agreement, request.person, request.today, request.POST)
    if form.is_valid():
        told, by, at = form.cleaned_data, request.person, timezone.now()
        asked, units = told.pop("form"), list(told.pop("units"))
        opened = attempt(form, lambda: actions.ask_for_reports(asked, units, **told, by=by, at=at))
        if opened is not None:
            messages.success(request, in_words(len(opened), len(units) - len(opened)))
            return redirect("reports")
    return page(request, agreement, form)


@require_POST
def forms(request: Request, slug: str) -> HttpResponse:
    agreement = found_to_plan(request, slug)
    form = MakingForm(request.today, request.POST)
    if form.is_valid():
        told, by, at = form.cleaned_data, request.person, timezone.now()
        name, valid_from, questions = told["name"], told["valid_from"], form.questions()
        making = {"name": name, "valid_from": valid_from, "questions": questions, "by": by, "at": at}
        making["cumulative_from"] = told["cumulative_from"]
        if attempt(form, lambda: actions.make_form(agreement, **making)):
            messages.success(request, _("The form is made. Now choose the days and the units."))
            return redirect("report-request", slug)
    return page(request, agreement, form)


@require_POST
def indicators(request: Request, slug: str) -> HttpResponse:
    """A new one comes back ticked in the list of the form that is being made."""
    agreement = found_to_plan(request, slug)
    form = IndicatorForm(request.POST)
    if form.is_valid():
        told, by, at = form.cleaned_data, request.person, timezone.now()
        made = attempt(form, lambda: add_indicator(**told, by=by, at=at))
        if made:
            messages.success(request, _("It can be counted now, and is ticked in the list below."))
            return redirect(f"{reverse('report-request', args=[slug])}?with={made.slug}#form")
    return page(request, agreement, form)


def found(request: Request, slug: str) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)


def found_to_plan(request: Request, slug: str) -> Agreement:
    agreement = found(request, slug)
    refuse_unless_plans(agreement, by=request.person, at=timezone.now())
    return agreement


def found_to_ask(request: Request, slug: str) -> Agreement:
    agreement = found(request, slug)
    if not may_ask(agreement, request.person, request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    return agreement


def page(request: Request, agreement: Agreement, wrong: Form | None = None) -> HttpResponse:
    """The three forms; the one that was wrong keeps what was typed."""
    person, today = request.person, request.today
    added = request.GET.getlist("with")
    made: dict[str, Form] = {
        "form": RequestForm(agreement, person, today),
        "making": MakingForm(first_day(agreement, today), chosen=added),
        "indicator": IndicatorForm(),
    }
    told: dict[str, Any] = {name: wrong if type(wrong) is type(form) else form for name, form in made.items()}
    told |= {"agreement": agreement, "added": added, "may_plan": may_plan(agreement, person, today)}
    return render(request, "agreements/request.html", told, status=422 if wrong else 200)


def first_day(agreement: Agreement, today: date) -> date:
    """A form is offered from the beginning of the phase, so that it can ask for what is past."""
    phase = phase_on(list(agreement.phases.all()), today)
    return phase.first_on if phase else date(today.year, 1, 1)


def in_words(opened: int, there: int) -> str:
    words = ngettext("%(n)s report was asked for.", "%(n)s reports were asked for.", opened) % {"n": opened}
    if there:
        more = ngettext("%(n)s was there already.", "%(n)s were there already.", there) % {"n": there}
        return f"{words} {more}"
    return words
