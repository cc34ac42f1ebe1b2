"""Says yes to a plan for a seat."""

from datetime import datetime

from django.utils import timezone

from chungtay.models import Person, Plan, PlanAcceptance, Seat
from chungtay.rules.people import Act
from chungtay.rules.plans import check_acceptance

from ..recorded import recorded


def accept_plan(plan: Plan, seat: Seat, *, by: Person, at: datetime) -> PlanAcceptance:
    """Say yes for one side; only whoever speaks for the body that holds the seat that day may."""
    assert seat.agreement_id == plan.phase.agreement_id, (
        "a plan is accepted by the seats of its own programme"
    )
    today = timezone.localdate(at)
    holder, agreement = seat.holder_on(today), plan.phase.agreement
    speaks_for = by.organisations_for(Act.ACCEPT_PLAN, today, programme=agreement.slug)
    with recorded("accept", thing=plan, by=by, at=at):
        Plan.objects.select_for_update().get(pk=plan.pk)  # of two clicks at once only one accepts
        check_acceptance(
            holds_seat=holder is not None and holder.pk in speaks_for,
            accepted=plan.acceptances.filter(seat=seat).exists(),
        )
        return PlanAcceptance.objects.create(plan=plan, seat=seat, accepted_by=by, accepted_at=at)
