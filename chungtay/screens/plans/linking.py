"""Puts an activity that went before the plan under one of its contents."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.actions.plans import link_activity
from chungtay.models import Activity, Content, Plan
from chungtay.screens.middleware import Request


@require_POST
def activity_content(request: Request, id: UUID) -> HttpResponse:
    """`content` is one of a plan that the person sees; what stands there already stays."""
    seen = Activity.objects.visible_to(request.person, request.today)
    activity = get_object_or_404(seen.select_related("served"), pk=id)
    plans = Plan.objects.visible_to(request.person, request.today)
    contents = Content.objects.filter(plan__in=plans).select_related("plan__phase__agreement")
    chosen = request.POST.get("content", "")
    content = get_object_or_404(contents, pk=chosen) if is_id(chosen) else None
    link_activity(activity, content, by=request.person, at=timezone.now())
    if content is None:
        return redirect("activity", activity.pk)
    messages.success(request, _("The activity stands under the content now."))
    return redirect("plan", content.plan.phase.agreement.slug, content.plan_id)


def is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
