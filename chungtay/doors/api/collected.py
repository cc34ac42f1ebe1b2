"""Columns over the API: this period, lũy kế, cùng kỳ, plan and forecast, of one report or of a whole round."""

from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from chungtay.answers.reports.collected import Collected
from chungtay.answers.reports.columns import Columns, columns_of
from chungtay.models import Question, Report
from chungtay.rules.ledger import Qualifier, Window
from chungtay.rules.reports.columns import Value

from .asking import Asking
from .shapes import Amount, Unit, Words, amount, words

router = Router(tags=["reports"])


class ValueOut(Schema):
    amount: Amount
    qualifier: Qualifier
    at_least: bool  # persons of several periods may be the same ones


class ColumnsOut(Schema):
    number: int
    indicator: str
    name: Words
    measure: Words
    period: ValueOut | None
    cumulative: ValueOut | None
    same_period: ValueOut | None  # of the year before
    plan: Amount | None  # the target of the year
    percent: float | None  # of the plan, by what was cumulated; never capped
    forecast: Amount | None  # typed, never posted


class CollectedOut(Schema):
    first_on: date
    last_on: date
    due: int
    approved: int
    missing: list[Unit]  # whose figures are not in it yet
    lines: list[ColumnsOut]


@router.get("/reports/{uuid:id}/columns", response=list[ColumnsOut])
def columns(request: Asking, id: UUID) -> list[ColumnsOut]:
    """What stands beside each line of a report."""
    visible = Report.objects.visible_to(request.person, request.today)
    report = get_object_or_404(
        visible.select_related("form__agreement", "form__regime", "holder", "place"), pk=id
    )
    lines = list(report.lines.select_related("question__indicator"))
    beside = columns_of(report, request.person, request.today, lines)
    return [_columns(line.question, beside[line.question.number]) for line in lines]


@router.get("/reports/{uuid:id}/collected", response=CollectedOut)
def collected(request: Asking, id: UUID) -> dict[str, Any]:
    """What all units say together with the form and for the period of this report; only what is approved counts."""
    visible = Report.objects.visible_to(request.person, request.today)
    report = get_object_or_404(visible.select_related("form__agreement", "form__regime"), pk=id)
    shown = Collected(report.form, Window(report.first_on, report.last_on), request.person, request.today)
    return {
        "first_on": report.first_on, "last_on": report.last_on,
        "due": len(shown.reports), "approved": len(shown.approved),
        "missing": [one.place for one in shown.missing],
        "lines": [_columns(line.question, line.columns) for line in shown.lines],
    }  # fmt: skip


def _columns(question: Question, told: Columns) -> ColumnsOut:
    return ColumnsOut(
        number=question.number, indicator=question.indicator.slug,
        name=words(question.indicator, "name"), measure=words(question.indicator, "measure"),
        period=_value(told.period), cumulative=_value(told.cumulative), same_period=_value(told.same_period),
        plan=amount(told.plan),
        percent=None if told.percent is None else told.percent / 100,
        forecast=amount(told.forecast.amount) if told.forecast else None,
    )  # fmt: skip


def _value(told: Value | None) -> ValueOut | None:
    if told is None:
        return None
    shown = amount(told.amount)
    assert shown is not None, "a value has an amount"
    return ValueOut(amount=shown, qualifier=told.qualifier, at_least=told.at_least)
