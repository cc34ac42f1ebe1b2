"""What is counted: the list by programme, one indicator with its versions, the form that changes it, unit targets."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.actions.indicators import add_indicator, change_indicator, set_unit_target
from chungtay.actions.plans import refuse_unless_plans
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.indicators import (
    IndicatorShown,
    by_programme,
    indicators_seen,
    may_define,
    targets_table,
)
from chungtay.answers.programmes import may_plan
from chungtay.models import Agreement, Indicator
from chungtay.rules.ledger import Window
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.screens.charts.specs import series_of_years
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .differences import in_words
from .forms import ChangeForm, IndicatorForm, TargetForm


@require_safe
def indicators(request: Request) -> HttpResponse:
    """Everything that the person's programmes count, programme by programme."""
    told = {
        "groups": by_programme(request.person, request.today),
        "may_define": may_define(request.person, request.today),
    }
    return render(request, "indicators/indicators.html", told)


@require_safe
def indicator(request: Request, slug: str) -> HttpResponse:
    shown = IndicatorShown(found(request, slug), request.person, request.today)
    versions = [(one.version, [in_words(change) for change in one.changes]) for one in shown.versions]
    told = {"shown": shown, "versions": versions, "series": series_of_years(shown.years)}
    return render(request, "indicators/indicator.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    if not may_define(request.person, request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    form = IndicatorForm(request.person, request.today, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told, by, at = form.cleaned_data, request.person, timezone.now()
        made = attempt(form, lambda: add_indicator(**told, by=by, at=at))
        if made:
            messages.success(
                request, _("It can be counted now: forms may ask for it, and targets promise it.")
            )
            return redirect("indicator", made.slug)
    return render(request, "indicators/writing.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: Request, slug: str) -> HttpResponse:
    """A POST makes the next version of the rule."""
    shown, by, at = found(request, slug), request.person, timezone.now()
    refuse_unless_may(by, Act.DEFINE, shown, at)
    form = ChangeForm(shown, by, request.today, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        why = {name: form.cleaned_data[name] for name in ("reason", "in_force_from")}
        if attempt(form, lambda: change_indicator(shown, form.told(), **why, by=by, at=at)):
            messages.success(request, _("Kept as the next version. What was frozen keeps the rule that was."))
            return redirect("indicator", slug)
    told = {"form": form, "indicator": shown}
    return render(request, "indicators/writing.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def targets(request: Request, slug: str, indicator: str) -> HttpResponse:
    """Unit by unit; a POST sets the target of one of them."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    counted = found(request, indicator)
    if request.method != "POST":
        return targets_page(request, agreement, counted)
    by, at = request.person, timezone.now()
    refuse_unless_plans(agreement, by=by, at=at)
    form = TargetForm(agreement, counted, by, request.today, request.POST)
    if form.is_valid():
        attempt(form, lambda: set_unit_target(agreement, counted, **form.told(), by=by, at=at))
    if not form.errors:
        messages.success(request, _("The target is set. What was said before stays in its history."))
        return redirect("unit-targets", slug, indicator)
    return targets_page(request, agreement, counted, form)


def targets_page(
    request: Request, agreement: Agreement, indicator: Indicator, wrong: TargetForm | None = None
) -> HttpResponse:
    person, today = request.person, request.today
    window = window_of(request.GET.get("from", ""), request.GET.get("to", ""))
    told = {
        "agreement": agreement, "indicator": indicator,
        "table": targets_table(agreement, indicator, person=person, today=today, window=window),
    }  # fmt: skip
    if may_plan(agreement, person, today):
        told["form"] = wrong or TargetForm(agreement, indicator, person, today)
    return render(request, "indicators/targets.html", told, status=422 if wrong else 200)


def found(request: Request, slug: str) -> Indicator:
    return get_object_or_404(indicators_seen(request.person, request.today), slug=slug)


def window_of(first: str, last: str) -> Window | None:
    """The period that an address names; none where it names none, or none that ever was."""
    try:
        return Window(date.fromisoformat(first), date.fromisoformat(last))
    except (ValueError, RuleBroken):
        return None
