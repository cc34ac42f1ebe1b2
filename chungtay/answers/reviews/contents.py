"""What was planned in the window: contents and their tasks, done and not done, and what was said about those."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from chungtay.models import Content, Task, TaskMove
from chungtay.rules import reviews as rules
from chungtay.rules.tasks import TaskState

from .reach import Reach, words_of

OPEN_SHOWN = 40  # tasks that are named one by one
NOT_YET = frozenset({TaskState.GIVEN, TaskState.RETURNED})  # nobody has begun


def contents(reach: Reach) -> tuple[tuple[rules.Content, ...], tuple[rules.OpenTask, ...]]:
    """Contents in the order of their plans; tasks that were not done by the last day, the longest due first."""
    found = planned(reach)
    tasks = tasks_of(reach, found)
    told = tuple(content(reach, one, tasks[one.pk]) for one in found)
    numbers = {one.pk: one.number for one in found}
    undone = [task for heap in tasks.values() for task in heap if not was_done(reach, task)]
    undone.sort(
        key=lambda task: (task.due_on, numbers[task.content_id or one_of(numbers)], task.text, task.pk)
    )
    why = last_words(undone[:OPEN_SHOWN])
    opened = tuple(
        rules.OpenTask(
            content=numbers[task.content_id] if task.content_id else 0,
            text=words_of(task, "text"),
            lead=words_of(task.organisation),
            due_on=task.due_on,
            state=task.state,
            why=why.get(task.pk, ""),
        )
        for task in undone[:OPEN_SHOWN]
    )
    return told, opened


def one_of(numbers: dict[UUID, int]) -> UUID:
    return next(iter(numbers))


def planned(reach: Reach) -> list[Content]:
    window = reach.window
    within = Q(begins_on=None) | Q(begins_on__lte=window.last)
    found = Content.objects.filter(
        within, plan__in=reach.plans(), plan__year__gte=window.first.year, plan__year__lte=window.last.year
    )
    if reach.review.seat and not reach.review.unit and not reach.review.place:
        found = found.filter(Q(lead=None) | Q(lead__in=reach.holders or ()))
    ordered = found.select_related("plan", "lead").order_by("plan__year", "plan__name", "plan_id", "number")
    return [
        one
        for one in ordered
        if one.plan.first_on <= window.last and one.plan.ends_on >= window.first
        if one.due_on is None or one.due_on >= window.first
    ]


def tasks_of(reach: Reach, found: list[Content]) -> dict[UUID, list[Task]]:
    book = reach.book
    tasks = Task.objects.visible_to(book.person, book.today) if book.person else Task.objects.all()
    tasks = tasks.filter(content__in=found).exclude(state=TaskState.DROPPED)
    if reach.holders is not None:
        tasks = tasks.filter(organisation__in=reach.holders)
    grouped: dict[UUID, list[Task]] = defaultdict(list)
    for task in tasks.select_related("organisation").order_by("due_on", "id"):
        if task.content_id:
            grouped[task.content_id].append(task)
    return grouped


def content(reach: Reach, one: Content, tasks: list[Task]) -> rules.Content:
    done = [task for task in tasks if was_done(reach, task)]
    return rules.Content(
        key=str(one.pk),
        number=one.number,
        text=words_of(one, "text"),
        plan=words_of(one.plan),
        lead=words_of(one.lead),
        due_on=one.due_on,
        product=words_of(one, "product"),
        state=state_of(tasks, len(done)),
        tasks=len(tasks),
        done=len(done),
        late=sum(was_late(reach, task) for task in tasks),
    )


def state_of(tasks: list[Task], done: int) -> rules.ContentState:
    if not tasks:
        return rules.ContentState.UNKNOWN
    if done == len(tasks):
        return rules.ContentState.DONE
    begun = done or any(task.state not in NOT_YET for task in tasks)
    return rules.ContentState.PARTLY if begun else rules.ContentState.NOT_DONE


def was_done(reach: Reach, task: Task) -> bool:
    """By the last day of the window; what was done since belongs to the next review."""
    return task.done_on is not None and task.done_on <= reach.window.last


def was_late(reach: Reach, task: Task) -> bool:
    until = min(reach.window.last, reach.book.today)
    if task.done_on is not None and was_done(reach, task):
        return task.done_on > task.due_on
    return task.due_on < until


def last_words(tasks: Iterable[Task]) -> dict[UUID, str]:
    """What was last said of each, when it was put back, put off or asked for again."""
    moves = TaskMove.objects.filter(task__in=tasks).exclude(note="").order_by("moved_at", "id")
    return dict(moves.values_list("task", "note"))
