"""Stands beside a plan, an activity, a meeting: the way to an article about it, and those that there are."""

from collections.abc import Mapping
from typing import Any

from chungtay.models import Activity, Article, Meeting, Plan
from chungtay.rules.people import Act

NAMES = {Activity: "activity", Meeting: "meeting", Plan: "plan"}


def articles_beside(context: Mapping[str, Any], thing: Activity | Meeting | Plan) -> dict[str, Any]:
    """`{% articles_of activity %}`"""
    request = context["request"]
    name = NAMES[type(thing)]
    visible = Article.objects.visible_to(request.person, request.today)
    return {
        "thing": thing,
        "address": f"{name}-article",
        "articles": visible.filter(**{name: thing.pk}),
        "may": bool(request.person.organisations_for(Act.WRITE_ARTICLE, request.today)),
        "csrf_token": context.get("csrf_token"),
    }
