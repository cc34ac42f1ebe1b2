"""Finds what an operation names, as the caller may see it, and says a criticism in full."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from chungtay.actions import criticism as actions
from chungtay.actions.criticism import Point
from chungtay.answers.criticism import CriticismPage
from chungtay.models import Asked, Clause, ClauseOpinion, Criticism, CriticismPoint, Document
from chungtay.rules.messages import Message, RuleBroken

from ..asking import Asking
from ..shapes import words
from .shapes import PointIn


def found(request: Asking, id: UUID) -> CriticismPage:
    visible = Criticism.objects.visible_to(request.person, request.today)
    near = visible.select_related("holder", "drafter", "agreement", "dispatch")
    return CriticismPage(get_object_or_404(near, pk=id), request.person, request.today)


def told(page: CriticismPage) -> dict[str, Any]:
    one = page.criticism
    plain = (
        "id", "holder", "drafter", "drafter_name", "received_on", "submitted_on", "due_on", "late_reason",
        "reply_due_on", "replied_on", "held_on", "venue", "reply_number", "final_number", "final_on",
    )  # fmt: skip
    return {name: getattr(one, name) for name in plain} | {
        "title": words(one, "title"), "programme": one.agreement.slug if one.agreement else "",
        "state": page.state, "turn": page.turn, "moves": page.moves, "clauses": page.clauses,
        "asked": [told_asked(asked) for asked in page.asked], "turns": page.turns,
        "points": [said(point) for point in page.points], "final": page.final,
        "paper": page.paper.pk if page.paper else None,
    }  # fmt: skip


def told_asked(asked: Asked) -> dict[str, Any]:
    return {
        "id": asked.pk, "organisation": asked.organisation, "name": asked.name, "due_on": asked.due_on,
        "answered": asked.answered_at is not None,
        "opinions": [
            {"id": one.pk, "clause": one.clause.position if one.clause else None, "stand": one.stand,
             "text": one.text, "proposal": one.proposal, "typed": one.typed}
            for one in asked.opinions.all()
        ],
    }  # fmt: skip


def said(point: CriticismPoint) -> dict[str, Any]:
    plain = ("number", "text", "proposal", "taken", "reason")
    clause = point.clause.position if point.clause else None
    return {name: getattr(point, name) for name in plain} | {"clause": clause}


def asked_of(page: CriticismPage, key: UUID) -> Asked:
    one = next((asked for asked in page.asked if asked.pk == key), None)
    if one is None:
        raise Http404
    return one


def point_of(page: CriticismPage, number: int) -> CriticismPoint:
    if not page.points:
        raise Http404
    return get_object_or_404(page.criticism.points.select_related("criticism__holder"), number=number)


def clause_of(page: CriticismPage, position: int | None) -> Clause | None:
    if position is None:
        return None
    return get_object_or_404(page.criticism.clauses, position=position)


def point_from(page: CriticismPage, given: PointIn) -> Point:
    """Opinions of another draft are refused like some that nobody gave."""
    opinions = tuple(ClauseOpinion.objects.filter(asked__criticism=page.criticism, pk__in=given.opinions))
    if len(opinions) < len(set(given.opinions)):
        raise RuleBroken(Message("Choose opinions on this draft.", where="opinions"))
    return Point(
        text=given.text, proposal=given.proposal, clause=clause_of(page, given.clause), opinions=opinions
    )


def document_of(request: Asking, key: UUID | None) -> Document | None:
    if key is None:
        return None
    return get_object_or_404(Document.objects.visible_to(request.person, request.today), pk=key)


def text_of(text: str, paper: Document | None, request: Asking) -> str:
    if text.strip() or paper is None:
        return text
    return actions.text_of_document(paper, by=request.person, at=timezone.now())
