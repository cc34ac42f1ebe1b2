"""Gives a body work to do, from the page of a content."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.actions.tasks import add_task
from chungtay.answers.tasks import may_give
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request
from chungtay.screens.plans.views import content_page, found_content

from .forms import TaskForm


@require_POST
def tasks(request: Request, slug: str, content_id: UUID) -> HttpResponse:
    shown, planned = found_content(request, slug, content_id)
    if not may_give(shown.agreement, request.person, request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    form = TaskForm(shown, request.POST, content=planned.content)
    if form.is_valid():
        told, by, at = form.told(), request.person, timezone.now()
        body = told.pop("organisation")
        if attempt(form, lambda: add_task(planned.content, body, **told, by=by, at=at)):
            messages.success(request, _("The task is set. It stands in the work of whoever does it."))
            return redirect("content", slug, content_id)
    return content_page(request, shown, planned, wrong=form)
