"""Tasks, plans, directives and papers that wait for somebody; and what comes up in the plans."""

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from chungtay.answers.articles import waiting_for as articles_waiting
from chungtay.answers.directives import to_look_at
from chungtay.answers.petitions import waiting_for
from chungtay.answers.plans import plans_waiting
from chungtay.answers.plans.drawing import waiting_below
from chungtay.models import Content, Person, Plan, Reading, Task, TaskMove, TaskPart
from chungtay.rules.people import Act
from chungtay.rules.tasks import TaskState

from .parts import SOON, Found, Owed

# What waits for the lead, and what for the asker, by the state in which the task stands.
LEADS = {TaskState.GIVEN: "task_accept", TaskState.ACCEPTED: "task"}
ASKS = {
    TaskState.DAY_PROPOSED: "task_day",
    TaskState.RETURNED: "task_returned",
    TaskState.DONE: "task_confirm",
}


def tasks(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """To accept and to do; to decide on, where the own body asked; and parts beside another lead."""
    seen = Task.objects.visible_to(person, today).select_related("agreement")
    soon = Q(due_on__lte=today + SOON) | Q(state=TaskState.GIVEN, asker__isnull=False)
    for task in seen.filter(soon, organisation__in=own, state__in=LEADS):
        kind = LEADS[TaskState(task.state)] if task.asker_id else "task"
        yield Found(Act.RECORD, task, Owed(kind, task, task.due_on), task.organisation_id)
    # What a directive gave is looked at there, not unit by unit.
    to_decide = list(seen.filter(asker__in=own, state__in=ASKS, directive=None))
    last = dict(
        TaskMove.objects.filter(task__in=to_decide).order_by("moved_at").values_list("task", "moved_at")
    )
    for task in to_decide:
        since = timezone.localdate(last[task.pk]) if task.pk in last else None
        kind = ASKS[TaskState(task.state)]
        yield Found(Act.PLAN, task, Owed(kind, task, waits_since=since), task.asker_id)
    parts = TaskPart.objects.filter(organisation__in=own, done_on=None, task__due_on__lte=today + SOON)
    beside = parts.filter(task__in=seen.open().values("pk")).select_related("task__agreement")
    for part in beside:
        yield Found(
            Act.RECORD, part.task, Owed("task_part", part.task, part.task.due_on), part.organisation_id
        )


def plans(person: Person, today: date) -> Iterator[Found]:
    """Plans and amendments that the own side is asked to accept, and changes that it is asked for."""
    for kind, act, plan, since in plans_waiting(person, today):
        yield Found(act, plan, Owed(kind, plan, waits_since=since))


def below(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """Plans from above to be drawn and issued; directives of the own body that somebody has not followed."""
    for kind, act, plan, since in waiting_below(person, own, today):
        yield Found(act, plan, Owed(kind, plan, waits_since=since), plan.holder_id)
    for directive, tasks in to_look_at(person, own, today).items():
        owed = Owed("directive", directive, directive.due_on, tuple(tasks))
        yield Found(Act.PLAN, directive, owed, directive.holder_id)


def readings(person: Person, today: date) -> Iterator[Found]:
    for reading in Reading.objects.visible_to(person, today).filter(accepted_at=None).defer("text", "draft"):
        day = timezone.localdate(reading.read_at)
        yield Found(Act.READ_IN, reading, Owed("reading", reading, waits_since=day))


def articles(person: Person, today: date) -> Iterator[Found]:
    """Those in which the next word is this person's: to be read, approved, published, or written on."""
    for article in articles_waiting(person, today):
        act = Act.PUBLISH if person.may(Act.PUBLISH, article.facts(today), today) else Act.WRITE_ARTICLE
        day = timezone.localdate(article.drafted_at)
        yield Found(act, article, Owed("article", article, waits_since=day))


def petitions(person: Person, today: date) -> Iterator[Found]:
    for letter in waiting_for(person, today):
        since = timezone.localdate(letter.received_at)
        owed = Owed("petition", letter, letter.due_on, waits_since=None if letter.due_on else since)
        yield Found(Act.RECORD, letter, owed)


def coming_up(person: Person, today: date, *, most: int = 5) -> list[Content]:
    """The next contents that have a day, of plans of the seats or of the own body; not each unit's copy of them."""
    own = {post.organisation_id for post in person.posts_on(today)}
    plans = Plan.objects.visible_to(person, today).filter(withdrawn_at=None)
    near = plans.filter(Q(is_joint=True) | Q(holder__in=own))
    contents = Content.objects.filter(due_on__gte=today, plan__in=near)
    return list(contents.select_related("plan__phase__agreement").order_by("due_on")[:most])
