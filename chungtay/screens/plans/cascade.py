"""Sends a plan down, and shows who below has drawn from it and who has not."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions.plans import begin_drawing, send_down
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.plans.cascade import Cascade, goes_down, units_below
from chungtay.models import Organisation, Person, Plan
from chungtay.rules.cascade import Stage
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request


class UnitsForm(forms.Form):
    """To whom it goes; at first everybody who does not have it."""

    units = forms.ModelMultipleChoiceField(Organisation.objects.none(), label=gettext_lazy("Units"))

    def __init__(self, shown: Cascade, data: Any = None) -> None:
        super().__init__(data)
        self.offered = shown.without
        below = units_below(shown.plan, shown.person, shown.today)
        self.fields["units"].queryset = below  # type: ignore[attr-defined]

    @property
    def rows(self) -> list[tuple[Organisation, bool]]:
        ticked = {str(key) for key in self["units"].value() or ()}
        return [(unit, not self.is_bound or str(unit.pk) in ticked) for unit in self.offered]


@require_http_methods(["GET", "HEAD", "POST"])
def cascade(request: Request, plan_id: UUID) -> HttpResponse:
    """A POST sends the plan to the units that were chosen; twice is harmless."""
    plan = found_plan(request, plan_id)
    shown = Cascade(plan, request.person, request.today)
    if request.method != "POST":
        return page(request, shown, UnitsForm(shown))
    refuse_unless_may(request.person, Act.PLAN, plan, timezone.now())
    form = UnitsForm(shown, request.POST)
    if form.is_valid():
        units, by, at = form.cleaned_data["units"], request.person, timezone.now()
        sent = attempt(form, lambda: send_down(plan, units, by=by, at=at))
        if sent is not None:
            words = ngettext("The plan went to %(n)s unit.", "The plan went to %(n)s units.", len(sent))
            messages.success(request, words % {"n": len(sent)})
            return redirect("plan-cascade", plan_id)
    return page(request, shown, form)


@require_POST
def beginning(request: Request, plan_id: UUID) -> HttpResponse:
    """A unit begins by itself; where it has begun already it goes on."""
    plan = found_plan(request, plan_id)
    units = units_below(plan, request.person, request.today)
    form = forms.Form(request.POST)
    form.fields["unit"] = forms.ModelChoiceField(units)
    if not form.is_valid():
        raise RuleBroken(Message("Your post does not allow this."))
    own = begin_drawing(plan, form.cleaned_data["unit"], by=request.person, at=timezone.now())
    return redirect("plan-drawing", own.pk)


def page(request: Request, shown: Cascade, form: UnitsForm) -> HttpResponse:
    stages = [one for one in Stage if shown.counts[one]]
    chosen = next((one for one in stages if one == request.GET.get("stage")), None)
    told = {
        "shown": shown,
        "plan": shown.plan,
        "agreement": shown.plan.phase.agreement,
        "form": form,
        "stages": [(one, shown.counts[one]) for one in stages],
        "chosen": chosen,
        "rows": [row for row in shown.units if chosen in (None, row.stage)],
        "may_send": may_send(shown.plan, request),
        "goes_down": goes_down(shown.plan, request.today),
        "own": own_units(request.person, request),
    }
    return render(request, "plans/cascade.html", told, status=422 if form.errors else 200)


def may_send(plan: Plan, request: Request) -> bool:
    return goes_down(plan, request.today) and request.person.may(
        Act.PLAN, plan.facts(request.today), request.today
    )


def own_units(person: Person, request: Request) -> set[UUID]:
    """Bodies for which the person draws: their rows lead to their own page."""
    return {post.organisation_id for post in person.posts_on(request.today)}


def found_plan(request: Request, plan_id: UUID) -> Plan:
    visible = Plan.objects.visible_to(request.person, request.today)
    return get_object_or_404(
        visible.select_related("phase__agreement", "holder__place", "drawn_from__holder"), pk=plan_id
    )
