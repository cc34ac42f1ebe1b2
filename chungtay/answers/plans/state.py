"""In which state a plan is, who draws it up, and who speaks for a side of it."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from chungtay.answers.programmes import may_plan
from chungtay.models import Person, Plan, Seat, SeatRole
from chungtay.rules.access import Thing
from chungtay.rules.people import Act, Kind
from chungtay.rules.plans import PlanFacts, PlanState, state_of


def with_facts(plans: "QuerySet[Plan, Any]") -> "QuerySet[Plan, Any]":
    """All that a state follows from, however many plans there are."""
    return plans.select_related("phase__agreement", "holder").prefetch_related(
        "acceptances", "change_requests", "phase__agreement__seats__holdings__organisation"
    )


def facts_of_plan(plan: Plan, today: date) -> PlanFacts:
    return PlanFacts(
        is_joint=plan.is_joint,
        ends_on=plan.ends_on,
        is_begun=plan.sent_at is None or plan.begun_at is not None,
        is_proposed=plan.is_of_the_seats,
        is_issued=plan.issued_at is not None,
        is_withdrawn=plan.withdrawn_at is not None,
        asked=frozenset(seat.pk for seat in seats_asked(plan, today)),
        accepted=frozenset(one.seat_id for one in plan.acceptances.all() if one.version == plan.version),
        unanswered=frozenset(one.seat_id for one in plan.change_requests.all() if one.settled_at is None),
    )


def state_of_plan(plan: Plan, today: date) -> PlanState:
    return state_of(facts_of_plan(plan, today), today)


def seats_asked(plan: Plan, today: date) -> list[Seat]:
    """The seats that must accept: those that sat there when it was proposed. A witness has no say."""
    if not plan.is_of_the_seats:
        return []
    seats = [seat for seat in plan.phase.agreement.seats.all() if seat.role != SeatRole.WITNESS]
    day = min(proposed_on(plan), today)
    return [seat for seat in seats if seat.holder_on(day)] or [
        seat for seat in seats if seat.holder_on(today)
    ]


def proposed_on(plan: Plan) -> date:
    if plan.proposed_at:
        return timezone.localdate(plan.proposed_at)
    return plan.issued_on or plan.first_on


def is_drafter(plan: Plan, person: Person, today: date) -> bool:
    """Whoever plans for the body whose plan it is; of one read from a paper, for a body that holds a side."""
    agreement = plan.phase.agreement
    if plan.holder_id is None:
        return may_plan(agreement, person, today)
    return person.may(Act.PLAN, own_part(plan), today)


def own_part(plan: Plan) -> Thing:
    """The plan as the business of its drafter alone: once it is proposed the other sides hold it too."""
    holders = frozenset({plan.holder_id} if plan.holder_id else ())
    return Thing(Kind.PLAN, holders, programmes=plan.programmes_served())


def speaks_for(seat: Seat, plan: Plan, person: Person, today: date) -> bool:
    """Whether the person says yes for the body that holds the seat that day."""
    holder, slug = seat.holder_on(today), plan.phase.agreement.slug
    bodies = person.organisations_for(Act.ACCEPT_PLAN, today, Kind.PLAN, programme=slug)
    return holder is not None and holder.pk in bodies


def seats_spoken_for(plan: Plan, person: Person, today: date) -> list[Seat]:
    return [seat for seat in seats_asked(plan, today) if speaks_for(seat, plan, person, today)]
