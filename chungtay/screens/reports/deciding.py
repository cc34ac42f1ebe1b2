"""What a superior does with a report: sends it back, agrees, corrects, opens it again; and the unit confirms."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions import reports as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.actions.reports import Scan, SignedPaper
from chungtay.answers.reports import last_hand_in
from chungtay.rules.people import Act
from chungtay.rules.reports import ReportState
from chungtay.screens.middleware import Request

from .forms import CorrectionForm
from .shown import found


@require_POST
def returning(request: Request, id: UUID) -> HttpResponse:
    """With words for the whole, and beside lines: `3.note`."""
    shown = found(request, id)
    notes = {
        int(name.removesuffix(".note")): request.POST.get(name, "")
        for name in request.POST
        if name.endswith(".note") and name.removesuffix(".note").isdecimal()
    }
    note = request.POST.get("note", "")
    actions.send_back(shown, note=note, line_notes=notes, by=request.person, at=timezone.now())
    messages.success(request, _("Sent back with your note."))
    return redirect("report", id)


@require_POST
def approval(request: Request, id: UUID) -> HttpResponse:
    """Agrees to exactly the hand-in that the page showed."""
    shown = found(request, id)
    seen, scan = request.POST.get("hand_in", ""), request.FILES.get("scan")
    paper = None
    if "signed_by" in request.POST:
        held = Scan(str(scan.name), scan.read()) if scan else None
        paper = SignedPaper(signed_by=request.POST["signed_by"], scan=held)
    made = actions.approve_report(shown, seen=seen, paper=paper, by=request.person, at=timezone.now())
    text = (
        _("Approved. Its figures stand in the ledger.") if made else _("Agreed. It waits for the next level.")
    )
    messages.success(request, text)
    return redirect("report", id)


@require_POST
def confirmation(request: Request, id: UUID) -> HttpResponse:
    """The unit confirms what was typed for it."""
    shown = found(request, id)
    last = last_hand_in(shown)
    refuse_unless_may(request.person, Act.REPORT, shown, timezone.now())
    if last is not None:
        actions.confirm_on_behalf(last, by=request.person, at=timezone.now())
        messages.success(request, _("Confirmed for the unit."))
    return redirect("report", id)


@require_POST
def reopening(request: Request, id: UUID) -> HttpResponse:
    """Takes the figures back out of the ledger and gives the report back to its unit."""
    shown = found(request, id)
    reason = request.POST.get("reason", "")
    actions.reopen_report(shown, reason=reason, by=request.person, at=timezone.now())
    messages.success(request, _("Opened again. Its figures were taken out of the ledger."))
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
