"""Reads what a list between the sides is asked for, as its address says it."""

from django.shortcuts import get_object_or_404

from chungtay.models import Agreement
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.screens.middleware import Request

A_PAGE = 50


def asked_for(request: Request, choices: tuple[str, ...]) -> tuple[str, Agreement | None]:
    """Which are shown, the first unless told otherwise; of one programme where the address names it."""
    shown, slug = request.GET.get("shown", ""), request.GET.get("programme", "")
    programmes = Agreement.objects.visible_to(request.person, request.today)
    programme = get_object_or_404(programmes, slug=slug) if slug else None
    return shown if shown in choices else choices[0], programme


def refuse_without_side(request: Request, kind: Kind) -> None:
    """Whose post does not allow it is told so; who only stands on no side of the programme is told that."""
    if not request.person.organisations_for(Act.RECORD, request.today, kind):
        raise RuleBroken(Message("Your post does not allow this."))
    raise RuleBroken(Message("Your body stands on no side of this programme; one of its sides does this."))
