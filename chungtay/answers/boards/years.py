"""Lays a plan beside the one of the year before: the same contents, on the same day of the year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chungtay.models import Content, Person, Plan, Task
from chungtay.rules.access import Key
from chungtay.rules.boards import Known, Numbered, Tally, matched, same_day_a_year_before, tally
from chungtay.rules.tasks import TaskState


@dataclass(frozen=True)
class YearBefore:
    """A content in both years. None: the year before had no such content."""

    content: Content
    now: Tally
    before: Tally | None
    earlier: Content | None = None


@dataclass(frozen=True)
class Years:
    plan: Plan  # of the year before
    day: date  # the same day in it
    rows: list[YearBefore]
    dropped: list[Content]  # that this year has no more
    now: Tally
    before: Tally


def plan_before(plan: Plan, person: Person, today: date) -> Plan | None:
    """The one that it follows; else the same body's, or the seats', of the year before."""
    seen = Plan.objects.visible_to(person, today).filter(withdrawn_at=None).exclude(pk=plan.pk)
    if plan.follows_id:
        return seen.filter(pk=plan.follows_id).first()
    same = seen.filter(phase__agreement=plan.phase.agreement_id, year=plan.year - 1, is_joint=plan.is_joint)
    if not plan.is_joint:
        same = same.filter(holder=plan.holder_id)
    return same.order_by("-proposed_at", "-id").first()


def side_by_side(
    plan: Plan, contents: list[Content], tasks: Iterable[Task], person: Person, today: date
) -> Years | None:
    """Three queries. `tasks` are those of this plan that the person reads."""
    earlier = plan_before(plan, person, today)
    if earlier is None:
        return None
    day = same_day_a_year_before(min(today, plan.ends_on)) if earlier.year < plan.year else earlier.ends_on
    old = list(earlier.contents.all())
    old_tasks = by_content(Task.objects.visible_to(person, today).filter(content__plan=earlier))
    new_tasks = by_content(tasks)
    pairs = matched(map(numbered, contents), map(numbered, old))
    held: dict[Key, Content] = {content.pk: content for content in old}

    def of(tasks: dict[Key | None, list[Known]], key: Key, on: date) -> Tally:
        return tally(tasks.get(key, []), on)

    rows = [
        YearBefore(
            content,
            of(new_tasks, content.pk, today),
            of(old_tasks, pairs[content.pk], day) if content.pk in pairs else None,
            held[pairs[content.pk]] if content.pk in pairs else None,
        )
        for content in contents
    ]
    return Years(
        plan=earlier,
        day=day,
        rows=rows,
        dropped=[content for content in old if content.pk not in pairs.values()],
        now=sum((tally(known, today) for known in new_tasks.values()), Tally()),
        before=sum((tally(known, day) for known in old_tasks.values()), Tally()),
    )


def numbered(content: Content) -> Numbered:
    return Numbered(content.pk, content.number, content.follows_id)


def by_content(tasks: Iterable[Task]) -> dict[Key | None, list[Known]]:
    found: dict[Key | None, list[Known]] = defaultdict(list)
    for task in tasks:
        found[task.content_id].append(known_of(task))
    return found


def known_of(task: Task, waits_for: tuple[UUID, ...] = ()) -> Known:
    return Known(TaskState(task.state), task.due_on, task.done_on, waits_for)
