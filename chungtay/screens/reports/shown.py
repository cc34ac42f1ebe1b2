"""One report on its page: as a form for whoever may write it now, else as figures with what the reader may do next."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from chungtay.actions import reports as actions
from chungtay.answers.activities import feeding
from chungtay.answers.reports import (
    beside_lines,
    changes_since_last_time,
    history_of,
    last_hand_in,
    line_notes,
    previous_lines,
    whole_shown,
)
from chungtay.answers.reports.columns import columns_of
from chungtay.models import HandIn, Line, Report
from chungtay.rules.forms import Column, read_columns
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reports import Channel, LineState, ReportState
from chungtay.screens.errors import all_said
from chungtay.screens.middleware import Request

from .forms import Known, LineForm, ReportForm
from .words import change_words

ACTS = {
    "open_report": gettext_lazy("Asked for"),
    "hand_in": gettext_lazy("Handed in"),
    "confirm_report": gettext_lazy("Confirmed by the unit"),
    "send_back": pgettext_lazy("state", "Sent back"),
    "endorse_report": gettext_lazy("Agreed to"),
    "approve": pgettext_lazy("state", "Approved"),
    "correct": gettext_lazy("Corrected"),
    "reopen_report": gettext_lazy("Opened again"),
}
CHANNELS = [
    (Channel.PHONE, pgettext_lazy("channel", "by telephone")),
    (Channel.MESSAGE, pgettext_lazy("channel", "by message")),
    (Channel.PAPER, pgettext_lazy("channel", "on paper")),
    (Channel.VISIT, pgettext_lazy("channel", "face to face")),
    (Channel.RADIO, pgettext_lazy("channel", "by radio")),
]


def visible_reports(request: Request) -> QuerySet[Report]:
    visible = Report.objects.visible_to(request.person, request.today)
    return visible.select_related("form__agreement", "form__regime", "holder", "place")


def found(request: Request, id: UUID) -> Report:
    return get_object_or_404(visible_reports(request), pk=id)


def form_of(request: Request, shown: Report, typed: QueryDict | None = None) -> ReportForm:
    person, today = request.person, request.today
    lines = actions.lines_of(shown, person, today)
    returned = shown.returns.last() if shown.state == ReportState.RETURNED else None
    known = Known(
        whole=whole_shown(shown, lines),
        questions=list(shown.form.narrative_questions.all()),
        previous=previous_lines(shown),
        feeding=feeding(shown, person, today, lines),
        columns=columns_of(shown, person, today, lines) if has_columns(shown) else {},
        notes=line_notes(returned),
    )
    return ReportForm(shown, lines, known, typed)


def has_columns(shown: Report) -> bool:
    return read_columns(shown.form.columns) != (Column.PERIOD,)


def page(request: Request, shown: Report, form: ReportForm | None = None, *, status: int = 0) -> HttpResponse:
    person, today = request.person, request.today
    form = form or form_of(request, shown)
    writes = shown.state in (ReportState.OPEN, ReportState.RETURNED)
    if writes and person.may(Act.REPORT, shown.facts(today), today):
        name, told = "write", told_to_writer(request, shown, form)
    else:
        name, told = "report", told_to_reader(request, shown, form)
    told |= {
        "report": shown,
        "form": form,
        "history": [
            (ACTS[event.act], event)
            for event in history_of(shown, [one.line for one in form.lines])
            if event.act in ACTS
        ],
        "is_late": shown.is_late(today),
    }
    faulty = 422 if form.errors and form.typed is not None else 200
    return render(request, f"reports/{name}.html", told, status=status or faulty)


def told_to_writer(request: Request, shown: Report, form: ReportForm) -> dict[str, Any]:
    typed = form.typed
    return {
        "note": typed.get("note", "") if typed is not None else shown.note,
        "told_by": typed.get("told_by", "") if typed is not None else "",
        "channel": typed.get("channel", "") if typed is not None else "",
        "channels": CHANNELS,
        "belongs": actions.belongs_to_unit(shown, request.person, request.today),
        "may_copy": not form.is_filled and any(line.previous for line in form.lines),
        "last_return": shown.returns.last() if shown.state == ReportState.RETURNED else None,
        "reopened": shown.reopenings.last(),
    }


def told_to_reader(request: Request, shown: Report, form: ReportForm) -> dict[str, Any]:
    person, today = request.person, request.today
    last = last_hand_in(shown)
    changes = changes_since_last_time(shown, last)
    beside = beside_lines(
        {line.number: line.line.total for line in form.lines},
        {line.number: line.previous.total for line in form.lines if line.previous},
        changes,
    )
    approves = person.may(Act.APPROVE, shown.facts(today), today)
    waits = shown.state == ReportState.HANDED_IN
    is_last = shown.approved_levels + 1 >= shown.form.levels
    agrees = approves if is_last else person.may(Act.ENDORSE, shown.facts(today), today)
    told = getattr(last, "on_behalf", None)
    return {
        "figures": [(line, figure_address(line), beside[line.number]) for line in form.lines],
        "changes": change_words(changes, form),
        "handed_in": last,
        "on_behalf": told,
        "signed": last.endorsements.exclude(signed_by="").select_related("paper") if last else [],
        "channel": dict(CHANNELS).get(told.channel, "") if told else "",
        "may_confirm": waits and may_confirm(request, shown, last),
        "may_approve": waits and agrees,
        "may_return": waits and approves,
        "is_last_level": is_last,
        "level": shown.approved_levels + 1,
        "why_not": why_not(request, last) if waits and agrees and last else "",
        "may_sign_alone": actions.is_alone(shown),
        "may_correct": approves and shown.state == ReportState.APPROVED,
    }


def why_not(request: Request, last: HandIn) -> str:
    """Why this person may not agree to what others may; "" where nothing stands in the way."""
    try:
        actions.check_hand_in(last, seen="", by=request.person)
    except RuleBroken as problem:
        return " ".join(all_said(problem.messages))
    return ""


def may_confirm(request: Request, shown: Report, last: HandIn | None) -> bool:
    told = getattr(last, "on_behalf", None)
    return bool(
        last
        and told
        and told.confirmed_by_id is None
        and last.handed_in_by_id != request.person.pk
        and actions.belongs_to_unit(shown, request.person, request.today)
        and request.person.may(Act.REPORT, shown.facts(request.today), request.today)
    )


def figure_address(form: LineForm) -> str:
    """Where an approved figure opens: the same indicator, place and days in the ledger."""
    line: Line = form.line
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
