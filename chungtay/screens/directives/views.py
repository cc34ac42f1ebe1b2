"""Directives: the list, sending a new one, and one with every unit's answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions.directives import remind, send_directive, withdraw_directive
from chungtay.actions.recorded import refuse_unless_may
from chungtay.actions.supervision import direct_by_finding
from chungtay.answers.directives import DirectiveShown, listed
from chungtay.answers.supervision import findings_read, findings_to_direct
from chungtay.models import Agreement, Directive, Finding
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import DirectiveForm, ReminderForm, WithdrawalForm


@require_safe
def directives(request: Request) -> HttpResponse:
    told = {
        "rows": listed(request.person, request.today),
        "programmes": programmes_to_send_in(request),
    }
    return render(request, "directives/directives.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, slug: str) -> HttpResponse:
    """Sent again in the same words it only reaches the units that were missed."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    if agreement not in programmes_to_send_in(request):
        raise RuleBroken(Message("Your post does not allow this."))
    because = finding_named(request, agreement)
    form = DirectiveForm(
        agreement, request.person, request.today, request.POST if request.method == "POST" else None,
        because=because,
    )  # fmt: skip
    if form.is_valid():
        told, by, at = dict(form.cleaned_data), request.person, timezone.now()
        units, holder = list(told.pop("units")), form.holder
        told.pop("holder", None)
        sent = attempt(form, lambda: send(agreement, because, holder, units, **told, by=by, at=at))
        if sent is not None:
            words = ngettext("Sent to %(n)s unit.", "Sent to %(n)s units.", len(units)) % {"n": len(units)}
            messages.success(request, words)
            return redirect("directive", sent.pk)
    told = {"agreement": agreement, "form": form, "because": because}
    return render(request, "directives/new.html", told, status=422 if form.errors else 200)


@require_safe
def directive(request: Request, id: UUID) -> HttpResponse:
    return page(request, found(request, id))


@require_POST
def reminder(request: Request, id: UUID) -> HttpResponse:
    shown, form = found(request, id), ReminderForm(request.POST)
    refuse_unless_may(request.person, Act.PLAN, shown.directive, timezone.now())
    if form.is_valid():
        by, at = request.person, timezone.now()
        told = attempt(form, lambda: remind(shown.directive, **form.cleaned_data, by=by, at=at))
        if told is not None:
            words = ngettext("%(n)s unit is reminded.", "%(n)s units are reminded.", len(told))
            messages.success(request, words % {"n": len(told)})
            return redirect("directive", id)
    return page(request, shown, wrong=form)


@require_POST
def withdrawal(request: Request, id: UUID) -> HttpResponse:
    shown, form = found(request, id), WithdrawalForm(request.POST)
    refuse_unless_may(request.person, Act.PLAN, shown.directive, timezone.now())
    if form.is_valid():
        by, at = request.person, timezone.now()
        if attempt(form, lambda: withdraw_directive(shown.directive, **form.cleaned_data, by=by, at=at)):
            messages.success(request, _("Withdrawn. What was not finished is taken back from the units."))
            return redirect("directive", id)
    return page(request, shown, wrong=form)


def page(request: Request, shown: DirectiveShown, wrong: Form | None = None) -> HttpResponse:
    """With what the sender may do; `wrong` is the form that must be mended."""
    held, today = shown.directive, request.today
    made: dict[str, Form] = {"reminder": ReminderForm(), "withdrawal": WithdrawalForm()}
    told: dict[str, Any] = {name: wrong if type(wrong) is type(form) else form for name, form in made.items()}
    told |= {
        "shown": shown,
        "directive": held,
        "grounds": findings_read(request.person, today).filter(directives=held),
        "may_act": held.withdrawn_at is None and request.person.may(Act.PLAN, held.facts(today), today),
    }
    return render(request, "directives/directive.html", told, status=422 if wrong else 200)


def found(request: Request, id: UUID) -> DirectiveShown:
    visible = Directive.objects.visible_to(request.person, request.today)
    held = get_object_or_404(visible.select_related("agreement", "holder", "plan", "document"), pk=id)
    return DirectiveShown(held, request.person, request.today)


def finding_named(request: Request, agreement: Agreement) -> Finding | None:
    """Because of which finding of a supervision in this programme it is begun, if the address names one."""
    key = request.GET.get("finding", "")
    if not key:
        return None
    try:
        named = UUID(key)
    except ValueError as wrong:
        raise Http404 from wrong
    known = findings_to_direct(request.person, request.today).filter(supervision__agreement=agreement)
    return get_object_or_404(known, pk=named)


def send(agreement: Agreement, because: Finding | None, *to: Any, **told: Any) -> Directive:
    """Either by itself, or with a finding as its ground."""
    return direct_by_finding(because, *to, **told) if because else send_directive(agreement, *to, **told)


def programmes_to_send_in(request: Request) -> list[Agreement]:
    """Where one of the person's posts directs."""
    visible = Agreement.objects.visible_to(request.person, request.today)
    return [
        one
        for one in visible
        if request.person.organisations_for(Act.PLAN, request.today, Kind.DIRECTIVE, programme=one.slug)
    ]
