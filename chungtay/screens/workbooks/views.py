"""Shows Excel both ways: empty workbooks to take along, filled ones with every change and every wrong cell."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import workbooks as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.workbooks import XLSX, form_book, reports_of, rounds_for
from chungtay.models import Job, Report, WorkbookImport
from chungtay.papers.workbooks import form_workbook
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import BringForm, MappingForm
from .words import Targets, cell_rows, change_rows

LANGUAGES = {"vi": "Tiếng Việt", "lo": "ລາວ", "en": "English"}
LISTED = 50


@require_http_methods(["GET", "HEAD", "POST"])
def workbooks(request: Request) -> HttpResponse:
    """Empty ones to take along, a place for a filled one, and those that were brought."""
    rounds = rounds_for(request.person, request.today)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BringForm(rounds, *sent)
    if sent and form.is_valid() and (found := attempt(form, lambda: bring(request, form))):
        return redirect("workbook", found.pk)
    visible = WorkbookImport.objects.visible_to(request.person, request.today)
    brought = visible.select_related("form__agreement", "holder", "taken_by", "brought_by")[:LISTED]
    told = {"form": form, "rounds": rounds, "brought": brought, "languages": LANGUAGES}
    return render(request, "workbooks/workbooks.html", told, status=422 if form.errors else 200)


@require_safe
def of_round(request: Request, id: UUID) -> HttpResponse:
    """One workbook for all units that are asked for the same and for which the person may write."""
    one = writable(request, id)
    reports = reports_of(one.form_id, one.first_on, one.last_on, request.person, request.today)
    return sheet(request, list(reports.to_write()) or [one])


@require_safe
def of_report(request: Request, id: UUID) -> HttpResponse:
    """The workbook of one report, with what it holds so far."""
    return sheet(request, [writable(request, id)])


@require_safe
def workbook(request: Request, id: UUID) -> HttpResponse:
    """What it says, what it would change, what is wrong."""
    return page(request, found(request, id))


@require_POST
def columns(request: Request, id: UUID) -> HttpResponse:
    """Says what the columns of an office's own table hold."""
    brought = found(request, id)
    form = mapping_form(request, brought, Targets(brought.form))
    if form is None:
        raise Http404
    if not form.is_valid():
        return page(request, brought, form)
    at = timezone.now()
    actions.map_workbook(brought, form.mapping(), report=form.report(), by=request.person, at=at)
    messages.success(request, _("Read anew. Look at the changes below."))
    return redirect("workbook", id)


@require_POST
def taking(request: Request, id: UUID) -> HttpResponse:
    """Takes it into the drafts; handing in stays a step of its own."""
    taken = actions.take_or_ask(found(request, id), by=request.person, at=timezone.now())
    if isinstance(taken, Job):
        return redirect("job", taken.pk)
    messages.success(request, _("Taken into the reports. They have not been handed in yet."))
    units = taken.preview.get("units", [])
    return redirect("report", units[0][0]) if len(units) == 1 else redirect("workbook", id)


def bring(request: Request, form: BringForm) -> WorkbookImport:
    file = form.cleaned_data["file"]
    return actions.bring_workbook(
        file.read(), name=file.name, asked=form.asked, by=request.person, at=timezone.now()
    )


def writable(request: Request, id: UUID) -> Report:
    visible = Report.objects.visible_to(request.person, request.today)
    report = get_object_or_404(visible.select_related("form__agreement", "holder", "place"), pk=id)
    refuse_unless_may(request.person, Act.REPORT, report, timezone.now())
    return report


def found(request: Request, id: UUID) -> WorkbookImport:
    visible = WorkbookImport.objects.visible_to(request.person, request.today)
    return get_object_or_404(
        visible.select_related("form__agreement", "holder", "mapping", "taken_by"), pk=id
    )


def sheet(request: Request, reports: Sequence[Report]) -> HttpResponse:
    """In the language of the page, or the one that is asked for: Lao for a partner's office."""
    chosen = request.GET.get("language", "")
    language = chosen if chosen in LANGUAGES else (get_language() or "vi")[:2]
    content = form_workbook(form_book(reports, request.person, request.today, language))
    first = reports[0]
    name = "-".join(
        filter(
            None,
            (first.form.slug, slugify(first.place.code) if len(reports) == 1 else "", f"{first.last_on}"),
        )
    )
    told = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=told)


def mapping_form(request: Request, brought: WorkbookImport, targets: Targets) -> MappingForm | None:
    """None where nothing is to be said: ours are known by their keys, and what was taken stays as it was."""
    if not brought.preview.get("mapping") or brought.taken_at is not None:
        return None
    days = brought.first_on, brought.last_on
    reports = reports_of(brought.form_id, *days, request.person, request.today)
    return MappingForm(brought, reports, targets, request.POST if request.method == "POST" else None)


def page(request: Request, brought: WorkbookImport, form: MappingForm | None = None) -> HttpResponse:
    targets, kept = Targets(brought.form), brought.preview
    form = form or mapping_form(request, brought, targets)
    many = len({fault[0] for fault in [*kept["faults"], *kept["notes"]]}) > 1
    is_confirmed = kept["is_own"] or brought.mapping_id is not None
    writes = request.person.may(Act.REPORT, brought.facts(request.today), request.today)
    told: dict[str, Any] = {
        "brought": brought,
        "kept": kept,
        "form": form if writes else None,
        "changes": change_rows(kept, targets),
        "faults": cell_rows(kept["faults"], targets, many_sheets=many),
        "notes": cell_rows(kept["notes"], targets, many_sheets=many),
        "more_faults": kept["all_faults"] - len(kept["faults"]),
        "more_changes": kept["all_changes"] - len(kept["changes"]),
        "is_confirmed": is_confirmed,
        "may_take": writes and is_confirmed and not kept["all_faults"] and brought.taken_at is None,
    }
    return render(request, "workbooks/workbook.html", told, status=422 if form and form.errors else 200)
