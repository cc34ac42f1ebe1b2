"""Sends a directive to many units at once, reminds those who have not answered, and withdraws it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from chungtay.answers.directives import units_for
from chungtay.models import (
    Agreement,
    Directive,
    Document,
    Organisation,
    Person,
    Plan,
    Reminder,
    Task,
    TaskMove,
)
from chungtay.rules.directives import (
    REMINDED,
    STANDINGS,
    TAKEN_BACK_FROM,
    check_directive,
    check_reminder,
    check_withdrawal,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.tasks import Move, TaskState

from .recorded import recorded, refuse_unless_may


def send_directive(
    agreement: Agreement, holder: Organisation, units: Iterable[Organisation], *,
    text: str, text_lo: str = "", text_en: str = "", note: str = "", due_on: date, number: str = "",
    document: Document | None = None, plan: Plan | None = None, by: Person, at: datetime,
) -> Directive:  # fmt: skip
    """Tell units to do something by a day. The same words again only reach the units that were missed."""
    words = {"text": text.strip(), "text_lo": text_lo.strip(), "text_en": text_en.strip()}
    new = Directive(
        agreement=agreement, plan=plan, holder=holder, note=note.strip(), due_on=due_on,
        number=number.strip(), document=document, sent_by=by, sent_at=at, **words,
    )  # fmt: skip
    refuse_unless_may(by, Act.PLAN, new, at)
    asked, today = list(dict.fromkeys(units)), timezone.localdate(at)
    below = set(units_for(agreement, holder, by, today).values_list("pk", flat=True))
    check_directive(
        text=new.text, due_on=due_on, today=today, plan_ends_on=plan.ends_on if plan else None,
        asked=len(asked), strange=[unit.name for unit in asked if unit.pk not in below],
    )  # fmt: skip
    _refuse_unseen(new, by, today)
    with transaction.atomic():
        Agreement.objects.select_for_update().get(pk=agreement.pk)  # of two clicks at once one sends
        directive = _same(new) or new
        there = set(directive.tasks.values_list("organisation", flat=True)) if directive is not new else set()
        missing = [unit for unit in asked if unit.pk not in there]
        if not missing:
            return directive
        names = ", ".join(unit.name for unit in missing)
        with recorded("send_directive", thing=directive, by=by, at=at, reason=f"{len(missing)}: {names}"):
            directive.save()
            Task.objects.bulk_create(_task(directive, unit, by) for unit in missing)
    return directive


def remind(directive: Directive, *, note: str = "", by: Person, at: datetime) -> list[Reminder]:
    """Remind whoever has not finished and is not waited for by us; once a day."""
    refuse_unless_may(by, Act.PLAN, directive, at)
    with recorded("remind", thing=directive, by=by, at=at, reason=note.strip()):
        held = Directive.objects.select_for_update().get(pk=directive.pk)
        waited_for = [state for state, standing in STANDINGS.items() if standing in REMINDED]
        tasks = list(held.tasks.filter(state__in=waited_for).select_related("organisation"))
        check_reminder(withdrawn=held.withdrawn_at is not None, waited_for=len(tasks))
        today = timezone.localdate(at)
        told = {
            one.organisation_id
            for one in held.reminders.all()
            if timezone.localdate(one.reminded_at) == today
        }
        return Reminder.objects.bulk_create(
            Reminder(
                directive=held, organisation=task.organisation, note=note.strip(), reminded_by=by, reminded_at=at
            )
            for task in tasks
            if task.organisation_id not in told
        )  # fmt: skip


def withdraw_directive(directive: Directive, *, reason: str, by: Person, at: datetime) -> Directive:
    """Take it back from every unit that has not finished; what was done stays done."""
    refuse_unless_may(by, Act.PLAN, directive, at)
    check_withdrawal(reason=reason)
    with transaction.atomic():
        held = Directive.objects.select_for_update().get(pk=directive.pk)
        if held.withdrawn_at is not None:
            return held  # pressed twice
        with recorded("withdraw_directive", thing=held, by=by, at=at, reason=reason.strip()):
            held.withdrawn_by, held.withdrawn_at, held.withdrawn_because = by, at, reason.strip()
            held.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
            _take_back(held, by=by, at=at)
    return held


def _take_back(directive: Directive, *, by: Person, at: datetime) -> None:
    tasks = list(directive.tasks.select_for_update().filter(state__in=TAKEN_BACK_FROM))
    TaskMove.objects.bulk_create(
        TaskMove(
            task=task, move=Move.DROP, before=task.state, after=TaskState.DROPPED, moved_by=by, moved_at=at,
            note=directive.withdrawn_because,
        )
        for task in tasks
    )  # fmt: skip
    for task in tasks:
        task.state, task.proposed_on = TaskState.DROPPED, None
    Task.objects.bulk_update(tasks, ["state", "proposed_on"])


def _task(directive: Directive, unit: Organisation, by: Person) -> Task:
    return Task(
        agreement=directive.agreement, directive=directive, organisation=unit, place=unit.place,
        text=directive.text, text_lo=directive.text_lo, text_en=directive.text_en, due_on=directive.due_on,
        asker=directive.holder, asked_by=by, state=TaskState.GIVEN,
    )  # fmt: skip


def _same(new: Directive) -> Directive | None:
    same = Q(agreement=new.agreement, holder=new.holder, text=new.text, due_on=new.due_on, withdrawn_at=None)
    return Directive.objects.filter(same).first()


def _refuse_unseen(new: Directive, by: Person, today: date) -> None:
    said = []
    if new.plan and not Plan.objects.visible_to(by, today).filter(pk=new.plan.pk).exists():
        said.append(Message("Choose a plan that you see.", where="plan"))
    if new.document and not Document.objects.visible_to(by, today).filter(pk=new.document.pk).exists():
        said.append(Message("Choose a document that you see.", where="document"))
    if said:
        raise RuleBroken(said)
