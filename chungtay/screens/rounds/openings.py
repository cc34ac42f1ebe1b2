"""Opening a round: a form, a period that its regime proposes, and every unit of a level in one act."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from chungtay.actions.reports import open_reports
from chungtay.answers.programmes import may_ask
from chungtay.answers.rounds import Opening, askable, level_of, opening, periods_to_ask
from chungtay.answers.sentences import said
from chungtay.models import Agreement, Form, Person, Place
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .addresses import round_address
from .forms import PeriodForm, UnitsForm, period_words

PROPOSED = 8  # periods


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """First form and days; then the units, all ticked; nothing is asked twice."""
    person, today = request.person, request.today
    asked = forms_to_ask(person, today)
    if not asked:
        raise RuleBroken(Message("Your post does not allow this."))
    given = request.POST if request.method == "POST" else request.GET if "first_on" in request.GET else None
    form = PeriodForm(asked, person, today, given, initial=begun(asked, request))
    if given is None or not form.is_valid():
        return page(request, asked, form)
    told = form.cleaned_data
    seen = opening(told["form"], told["first_on"], told["last_on"], person, today, level=told["level"])
    units = UnitsForm(seen, request.POST if request.method == "POST" else None)
    if request.method == "POST" and units.is_valid():
        period, chosen = form.period(request.POST.get("span", "")), units.chosen()
        made = attempt(form, lambda: open_reports(told["form"], period, chosen, by=person, at=timezone.now()))
        if made is not None:
            words = ngettext("%(n)s report was asked for.", "%(n)s reports were asked for.", len(made))
            messages.success(request, words % {"n": len(made)})
            return redirect(round_address(told["form"].slug, period.first_on, period.last_on))
    return page(request, asked, form, seen, units)


def page(
    request: Request, asked: list[Form], form: PeriodForm, seen: Opening | None = None, units: Any = None
) -> HttpResponse:
    chosen = form.chosen(asked)
    told: dict[str, Any] = {"form": form, "seen": seen, "chosen": chosen, "units": units}
    proposed = periods_to_ask(chosen, request.today)[:PROPOSED] if chosen else []
    told["periods"] = [(period, period_words(period)) for period in proposed]
    if seen is not None and units is not None:
        places = Place.objects.in_bulk([key for key in units.by_area if key])
        told["areas"] = [(key, places.get(key), held) for key, held in units.by_area.items()]
        told["faults"] = [said(message) for message in seen.faults.values()]
        told["ticked"] = None if request.method != "POST" else set(request.POST.getlist("units"))
        told["span"] = request.POST.get("span", request.GET.get("span", ""))
    refused = form.errors or request.method == "POST"  # what is done leads on to the round
    return render(request, "rounds/opening.html", told, status=422 if refused else 200)


def forms_to_ask(person: Person, today: date) -> list[Form]:
    """Published forms of the programmes in which the person may ask; not those that were made for one request."""
    seen = Agreement.objects.visible_to(person, today).prefetch_related("seats__holdings")
    able = [agreement for agreement in seen if may_ask(agreement, person, today)]
    held = Form.objects.valid_on(today).filter(agreement__in=able, report_requests=None)
    found = held.select_related("agreement", "regime").order_by("name", "slug", "-version")
    return sorted(found, key=lambda form: form.regime is None)  # a regime proposes its periods


def begun(asked: list[Form], request: Request) -> dict[str, Any]:
    """What the page begins with: the form that was named, and the period that its regime proposes next."""
    named = request.GET.get("form", "")
    chosen = next((one for one in asked if str(one.pk) == named), asked[0])
    bodies = list(askable(chosen, request.person, request.today))
    found: dict[str, Any] = {"form": chosen.pk, "level": level_of(bodies, request.person, request.today)}
    periods = periods_to_ask(chosen, request.today)
    if periods:
        first = periods[0]
        found |= {"first_on": first.first_on, "last_on": first.last_on, "due_on": first.due_on}
    return found
