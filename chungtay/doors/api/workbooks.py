"""Workbooks over the API: a programme's figures, forms to be filled in, filled ones looked at and taken in."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import workbooks as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.workbooks import XLSX, form_book, programme_workbook, remark_of, reports_of, rounds_for
from chungtay.models import Agreement, Job, Report, WorkbookImport
from chungtay.papers.workbooks import form_workbook
from chungtay.rules.people import Act
from chungtay.rules.workbooks import mapping_of

from .asking import Asking
from .errors import in_words
from .lists import Window
from .named import Given
from .shapes import Amount, Body, amount

router = Router(tags=["workbooks"])


class WorkbookOut(Schema):
    id: UUID
    name: str
    form: str
    holder: Body
    first_on: date
    last_on: date
    brought_at: datetime
    taken_at: datetime | None

    @staticmethod
    def resolve_form(brought: WorkbookImport) -> str:
        return brought.form.slug


class CellOut(Schema):
    sheet: str
    cell: str
    message: str


class CellSaidOut(Schema):
    """What a line says."""

    state: str
    total: Amount | None
    qualifier: str
    cells: dict[str, Amount]


class LineChangeOut(Schema):
    unit: str
    number: int
    before: CellSaidOut
    after: CellSaidOut


class SheetColumnOut(Schema):
    head: str
    holds: str  # a line and its part (`2.sex:female`), `@unit`, `@line`, `@part`, `=`, `~`, or nothing
    examples: list[str]


class WorkbookFull(WorkbookOut):
    is_own: bool
    units: list[UUID]  # the reports that it speaks of
    changes: list[LineChangeOut]
    faults: list[CellOut]
    all_faults: int
    notes: list[CellOut]
    columns: list[SheetColumnOut]
    job: UUID | None = None  # where so many reports are written that it is done as long work

    @staticmethod
    def resolve_is_own(brought: WorkbookImport) -> bool:
        return bool(brought.preview["is_own"])

    @staticmethod
    def resolve_units(brought: WorkbookImport) -> list[str]:
        return [key for key, _ in brought.preview["units"]]

    @staticmethod
    def resolve_changes(brought: WorkbookImport) -> list[dict[str, Any]]:
        return [
            {"unit": unit, "number": number, "before": _said(before), "after": _said(after)}
            for unit, number, before, after in brought.preview["changes"]
        ]

    @staticmethod
    def resolve_faults(brought: WorkbookImport) -> list[dict[str, str]]:
        return _cells(brought.preview["faults"])

    @staticmethod
    def resolve_all_faults(brought: WorkbookImport) -> int:
        return int(brought.preview["all_faults"])

    @staticmethod
    def resolve_notes(brought: WorkbookImport) -> list[dict[str, str]]:
        return _cells(brought.preview["notes"])

    @staticmethod
    def resolve_columns(brought: WorkbookImport) -> list[dict[str, Any]]:
        names = ("head", "holds", "examples")
        return [dict(zip(names, column, strict=True)) for column in brought.preview["columns"]]


class WorkbookRoundIn(Given):
    """What a table answers that was not made here."""

    report: UUID | None = None  # one of the round


class ColumnsIn(Given):
    columns: dict[str, str] = Field(max_length=1_000)
    units: dict[str, str] = Field(default={}, max_length=5_000)  # a name as it stands there → the unit's code
    lines: dict[str, str] = Field(default={}, max_length=1_000)
    dash: str = Field("", pattern="^(none|blank)?$")
    numbers: str = Field("vi", pattern="^(vi|en)$")
    report: UUID | None = None  # whose sheet it is, where its rows name no unit


@router.get("/programmes/{slug:slug}/figures.xlsx")
def programme_figures(request: Asking, slug: str) -> HttpResponse:
    """Every unit, indicator and quarter with its categories, as far as the caller may see them."""
    visible = Agreement.objects.visible_to(request.person, request.today)
    content = programme_workbook(get_object_or_404(visible, slug=slug), request.person, request.today)
    return _file(content, slug)


@router.get("/reports/{uuid:id}/workbook.xlsx")
def report_workbook(request: Asking, id: UUID) -> HttpResponse:
    """One report as a workbook, with what it holds so far."""
    return _sheet(request, [_writable(request, id)])


@router.get("/reports/{uuid:id}/round.xlsx")
def round_workbook(request: Asking, id: UUID) -> HttpResponse:
    """One workbook for all units that are asked for the same and for which the caller writes."""
    one = _writable(request, id)
    reports = reports_of(one.form_id, one.first_on, one.last_on, request.person, request.today)
    return _sheet(request, list(reports.to_write()) or [one])


@router.get("/workbooks", response=list[WorkbookOut])
@paginate(Window)
def workbooks(request: Asking) -> QuerySet[WorkbookImport]:
    return visible(request)


@router.post("/workbooks", response=WorkbookFull)
def bring(request: Asking, given: Form[WorkbookRoundIn], file: File[UploadedFile]) -> WorkbookImport:
    """Keep a filled workbook with everything that it would change; the same file again is the same import."""
    asked = None
    if given.report:
        one = _writable(request, given.report)
        rounds = rounds_for(request.person, request.today)
        key = (one.form_id, one.first_on, one.last_on)
        asked = next(
            (found for found in rounds if (found.form.pk, found.first_on, found.last_on) == key), None
        )
    at = timezone.now()
    return actions.bring_workbook(file.read(), name=file.name or "", asked=asked, by=request.person, at=at)


@router.get("/workbooks/{uuid:id}", response=WorkbookFull)
def workbook(request: Asking, id: UUID) -> WorkbookImport:
    return found(request, id)


@router.put("/workbooks/{uuid:id}/columns", response=WorkbookFull)
def columns(request: Asking, id: UUID, given: ColumnsIn) -> WorkbookImport:
    """Say what the columns of an office's own table hold; remembered for every table with these heads."""
    brought = found(request, id)
    if not brought.preview.get("mapping"):
        raise Http404
    base = brought.preview["mapping"]
    told = given.dict(exclude={"report"})
    mapping = mapping_of({
        **base, **told, "columns": {**base["columns"], **told["columns"]},
        "units": {**base["units"], **told["units"]}, "lines": {**base["lines"], **told["lines"]},
    })  # fmt: skip
    whose = _writable(request, given.report) if given.report else None
    return actions.map_workbook(brought, mapping, report=whose, by=request.person, at=timezone.now())


@router.post("/workbooks/{uuid:id}/taking", response=WorkbookFull)
def taking(request: Asking, id: UUID) -> WorkbookImport:
    """Into the drafts of its units: all of it or nothing. Handing in stays a step of its own."""
    done = actions.take_or_ask(found(request, id), by=request.person, at=timezone.now())
    taken = found(request, id)
    if isinstance(done, Job):
        taken.job = done.pk  # type: ignore[attr-defined]
    return taken


def visible(request: Asking) -> QuerySet[WorkbookImport]:
    seen = WorkbookImport.objects.visible_to(request.person, request.today)
    return seen.select_related("form__agreement", "holder", "mapping")


def found(request: Asking, id: UUID) -> WorkbookImport:
    return get_object_or_404(visible(request), pk=id)


def _writable(request: Asking, id: UUID) -> Report:
    seen = Report.objects.visible_to(request.person, request.today)
    report = get_object_or_404(seen.select_related("form__agreement", "holder", "place"), pk=id)
    refuse_unless_may(request.person, Act.REPORT, report, timezone.now())
    return report


def _sheet(request: Asking, reports: list[Report]) -> HttpResponse:
    book = form_book(reports, request.person, request.today, request.person.language)
    return _file(form_workbook(book), reports[0].form.slug)


def _file(content: bytes, name: str) -> HttpResponse:
    told = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=told)


def _said(kept: list[Any]) -> dict[str, Any]:
    state, total, qualifier, cells = kept
    told = {part: amount(value) for part, value in cells.items()}
    return {"state": state, "total": amount(total), "qualifier": qualifier, "cells": told}


def _cells(kept: list[Any]) -> list[dict[str, str]]:
    remarks = map(remark_of, kept)
    return [{"sheet": one.sheet, "cell": one.at, "message": in_words(one.message).text} for one in remarks]
