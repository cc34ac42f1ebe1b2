"""What a person owes, post by post, soonest first: one page after signing in, few queries however many units."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone

from chungtay.answers.directives import to_look_at
from chungtay.answers.plans import plans_waiting
from chungtay.answers.plans.drawing import waiting_below
from chungtay.models import (
    Article,
    Content,
    HandIn,
    OrganisationSuccession,
    Person,
    Plan,
    Post,
    Reading,
    Report,
    Task,
    TaskMove,
    TaskPart,
)
from chungtay.rules.people import Act, Role, acts_of
from chungtay.rules.reports import ReportState
from chungtay.rules.tasks import TaskState

SOON = timedelta(days=30)  # how far ahead a task is shown
# What waits for the lead, and what for the asker, by the state in which the task stands.
LEADS = {TaskState.GIVEN: "task_accept", TaskState.ACCEPTED: "task"}
ASKS = {
    TaskState.DAY_PROPOSED: "task_day",
    TaskState.RETURNED: "task_returned",
    TaskState.DONE: "task_confirm",
}
FAR = date.max


@dataclass(frozen=True)
class Owed:
    """One row: `kind` says which words and which address the page gives it."""

    kind: str
    thing: Model
    due_on: date | None = None
    others: tuple[Model, ...] = ()  # the further things that share the row
    waits_since: date | None = None


@dataclass
class Duties:
    """A post and what it owes."""

    post: Post
    rows: list[Owed] = field(default_factory=list)


@dataclass(frozen=True)
class Weave:
    """How far the units have come with one form for its running period."""

    report: Report  # any of them: it names form and period
    approved: int
    waiting: int
    missing: int

    @property
    def units(self) -> int:
        return self.approved + self.waiting + self.missing


@dataclass(frozen=True)
class Found:
    """What somebody may have to do: the act that it takes, and the thing to which the post must allow it."""

    act: Act
    held: Model
    owed: Owed
    body: UUID | None = None  # whose business it is, where the thing has several bodies


def duties_of(person: Person, today: date) -> list[Duties]:
    """Every post with its rows; what two posts could do stands under the first of them only."""
    own = bodies_of(person, today)
    coming = list(_everything(person, own, today))
    duties = []
    for post in person.posts_on(today):
        bodies = {None, *(body for body, now in own.items() if now == post.organisation_id)}
        mine = _allowed(coming, person, post, bodies, today)
        coming = [one for one in coming if one not in mine]
        rows = sorted(_gathered(mine), key=lambda row: row.due_on or row.waits_since or FAR)
        duties.append(Duties(post, rows))
    return duties


def _allowed(
    coming: list[Found], person: Person, post: Post, bodies: set[UUID | None], today: date
) -> list[Found]:
    """What this one post allows: the sentence itself, asked once for each act and kind."""
    asked: dict[tuple[Act, type[Model]], list[UUID]] = {}
    for one in coming:
        asked.setdefault((one.act, type(one.held)), []).append(one.held.pk)
    reached = {
        (act, key)
        for (act, model), keys in asked.items()
        for key in _reached(model, act, person, post, today).filter(pk__in=keys).values_list("pk", flat=True)
    }
    return [one for one in coming if (one.act, one.held.pk) in reached and one.body in bodies]


def _reached(model: type[Any], act: Act, person: Person, post: Post, today: date) -> "QuerySet[Any]":
    found: QuerySet[Any] = model.objects.allowed(person, act, today, through=post)
    return found


def _gathered(mine: list[Found]) -> list[Owed]:
    """Reports of one form and period that are late share one row."""
    rows = [one.owed for one in mine if one.owed.kind != "remind"]
    late: dict[tuple[object, ...], list[Report]] = {}
    for one in mine:
        if one.owed.kind == "remind":
            assert isinstance(one.held, Report), "only a unit's report is reminded of"
            period = one.held.form_id, one.held.first_on, one.held.last_on, one.held.due_on
            late.setdefault(period, []).append(one.held)
    return rows + [Owed("remind", first, first.due_on, tuple(others)) for first, *others in late.values()]


def _everything(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    acts = {act for post in person.posts_on(today) for act in acts_of(Role(post.role))}
    yield from _reports(person, own, today)
    yield from _tasks(person, own, today)
    if {Act.ACCEPT_PLAN, Act.PLAN} & acts:
        yield from _plans(person, today)
        yield from _below(person, own, today)
    if Act.READ_IN in acts:
        yield from _readings(person, today)
    if Act.PUBLISH in acts:
        yield from _articles(person, today)


def _reports(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    open_ones = Report.objects.visible_to(person, today).exclude(state=ReportState.APPROVED)
    reports = list(open_ones.select_related("form__agreement", "holder", "place"))
    waiting = [report for report in reports if report.state == ReportState.HANDED_IN]
    hand_ins = HandIn.objects.filter(report__in=waiting).order_by("handed_in_at")
    last = {one.report_id: one for one in hand_ins}
    for report in reports:
        if report.state == ReportState.HANDED_IN:
            if last[report.pk].handed_in_by_id != person.pk:
                since = timezone.localdate(last[report.pk].handed_in_at)
                yield Found(Act.APPROVE, report, Owed("approve", report, waits_since=since))
        elif report.holder_id in own:
            kind = "mend" if report.state == ReportState.RETURNED else "report"
            yield Found(Act.REPORT, report, Owed(kind, report, report.due_on))
        elif report.is_late(today):
            yield Found(Act.APPROVE, report, Owed("remind", report, report.due_on))


def _tasks(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
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


def bodies_of(person: Person, today: date) -> dict[UUID, UUID]:
    """The bodies of the person's posts and those whose work these took over, each with the one that stands now."""
    found = {post.organisation_id: post.organisation_id for post in person.posts_on(today)}
    coming = dict(found)
    while coming:
        before = OrganisationSuccession.objects.filter(new__in=coming, on__lte=today)
        coming = {old: coming[new] for old, new in before.values_list("old", "new") if old not in found}
        found |= coming
    return found


def _plans(person: Person, today: date) -> Iterator[Found]:
    """Plans and amendments that the own side is asked to accept, and changes that it is asked for."""
    for kind, act, plan, since in plans_waiting(person, today):
        yield Found(act, plan, Owed(kind, plan, waits_since=since))


def _below(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """Plans from above to be drawn and issued; directives of the own body that somebody has not followed."""
    for kind, act, plan, since in waiting_below(person, own, today):
        yield Found(act, plan, Owed(kind, plan, waits_since=since), plan.holder_id)
    for directive, tasks in to_look_at(person, own, today).items():
        owed = Owed("directive", directive, directive.due_on, tuple(tasks))
        yield Found(Act.PLAN, directive, owed, directive.holder_id)


def _readings(person: Person, today: date) -> Iterator[Found]:
    for reading in Reading.objects.visible_to(person, today).filter(accepted_at=None).defer("text", "draft"):
        day = timezone.localdate(reading.read_at)
        yield Found(Act.READ_IN, reading, Owed("reading", reading, waits_since=day))


def _articles(person: Person, today: date) -> Iterator[Found]:
    drafts = Article.objects.visible_to(person, today).filter(published_at=None, withdrawn_at=None)
    for article in drafts.defer("body"):
        day = timezone.localdate(article.drafted_at)
        yield Found(Act.PUBLISH, article, Owed("article", article, waits_since=day))


def weaves_for(person: Person, today: date) -> list[Weave]:
    """For whoever approves: how many units stand where in each form's newest period, until all is done."""
    mine = Report.objects.allowed(person, Act.APPROVE, today)
    states = mine.filter(first_on__lte=today).order_by().values("form", "first_on", "last_on", "state")
    counted: dict[tuple[object, date, date], Counter[str]] = {}
    for row in states.annotate(number=Count("id")):
        key = row["form"], row["first_on"], row["last_on"]
        counted.setdefault(key, Counter())[row["state"]] += row["number"]
    newest = {form: (form, first, last) for form, first, last in sorted(counted, key=lambda key: key[2])}
    reports = _one_each(newest.values())
    return [
        Weave(
            reports[key],
            counted[key][ReportState.APPROVED],
            counted[key][ReportState.HANDED_IN],
            counted[key][ReportState.OPEN] + counted[key][ReportState.RETURNED],
        )
        for key in newest.values()
        if sum(counted[key].values()) > 1
        and (reports[key].due_on >= today or set(counted[key]) != {ReportState.APPROVED})
    ]


def _one_each(keys: Iterable[tuple[object, date, date]]) -> dict[tuple[object, date, date], Report]:
    wanted = Q(pk__in=[])
    for form, first, last in keys:
        wanted |= Q(form=form, first_on=first, last_on=last)
    found = Report.objects.filter(wanted).select_related("form__agreement")
    return {(report.form_id, report.first_on, report.last_on): report for report in found}


def coming_up(person: Person, today: date, *, most: int = 5) -> list[Content]:
    """The next contents that have a day, of plans of the seats or of the own body; not each unit's copy of them."""
    own = {post.organisation_id for post in person.posts_on(today)}
    plans = Plan.objects.visible_to(person, today).filter(withdrawn_at=None)
    near = plans.filter(Q(is_joint=True) | Q(holder__in=own))
    contents = Content.objects.filter(due_on__gte=today, plan__in=near)
    return list(contents.select_related("plan__phase__agreement").order_by("due_on")[:most])
