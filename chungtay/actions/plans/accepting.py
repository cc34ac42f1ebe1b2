"""Says yes to a plan for a seat, and to an amendment of one that runs."""

from datetime import datetime

from django.utils import timezone

from chungtay.answers.plans import seats_asked, speaks_for, state_of_plan
from chungtay.models import Person, Plan, PlanAcceptance, Seat, Version
from chungtay.rules.plans import PlanMove, PlanState, check_acceptance

from ..next_year import hand_on_tasks
from ..recorded import recorded
from ..versions import keep_text, put_in_force
from .moving import check_open, held_plan


def accept_plan(
    plan: Plan, seat: Seat, *, version: int | None = None, by: Person, at: datetime
) -> PlanAcceptance:
    """Say yes for one side to the text as it stands; `version` is the one that was read, and must be that one.

    Only whoever speaks for the body that holds the seat that day may. When the last side has said yes the plan runs.
    """
    assert seat.agreement_id == plan.phase.agreement_id, (
        "a plan is accepted by the seats of its own programme"
    )
    today = timezone.localdate(at)
    with recorded("accept", thing=plan, by=by, at=at):
        held = held_plan(plan)
        said = held.acceptances.filter(seat=seat, version=held.version)
        check_acceptance(
            holds_seat=speaks_for(seat, held, by, today),
            is_asked=seat in seats_asked(held, today) or not held.is_of_the_seats,
            accepted=said.exists(),
            unanswered=held.change_requests.filter(seat=seat, settled_at=None).exists(),
            is_latest=version in (None, held.version),
        )
        check_open(held, PlanMove.ACCEPT, at=at)
        acceptance = PlanAcceptance.objects.create(
            plan=held, seat=seat, version=held.version, accepted_by=by, accepted_at=at
        )
        if state_of_plan(held, today) is PlanState.RUNNING:
            keep_text(held.phase.agreement, plan=held, on=today, by=by, at=at)
            hand_on_tasks(held, by=by, at=at)
    return acceptance


def accept_amendment(version: Version, seat: Seat, *, by: Person, at: datetime) -> PlanAcceptance:
    """Say yes for one side to a proposed amendment; with the last yes it comes into force."""
    assert version.plan is not None, "an amendment of a plan"
    today = timezone.localdate(at)
    with recorded("accept", thing=version.plan, by=by, at=at, reason=str(version.number)):
        plan = held_plan(version.plan)
        check_open(plan, PlanMove.AMEND, at=at)
        held = Version.objects.get(pk=version.pk)
        asked = seats_asked(plan, today)
        said = {one.seat_id for one in accepted_of(held)}
        check_acceptance(
            holds_seat=speaks_for(seat, plan, by, today),
            is_asked=seat in asked,
            accepted=seat.pk in said,
            is_latest=held.proposed_at is not None and held.withdrawn_at is None and held.in_force_on is None,
        )
        acceptance, _ = PlanAcceptance.objects.update_or_create(
            plan=plan, seat=seat, version=held.number, defaults={"accepted_by": by, "accepted_at": at}
        )
        if {one.pk for one in asked} <= said | {seat.pk}:
            put_in_force(held, on=today, by=by, at=at)
    return acceptance


def accepted_of(version: Version) -> list[PlanAcceptance]:
    """Who said yes to this very text: an earlier one of the same number may have been withdrawn."""
    assert version.plan is not None and version.proposed_at is not None, "only what was proposed is accepted"
    return list(version.plan.acceptances.filter(version=version.number, accepted_at__gte=version.proposed_at))
