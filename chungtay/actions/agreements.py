"""Accepts plans for a seat and finishes tasks."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.models import Person, Plan, PlanAcceptance, Seat, Task
from chungtay.rules.agreements import check_acceptance, check_finish
from chungtay.rules.people import Act

from .recorded import recorded, refuse_unless_may


def accept_plan(plan: Plan, seat: Seat, *, by: Person, at: datetime) -> PlanAcceptance:
    """Say yes for one side; only whoever speaks for the body that holds the seat that day may."""
    assert seat.agreement_id == plan.phase.agreement_id, (
        "a plan is accepted by the seats of its own programme"
    )
    today = timezone.localdate(at)
    holder = seat.holder_on(today)
    speaks_for = by.organisations_for(Act.ACCEPT_PLAN, today)
    with recorded("accept", thing=plan, by=by, at=at):
        check_acceptance(
            holds_seat=holder is not None and holder.pk in speaks_for,
            accepted=plan.acceptances.filter(seat=seat).exists(),
        )
        return PlanAcceptance.objects.create(plan=plan, seat=seat, accepted_by=by, accepted_at=at)


def finish_task(task: Task, *, on: date, by: Person, at: datetime) -> Task:
    refuse_unless_may(by, Act.RECORD, task.organisation_id, at)
    with recorded("finish", thing=task, by=by, at=at):
        held = Task.objects.select_for_update().get(pk=task.pk)
        check_finish(done_on=held.done_on, on=on, today=timezone.localdate(at))
        held.done_on, held.done_by = on, by
        held.save(update_fields=["done_on", "done_by"])
    return held
