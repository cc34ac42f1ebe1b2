"""Plans that wait for a person: for a yes of the own side, to the plan or to an amendment, or for an answer."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from chungtay.models import Person, Plan, PlanAcceptance, Seat, Version
from chungtay.rules.people import Act
from chungtay.rules.plans import PlanMove, PlanState, may_move

from .state import is_drafter, proposed_on, seats_asked, speaks_for, state_of_plan, with_facts

Waiting = tuple[str, Act, Plan, date]  # what it waits for, the act that it takes, and since when


def plans_waiting(person: Person, today: date) -> Iterator[Waiting]:
    """A fixed number of queries, however many plans there are."""
    open_texts = Version.objects.filter(proposed_at__isnull=False, withdrawn_at=None, in_force_on=None)
    kept = Plan.objects.visible_to(person, today).filter(
        Plan.held_by_seats(), withdrawn_at=None, year__gte=today.year - 1, phase__last_on__gte=today
    )
    fetched = with_facts(kept).prefetch_related(
        "issuers", Prefetch("versions", open_texts.defer("body", "base"), to_attr="proposed_texts")
    )
    for plan in fetched:
        yield from _waiting_of(plan, person, today)


def _waiting_of(plan: Plan, person: Person, today: date) -> Iterator[Waiting]:
    state = state_of_plan(plan, today)
    if may_move(state, PlanMove.ACCEPT, is_joint=True):
        seats = [seat for seat in seats_asked(plan, today) if _waits_for(plan, seat)]
        if any(speaks_for(seat, plan, person, today) and not _issued(plan, seat, today) for seat in seats):
            yield "plan", Act.ACCEPT_PLAN, plan, proposed_on(plan)
    if state is PlanState.RUNNING:
        for version in plan.proposed_texts:  # type: ignore[attr-defined]
            said = {one.seat_id for one in plan.acceptances.all() if _is_of(one, version)}
            seats = [seat for seat in seats_asked(plan, today) if seat.pk not in said]
            if any(speaks_for(seat, plan, person, today) for seat in seats):
                yield "amendment", Act.ACCEPT_PLAN, plan, timezone.localdate(version.proposed_at)
    if state is PlanState.CHANGES_ASKED and is_drafter(plan, person, today):
        waiting = [one.asked_at for one in plan.change_requests.all() if one.settled_at is None]
        yield "plan_changes", Act.PLAN, plan, timezone.localdate(min(waiting))


def _waits_for(plan: Plan, seat: Seat) -> bool:
    """Neither accepted nor waiting itself for an answer."""
    accepted = any(one.seat_id == seat.pk and one.version == plan.version for one in plan.acceptances.all())
    asked = any(one.seat_id == seat.pk and one.settled_at is None for one in plan.change_requests.all())
    return not accepted and not asked


def _issued(plan: Plan, seat: Seat, today: date) -> bool:
    """Whoever issued a plan on paper need not be told to accept it; it may."""
    return plan.holder_id is None and seat.holder_on(today) in plan.issuers.all()


def _is_of(acceptance: PlanAcceptance, version: Version) -> bool:
    """An earlier text of the same number may have been withdrawn."""
    assert version.proposed_at is not None, "only what was proposed is accepted"
    return acceptance.version == version.number and acceptance.accepted_at >= version.proposed_at
