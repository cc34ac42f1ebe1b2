"""Regimes: which period a day falls into in each, one with its year, and the editor of an office's own."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.actions.recorded import refuse_unless_may
from chungtay.actions.regimes import add_regime, change_regime
from chungtay.answers import regimes as answers
from chungtay.models import Regime
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.fields import DayField
from chungtay.screens.middleware import Request

from .forms import RegimeForm


@require_safe
def regimes(request: Request) -> HttpResponse:
    """Each with the periods into which a day falls, today unless another is asked for."""
    person, today = request.person, request.today
    day = day_asked(request)
    held = list(answers.regimes(person, today))
    spans, rows = answers.regimes_on(held, day)
    told = {"day": day, "spans": spans, "rows": rows, "may_add": answers.may_plan_regimes(person, today)}
    return render(request, "regimes/regimes.html", told)


@require_safe
def regime(request: Request, slug: str) -> HttpResponse:
    """Its year: when each period ends, who does what by when, and who is reminded."""
    shown, day = found(request, slug), day_asked(request)
    periods = [
        (period, answers.steps_of(shown, period), answers.reminded_on(shown, period))
        for period in answers.periods_around(shown, day)
    ]
    told = {
        "regime": shown,
        "day": day,
        "periods": periods,
        "forms": answers.forms_under(shown, request.person, request.today),
        "may_add": answers.may_plan_regimes(request.person, request.today),
        "may_change": answers.may_plan_regimes(request.person, request.today, shown),
    }
    return render(request, "regimes/regime.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """An office's own, from nothing or from one that is there (`?from=`)."""
    if not answers.may_plan_regimes(request.person, request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    begun = answers.regimes(request.person, request.today).filter(slug=request.GET.get("from", "")).first()
    form = RegimeForm(begun, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told, by, at = form.told(), request.person, timezone.now()
        made = attempt(form, lambda: form.located(lambda: add_regime(**told, by=by, at=at)))
        if made:
            messages.success(request, _("Forms of your programmes can report by it now."))
            return redirect("regime", made.slug)
    return render(request, "regimes/writing.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: Request, slug: str) -> HttpResponse:
    shown, by, at = found(request, slug), request.person, timezone.now()
    refuse_unless_may(by, Act.PLAN, shown, at)
    form = RegimeForm(shown, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        written = form.told()
        if attempt(form, lambda: form.located(lambda: change_regime(shown, **written, by=by, at=at))):
            messages.success(request, _("Kept."))
            return redirect("regime", slug)
    told = {"form": form, "regime": shown}
    return render(request, "regimes/writing.html", told, status=422 if form.errors else 200)


def found(request: Request, slug: str) -> Regime:
    return get_object_or_404(answers.regimes(request.person, request.today), slug=slug)


def day_asked(request: Request) -> date:
    """Today where no day was written, or none that can be read."""
    field = DayField(required=False)
    try:
        day = field.clean(request.GET.get("day", ""))
    except ValidationError:
        return request.today
    return day or request.today
