"""The forms of a programme, one form as its officers will see it, and how it goes out."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import forms as actions
from chungtay.actions.indicators import add_indicator
from chungtay.actions.plans import refuse_unless_plans
from chungtay.answers.forms import FormShown, forms_of, questions_of
from chungtay.answers.programmes import may_ask, may_plan, phase_on
from chungtay.models import Agreement, Form
from chungtay.screens.errors import attempt
from chungtay.screens.indicators.adding import IndicatorForm
from chungtay.screens.middleware import Request

from .forms import BeginForm
from .words import NamedLine, expression_said, named_lines


@require_http_methods(["GET", "HEAD", "POST"])
def forms(request: Request, slug: str) -> HttpResponse:
    """A POST makes one of what is ticked: published at once, or (`draft`) to be built further."""
    agreement = programme(request, slug)
    if request.method != "POST":
        return page(request, agreement)
    by, at = request.person, timezone.now()
    refuse_unless_plans(agreement, by=by, at=at)
    form = BeginForm(request.today, request.POST)
    if form.is_valid():
        head, lines = form.head(), form.lines()
        if "draft" in request.POST:
            made = attempt(form, lambda: actions.draft_form(agreement, head, lines=lines, by=by, at=at))
        else:
            made = attempt(form, lambda: actions.make_form(agreement, **form.told(), by=by, at=at))
        if made and made.is_draft:
            return redirect("form-building", made.pk)
        if made:
            messages.success(request, _("The form is made. Now choose the days and the units."))
            return redirect("report-request", slug)
    return page(request, agreement, begin=form)


@require_POST
def indicators(request: Request, slug: str) -> HttpResponse:
    """A new one comes back ticked in the list of the form that is being made."""
    agreement, by, at = programme(request, slug), request.person, timezone.now()
    refuse_unless_plans(agreement, by=by, at=at)
    form = IndicatorForm(request.POST)
    if form.is_valid():
        made = attempt(form, lambda: add_indicator(**form.cleaned_data, by=by, at=at))
        if made:
            messages.success(request, _("It can be counted now, and is ticked in the list below."))
            return redirect(f"{reverse('programme-forms', args=[slug])}?with={made.slug}#form")
    return page(request, agreement, indicator=form)


@require_safe
def form(request: Request, id: str) -> HttpResponse:
    """As an officer will see it: headings, lines with their boxes, questions in words, checks."""
    shown = FormShown(found(request, id), request.person, request.today)
    lines = named_lines(questions_of(shown.form))
    told = {
        "shown": shown,
        "form": shown.form,
        "checks": [(one, expression_said(one.expression, lines)) for one in shown.form.checks.all()],
        "conditions": conditions(shown, lines),
        "may_ask": may_ask(shown.form.agreement, request.person, request.today),
    }
    return render(request, "forms/form.html", told)


@require_POST
def next_version(request: Request, id: str) -> HttpResponse:
    draft = actions.next_version(found(request, id), by=request.person, at=timezone.now())
    messages.success(request, _("The next version is begun, with all that the last one asks."))
    return redirect("form-building", draft.pk)


@require_POST
def publication(request: Request, id: str) -> HttpResponse:
    published = actions.publish_form(found(request, id), by=request.person, at=timezone.now())
    messages.success(request, _("Published. From now on it does not change; units can be asked with it."))
    return redirect("form", published.pk)


@require_POST
def dropping(request: Request, id: str) -> HttpResponse:
    draft = found(request, id)
    slug = draft.agreement.slug
    actions.drop_draft(draft, by=request.person, at=timezone.now())
    messages.success(request, _("The draft is dropped."))
    return redirect("programme-forms", slug)


def conditions(shown: FormShown, lines: list[NamedLine]) -> dict[UUID, str]:
    """By question, where it is asked only sometimes."""
    return {one.pk: expression_said(one.condition, lines) for one in shown.entries if one.condition}


def programme(request: Request, slug: str) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)


def found(request: Request, id: str) -> Form:
    held = Form.objects.visible_to(request.person, request.today)
    return get_object_or_404(held.select_related("agreement", "regime", "holder"), pk=id)


def page(
    request: Request,
    agreement: Agreement,
    *,
    begin: BeginForm | None = None,
    indicator: IndicatorForm | None = None,
) -> HttpResponse:
    """The list with the form to begin one; what was wrong keeps what was typed."""
    person, today, added = request.person, request.today, request.GET.getlist("with")
    told = {
        "agreement": agreement,
        "held": forms_of(agreement, person, today),
        "may_plan": may_plan(agreement, person, today),
        "making": begin or BeginForm(first_day(agreement, today), chosen=added),
        "indicator": indicator or IndicatorForm(),
        "added": added,
    }
    return render(request, "forms/forms.html", told, status=422 if begin or indicator else 200)


def first_day(agreement: Agreement, today: date) -> date:
    """A form is offered from the beginning of the phase, so that it can ask for what is past."""
    phase = phase_on(list(agreement.phases.all()), today)
    return phase.first_on if phase else date(today.year, 1, 1)
