"""The list of reports, the form of one, and how it is handed in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import reports as actions
from chungtay.actions.reports import Scan, Told
from chungtay.answers.lists import Pages
from chungtay.answers.programmes import may_ask
from chungtay.models import Agreement, Report
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reports import ReportState
from chungtay.screens.middleware import Request

from .forms import ReportForm
from .shown import form_of, found, page, visible_reports

__all__ = ["copying", "found", "handing_in", "report", "reports", "visible_reports"]

PAGE = 50
STALE = Message(
    "This report was saved from elsewhere since you opened it. What you typed stands below and is not saved yet; "
    "save it again to let it stand instead."
)


@require_safe
def reports(request: Request) -> HttpResponse:
    """What is owed first, then what waits, then what stands in the ledger."""
    visible = visible_reports(request)
    approved = Pages(visible.filter(state=ReportState.APPROVED).order_by("-last_on", "place__name"), PAGE)
    to_write = list(visible.filter(state__in=[ReportState.OPEN, ReportState.RETURNED]))
    shown = {
        "late": [report for report in to_write if report.is_late(request.today)],
        "to_write": [report for report in to_write if not report.is_late(request.today)],
        "waiting": visible.filter(state=ReportState.HANDED_IN),
        "approved": approved.get_page(request.GET.get("page")),
        "askable": askable(request),
    }
    return render(request, "reports/reports.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, id: UUID) -> HttpResponse:
    """The form while it is being written, the figures afterwards; a POST saves a draft, as it was typed."""
    shown = found(request, id)
    if request.method != "POST":
        return page(request, shown)
    form, stopped = saved(request, shown)
    if stopped:
        return stopped
    if form.errors:
        text = ngettext(
            "Saved as typed. %(number)s place must be mended before it is handed in.",
            "Saved as typed. %(number)s places must be mended before it is handed in.",
            len(form.errors),
        )
        messages.warning(request, text % {"number": len(form.errors)})
    else:
        messages.success(request, _("Saved. It has not been handed in yet."))
    return redirect("report", id)


@require_POST
def handing_in(request: Request, id: UUID) -> HttpResponse:
    """Saves what the form holds, then hands the report in; what stands in the way is told on the page."""
    shown = found(request, id)
    stopped = saved(request, shown)[1]
    if stopped:
        return stopped
    try:
        actions.hand_in(shown, on_behalf=told_in(request, shown), by=request.person, at=timezone.now())
    except RuleBroken as problem:
        kept = form_of(request, found(request, id), request.POST)  # beside what was saved just now
        kept.show(problem)
        return page(request, kept.report, kept)
    messages.success(request, _("Handed in. You will see here whether it is approved."))
    return redirect("report", id)


@require_POST
def copying(request: Request, id: UUID) -> HttpResponse:
    """Fills the blank lines with what was said last period."""
    shown = found(request, id)
    number = actions.copy_last_period(shown, by=request.person, at=timezone.now())
    text = ngettext(
        "%(number)s answer was copied from last period. Change what is different now.",
        "%(number)s answers were copied from last period. Change what is different now.",
        number,
    )
    messages.success(request, text % {"number": number})
    return redirect("report", id)


def saved(request: Request, shown: Report) -> tuple[ReportForm, HttpResponse | None]:
    """The form with everything kept as it was typed; a page instead, where somebody saved from elsewhere."""
    form = form_of(request, shown, request.POST)
    may_write = shown.state in (ReportState.OPEN, ReportState.RETURNED)
    if may_write and form.is_stale:
        form.show_stale(STALE)
        return form, page(request, shown, form, status=409)
    form.save(by=request.person, at=timezone.now())
    return form, None


def told_in(request: Request, shown: Report) -> Told | None:
    """Who told the figures, where whoever typed them is not of the unit."""
    if actions.belongs_to_unit(shown, request.person, request.today):
        return None
    typed, paper = request.POST, request.FILES.get("paper")
    scan = Scan(str(paper.name), paper.read()) if paper else None
    return Told(told_by=typed.get("told_by", ""), channel=typed.get("channel", ""), paper=scan)


def askable(request: Request) -> list[Agreement]:
    """The programmes in which the person may ask units to report."""
    person, today = request.person, request.today
    if not person.organisations_for(Act.APPROVE, today):
        return []
    visible = Agreement.objects.visible_to(person, today).prefetch_related("seats__holdings")
    return [agreement for agreement in visible if may_ask(agreement, person, today)]
