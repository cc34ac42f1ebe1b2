"""What units say together: which rounds there are, and one of them as a table with the columns of its form."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from chungtay.answers.reports.collected import Collected, Round, rounds_seen
from chungtay.answers.reports.columns import columns_of
from chungtay.rules.forms import Column, read_columns
from chungtay.rules.ledger import Window
from chungtay.screens.middleware import Request

from .views import found


@require_safe
def collected(request: Request) -> HttpResponse:
    """`?form=…&from=…&to=…` opens a round; `&line=3` its third line unit by unit."""
    rounds = rounds_seen(request.person, request.today)
    asked = request.GET
    if "form" not in asked:
        return render(request, "reports/rounds.html", {"rounds": rounds})
    chosen = _chosen(rounds, asked.get("form", ""), asked.get("from", ""), asked.get("to", ""))
    window = Window(chosen.first_on, chosen.last_on)
    shown = Collected(chosen.form, window, request.person, request.today)
    line = int(asked["line"]) if asked.get("line", "").isdecimal() else 0
    told: dict[str, Any] = {
        "round": chosen,
        "shown": shown,
        "rows": [(one.question, one.columns) for one in shown.lines],
        "columns": shown_columns(chosen.form.columns),
        "opens": "?" + urlencode({name: asked[name] for name in ("form", "from", "to")}),
        "opened": next((one.question for one in shown.lines if one.question.number == line), None),
        "units": shown.by_unit(line) if line else [],
    }
    return render(request, "reports/collected.html", told)


@require_safe
def sheet(request: Request, id: UUID) -> HttpResponse:
    """One report as a table that is printed."""
    report = found(request, id)
    lines = list(report.lines.select_related("question__indicator"))
    beside = columns_of(report, request.person, request.today, lines)
    told = {
        "report": report,
        "rows": [(line.question, beside[line.question.number]) for line in lines],
        "columns": shown_columns(report.form.columns),
    }
    return render(request, "reports/sheet.html", told)


def shown_columns(written: str) -> frozenset[str]:
    """By name, so that a page may ask `"forecast" in columns`."""
    return frozenset({*read_columns(written), Column.PERIOD})


def _chosen(rounds: list[Round], form: str, first: str, last: str) -> Round:
    """Only what the person sees can be named here; everything else does not exist."""
    try:
        days = parse_date(first), parse_date(last)
    except ValueError as problem:
        raise Http404 from problem
    for one in rounds:
        if str(one.form.pk) == form and (one.first_on, one.last_on) == days:
            return one
    raise Http404
