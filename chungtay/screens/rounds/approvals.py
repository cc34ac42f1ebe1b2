"""Approving many at once: what can be approved now, what is odd, what cannot be approved and why."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from chungtay.actions.reports import approve_reports
from chungtay.answers.rounds import Deciding, Waiting, deciding
from chungtay.answers.rounds.deciding import MOST
from chungtay.models import Report
from chungtay.rules.messages import RuleBroken
from chungtay.screens.errors import all_said
from chungtay.screens.middleware import Request

from .words import change_words, line_word, odd_words

FIGURES = 4  # lines of a report that are shown in the list


@require_http_methods(["GET", "HEAD", "POST"])
def approvals(request: Request) -> HttpResponse:
    """All that is ticked is approved in one posting, each as it was read here; or nothing is."""
    if request.method != "POST":
        return page(request)
    seen = chosen_in(request)
    visible = Report.objects.visible_to(request.person, request.today)
    held = visible.select_related("form__agreement", "holder", "place").in_bulk(list(seen))
    if len(held) < len(seen):
        raise Http404
    try:
        made = approve_reports([held[key] for key in seen], seen=seen, by=request.person, at=timezone.now())
    except RuleBroken as problem:
        return page(request, all_said(problem.messages))
    words = ngettext("%(n)s report is approved.", "%(n)s reports are approved.", len(made))
    messages.success(request, words % {"n": len(made)})
    return redirect("report-approvals")


def page(request: Request, faults: list[str] | None = None) -> HttpResponse:
    groups = deciding(request.person, request.today)
    ticked = set(request.POST.getlist("read")) if request.method == "POST" else None
    told: dict[str, Any] = {
        "groups": [shown(group, ticked) for group in groups],
        "waiting": sum(len(group.rows) for group in groups),
        "calm": sum(len(group.calm) for group in groups),
        "most": MOST,
        "faults": faults or [],
    }
    return render(request, "rounds/approvals.html", told, status=422 if faults else 200)


def shown(group: Deciding, ticked: set[str] | None) -> dict[str, Any]:
    """`ticked`: what was chosen before something stood in the way; at first whatever is not odd."""
    return {
        "group": group,
        "is_plain": all(row.changes is None for row in group.calm),
        "calm": [row_of(row, group, ticked, first=True) for row in group.calm],
        "odd": [row_of(row, group, ticked, first=False) for row in group.odd],
        "stopped": [row_of(row, group, ticked, first=False) for row in group.stopped],
    }


def row_of(row: Waiting, group: Deciding, ticked: set[str] | None, *, first: bool) -> dict[str, Any]:
    return {
        "row": row,
        "ticked": first if ticked is None else row.read in ticked,
        "odd": [odd_words(one, group.questions) for one in row.odd],
        "changes": None
        if row.changes is None
        else [change_words(one, group.questions) for one in row.changes],
        "cannot": all_said(row.cannot),
        "figures": figures_of(row, group)[:FIGURES],
        "more": max(0, len(row.lines) - FIGURES),
    }


def figures_of(row: Waiting, group: Deciding) -> list[tuple[str, int | None, int | None]]:
    """Line by line: what it says now, and what last period said."""
    return [
        (
            line_word(number, group.questions),
            told.total,
            row.before[number].total if number in row.before else None,
        )
        for number, told in sorted(row.lines.items())
    ]


def chosen_in(request: Request) -> dict[UUID, str]:
    """By report the hand-in that was read."""
    found: dict[UUID, str] = {}
    for one in request.POST.getlist("read")[:MOST]:
        report, _sign, hand_in = one.partition(":")
        try:
            found[UUID(report)] = str(UUID(hand_in))
        except ValueError:
            raise Http404 from None
    return found
