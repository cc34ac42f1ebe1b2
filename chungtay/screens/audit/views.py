"""The audit on a screen: filtered, a page at a time, checked as it is shown; and the same lines as a file."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from chungtay.actions.recorded import ITSELF, note_view
from chungtay.answers.audit import (
    Page,
    broken_among,
    lines_asked,
    may_audit,
    page_of,
    things_to_open,
)
from chungtay.models import AuditHead, AuditLine, Organisation
from chungtay.screens.middleware import Request

from .addresses import address_of
from .export import csv_of
from .forms import FilterForm
from .words import act_word, reason_words, thing_word

ON_A_PAGE = 50
NOTHING = Page([], None, None)


@dataclass(frozen=True)
class Row:
    """A line as it is shown, its thing linked where the reader may open it."""

    line: AuditLine
    act: str | Promise
    thing: str | Promise
    reason: str
    address: str
    body: str
    is_broken: bool

    @property
    def is_of_the_house(self) -> bool:
        return self.line.post == ITSELF


@require_safe
def audit(request: Request) -> HttpResponse:
    form = filters(request)
    page = NOTHING
    if form.is_valid():
        found = lines_asked(request.person, form.asked(), request.today)
        before, after = form.cleaned_data["before"], form.cleaned_data["after"]
        page = page_of(found, size=ON_A_PAGE, before=before, after=after)
    return shown(request, form, page)


@require_safe
def export(request: Request) -> HttpResponseBase:
    """Exactly the filtered lines, and a line of its own: who takes the audit out is audited."""
    form = filters(request)
    if not form.is_valid():
        return shown(request, form, NOTHING)
    head = AuditHead.objects.first() or AuditHead()
    found = lines_asked(request.person, form.asked(), request.today).filter(number__lte=head.number)
    note_view(head, by=request.person, at=timezone.now(), act="export", reason=form.narrowing())
    name = f"audit-{request.today:%Y%m%d}.csv"
    return StreamingHttpResponse(
        csv_of(found.iterator(), names_of_bodies(None)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def filters(request: Request) -> FilterForm:
    if not may_audit(request.person, request.today):
        raise Http404
    return FilterForm(request.GET, request.person, request.today)


def shown(request: Request, form: FilterForm, page: Page) -> HttpResponse:
    broken = broken_among(page.lines)
    told: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": rows_of(request, page, broken),
        "broken": sorted(broken),
        "now": timezone.now(),
    }
    return render(request, "audit/audit.html", told, status=422 if form.errors else 200)


def rows_of(request: Request, page: Page, broken: set[int]) -> list[Row]:
    open_to = things_to_open(page.lines, request.person, request.today)
    bodies = names_of_bodies({line.holder_id for line in page.lines if line.holder_id})
    rows = []
    for line in page.lines:
        thing = open_to.get((line.kind, line.thing_id))
        address = address_of(line.kind, thing) if thing else ""
        body = bodies.get(line.holder_id, "") if line.holder_id else ""
        is_broken = line.number in broken
        reason = reason_words(line.reason)
        rows.append(Row(line, act_word(line.act), thing_word(line.kind), reason, address, body, is_broken))
    return rows


def names_of_bodies(ids: set[UUID] | None) -> dict[UUID, str]:
    language = get_language() or "vi"
    held = Organisation.objects.all() if ids is None else Organisation.objects.filter(pk__in=ids)
    return {body.pk: body.said("name", language) for body in held}
