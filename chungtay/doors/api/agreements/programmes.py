"""Programmes: seats, phases, plans with contents and tasks; accepting a plan."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from ninja.pagination import paginate

from chungtay.actions.plans import accept_plan
from chungtay.answers.plans import state_of_plan, with_facts
from chungtay.answers.programmes import PlannedContent, Programme
from chungtay.models import (
    Activity,
    Agreement,
    Commitment,
    Document,
    Phase,
    Plan,
    PlanAcceptance,
    Seat,
)

from ..asking import Asking
from ..lists import Window
from ..named import Given
from ..shapes import Amount, Body, Words, amount, words

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
    is_joint: bool
    holder: Body | None  # who drew it up; none: it was read from a paper of the sides
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
    asker: Body | None
    state: str
    due_on: date
    done_on: date | None

    @staticmethod
    def resolve_text(task: Any) -> Words:
        return words(task, "text")


class ResultOut(Schema):
    """What was promised in the plan's year and what stands in the ledger."""

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
    begins_on: date | None
    due_on: date | None
    budget: int | None  # in whole units of the currency
    currency: str
    funds: Words
    is_late: bool
    lead: Body | None
    coordinating: list[Body]
    product: Words
    commitments: list[int]  # the numbers of the signed contents that it makes concrete
    results: list[ResultOut]
    tasks: list[TaskOut]


class AcceptanceIn(Given):
    seat: int
    version: int | None = None  # of the text that was read; refused when it is another by now


class AcceptanceOut(Schema):
    seat: int
    version: int
    accepted_at: datetime

    @staticmethod
    def resolve_seat(acceptance: PlanAcceptance) -> int:
        return acceptance.seat.number


class PlanFull(Schema):
    id: UUID
    state: str
    version: int  # of its text
    is_joint: bool
    holder: Body | None
    year: int
    last_on: date
    number: str
    issued_on: date | None
    name: Words
    grounds: Words
    purpose: Words
    requirements: Words
    programme: str
    phase: str
    issuers: list[Body]
    acceptances: list[AcceptanceOut]
    contents: list[ContentOut]
    uncovered: list[int]  # the numbers of the signed contents that the plan leaves out


class ContentFull(ContentOut):
    plan: UUID
    documents: list[UUID]
    activities: list[UUID]


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


@router.get("/plans/{uuid:plan_id}", response=PlanFull)
def plan(request: Asking, plan_id: UUID) -> dict[str, Any]:
    """Who issued and accepted it, its contents, and what was signed without one."""
    return plan_told(request, plan_id)


def plan_told(request: Asking, plan_id: UUID) -> dict[str, Any]:
    shown = found_plan(request, id=plan_id)
    whole, phase = with_plan(request, shown), shown.phase
    plain = ("id", "year", "number", "issued_on", "version", "is_joint", "holder")
    said = ("name", "grounds", "purpose", "requirements")
    return (
        {name: getattr(shown, name) for name in plain}
        | {name: words(shown, name) for name in said}
        | {
            "state": state_of_plan(shown, request.today).value,
            "last_on": shown.ends_on,
            "programme": phase.agreement.slug,
            "phase": phase.name,
            "issuers": list(shown.issuers.all()),
            "acceptances": list(shown.acceptances.select_related("seat").order_by("version", "seat__number")),
            "contents": [told_of(planned) for planned in whole.contents],
            "uncovered": [commitment.number for commitment in whole.uncovered],
        }
    )


@router.get("/contents/{uuid:content_id}", response=ContentFull)
def content(request: Asking, content_id: UUID) -> dict[str, Any]:
    """What it makes concrete, its tasks, its papers and what was done for it."""
    return content_told(request, content_id)


@router.post("/plans/{uuid:plan_id}/acceptance", response=AcceptanceOut)
def acceptance(request: Asking, plan_id: UUID, given: AcceptanceIn) -> PlanAcceptance:
    """Say yes for one side to the text as it stands; saying it twice is harmless."""
    plan = found_plan(request, id=plan_id)
    seat = get_object_or_404(plan.phase.agreement.seats, number=given.seat)
    said = plan.acceptances.filter(seat=seat, version=plan.version, accepted_by=request.person).first()
    return said or accept_plan(plan, seat, version=given.version, by=request.person, at=timezone.now())


def found(request: Asking, slug: str) -> Agreement:
    visible = Agreement.objects.visible_to(request.person, request.today)
    plans = Plan.objects.visible_to(request.person, request.today).filter(withdrawn_at=None)
    whole = visible.prefetch_related(
        "seats__holdings__organisation",
        "phases__commitments",
        Prefetch("phases__plans", plans.select_related("holder")),
    )
    return get_object_or_404(whole, slug=slug)


def found_plan(request: Asking, **named: UUID) -> Plan:
    plans = with_facts(Plan.objects.visible_to(request.person, request.today))
    return get_object_or_404(plans, **named)


def with_plan(request: Asking, plan: Plan) -> Programme:
    shown = Programme(plan.phase.agreement, request.person, request.today)
    shown.show_plan(plan)
    return shown


def content_told(request: Asking, content_id: UUID) -> dict[str, Any]:
    plan = found_plan(request, contents=content_id)
    planned = next(one for one in with_plan(request, plan).contents if one.content.pk == content_id)
    papers = Document.objects.visible_to(request.person, request.today).filter(content=content_id)
    done = Activity.objects.visible_to(request.person, request.today).filter(
        Q(task__content=content_id) | Q(content=content_id)
    )
    return told_of(planned) | {
        "plan": plan.pk,
        "documents": [paper.pk for paper in papers],
        "activities": [activity.pk for activity in done],
    }


def told_of(planned: PlannedContent) -> dict[str, Any]:
    content = planned.content
    return {
        "id": content.pk,
        "number": content.number,
        "text": words(content, "text"),
        "begins_on": content.begins_on,
        "due_on": content.due_on,
        "budget": content.budget,
        "currency": content.currency,
        "funds": words(content, "funds"),
        "is_late": planned.is_late,
        "lead": content.lead,
        "coordinating": planned.coordinating,
        "product": words(content, "product"),
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
