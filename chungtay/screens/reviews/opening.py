"""Gives the results of a frozen review to the public, and takes them back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.actions.published import publish_results, withdraw_results
from chungtay.rules.messages import RuleBroken
from chungtay.screens.accounts.sessions import sure_who_asks
from chungtay.screens.errors import refused
from chungtay.screens.middleware import Request

from .views import found


@require_POST
@sure_who_asks
def results(request: Request, id: UUID) -> HttpResponse:
    shown = found(request, id)
    try:
        publish_results(shown, by=request.person, at=timezone.now())
    except RuleBroken as problem:
        return refused(request, problem)
    messages.success(request, _("The results are public now, as an open table."))
    return redirect("review", id)


@require_POST
def results_withdrawal(request: Request, id: UUID) -> HttpResponse:
    shown = found(request, id)
    try:
        withdraw_results(shown, reason=request.POST.get("reason", ""), by=request.person, at=timezone.now())
    except RuleBroken as problem:
        return refused(request, problem)
    messages.success(request, _("Taken back. Nobody outside can read it any more."))
    return redirect("review", id)
