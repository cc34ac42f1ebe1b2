"""The list of reports, the form of one, and what a superior does with it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import reports as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.lists import Pages
from chungtay.answers.programmes import may_ask
from chungtay.answers.reports import history_of, linkable_activities, previous_lines
from chungtay.models import Agreement, Report
from chungtay.rules.people import Act
from chungtay.rules.reports import LineState, ReportState
from chungtay.screens.middleware import Request

from .forms import CorrectionForm, LineForm, ReportForm

PAGE = 50

ACTS = {
    "open_report": gettext_lazy("Asked for"),
    "hand_in": gettext_lazy("Handed in"),
    "send_back": pgettext_lazy("state", "Sent back"),
    "approve": pgettext_lazy("state", "Approved"),
    "correct": gettext_lazy("Corrected"),
}


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
    """The form while it is being written, the figures afterwards; a POST saves a draft."""
    shown = found(request, id)
    if request.method != "POST":
        return page(request, shown)
    form = form_of(request, shown, request.POST)
    if not form.save(shown, by=request.person, at=timezone.now()):
        return page(request, shown, form)
    messages.success(request, _("Saved. It has not been handed in yet."))
    return redirect("report", id)


@require_POST
def handing_in(request: Request, id: UUID) -> HttpResponse:
    """Saves what the form holds, then hands the report in."""
    shown = found(request, id)
    form = form_of(request, shown, request.POST)
    if not form.save(shown, by=request.person, at=timezone.now()):
        return page(request, shown, form)
    actions.hand_in(shown, by=request.person, at=timezone.now())
    messages.success(request, _("Handed in. You will see here whether it is approved."))
    return redirect("report", id)


@require_POST
def returning(request: Request, id: UUID) -> HttpResponse:
    shown = found(request, id)
    actions.send_back(shown, note=request.POST.get("note", ""), by=request.person, at=timezone.now())
    messages.success(request, _("Sent back with your note."))
    return redirect("report", id)


@require_POST
def approval(request: Request, id: UUID) -> HttpResponse:
    shown = found(request, id)
    seen = request.POST.get("hand_in", "")
    actions.approve_report(shown, seen=seen, by=request.person, at=timezone.now())
    messages.success(request, _("Approved. Its figures stand in the ledger."))
    return redirect("report", id)


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: Request, id: UUID, number: int) -> HttpResponse:
    """Mends one line of an approved report."""
    shown = found(request, id)
    refuse_unless_may(request.person, Act.APPROVE, shown, timezone.now())
    line = get_object_or_404(shown.lines, question__number=number, report__state=ReportState.APPROVED)
    line = next(one for one in actions.lines_of(shown, request.person, request.today) if one == line)
    form = CorrectionForm(line, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.save(by=request.person, at=timezone.now()):
        messages.success(request, _("Corrected. The old value was reversed in the ledger."))
        return redirect("report", id)
    status = 422 if form.errors else 200
    return render(request, "reports/correction.html", {"report": shown, "form": form}, status=status)


def visible_reports(request: Request) -> QuerySet[Report]:
    visible = Report.objects.visible_to(request.person, request.today)
    return visible.select_related("form__agreement", "holder", "place")


def askable(request: Request) -> list[Agreement]:
    """The programmes in which the person may ask units to report."""
    person, today = request.person, request.today
    if not person.organisations_for(Act.APPROVE, today):
        return []
    visible = Agreement.objects.visible_to(person, today).prefetch_related("seats__holdings")
    return [agreement for agreement in visible if may_ask(agreement, person, today)]


def found(request: Request, id: UUID) -> Report:
    return get_object_or_404(visible_reports(request), pk=id)


def form_of(request: Request, shown: Report, typed: QueryDict | None = None) -> ReportForm:
    return ReportForm(
        actions.lines_of(shown, request.person, request.today),
        typed,
        previous=previous_lines(shown),
        activities=list(linkable_activities(shown, request.person, request.today)),
    )


def page(request: Request, shown: Report, form: ReportForm | None = None) -> HttpResponse:
    """As a form for whoever may write it now; else as figures, with what the reader may do next."""
    person, today = request.person, request.today
    form = form or form_of(request, shown)
    lines = [line.line for line in form.lines]
    writes = shown.state in (ReportState.OPEN, ReportState.RETURNED)
    handed_in = shown.hand_ins.order_by("-handed_in_at").first()
    approves = person.may(Act.APPROVE, shown.facts(today), today)
    told: dict[str, Any] = {
        "report": shown,
        "form": form,
        "history": [(ACTS[event.act], event) for event in history_of(shown, lines)],
        "is_late": shown.is_late(today),
        "handed_in": handed_in,
        "may_approve": approves and shown.state == ReportState.HANDED_IN,
        "is_own": handed_in is not None and handed_in.handed_in_by_id == person.pk,
        "may_correct": approves and shown.state == ReportState.APPROVED,
        "figures": [(line, figure_address(line)) for line in form.lines],
        "note": form.typed.get("note", "") if form.typed else shown.note,
        "last_return": shown.returns.last() if shown.state == ReportState.RETURNED else None,
    }
    name = "write" if writes and person.may(Act.REPORT, shown.facts(today), today) else "report"
    return render(request, f"reports/{name}.html", told, status=422 if form.errors else 200)


def figure_address(form: LineForm) -> str:
    """Where an approved figure opens: the same indicator, place and days in the ledger."""
    line = form.line
    if line.report.state != ReportState.APPROVED or line.state != LineState.GIVEN:
        return ""
    place = line.report.place
    asked = {
        "indicator": form.indicator.slug,
        "programme": line.report.form.agreement.slug,
        "place": place.code,
        "from": line.report.first_on.isoformat(),
        "to": line.report.last_on.isoformat(),
    } | ({"map": line.report.last_on.isoformat()} if place.valid_to else {})
    return f"{reverse('figure')}?{urlencode(asked)}"
