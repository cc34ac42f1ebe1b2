"""Themed requests over the API: ask, follow, close; the draft of all answers; a unit's own paper."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import requests as actions
from chungtay.actions.recorded import note_view, refuse_unless_may
from chungtay.answers.figures import Book
from chungtay.answers.requests import as_docx, assembled, office_asking, progress_of, requests_seen
from chungtay.models import Agreement, Indicator, Report, ReportRequest
from chungtay.rules.ledger import Kind, Qualifier
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reports import ReportState

from .agreements.requests import units_of
from .asking import Asking
from .lists import Window
from .named import Given
from .reviews import MEDIA
from .shapes import Amount, Body, GivenDay, Words, amount, words

router = Router(tags=["reports on a theme"])
TEXT = 20_000


class ThemeIn(Given):
    """One heading a line, one column a line; a column that ends with its measure in brackets is added up."""

    title: str = Field(max_length=500)
    outline: str = Field("", max_length=TEXT)
    columns: str = Field("", max_length=4_000)
    counted: list[str] = Field([], max_length=50)  # indicators that are read from the ledger
    title_lo: str = Field("", max_length=500)
    outline_lo: str = Field("", max_length=TEXT)
    columns_lo: str = Field("", max_length=4_000)
    title_en: str = Field("", max_length=500)
    outline_en: str = Field("", max_length=TEXT)
    columns_en: str = Field("", max_length=4_000)
    units: list[UUID] = Field(min_length=1, max_length=5_000)
    first_on: GivenDay
    last_on: GivenDay
    due_on: GivenDay


class FurtherIn(Given):
    units: list[UUID] = Field(min_length=1, max_length=5_000)


class DueDayIn(Given):
    due_on: GivenDay


class ThemeOut(Schema):
    id: UUID
    programme: str
    holder: Body
    title: Words
    outline: Words
    first_on: date
    last_on: date
    due_on: date
    asked_at: datetime
    closed_at: datetime | None

    @staticmethod
    def resolve_programme(request: ReportRequest) -> str:
        return request.agreement.slug

    @staticmethod
    def resolve_title(request: ReportRequest) -> Words:
        return words(request, "title")

    @staticmethod
    def resolve_outline(request: ReportRequest) -> Words:
        return words(request, "outline")


class UnitAskedOut(Schema):
    report: UUID
    unit: Body
    state: ReportState
    is_late: bool
    handed_in_at: datetime | None
    papers: list[UUID]  # documents


class ThemeFull(ThemeOut):
    units: list[UnitAskedOut]

    @staticmethod
    def resolve_units(request: ReportRequest, context: dict[str, Any]) -> list[dict[str, Any]]:
        asking = context["request"]
        return [
            {
                "report": one.report.pk, "unit": one.report.holder, "state": one.report.state, "is_late": one.late,
                "handed_in_at": one.came_at, "papers": [paper.document_id for paper in one.papers],
            }
            for one in progress_of(request, asking.person, asking.today).units
        ]  # fmt: skip


class VoiceOut(Schema):
    report: UUID
    unit: str
    text: str


class ChapterOut(Schema):
    title: str
    depth: int
    voices: list[VoiceOut]


class AnnexCellOut(Schema):
    text: str
    amount: Amount | None
    qualifier: Qualifier


class AnnexRowOut(Schema):
    report: UUID
    unit: str
    answered: bool
    cells: list[AnnexCellOut]


class AnnexColumnOut(Schema):
    title: str
    indicator: str | None  # where the ledger fills it
    measure: str
    total: Amount | None


class AssembledOut(Schema):
    answered: int
    asked: int
    missing: list[str]
    chapters: list[ChapterOut]
    columns: list[AnnexColumnOut]
    rows: list[AnnexRowOut]


class PaperOut(Schema):
    """How many parts of the paper stand under a heading or in a column now, and the lines that stand nowhere."""

    found: int
    rest: list[str]


@router.get("/requests", response=list[ThemeOut])
@paginate(Window)
def requests(request: Asking) -> QuerySet[ReportRequest]:
    """Those that are still open first, the next due on top."""
    return requests_seen(request.person, request.today)


@router.get("/requests/{uuid:id}", response=ThemeFull)
def theme(request: Asking, id: UUID) -> ReportRequest:
    return found(request, id)


@router.post("/programmes/{slug:slug}/requests", response=ThemeFull)
def ask(request: Asking, slug: str, given: ThemeIn) -> ReportRequest:
    """Outline, annex, units and days: sent to all of the units, or to none."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    holder = office_asking(request.person, agreement, request.today)
    if holder is None:
        raise RuleBroken(Message("Your post does not allow this."))
    units = units_of(agreement, given.units, request)
    columns = {name: getattr(given, name) for name in ("columns", "columns_lo", "columns_en")}
    annex = actions.Annex(counted=counted_in(request, agreement, given.counted), **columns)
    told = given.dict(exclude={*columns, "counted", "units"})
    made = ReportRequest(agreement=agreement, holder=holder, **told)
    sent = actions.ask_theme(made, units, annex=annex, by=request.person, at=timezone.now())
    return found(request, sent.pk)


@router.post("/requests/{uuid:id}/units", response=ThemeFull)
def units(request: Asking, id: UUID, given: FurtherIn) -> ReportRequest:
    """Further units get the same; whoever has it already is left as it is."""
    shown = found(request, id)
    refuse_unless_may(request.person, Act.PLAN, shown, timezone.now())
    chosen = units_of(shown.agreement, given.units, request)
    actions.ask_further(shown, chosen, by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/requests/{uuid:id}/due-day", response=ThemeFull)
def due_day(request: Asking, id: UUID, given: DueDayIn) -> ReportRequest:
    actions.put_off(found(request, id), given.due_on, by=request.person, at=timezone.now())
    return found(request, id)


@router.post("/requests/{uuid:id}/closing", response=ThemeFull)
def closing(request: Asking, id: UUID) -> ReportRequest:
    actions.close_request(found(request, id), by=request.person, at=timezone.now())
    return found(request, id)


@router.get("/requests/{uuid:id}/draft", response=AssembledOut)
def draft(request: Asking, id: UUID) -> dict[str, Any]:
    """All answers under the headings, the annex with its totals, and who has not answered."""
    made = assembled(found(request, id), request.person, at=timezone.now(), today=request.today)
    return {
        "answered": len(made.answered),
        "asked": made.asked,
        "missing": [report.holder.name for report in made.missing],
        "chapters": [
            {
                "title": one.title,
                "depth": one.depth,
                "voices": [
                    {"report": voice.report.pk, "unit": voice.report.holder.name, "text": voice.text}
                    for voice in one.voices
                ],
            }
            for one in made.chapters
        ],
        "columns": [
            {
                "title": one.name,
                "indicator": one.indicator.slug if one.indicator else None,
                "measure": one.thing.measure,
                "total": amount(one.total.amount) if one.total else None,
            }
            for one in made.columns
        ],
        "rows": [
            {
                "report": row.report.pk, "unit": row.report.holder.name, "answered": row.answered,
                "cells": [
                    {
                        "text": cell.text,
                        "amount": amount(cell.figure.amount) if cell.figure else None,
                        "qualifier": cell.figure.qualifier if cell.figure else Qualifier.EXACT,
                    }
                    for cell in row.cells
                ],
            }
            for row in made.rows
        ],
    }  # fmt: skip


@router.get("/requests/{uuid:id}/draft.docx")
def draft_paper(request: Asking, id: UUID) -> HttpResponse:
    shown = found(request, id)
    note_view(shown, by=request.person, at=timezone.now(), act="export")
    made = assembled(shown, request.person, at=timezone.now(), today=request.today)
    headers = {"Content-Disposition": 'attachment; filename="draft.docx"'}
    return HttpResponse(as_docx(made), content_type=MEDIA["docx"], headers=headers)


@router.post("/reports/{uuid:id}/paper", response=PaperOut)
def paper(request: Asking, id: UUID, file: File[UploadedFile]) -> dict[str, Any]:
    """Keep a unit's paper beside its report; a DOCX is sorted under the headings, as a draft."""
    visible = Report.objects.visible_to(request.person, request.today).exclude(request=None)
    shown = get_object_or_404(visible.select_related("request", "holder", "form", "place"), pk=id)
    read, by, at = file.read(), request.person, timezone.now()
    told = actions.answer_by_file(shown, read, name=file.name or "", by=by, at=at)
    return {"found": len(told.told) + len(told.cells), "rest": told.rest}


def found(request: Asking, id: UUID) -> ReportRequest:
    visible = ReportRequest.objects.visible_to(request.person, request.today)
    return get_object_or_404(
        visible.select_related("agreement", "holder__parent", "holder__place", "form"), pk=id
    )


def counted_in(request: Asking, agreement: Agreement, slugs: list[str]) -> list[Indicator]:
    """In the order in which they are named; only what the ledger of the programme has something of."""
    known = Indicator.objects.exclude(kind=Kind.RATIO).filter(
        slug__in=slugs, pk__in=Book(request.person, request.today, agreement).counted
    )
    held = {one.slug: one for one in known}
    wrong = [
        Message(
            "The ledger of this programme counts nothing called %(slug)s.",
            {"slug": slug},
            f"counted.{number}",
        )
        for number, slug in enumerate(slugs)
        if slug not in held
    ]
    if wrong:
        raise RuleBroken(wrong)
    return [held[slug] for slug in dict.fromkeys(slugs)]
