"""Acts on many tasks of a plan at once, all or nothing; says how near is too near; keeps ways of looking."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chungtay.answers.boards import tasks_of
from chungtay.models import Person, Plan, SavedView, Task, TaskMove
from chungtay.rules.access import Thing
from chungtay.rules.boards import (
    Setting,
    Shape,
    address_read,
    check_due_day,
    check_many,
    check_rank,
    check_risk_days,
    check_view,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.rules.tasks import Move, TaskState

from .recorded import PRESSED_TWICE, audited_together, recorded, refuse_unless_may
from .tasks import move_task

FIELDS = frozenset({"note", "day", "rank"})  # what one form says for all tasks


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What is to be done to each task: a step of its table, or another day or rank."""

    act: Move | Setting
    note: str = ""
    day: date | None = None
    rank: int | None = None


def act_together(plan: Plan, keys: Iterable[UUID], deed: Deed, *, by: Person, at: datetime) -> list[Task]:
    """Do the same to each of these tasks. One that is not the person's to see, or that refuses, stops them all."""
    keys, today = list(dict.fromkeys(keys)), timezone.localdate(at)
    check_many(len(keys))
    if not any(by.organisations_for(act, today, Kind.TASK) for act in (Act.RECORD, Act.PLAN)):
        raise RuleBroken(Message("Your post does not allow this."))
    seen = tasks_of(plan, by, today).filter(pk__in=keys)
    _refuse_strange(keys, set(seen.values_list("pk", flat=True)))
    with audited_together():
        # In one order, so that two who act on the same tasks wait for each other only once.
        tasks = list(Task.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
        refused = [(task, problem) for task in tasks for problem in _refusals(task, plan, deed, by=by, at=at)]
        if refused:
            raise RuleBroken(_named(refused, len(tasks)))
    return tasks


def _refuse_strange(keys: list[UUID], seen: set[UUID]) -> None:
    """By their places in the list: an id that is said back would say that it was one."""
    text = "The task at place %(place)s is not in this plan, or it is not shared with you."
    strange = [
        Message(text, {"place": place}, "tasks") for place, key in enumerate(keys, 1) if key not in seen
    ]
    if strange:
        raise RuleBroken(strange)


def _refusals(task: Task, plan: Plan, deed: Deed, *, by: Person, at: datetime) -> Iterator[Message]:
    try:
        with transaction.atomic():
            _done(task, plan, deed, by=by, at=at)
    except RuleBroken as problem:
        yield from problem.messages


def _done(task: Task, plan: Plan, deed: Deed, *, by: Person, at: datetime) -> None:
    match deed.act:
        case Setting.PUT_OFF:
            put_off(task, plan, deed.day, by=by, at=at)
        case Setting.RANK:
            set_rank(task, deed.rank, by=by, at=at)
        case Move() if not _moved_just_now(task, deed.act, by=by, at=at):
            move_task(task, deed.act, note=deed.note, day=deed.day, by=by, at=at)


def _moved_just_now(task: Task, move: Move, *, by: Person, at: datetime) -> bool:
    """The second of two clicks finds the task where the first has put it."""
    last = TaskMove.objects.filter(task=task).order_by("-moved_at", "-id").first()
    if last is None or (last.move, last.moved_by_id, last.after) != (move, by.pk, task.state):
        return False
    return at - PRESSED_TWICE < last.moved_at <= at


def _named(refused: list[tuple[Task, Message]], count: int) -> Iterator[Message]:
    """Each refusal with its task; what the form lacks for all of them is said once."""
    same = Counter(_words(problem) for _, problem in refused if problem.where in FIELDS)
    for words, problem in {_words(problem): problem for _, problem in refused}.items():
        if same[words] == count:
            yield problem
    for task, problem in refused:
        if same[_words(problem)] < count:
            yield Message("%(task)s: %(why)s", {"task": task.text, "why": problem}, str(task.pk))


def _words(problem: Message) -> tuple[str, str]:
    return problem.where, str(problem)


def put_off(task: Task, plan: Plan, day: date | None, *, by: Person, at: datetime) -> Task:
    """Whoever gave it names another due day; nobody need agree."""

    def check(held: Task) -> None:
        check_due_day(
            state=TaskState(held.state), day=day, today=timezone.localdate(at), begins_on=held.begins_on,
            last_on=plan.ends_on,
        )  # fmt: skip

    return _set(task, "put_off", "due_on", day, check, by=by, at=at)


def set_rank(task: Task, rank: int | None, *, by: Person, at: datetime) -> Task:
    def check(held: Task) -> None:
        check_rank(state=TaskState(held.state), rank=rank)

    return _set(task, "set_rank", "rank", rank, check, by=by, at=at)


def _set(
    task: Task, verb: str, field: str, value: object, check: Callable[[Task], None], *, by: Person, at: datetime
) -> Task:  # fmt: skip
    """By whoever gave the task; where nobody did, by whoever leads it."""
    act, body = (Act.PLAN, task.asker) if task.asker_id else (Act.RECORD, task.organisation)
    if not by.may(act, task.facts_for(body), timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this."))
    with transaction.atomic():
        held = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
        check(held)
        before = getattr(held, field)
        if before != value:  # else pressed twice
            with recorded(verb, thing=held, by=by, at=at, reason=f"{_plain(before)} → {_plain(value)}"):
                setattr(held, field, value)
                held.save(update_fields=[field])
    return held


def _plain(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


# How near is too near


def set_risk_days(plan: Plan, days: int | None, *, by: Person, at: datetime) -> Plan:
    """From how many days before its day on an unfinished task is at risk: for whoever draws the plan up."""
    refuse_unless_may(by, Act.PLAN, Drawn(plan), at)
    check_risk_days(days)
    with transaction.atomic():
        held = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        if held.at_risk_days != days:
            told = f"{held.at_risk_days} → {days}"
            with recorded("set_risk_days", thing=held, by=by, at=at, reason=told):
                held.at_risk_days = days or 0
                held.save(update_fields=["at_risk_days"])
    return held


@dataclass(frozen=True)
class Drawn:
    """A plan as the business of the body that draws it up; of one that was read from a paper, of its seats."""

    plan: Plan

    def facts(self, today: date) -> Thing:
        if self.plan.holder_id is None:
            return self.plan.facts(today)
        holders = frozenset({self.plan.holder_id})
        return Thing(kind=Kind.PLAN, holders=holders, programmes=self.plan.programmes_served())


# Ways of looking


def save_view(plan: Plan, name: str, *, shape: Shape, asked: str, by: Person, at: datetime) -> SavedView:
    """Keep it for oneself; under a name that one has already it takes the other's place."""
    name, kept = name.strip(), address_read(asked, shape).address(shape)
    if not Plan.objects.visible_to(by, timezone.localdate(at)).filter(pk=plan.pk).exists():
        raise RuleBroken(Message("Your post does not allow this."))
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        own = SavedView.objects.filter(person=by, plan=plan)
        view = own.filter(name=name).first() or SavedView(person=by, plan=plan, name=name)
        check_view(name=name, asked=kept, held=own.exclude(pk=view.pk).count())
        if not view._state.adding and (view.shape, view.asked) == (shape, kept):
            return view  # pressed twice
        with recorded("save_view", thing=view, by=by, at=at):
            view.shape, view.asked = shape, kept
            view.save()
    return view


def delete_view(view: SavedView, *, by: Person, at: datetime) -> None:
    if view.person_id != by.pk:
        raise RuleBroken(Message("Your post does not allow this."))
    with recorded("delete_view", thing=view, by=by, at=at):
        SavedView.objects.filter(pk=view.pk).delete()
