"""Accepts plans for a seat; gives their contents tasks, targets and what was signed; finishes tasks."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from chungtay.answers.programmes import bodies_for, may_plan
from chungtay.models import (
    Agreement,
    Commitment,
    Content,
    Indicator,
    Organisation,
    Person,
    Phase,
    Place,
    Plan,
    PlanAcceptance,
    Seat,
    Target,
    Task,
)
from chungtay.rules.agreements import check_acceptance, check_finish, check_target, check_task
from chungtay.rules.amounts import amount_text
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import recorded, refuse_unless_may


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


def add_task(
    content: Content, organisation: Organisation, *, text: str, due_on: date, place: Place | None = None,
    by: Person, at: datetime,
) -> Task:  # fmt: skip
    """Give a body work to do for a content by a day; without a place it is done at the body's own."""
    agreement, today = content.plan.phase.agreement, timezone.localdate(at)
    refuse_unless_plans(agreement, by=by, at=at)
    if not bodies_for(agreement, by, Act.PLAN, today).filter(pk=organisation.pk).exists():
        raise RuleBroken(Message("Your post does not allow this.", where="organisation"))
    told = {"organisation": organisation, "text": text.strip(), "due_on": due_on}
    check_task(text=text.strip(), due_on=due_on, today=today)
    with transaction.atomic():
        Content.objects.select_for_update().get(pk=content.pk)
        held = content.tasks.filter(**told, done_on=None).first()
        if held:
            return held  # pressed twice
        task = Task(content=content, place=place or organisation.place, **told)
        with recorded("add_task", thing=task, by=by, at=at):
            task.save(force_insert=True)
    return task


def finish_task(task: Task, *, on: date, by: Person, at: datetime) -> Task:
    refuse_unless_may(by, Act.RECORD, task, at)
    with recorded("finish", thing=task, by=by, at=at):
        held = Task.objects.select_for_update().get(pk=task.pk)
        check_finish(done_on=held.done_on, on=on, today=timezone.localdate(at))
        held.done_on, held.done_by = on, by
        held.save(update_fields=["done_on", "done_by"])
    return held


def make_concrete(
    content: Content, commitments: Iterable[Commitment], *, signed: str = "", by: Person, at: datetime
) -> Content:
    """Say which signed contents it makes concrete; `signed` is one that the house does not hold yet."""
    phase, chosen = content.plan.phase, list(commitments)
    assert all(one.phase_id == phase.pk for one in chosen), (
        "a content makes its own phase's contents concrete"
    )
    refuse_unless_plans(phase.agreement, by=by, at=at)
    with recorded("make_concrete", thing=content, by=by, at=at):
        if signed.strip():
            chosen.append(_signed(phase, signed.strip()))
        content.commitments.set(chosen)
    return content


def set_target(content: Content, indicator: Indicator, *, amount: int, by: Person, at: datetime) -> Target:
    """What the content shall reach within the plan's year; said anew, it replaces what was said before."""
    agreement, year = content.plan.phase.agreement, content.plan.year
    refuse_unless_plans(agreement, by=by, at=at)
    check_target(amount)
    told: dict[str, Any] = {
        "agreement": agreement, "content": content, "indicator": indicator, "organisation": None,
        "first_on": date(year, 1, 1), "last_on": date(year, 12, 31),
    }  # fmt: skip
    with recorded("set_target", thing=content, by=by, at=at, reason=f"{indicator}: {amount_text(amount)}"):
        Content.objects.select_for_update().get(pk=content.pk)  # of two at once one makes it, one mends it
        target: Target = Target.objects.update_or_create(**told, defaults={"amount": amount})[0]
    return target


def refuse_unless_plans(agreement: Agreement, *, by: Person, at: datetime) -> None:
    """Stop whoever does not plan for a body that holds a side."""
    if not may_plan(agreement, by, timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this."))


def _signed(phase: Phase, text: str) -> Commitment:
    Phase.objects.select_for_update().get(pk=phase.pk)  # of two at once each gets its own number
    held = phase.commitments.filter(text=text).first()
    if held:
        return held
    last = phase.commitments.order_by("-number").first()
    return Commitment.objects.create(phase=phase, number=last.number + 1 if last else 1, text=text)
