"""What a person owes, post by post, soonest first: one page after signing in, few queries however many units."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Model, Q
from django.utils import timezone

from chungtay.models import (
    Agreement,
    Article,
    Content,
    HandIn,
    Organisation,
    Person,
    Plan,
    Post,
    Reading,
    Report,
    Seat,
    Task,
)
from chungtay.rules.people import Act, Role, acts_of
from chungtay.rules.reports import ReportState

SOON = timedelta(days=30)  # how far ahead a task is shown
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


def duties_of(person: Person, today: date) -> list[Duties]:
    """Every post with its rows; what two posts could do stands under the first of them only."""
    posts = person.posts_on(today)
    below = {post.pk: Organisation.objects.at_or_below([post.organisation_id], today) for post in posts}
    duties = [Duties(post) for post in posts]
    for act, holder, owed in _everything(person, posts, below, today):
        reached = (
            one for one in duties if act in acts_of(Role(one.post.role)) and holder in below[one.post.pk]
        )
        first = next(reached, None)
        if first is not None:
            first.rows.append(owed)
    for one in duties:
        one.rows.sort(key=lambda row: row.due_on or row.waits_since or FAR)
    return duties


Found = Iterator[tuple[Act, UUID, Owed]]  # what it takes, for which body, and the row


def _everything(person: Person, posts: list[Post], below: dict[UUID, set[UUID]], today: date) -> Found:
    own = {post.organisation_id for post in posts}
    acts = {act for post in posts for act in acts_of(Role(post.role))}
    yield from _reports(person, own, today)
    yield from _tasks(person, own, today)
    if Act.ACCEPT_PLAN in acts:
        yield from _plans(own, today)
    if Act.READ_IN in acts:
        yield from _readings(person, today)
    if Act.PUBLISH in acts:
        yield from _articles(person, today)


def _reports(person: Person, own: set[UUID], today: date) -> Found:
    open_ones = Report.objects.visible_to(person, today).exclude(state=ReportState.APPROVED)
    reports = list(open_ones.select_related("form__agreement", "holder", "place"))
    waiting = [report for report in reports if report.state == ReportState.HANDED_IN]
    hand_ins = HandIn.objects.filter(report__in=waiting).order_by("handed_in_at")
    last = {one.report_id: one for one in hand_ins}
    late: dict[tuple[object, ...], list[Report]] = {}
    for report in reports:
        if report.state == ReportState.HANDED_IN:
            if last[report.pk].handed_in_by_id != person.pk:
                since = timezone.localdate(last[report.pk].handed_in_at)
                yield Act.APPROVE, report.holder_id, Owed("approve", report, waits_since=since)
        elif report.holder_id in own:
            kind = "mend" if report.state == ReportState.RETURNED else "report"
            yield Act.REPORT, report.holder_id, Owed(kind, report, report.due_on)
        elif report.is_late(today):
            late.setdefault((report.form_id, report.first_on, report.last_on, report.due_on), []).append(
                report
            )
    for first, *others in late.values():
        yield Act.APPROVE, first.holder_id, Owed("remind", first, first.due_on, tuple(others))


def _tasks(person: Person, own: set[UUID], today: date) -> Found:
    seen = Task.objects.visible_to(person, today)
    tasks = seen.filter(organisation__in=own, done_on=None, due_on__lte=today + SOON)
    for task in tasks.select_related("content__plan__phase__agreement"):
        yield Act.REPORT, task.organisation_id, Owed("task", task, task.due_on)


def _plans(own: set[UUID], today: date) -> Found:
    """This year's plans that the own seat has not accepted; what the own body issued needs no yes."""
    held = Seat.objects.filter(
        Q(holdings__valid_to=None) | Q(holdings__valid_to__gt=today),
        holdings__organisation__in=own,
        holdings__valid_from__lte=today,
    )
    seats = {seat.agreement_id: seat for seat in held.prefetch_related("holdings__organisation")}
    plans = Plan.objects.filter(
        phase__agreement__in=list(seats), phase__last_on__gte=today, year__gte=today.year
    )
    for plan in plans.select_related("phase__agreement").prefetch_related("acceptances", "issuers"):
        seat = seats[plan.phase.agreement_id]
        holder = seat.holder_on(today)
        accepted = any(one.seat_id == seat.pk for one in plan.acceptances.all())
        if holder and not accepted and holder not in plan.issuers.all():
            yield Act.ACCEPT_PLAN, holder.pk, Owed("plan", plan, waits_since=plan.issued_on)


def _readings(person: Person, today: date) -> Found:
    for reading in Reading.objects.visible_to(person, today).filter(accepted_at=None).defer("text", "draft"):
        day = timezone.localdate(reading.read_at)
        yield Act.READ_IN, reading.holder_id, Owed("reading", reading, waits_since=day)


def _articles(person: Person, today: date) -> Found:
    drafts = Article.objects.visible_to(person, today).filter(published_at=None, withdrawn_at=None)
    for article in drafts.defer("body"):
        day = timezone.localdate(article.drafted_at)
        yield Act.PUBLISH, article.holder_id, Owed("article", article, waits_since=day)


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
    """The next contents of visible plans that have a day."""
    contents = Content.objects.filter(
        due_on__gte=today, plan__phase__agreement__in=Agreement.objects.visible_to(person, today)
    )
    return list(contents.select_related("plan__phase__agreement").order_by("due_on")[:most])
