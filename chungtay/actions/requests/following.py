"""What becomes of a request that was sent: further units are asked, the due day moves, it is closed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from chungtay.models import Organisation, Person, Report, ReportRequest
from chungtay.rules.people import Act
from chungtay.rules.reports import ReportState
from chungtay.rules.requests import check_due_day, check_open

from ..recorded import recorded, refuse_unless_may
from .asking import check_askable
from .themes import open_for


def ask_further(
    request: ReportRequest, units: Sequence[Organisation], *, by: Person, at: datetime
) -> list[Report]:
    """Ask more units the same; whoever was asked already is not asked twice."""
    refuse_unless_may(by, Act.PLAN, request, at)
    check_askable(request.agreement, units, last_on=request.last_on, by=by, at=at)
    with recorded("ask_further", thing=request, by=by, at=at):
        held = _held(request)
        check_open(held.closed_at)
        return open_for(held, units, by=by, at=at)


def put_off(request: ReportRequest, due_on: date, *, by: Person, at: datetime) -> ReportRequest:
    """Move the due day, for those who have not answered yet."""
    refuse_unless_may(by, Act.PLAN, request, at)
    with recorded("put_off_request", thing=request, by=by, at=at):
        held = _held(request)
        check_due_day(due_on, today=timezone.localdate(at), closed_at=held.closed_at)
        held.due_on = due_on
        held.save(update_fields=["due_on"])
        held.reports.filter(state__in=[ReportState.OPEN, ReportState.RETURNED]).update(due_on=due_on)
    return held


def close_request(request: ReportRequest, *, by: Person, at: datetime) -> ReportRequest:
    """The draft is made; nobody is late or reminded any more. What comes later is still taken."""
    refuse_unless_may(by, Act.PLAN, request, at)
    held = request
    with recorded("close_request", thing=request, by=by, at=at):
        held = _held(request)
        if held.closed_at is None:
            held.closed_at, held.closed_by = at, by
            held.save(update_fields=["closed_at", "closed_by"])
    return held


def _held(request: ReportRequest) -> ReportRequest:
    """The row as it stands now; whoever else changes it waits."""
    held: ReportRequest = ReportRequest.objects.select_for_update().get(pk=request.pk)
    return held
