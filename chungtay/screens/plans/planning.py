"""Says what a content makes concrete, and sets its targets."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.actions import plans as actions
from chungtay.answers.programmes import PlannedContent, Programme
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .planning_forms import SignedForm, TargetForm
from .views import content_page, found_content


@require_POST
def commitments(request: Request, slug: str, content_id: UUID) -> HttpResponse:
    shown, planned = found_to_plan(request, slug, content_id)
    form = SignedForm(planned, request.POST)
    if form.is_valid():
        told, by, at = form.cleaned_data, request.person, timezone.now()
        actions.make_concrete(planned.content, told["commitments"], signed=told["signed"], by=by, at=at)
        messages.success(request, _("Kept. The signed contents stand beside this one."))
        return redirect("content", slug, content_id)
    return content_page(request, shown, planned, wrong=form)


@require_POST
def targets(request: Request, slug: str, content_id: UUID) -> HttpResponse:
    shown, planned = found_to_plan(request, slug, content_id)
    form = TargetForm(request.POST)
    if form.is_valid():
        told, by, at = form.cleaned_data, request.person, timezone.now()
        if attempt(form, lambda: actions.set_target(planned.content, **told, by=by, at=at)):
            messages.success(request, _("The target is set. What is approved counts towards it."))
            return redirect("content", slug, content_id)
    return content_page(request, shown, planned, wrong=form)


def found_to_plan(request: Request, slug: str, content_id: UUID) -> tuple[Programme, PlannedContent]:
    shown, planned = found_content(request, slug, content_id)
    actions.refuse_unless_plans(shown.agreement, by=request.person, at=timezone.now())
    return shown, planned
