"""Shows on the page of a thing whether the public has it, with the button of whoever may give it or take it back."""

from collections.abc import Mapping
from typing import Any

from chungtay.answers.published import may_publish, public_paper
from chungtay.models import Activity, Agreement, Document, EventCopy, Meeting, ProgrammeCopy


def public_paper_beside(context: Mapping[str, Any], document: Document) -> dict[str, Any]:
    """`{% public_paper document %}`"""
    request = context["request"]
    told = public_paper(document, request.person, request.today)
    return {"document": document, "paper": told, "csrf_token": context.get("csrf_token")}


def public_event_beside(context: Mapping[str, Any], thing: Activity | Meeting) -> dict[str, Any]:
    """`{% public_event activity %}`: on the page of an activity or a meeting."""
    request = context["request"]
    name = "activity" if isinstance(thing, Activity) else "meeting"
    return {
        "thing": thing,
        "name": name,
        "publishing": f"{name}-publication",
        "withdrawing": f"{name}-public-withdrawal",
        "copy": EventCopy.objects.public().filter(thing=thing.pk).first(),
        "may": may_publish(thing, request.person, request.today),
        "is_settled": thing.sent_at is not None if isinstance(thing, Meeting) else thing.withdrawn_at is None,
        "csrf_token": context.get("csrf_token"),
    }


def public_face_beside(context: Mapping[str, Any], agreement: Agreement) -> dict[str, Any]:
    """`{% public_face agreement %}`: the way to what the public sees of it."""
    request = context["request"]
    return {
        "agreement": agreement,
        "copy": ProgrammeCopy.objects.filter(slug=agreement.slug).first(),
        "may": may_publish(agreement, request.person, request.today),
    }
