"""The tasks and contents of one plan as one person may see them on one day, narrowed by what was asked.

A `Board` is asked once a request; however many tasks and units there are, it costs the same few queries. Pace is
judged among all tasks of the plan that the person reads, and those they wait for, before anything is narrowed.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from chungtay.models import Content, Organisation, Person, Plan, Task, TaskPart
from chungtay.rules.boards import (
    NO_CONTENT,
    Asked,
    By,
    Judged,
    Known,
    Pace,
    folded,
    judge,
    month_of,
    next_month,
    weeks_of,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.rules.tasks import OVER, Side, TaskState, moves_open, turn_of

from .rows import Call, Column, Day, Row
from .years import Years, known_of, side_by_side

COLUMNS = (
    TaskState.GIVEN, TaskState.DAY_PROPOSED, TaskState.RETURNED, TaskState.ACCEPTED, TaskState.DONE,
    TaskState.CONFIRMED, TaskState.DROPPED,
)  # fmt: skip
PACES = (Pace.LATE, Pace.AT_RISK, Pace.ON_TRACK, None)
WORDS = ("text", "text_lo", "text_en", "product", "product_lo", "product_en")
NAMES = ("name", "name_lo", "name_en", "short_name")
SLIPPING = frozenset({Pace.LATE, Pace.AT_RISK})


def shown_plans(person: Person, today: date) -> QuerySet[Plan]:
    return Plan.objects.visible_to(person, today).select_related("phase__agreement", "holder")


class Board:
    def __init__(self, plan: Plan, person: Person, today: date, asked: Asked) -> None:
        self.plan, self.person, self.today, self.asked = plan, person, today, asked
        self._refuse_unknown()

    def _refuse_unknown(self) -> None:
        """A body or a content that is not in the plan is no more known here than one that does not exist."""
        text, said = "There is no “%(value)s” to ask for here.", []
        if self.asked.organisation and self.asked.organisation not in {one.pk for one in self.bodies}:
            said.append(Message(text, {"value": str(self.asked.organisation)}, "organisation"))
        if self.asked.content and self.asked.content not in {one.number for one in self.contents}:
            said.append(Message(text, {"value": str(self.asked.content)}, "content"))
        if said:
            raise RuleBroken(said)

    # What the plan holds, for this person

    @cached_property
    def contents(self) -> list[Content]:
        return list(self.plan.contents.select_related("lead"))

    @cached_property
    def all(self) -> list[Row]:
        """Every task that the person reads, soonest first."""
        contents = {content.pk: content for content in self.contents}
        ours = {task.pk: task for task in self._tasks}
        return [self._row(task, contents, ours) for task in self._tasks]

    @cached_property
    def _tasks(self) -> list[Task]:
        parts = TaskPart.objects.select_related("organisation")
        tasks = tasks_of(self.plan, self.person, self.today).select_related("organisation", "asker")
        return list(tasks.prefetch_related(Prefetch("parts", parts)).order_by("due_on", "rank", "text", "pk"))

    @cached_property
    def _waits(self) -> dict[UUID, list[UUID]]:
        """By task, what it waits for."""
        found: dict[UUID, list[UUID]] = {}
        links = Task.blocked_by.through.objects.filter(from_task__in=[task.pk for task in self._tasks])
        for waiting, other in links.values_list("from_task", "to_task"):
            found.setdefault(waiting, []).append(other)
        return found

    @cached_property
    def _beyond(self) -> dict[UUID, Task]:
        """What they wait for in other plans, as far as the person reads it."""
        own = {task.pk for task in self._tasks}
        keys = {key for keys in self._waits.values() for key in keys} - own
        return Task.objects.visible_to(self.person, self.today).in_bulk(keys) if keys else {}

    @cached_property
    def _judged(self) -> dict[Any, Judged]:
        known: dict[Any, Known] = {
            task.pk: known_of(task, tuple(self._waits.get(task.pk, ())))
            for task in (*self._tasks, *self._beyond.values())
        }
        return judge(known, today=self.today, at_risk_days=self.plan.at_risk_days)

    @cached_property
    def _sides(self) -> dict[Side, set[UUID]]:
        """For which tasks the person may do what the lead does, and what the asker does."""
        keys = [task.pk for task in self._tasks]
        return {
            side: set(Task.objects.filter(self._reach(act, path), pk__in=keys).values_list("pk", flat=True))
            for side, act, path in (
                (Side.LEAD, Act.RECORD, "organisation"),
                (Side.ASKER, Act.PLAN, "asker"),
            )
        }

    def _reach(self, act: Act, holder: str) -> Q:
        return self.person.reach(
            act, Kind.TASK, self.today, holder=holder, place="place", programmes="agreement__slug"
        )

    def _row(self, task: Task, contents: dict[UUID, Content], ours: dict[UUID, Task]) -> Row:
        state, asked = TaskState(task.state), task.asker_id is not None
        sides = [side for side, keys in self._sides.items() if task.pk in keys]
        turn = turn_of(state, asked=asked)
        bodies = {Side.LEAD: task.organisation, Side.ASKER: task.asker}
        waits = [ours.get(key) or self._beyond.get(key) for key in self._waits.get(task.pk, ())]
        return Row(
            task=task,
            judged=self._judged[task.pk],
            content=contents.get(task.content_id) if task.content_id else None,
            bodies=tuple(part.organisation for part in task.parts.all()),
            waits_for=tuple(one for one in waits if one and one.done_on is None and one.state not in OVER),
            turn=bodies[turn] if turn else None,
            moves=tuple(moves_open(state, asked=asked, sides=sides)),
            may_set=state not in OVER and (Side.ASKER if asked else Side.LEAD) in sides,
            due_in=(task.due_on - self.today).days,
        )

    # What was asked for

    @cached_property
    def rows(self) -> list[Row]:
        return [row for row in self.all if self._fits(row)]

    def _fits(self, row: Row) -> bool:
        return self.asked.month in (None, month_of(row.task.due_on)) and self._fits_but_month(row)

    def _fits_but_month(self, row: Row) -> bool:
        asked, task = self.asked, row.task
        return (
            (not asked.state or row.state in asked.state)
            and (not asked.pace or row.pace in asked.pace)
            and (asked.organisation is None or row.is_by(asked.organisation))
            and (asked.content is None or asked.content == number_of(row))
            and (asked.rank is None or asked.rank == task.rank)
            and (not asked.text or folded(asked.text) in self._words(row))
        )

    def _words(self, row: Row) -> str:
        told = [getattr(row.task, field) for field in WORDS]
        for body in (row.task.organisation, *row.bodies):
            told += [getattr(body, field) for field in NAMES]
        return "\n".join(folded(text) for text in told if text)

    @cached_property
    def counts(self) -> dict[Pace | None, int]:
        """Of the rows that are shown; none stands for what has ended."""
        found = Counter(row.pace for row in self.rows)
        return {pace: found[pace] for pace in PACES}

    @cached_property
    def calls(self) -> list[Call]:
        """Whose word is next on what slips, whoever has most first: whom to call."""
        found: dict[UUID, Counter[Pace]] = {}
        bodies: dict[UUID, Organisation] = {}
        for row in self.rows:
            if row.pace in SLIPPING and row.turn:
                assert row.pace
                bodies[row.turn.pk] = row.turn
                found.setdefault(row.turn.pk, Counter())[row.pace] += 1
        own = {post.organisation_id for post in self.person.posts_on(self.today)}
        calls = [
            Call(bodies[key], held[Pace.LATE], held[Pace.AT_RISK], key in own) for key, held in found.items()
        ]
        return sorted(calls, key=lambda call: (-call.late, -call.at_risk, call.body.name))

    # What may be asked for

    @cached_property
    def bodies(self) -> list[Organisation]:
        """Those that lead, coordinate or asked, by name."""
        found = {body.pk: body for row in self.all for body in row.involved}
        return sorted(found.values(), key=lambda body: body.name)

    @cached_property
    def months(self) -> list[date]:
        """Every month of the plan, and those beyond it in which something is due."""
        month, found = date(self.plan.year, 1, 1), {month_of(row.task.due_on) for row in self.all}
        while month <= self.plan.ends_on:
            found.add(month)
            month = next_month(month)
        return sorted(found)

    @cached_property
    def has_no_content(self) -> bool:
        return any(row.content is None for row in self.all)

    # The shapes

    @cached_property
    def columns(self) -> list[Column]:
        if self.asked.by is By.STATE:
            held = [Column(str(state), state) for state in COLUMNS]
            return list(self._filled(held, lambda row: str(row.state), keep=set(map(str, COLUMNS[:-1]))))
        if self.asked.by is By.CONTENT:
            held = [Column(str(content.number), content) for content in self.contents]
            held.append(Column(str(NO_CONTENT), None))
            return list(self._filled(held, lambda row: str(number_of(row))))
        held = [Column(str(body.pk), body) for body in self.bodies]
        return list(self._filled(held, lambda row: str(row.task.organisation_id)))

    def _filled(self, columns: list[Column], key_of: Any, keep: set[str] | None = None) -> Iterator[Column]:
        """Each row in its column. Empty ones are left out, but for those into which something can be moved."""
        found = {column.key: column for column in columns}
        for row in self.rows:
            found[key_of(row)].rows.append(row)
        return (column for column in columns if column.rows or column.key in (keep or ()))

    @cached_property
    def sorted_rows(self) -> list[Row]:
        """As the table asks; what is equal stays soonest first."""
        name = self.asked.sort.removeprefix("-")
        return sorted(self.rows, key=SORT_KEYS[name], reverse=self.asked.sort.startswith("-"))

    @cached_property
    def month(self) -> date:
        """The month of the calendar: the one that was asked for, else today's, within the plan."""
        if self.asked.month:
            return self.asked.month
        return month_of(min(max(self.today, self.plan.first_on), self.plan.ends_on))

    @cached_property
    def weeks(self) -> list[list[Day]]:
        due: dict[date, list[Row]] = {}
        for row in self.all:
            if self._fits_but_month(row):
                due.setdefault(row.task.due_on, []).append(row)
        contents: dict[date, list[Content]] = {}
        for content in self.contents:
            if content.due_on and self.asked.content in (None, content.number):
                contents.setdefault(content.due_on, []).append(content)
        return [
            [Day(on, due.get(on, []), contents.get(on, []), month_of(on) == self.month) for on in week]
            for week in weeks_of(self.month)
        ]

    @cached_property
    def years(self) -> Years | None:
        return side_by_side(self.plan, self.contents, self._tasks, self.person, self.today)


def tasks_of(plan: Plan, person: Person, today: date) -> QuerySet[Task]:
    """Of its contents, also of those that an amendment took out, and of directives sent for it."""
    seen = Task.objects.visible_to(person, today)
    return seen.filter(Q(content__plan=plan) | Q(content=None, directive__plan=plan))


def number_of(row: Row) -> int:
    return row.content.number if row.content else NO_CONTENT


SORT_KEYS: dict[str, Any] = {
    "due": lambda row: row.task.due_on,
    "rank": lambda row: row.task.rank,
    "state": lambda row: COLUMNS.index(row.state),
    "pace": lambda row: PACES.index(row.pace),
    "organisation": lambda row: row.task.organisation.name,
    "content": number_of,
    "text": lambda row: folded(row.task.text),
}
