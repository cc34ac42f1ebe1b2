"""The requests that a person may read, and how far each has come."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from chungtay.models import Agreement, AnswerFile, Organisation, Person, Report, ReportRequest
from chungtay.rules.people import Act, Kind
from chungtay.rules.reports import ReportState

ANSWERED = (ReportState.HANDED_IN, ReportState.APPROVED)


@dataclass(frozen=True)
class UnitAsked:
    """A unit with its report: `came_at` is when it was handed in last."""

    report: Report
    answered: bool
    late: bool
    came_at: datetime | None
    papers: tuple[AnswerFile, ...]


@dataclass(frozen=True)
class Progress:
    """The units in the order in which somebody calls them: who has not answered comes first."""

    units: tuple[UnitAsked, ...]

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.units)

    @property
    def missing(self) -> tuple[UnitAsked, ...]:
        return tuple(one for one in self.units if not one.answered)


def requests_seen(person: Person, today: date) -> QuerySet[ReportRequest]:
    """Those still open first, the next due on top; each with how many of its units have answered."""
    seen = ReportRequest.objects.visible_to(person, today).select_related("agreement", "holder")
    counted = seen.annotate(
        asked=Count("reports"), came=Count("reports", filter=Q(reports__state__in=ANSWERED))
    )
    return counted.order_by("closed_at", "due_on", "id")


def progress_of(request: ReportRequest, person: Person, today: date) -> Progress:
    """Of the reports that the person may read."""
    reports = Report.objects.visible_to(person, today).filter(request=request)
    found = reports.annotate(came_at=Max("hand_ins__handed_in_at")).select_related("holder", "request")
    papers: dict[object, list[AnswerFile]] = {}
    for paper in request.answer_files.select_related("document").prefetch_related("document__files"):
        papers.setdefault(paper.holder_id, []).append(paper)
    units = [
        UnitAsked(
            report, report.state in ANSWERED, request.closed_at is None and report.is_late(today),
            report.came_at if report.state in ANSWERED else None,  # type: ignore[attr-defined]
            tuple(papers.get(report.holder_id, ())),
        )
        for report in found.order_by("holder__name")
    ]  # fmt: skip
    return Progress(tuple(sorted(units, key=lambda one: one.answered)))


def askers(person: Person, today: date) -> list[Agreement]:
    """The programmes in which the person may ask for a report on a theme."""
    if not person.organisations_for(Act.PLAN, today, Kind.REQUEST):
        return []
    seen = Agreement.objects.visible_to(person, today).prefetch_related("seats__holdings")
    return [one for one in seen if office_asking(person, one, today) is not None]


def office_asking(person: Person, agreement: Agreement, today: date) -> Organisation | None:
    """The person's own office, for which they ask in this programme."""
    own = person.organisations_for(Act.PLAN, today, Kind.REQUEST, programme=agreement.slug)
    return Organisation.objects.select_related("place", "parent").filter(pk__in=own).order_by("name").first()
