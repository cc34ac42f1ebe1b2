"""Gives a body work to do, with others beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chungtay.answers.programmes import bodies_for
from chungtay.answers.tasks import bodies_of_programme
from chungtay.models import (
    Agreement,
    Content,
    Directive,
    Organisation,
    Person,
    Place,
    Plan,
    Task,
    TaskPart,
)
from chungtay.rules import access
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.rules.plans import MENDS, PlanState
from chungtay.rules.tasks import Asked, Repeat, TaskState, check_giving, check_waiting

from ..recorded import recorded

Part = tuple[Organisation, str]  # a coordinating body, and what it does


@dataclass(frozen=True)
class Ground:
    """Where a task stands: in a programme, mostly for a content of a plan or by a directive."""

    agreement: Agreement
    content: Content | None = None
    directive: Directive | None = None

    @property
    def plan(self) -> Plan | None:
        if self.content:
            return self.content.plan
        return self.directive.plan if self.directive else None


def add_task(
    content: Content | None, organisation: Organisation, *, text: str, due_on: date, place: Place | None = None,
    agreement: Agreement | None = None, directive: Directive | None = None, asker: Organisation | None = None,
    parts: Iterable[Part] = (), rank: int = 2, product: str = "", begins_on: date | None = None,
    repeats: Repeat = Repeat.NEVER, repeats_until: date | None = None, blocked_by: Iterable[Task] = (),
    by: Person, at: datetime,
) -> Task:  # fmt: skip
    """Give a body work to do by a day; without a place it is done at the body's own.

    Without an asker, or asked of oneself, nobody need accept or confirm it. Without a content the programme is named.
    """
    ground = _ground(content, directive, agreement)
    parts, blocked_by, today = list(parts), list(blocked_by), timezone.localdate(at)
    asker = None if asker == organisation else asker
    _refuse_unless_gives(ground, organisation, asker, by=by, today=today)
    _refuse_strange_bodies(ground.agreement, parts, today)
    _refuse_unseen(ground.agreement, blocked_by, by=by, today=today)
    told = Asked(
        text=text.strip(), due_on=due_on, lead=organisation.pk, parts=tuple(body.pk for body, _ in parts), rank=rank,
        begins_on=begins_on, repeats=repeats, repeats_until=repeats_until,
    )  # fmt: skip
    if ground.plan and ground.plan.withdrawn_at:
        raise RuleBroken(Message(MENDS[PlanState.WITHDRAWN]))
    check_giving(told, today=today, ends_on=ground.plan.ends_on if ground.plan else None)
    task = Task(
        agreement=ground.agreement, content=content, directive=directive, organisation=organisation, asker=asker,
        place=place or organisation.place, text=told.text, product=product.strip(), rank=rank, begins_on=begins_on,
        due_on=due_on, repeats=repeats, repeats_until=repeats_until, asked_by=by,
        series_on=due_on if repeats is not Repeat.NEVER else None,
        state=TaskState.GIVEN if asker else TaskState.ACCEPTED,
    )  # fmt: skip
    return _kept_once(task, parts, blocked_by, by=by, at=at)


def wait_for(task: Task, blocked_by: Iterable[Task], *, by: Person, at: datetime) -> Task:
    """Say anew which others must be done before; the asker says it, or the lead of its own work.

    What stands there and the person does not see stays.
    """
    today, blockers = timezone.localdate(at), list(blocked_by)
    if not by.may(Act.PLAN, task.facts_for(task.asker or task.organisation), today):
        raise RuleBroken(Message("Your post does not allow this."))
    _refuse_unseen(task.agreement, blockers, by=by, today=today)
    with recorded("wait_for", thing=task, by=by, at=at):
        Agreement.objects.select_for_update().get(pk=task.agreement_id)  # else two halves make a circle
        waits_for = _waits_for(task.agreement)
        check_waiting(task.pk, [one.pk for one in blockers], waits_for)
        seen = Task.objects.visible_to(by, today).values("pk")
        task.blocked_by.set([*blockers, *task.blocked_by.exclude(pk__in=seen)])
    return task


def _ground(content: Content | None, directive: Directive | None, agreement: Agreement | None) -> Ground:
    if content:
        return Ground(content.plan.phase.agreement, content, directive)
    found = directive.agreement if directive else agreement
    assert found, "a task stands in a programme"
    return Ground(found, None, directive)


def _refuse_unless_gives(
    ground: Ground, lead: Organisation, asker: Organisation | None, *, by: Person, today: date
) -> None:
    """Whoever gives a task plans for the body that asks, sees the plan, and stands over the body that leads."""
    facts = access.Thing(
        kind=Kind.TASK, holders=frozenset({(asker or lead).pk}), programmes=frozenset({ground.agreement.slug})
    )
    if not by.may(Act.PLAN, facts, today) or not _sees(ground, by, today):
        raise RuleBroken(Message("Your post does not allow this."))
    if not bodies_for(ground.agreement, by, Act.PLAN, today).filter(pk=lead.pk).exists():
        raise RuleBroken(Message("Your post does not allow this.", where="organisation"))


def _sees(ground: Ground, by: Person, today: date) -> bool:
    if ground.plan:
        return Plan.objects.visible_to(by, today).filter(pk=ground.plan.pk).exists()
    return Agreement.objects.visible_to(by, today).filter(pk=ground.agreement.pk).exists()


def _refuse_strange_bodies(agreement: Agreement, parts: list[Part], today: date) -> None:
    known = set(bodies_of_programme(agreement, today).values_list("pk", flat=True)) if parts else set()
    text = "%(name)s does not stand in this programme today. Choose a body of one of its sides."
    strange = [body for body, _ in parts if body.pk not in known]
    if strange:
        raise RuleBroken([Message(text, {"name": body}, "parts") for body in strange])


def _refuse_unseen(agreement: Agreement, tasks: list[Task], *, by: Person, today: date) -> None:
    seen = Task.objects.visible_to(by, today).filter(agreement=agreement, pk__in=[one.pk for one in tasks])
    if seen.count() < len(tasks):
        raise RuleBroken(Message("Choose tasks of this programme that you see.", where="blocked_by"))


def _kept_once(task: Task, parts: list[Part], blocked_by: list[Task], *, by: Person, at: datetime) -> Task:
    with transaction.atomic():
        _locked(task)
        held = Task.objects.open().filter(
            agreement=task.agreement_id, content=task.content_id, directive=task.directive_id, asker=task.asker_id,
            organisation=task.organisation_id, text=task.text, due_on=task.due_on,
        ).first()  # fmt: skip
        if held:
            return held  # pressed twice
        with recorded("add_task", thing=task, by=by, at=at):
            task.save(force_insert=True)
            TaskPart.objects.bulk_create(
                TaskPart(task=task, organisation=body, text=text.strip()) for body, text in parts
            )
            task.blocked_by.set(blocked_by)
    return task


def _locked(task: Task) -> None:
    """Of two clicks at once one waits for the other."""
    if task.content_id:
        Content.objects.select_for_update().get(pk=task.content_id)
    elif task.directive_id:
        Directive.objects.select_for_update().get(pk=task.directive_id)
    else:
        Agreement.objects.select_for_update().get(pk=task.agreement_id)


def _waits_for(agreement: Agreement) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    through = Task.blocked_by.through.objects.filter(from_task__agreement=agreement)
    for task, blocker in through.values_list("from_task", "to_task"):
        found.setdefault(task, []).append(blocker)
    return found
