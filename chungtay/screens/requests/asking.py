"""Asks units to report with a form that is there already."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from chungtay.actions import requests as actions
from chungtay.answers.programmes import may_ask, may_plan
from chungtay.models import Agreement
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import RequestForm


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


def found(request: Request, slug: str) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)


def found_to_ask(request: Request, slug: str) -> Agreement:
    agreement = found(request, slug)
    if not may_ask(agreement, request.person, request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    return agreement


def page(request: Request, agreement: Agreement, wrong: Form | None = None) -> HttpResponse:
    """What was wrong keeps what was typed."""
    person, today = request.person, request.today
    told = {
        "form": wrong or RequestForm(agreement, person, today),
        "agreement": agreement,
        "may_plan": may_plan(agreement, person, today),
    }
    return render(request, "requests/ask.html", told, status=422 if wrong else 200)


def in_words(opened: int, there: int) -> str:
    words = ngettext("%(n)s report was asked for.", "%(n)s reports were asked for.", opened) % {"n": opened}
    if there:
        more = ngettext("%(n)s was there already.", "%(n)s were there already.", there) % {"n": there}
        return f"{words} {more}"
    return words
