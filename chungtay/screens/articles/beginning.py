"""Begins an article in one click: from a plan, an activity, a meeting. The facts are filled in."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from chungtay.actions.articles import article_from_activity, article_from_meeting, article_from_plan
from chungtay.models import Activity, Article, Meeting, Plan
from chungtay.screens.middleware import Request

Begin = Callable[..., Article]


@require_POST
def of_plan(request: Request, plan_id: UUID) -> HttpResponse:
    return begun(request, article_from_plan, Plan, plan_id)


@require_POST
def of_activity(request: Request, id: UUID) -> HttpResponse:
    return begun(request, article_from_activity, Activity, id)


@require_POST
def of_meeting(request: Request, id: UUID) -> HttpResponse:
    return begun(request, article_from_meeting, Meeting, id)


def begun(request: Request, begin: Begin, model: Any, id: UUID) -> HttpResponse:
    thing = get_object_or_404(model.objects.visible_to(request.person, request.today), pk=id)
    made = begin(thing, by=request.person, at=timezone.now())
    return redirect("article-writing", made.pk)
