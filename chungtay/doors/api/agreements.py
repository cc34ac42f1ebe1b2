"""Programmes over the API: seats, phases, plans with contents and tasks; accepting a plan, finishing a task."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from ninja.pagination import paginate

from chungtay.actions.agreements import accept_plan, finish_task
from chungtay.answers.programmes import Programme
from chungtay.models import Agreement, Commitment, Content, Phase, Plan, Seat, Task

from .asking import Asking
from .lists import Window
from .shapes import Amount, Body, Words, amount, words

router = Router(tags=["programmes"])


class ProgrammeOut(Schema):
    slug: str
    kind: str
    name: Words
    purpose: Words
    relations_since: int | None
    framework: str

    @staticmethod
    def resolve_name(programme: Agreement) -> Words:
        return words(programme, "name")

    @staticmethod
    def resolve_purpose(programme: Agreement) -> Words:
        return words(programme, "purpose")


class HolderOut(Schema):
    holder: Body
    since: date
    until: date | None  # the first day on which it no longer sat

    @staticmethod
    def resolve_holder(holding: Any) -> Any:
        return holding.organisation

    @staticmethod
    def resolve_since(holding: Any) -> date:
        return holding.valid_from

    @staticmethod
    def resolve_until(holding: Any) -> date | None:
        return holding.valid_to


class SeatOut(Schema):
    number: int
    holders: list[HolderOut]

    @staticmethod
    def resolve_holders(seat: Seat) -> list[Any]:
        return list(seat.holdings.all())


class CommitmentOut(Schema):
    number: int
    text: Words

    @staticmethod
    def resolve_text(commitment: Commitment) -> Words:
        return words(commitment, "text")


class PlanOut(Schema):
    id: UUID
    year: int
    number: str
    issued_on: date | None
    name: Words

    @staticmethod
    def resolve_name(plan: Plan) -> Words:
        return words(plan, "name")


class PhaseOut(Schema):
    name: str
    first_on: date
    last_on: date
    signed_on: date | None
    commitments: list[CommitmentOut]
    plans: list[PlanOut]

    @staticmethod
    def resolve_commitments(phase: Phase) -> list[Commitment]:
        return list(phase.commitments.all())

    @staticmethod
    def resolve_plans(phase: Phase) -> list[Plan]:
        return list(phase.plans.all())


class ProgrammeFull(ProgrammeOut):
    seats: list[SeatOut]
    phases: list[PhaseOut]

    @staticmethod
    def resolve_seats(programme: Agreement) -> list[Seat]:
        return list(programme.seats.all())

    @staticmethod
    def resolve_phases(programme: Agreement) -> list[Phase]:
        return list(programme.phases.all())


class TaskOut(Schema):
    id: UUID
    text: Words
    organisation: Body
    due_on: date
    done_on: date | None

    @staticmethod
    def resolve_text(task: Task) -> Words:
        return words(task, "text")


class ResultOut(Schema):
    indicator: str
    actual: Amount | None
    qualifier: str
    target: Amount | None
    reported: int
    due: int


class ContentOut(Schema):
    id: UUID
    number: int
    text: Words
    due_on: date | None
    is_late: bool
    lead: Body | None
    commitments: list[int]
    results: list[ResultOut]
    tasks: list[TaskOut]


class SeatIn(Schema):
    seat: int


class AcceptanceOut(Schema):
    seat: int
    accepted_at: datetime

    @staticmethod
    def resolve_seat(acceptance: Any) -> int:
        return acceptance.seat.number


@router.get("/programmes", response=list[ProgrammeOut])
@paginate(Window)
def programmes(request: Asking) -> QuerySet[Agreement]:
    return Agreement.objects.visible_to(request.person, request.today)


@router.get("/programmes/{slug:slug}", response=ProgrammeFull)
def programme(request: Asking, slug: str) -> Agreement:
    return found(request, slug)


@router.get("/programmes/{slug:slug}/contents", response=list[ContentOut])
def contents(request: Asking, slug: str, year: int | None = None) -> list[dict[str, Any]]:
    """The contents of the plan of `year` (else of the running one) with what was promised and done."""
    shown = Programme(found(request, slug), request.person, request.today, year=year)
    return [told_of(planned) for planned in shown.contents] if shown.plan else []


@router.post("/plans/{uuid:plan_id}/acceptance", response=AcceptanceOut)
def acceptance(request: Asking, plan_id: UUID, given: SeatIn) -> Any:
    """Say yes for one side; saying it twice is harmless."""
    visible = Agreement.objects.visible_to(request.person, request.today)
    plan = get_object_or_404(Plan.objects.filter(phase__agreement__in=visible), pk=plan_id)
    seat = get_object_or_404(plan.phase.agreement.seats, number=given.seat)
    said = plan.acceptances.filter(seat=seat, accepted_by=request.person).first()
    return said or accept_plan(plan, seat, by=request.person, at=timezone.now())


@router.post("/tasks/{uuid:task_id}/completion", response=TaskOut)
def completion(request: Asking, task_id: UUID) -> Task:
    task = get_object_or_404(Task.objects.visible_to(request.person, request.today), pk=task_id)
    if task.done_by_id == request.person.pk:
        return task
    return finish_task(task, on=request.today, by=request.person, at=timezone.now())


def found(request: Asking, slug: str) -> Agreement:
    visible = Agreement.objects.visible_to(request.person, request.today)
    whole = visible.prefetch_related("seats__holdings__organisation", "phases__commitments", "phases__plans")
    return get_object_or_404(whole, slug=slug)


def told_of(planned: Any) -> dict[str, Any]:
    content: Content = planned.content
    return {
        "id": content.pk,
        "number": content.number,
        "text": words(content, "text"),
        "due_on": content.due_on,
        "is_late": planned.is_late,
        "lead": content.lead,
        "commitments": [commitment.number for commitment in planned.commitments],
        "results": [
            {
                "indicator": result.figure.indicator.slug,
                "actual": amount(result.figure.amount),
                "qualifier": result.figure.qualifier,
                "target": amount(result.target),
                "reported": result.figure.reported,
                "due": result.figure.due,
            }
            for result in planned.results
        ],
        "tasks": planned.tasks,
    }
