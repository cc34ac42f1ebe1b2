"""What is told of a report over the API."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from chungtay.actions.reports import asked_by, lines_of
from chungtay.answers.reports import (
    Event,
    broken_of,
    changes_since_last_time,
    forecasts_of,
    history_of,
    last_hand_in,
    narratives_of,
)
from chungtay.models import Approval, HandIn, Line, Report
from chungtay.rules.ledger import Qualifier
from chungtay.rules.reports import LineState, ReportState

from ..asking import Asking
from ..shapes import Amount, Body, Unit, Words, amount, words


class ReportOut(Schema):
    id: UUID
    form: str
    programme: str
    holder: Body
    place: Unit
    first_on: date
    last_on: date
    due_on: date
    state: ReportState
    note: str

    @staticmethod
    def resolve_form(report: Report) -> str:
        return report.form.slug

    @staticmethod
    def resolve_programme(report: Report) -> str:
        return report.form.agreement.slug


class AskedOut(Schema):
    breakdown: str
    is_base: bool  # the base adds up to the total; the others are "of which"
    combinations: list[str]


class LineOut(Schema):
    number: int
    indicator: str
    name: Words
    measure: Words
    asked: list[AskedOut]
    state: LineState
    total: Amount | None
    qualifier: Qualifier
    cells: dict[str, Amount]
    activities: list[UUID]


class StepOut(Schema):
    act: str
    at: datetime
    post: str
    note: str


class ToldOut(Schema):
    told_by: str
    channel: str
    paper: UUID | None
    confirmed_at: datetime | None  # by the unit


class InWordsOut(Schema):
    number: int
    text: str


class ForecastOut(Schema):
    number: int
    amount: Amount | None


class BrokenOut(Schema):
    number: int
    severity: str  # a hard one stops the handing in, a soft one asks for a comment
    words: Words
    comment: str


class AnswerChangeOut(Schema):
    number: int
    part: str
    cell: str
    before: Amount | str | None
    now: Amount | str | None


class ReportFull(ReportOut):
    hand_in: UUID | None  # the last one; an approval that names it approves nothing newer
    fingerprint: str  # of what it says
    levels: int  # how many must agree, and how many did
    approved_levels: int
    told: ToldOut | None  # where somebody typed for the unit
    narratives: list[InWordsOut]
    forecasts: list[ForecastOut]
    broken_checks: list[BrokenOut]
    unfinished: dict[str, str]  # typed on the page and not right yet, by field
    changes: list[AnswerChangeOut]  # since the hand-in before
    lines: list[LineOut]
    history: list[StepOut]  # every step but the saving of drafts, oldest first

    @staticmethod
    def resolve_hand_in(report: Report) -> UUID | None:
        last = hand_in_of(report)
        return last.pk if last else None

    @staticmethod
    def resolve_fingerprint(report: Report) -> str:
        last = hand_in_of(report)
        return last.fingerprint if last else ""

    @staticmethod
    def resolve_levels(report: Report) -> int:
        return report.form.levels

    @staticmethod
    def resolve_told(report: Report) -> dict[str, Any] | None:
        told = getattr(hand_in_of(report), "on_behalf", None)
        return told and {
            "told_by": told.told_by, "channel": told.channel, "paper": told.paper_id,
            "confirmed_at": told.confirmed_at,
        }  # fmt: skip

    @staticmethod
    def resolve_narratives(report: Report) -> list[dict[str, Any]]:
        return [{"number": number, "text": text} for number, text in narratives_of(report).items()]

    @staticmethod
    def resolve_forecasts(report: Report) -> list[dict[str, Any]]:
        return [{"number": number, "amount": amount(held)} for number, held in forecasts_of(report).items()]

    @staticmethod
    def resolve_broken_checks(report: Report, context: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {
                "number": check.number, "severity": check.severity, "comment": comment,
                "words": {"vi": check.words.vi, "lo": check.words.lo, "en": check.words.en},
            }
            for check, comment in broken_of(report, lines_for(context["request"], report))
        ]  # fmt: skip

    @staticmethod
    def resolve_changes(report: Report) -> list[dict[str, Any]]:
        return [
            {
                "number": one.number,
                "part": one.part,
                "cell": one.cell,
                "before": told(one.before),
                "now": told(one.now),
            }
            for one in changes_since_last_time(report, hand_in_of(report))
        ]

    @staticmethod
    def resolve_history(report: Report, context: dict[str, Any]) -> list[Event]:
        return history_of(report, lines_for(context["request"], report))

    @staticmethod
    def resolve_lines(report: Report, context: dict[str, Any]) -> list[dict[str, Any]]:
        return [told_of(line) for line in lines_for(context["request"], report)]


class ReportMoved(Schema):
    """What an act says of the report; its lines and history are read with the report itself."""

    id: UUID
    state: ReportState
    hand_in: UUID | None
    fingerprint: str = ""  # of what was handed in
    approved_levels: int = 0
    posting: int | None = None  # none before it is approved, and where it says no figure


class ApprovedOut(Schema):
    report: UUID
    approved_at: datetime
    posting: int | None  # one for all; none where a report says no figure

    @staticmethod
    def resolve_report(approval: Approval) -> UUID:
        return approval.report_id

    @staticmethod
    def resolve_posting(approval: Approval) -> int | None:
        return approval.posting_id


def hand_in_of(report: Report) -> HandIn | None:
    """Read once for each report that is told."""
    held = report.__dict__.setdefault("_told", {})
    if "hand_in" not in held:
        held["hand_in"] = last_hand_in(report)
    return held["hand_in"]


def told(value: Any) -> Any:
    """A number as an amount, a word as it is."""
    return amount(value) if isinstance(value, int) else value


def lines_for(request: Asking, report: Report) -> list[Line]:
    """Read once for each report that is told."""
    held = report.__dict__.setdefault("_told", {})
    if "lines" not in held:
        held["lines"] = lines_of(report, request.person, request.today)
    return held["lines"]


def told_of(line: Line) -> dict[str, Any]:
    indicator = line.question.indicator
    return {
        "number": line.question.number,
        "indicator": indicator.slug,
        "name": words(indicator, "name"),
        "measure": words(indicator, "measure"),
        "asked": [
            {"breakdown": one.breakdown, "is_base": one.is_base, "combinations": list(one.combinations)}
            for one in asked_by(line.question)
        ],
        "state": line.state,
        "total": amount(line.total),
        "qualifier": line.qualifier,
        "cells": {cell.combination.slug: amount(cell.amount) for cell in line.cells.all()},
        "activities": [activity.pk for activity in line.activities.all()],
    }
