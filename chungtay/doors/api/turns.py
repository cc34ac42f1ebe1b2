"""Turns over the API: the rules of an agreement with what became of each turn; and the offices' lists of papers."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from chungtay.actions import delegations as actions
from chungtay.answers.delegations import (
    RotationShown,
    may_plan_turns,
    offices_with_papers,
    rotations_of,
)
from chungtay.models import Agreement, Rotation, Seat, UsualPaper
from chungtay.rules.delegations import Direction
from chungtay.rules.messages import Message, RuleBroken

from .asking import Asking
from .delegation_shapes import (
    NewUsualPaper,
    RotationEndingIn,
    RotationIn,
    RotationOut,
    TurnNoteIn,
    UsualPaperIn,
    UsualPapersOut,
    turn_told,
)
from .shapes import words

router = Router(tags=["delegations"])


@router.get("/programmes/{slug:slug}/rotations", response=list[RotationOut])
def rotations(request: Asking, slug: str) -> list[Any]:
    """Whose turn it is, what is owed, and what was noted of each turn."""
    return told(request, found(request, slug))


@router.post("/programmes/{slug:slug}/rotations", response=list[RotationOut])
def set_one(request: Asking, slug: str, given: RotationIn) -> list[Any]:
    """Set a rule of turns as the agreement says it; the very same one twice is one."""
    agreement = found(request, slug)
    refuse_unless_plans(request, agreement)
    plain = given.dict(exclude={"seats"})
    seats = [seat_of(agreement, number, "seats") for number in given.seats]
    rotation = Rotation(agreement=agreement, **plain)
    actions.set_rotation(rotation, seats, by=request.person, at=timezone.now())
    return told(request, agreement)


@router.post("/programmes/{slug:slug}/rotations/{uuid:id}/exceptions", response=list[RotationOut])
def note(request: Asking, slug: str, id: UUID, given: TurnNoteIn) -> list[Any]:
    """Note that a turn was skipped, is moved, is taken by another side, or is as the rule says after all."""
    agreement = found(request, slug)
    rotation = get_object_or_404(agreement.rotations, pk=id)
    refuse_unless_plans(request, agreement)
    host = seat_of(agreement, given.host, "host") if given.host is not None else None
    plain = given.dict(include={"moved_to", "reason"})
    actions.note_turn(
        rotation, given.year, given.kind, **plain, host=host, by=request.person, at=timezone.now()
    )
    return told(request, agreement)


@router.post("/programmes/{slug:slug}/rotations/{uuid:id}/ending", response=list[RotationOut])
def end(request: Asking, slug: str, id: UUID, given: RotationEndingIn) -> list[Any]:
    """The rule gives no turn after that year; what was held stays."""
    agreement = found(request, slug)
    rotation = get_object_or_404(agreement.rotations, pk=id)
    refuse_unless_plans(request, agreement)
    actions.end_rotation(rotation, **given.dict(), by=request.person, at=timezone.now())
    return told(request, agreement)


@router.get("/delegation-papers", response=list[UsualPapersOut])
def papers(request: Asking) -> list[Any]:
    """Which papers the caller's offices need for each delegation; of the house, where an office keeps no list."""
    return [
        {
            "holder": office,
            "direction": direction,
            "papers": [
                {"id": None if one._state.adding else one.pk, "text": words(one, "text")}
                | {"days_before": one.days_before}
                for one in actions.usual_papers(office, direction)
            ],
        }
        for office in offices_with_papers(request.person, request.today)
        for direction in Direction
    ]


@router.post("/delegation-papers", response=list[UsualPapersOut])
def add(request: Asking, given: NewUsualPaper) -> list[Any]:
    """The first change makes the list of the house the office's own; the very same paper twice is one."""
    offices = offices_with_papers(request.person, request.today)
    office = offices.filter(pk=given.holder).first() if given.holder else offices.first()
    if office is None:
        raise RuleBroken(Message("Choose a body of your own.", where="holder"))
    paper = UsualPaper(holder=office, **given.dict(exclude={"holder"}))
    actions.add_usual(paper, by=request.person, at=timezone.now())
    return papers(request)


@router.put("/delegation-papers/{uuid:id}", response=list[UsualPapersOut])
def change(request: Asking, id: UUID, given: UsualPaperIn) -> list[Any]:
    actions.change_usual(found_paper(request, id), given.dict(), by=request.person, at=timezone.now())
    return papers(request)


@router.delete("/delegation-papers/{uuid:id}", response=list[UsualPapersOut])
def remove(request: Asking, id: UUID) -> list[Any]:
    actions.remove_usual(found_paper(request, id), by=request.person, at=timezone.now())
    return papers(request)


def found(request: Asking, slug: str) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)


def found_paper(request: Asking, id: UUID) -> UsualPaper:
    return get_object_or_404(UsualPaper.objects.visible_to(request.person, request.today), pk=id)


def refuse_unless_plans(request: Asking, agreement: Agreement) -> None:
    if not may_plan_turns(agreement, request.person, request.today):
        raise RuleBroken(Message("Your post does not allow this."))


def seat_of(agreement: Agreement, number: int, where: str) -> Seat:
    seat = agreement.seats.filter(number=number).first()
    if seat is None:
        raise RuleBroken(Message("Choose sides of this agreement.", where=where))
    return seat


def told(request: Asking, agreement: Agreement) -> list[dict[str, Any]]:
    return [rule_told(one) for one in rotations_of(agreement, request.person, request.today)]


def rule_told(shown: RotationShown) -> dict[str, Any]:
    plain = ("id", "every_years", "first_year", "last_year")
    return {name: getattr(shown.rotation, name) for name in plain} | {
        "purpose": words(shown.rotation, "purpose"),
        "source": words(shown.rotation, "source"),
        "hosts": [body for _, body in shown.hosts],
        "turns": [turn_told(one) for one in shown.shown],
    }
