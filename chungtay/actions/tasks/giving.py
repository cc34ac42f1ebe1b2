"""Gives a body work to do."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from chungtay.answers.programmes import bodies_for
from chungtay.models import Content, Organisation, Person, Place, Task
from chungtay.rules.agreements import check_task
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..plans import refuse_unless_plans
from ..recorded import recorded


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
        task = Task(agreement=agreement, content=content, place=place or organisation.place, **told)
        with recorded("add_task", thing=task, by=by, at=at):
            task.save(force_insert=True)
    return task
