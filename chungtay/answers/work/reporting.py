"""Reports that are owed, wait or are late; and how far the units of a form have come."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from chungtay.answers.rounds.lateness import reminded_of
from chungtay.models import HandIn, Person, ReminderStop, Report
from chungtay.rules.people import Act
from chungtay.rules.reports import ReportState

from .parts import Found, Owed

EVE = timedelta(days=1)  # so early whoever asked is told who has not sent


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


def reports(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    open_ones = Report.objects.visible_to(person, today).exclude(state=ReportState.APPROVED)
    reports = list(open_ones.select_related("form__agreement", "form__regime", "holder", "place"))
    waiting = [report for report in reports if report.state == ReportState.HANDED_IN]
    hand_ins = HandIn.objects.filter(report__in=waiting).order_by("handed_in_at", "id")
    last = {one.report_id: one for one in hand_ins}
    reminded, let_off = (
        reminded_of([one for one in reports if one.holder_id in own], today),
        _let_off(reports),
    )
    for report in reports:
        if report.state == ReportState.HANDED_IN:
            if last[report.pk].handed_in_by_id != person.pk:
                since = timezone.localdate(last[report.pk].handed_in_at)
                yield Found(Act.APPROVE, report, Owed("approve", report, waits_since=since))
        elif report.holder_id in own:
            kind = "mend" if report.state == ReportState.RETURNED else "report"
            said_on = reminded.get(report.pk)
            yield Found(Act.REPORT, report, Owed(kind, report, report.due_on, reminded_on=said_on))
        elif report.due_on <= today + EVE and report.pk not in let_off:
            yield Found(Act.APPROVE, report, Owed("remind", report, report.due_on))


def _let_off(reports: list[Report]) -> set[UUID]:
    """Those of which nobody need be reminded any more."""
    stops = ReminderStop.objects.filter(report__in=reports, resumed_at=None)
    return set(stops.values_list("report", flat=True)) if reports else set()


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
