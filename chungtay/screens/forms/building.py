"""The builder: the head of a draft, its lines, questions in words and checks, each kept by its own button."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form as TypedForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.actions import forms as actions
from chungtay.actions.forms import FormTold, Part
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers import regimes
from chungtay.answers.forms import questions_of
from chungtay.answers.sentences import said
from chungtay.models import Form
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import AddLinesForm, CheckForm, HeadForm, LineForm, WordsForm
from .views import found
from .words import NamedLine, expression_said, named_lines

ONE = {"lines": "line", "words": "words", "checks": "check"}  # how messages name a row of each part


@require_http_methods(["GET", "HEAD", "POST"])
def building(request: Request, id: str) -> HttpResponse:
    """A POST keeps the head."""
    draft = found_draft(request, id)
    told = actions.told_of(draft)
    held = regimes.regimes(request.person, request.today)
    head = HeadForm(told.head, held, request.POST if request.method == "POST" else None)
    kept = (
        request.method == "POST"
        and head.is_valid()
        and changed(request, draft, head, lambda now: FormTold(head.told(), now.lines, now.words, now.checks))
    )
    if kept:
        return redirect("form-building", id)
    lines = named_lines(questions_of(draft))
    faults = faults_by_row(draft)
    shown = {"form": draft, "head": head, "faults": faults, **rows_of(told, lines, faults)}
    return render(request, "forms/building.html", shown, status=422 if head.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def part_new(request: Request, id: str, part: str) -> HttpResponse:
    """Lines are ticked, many at once; a question in words or a check is written."""
    draft, kind = found_draft(request, id), part_of(part)
    told = actions.told_of(draft)
    form = typed_form(request, draft, told, kind, None)
    if request.method == "POST" and form.is_valid():
        rows = form.told() if kind == "lines" else [form.told()]
        place = f"{ONE[kind]}.{len(getattr(told, kind)) + 1}"
        if changed(request, draft, form, lambda now: actions.added(now, kind, rows), place):
            return redirect(f"{reverse('form-building', args=[id])}#{kind}")
    return part_page(request, draft, kind, form)


@require_http_methods(["GET", "HEAD", "POST"])
def part_one(request: Request, id: str, part: str, number: int) -> HttpResponse:
    """A POST keeps it, or moves it (`do` = up, down), or takes it out (`do` = drop)."""
    draft, kind = found_draft(request, id), part_of(part)
    told = actions.told_of(draft)
    if not 1 <= number <= len(getattr(told, kind)):
        raise Http404
    do = request.POST.get("do", "")
    if request.method == "POST" and do in ("up", "down", "drop"):
        by, at = request.person, timezone.now()
        actions.change_form(draft, lambda now: done(now, kind, number, do), by=by, at=at)
        return redirect(f"{reverse('form-building', args=[id])}#{kind}")
    form = typed_form(request, draft, told, kind, number)
    if request.method == "POST" and form.is_valid():
        row, place = form.told(), f"{ONE[kind]}.{number}"
        if changed(request, draft, form, lambda now: actions.written(now, kind, number, row), place):
            return redirect(f"{reverse('form-building', args=[id])}#{kind}")
    return part_page(request, draft, kind, form, number)


def found_draft(request: Request, id: str) -> Form:
    draft = found(request, id)
    if not draft.is_draft:
        raise RuleBroken(Message("This form is published, so it no longer changes. Make its next version."))
    refuse_unless_may(request.person, Act.PLAN, draft, timezone.now())
    return draft


def part_of(part: str) -> Part:
    for one in actions.PARTS:
        if part == one:
            return one
    raise Http404


def done(told: FormTold, part: Part, number: int, do: str) -> FormTold:
    if do == "drop":
        return actions.dropped(told, part, number)
    return actions.moved_to(told, part, number, number + (1 if do == "down" else -1))


def changed(request: Request, draft: Form, form: TypedForm, change: Any, place: str = "") -> bool:
    """Whether it was kept; else the form says why not."""
    by, at = request.person, timezone.now()
    kept = attempt(form, lambda: actions.change_form(draft, change, look_at=place, by=by, at=at))
    if kept is not None:
        messages.success(request, _("Kept."))
    return kept is not None


def typed_form(request: Request, draft: Form, told: FormTold, part: Part, number: int | None) -> Any:
    """The form of one row, begun with what stands there."""
    data = request.POST if request.method == "POST" else None
    lines = named_lines(questions_of(draft))
    row = getattr(told, part)[number - 1] if number else None
    if part == "words":
        return WordsForm(row, lines, data)
    if part == "checks":
        return CheckForm(row, lines, data)
    if row is None:
        asked = [line.indicator.pk for line in told.lines]
        return AddLinesForm(asked, data, request.GET.getlist("with"))
    return LineForm(row, lines[: (number or 1) - 1], data)


def part_page(
    request: Request, draft: Form, part: Part, form: TypedForm, number: int | None = None
) -> HttpResponse:
    told = {"form": form, "draft": draft, "part": part, "number": number}
    return render(request, "forms/part.html", told, status=422 if form.errors else 200)


@dataclass(frozen=True)
class Row:
    """One row of the builder: what it says, the words of its condition or check, and what is wrong with it."""

    number: int
    told: Any
    words: str
    faults: Sequence[str]


def faults_by_row(draft: Form) -> dict[str, list[str]]:
    """What stands in the way of publishing, by the row that it speaks of: `line.3`, `check.1`; "" of the whole."""
    found: dict[str, list[str]] = {}
    for one in actions.faults(draft):
        row = one.where.rpartition(".")[0]
        found.setdefault(row, []).append(said(one))
    return found


def rows_of(told: FormTold, lines: Sequence[NamedLine], faults: dict[str, list[str]]) -> dict[str, list[Row]]:
    """The rows of each part with what is said of them in words."""

    def words(row: Any) -> str:
        text = getattr(row, "expression", "") or getattr(row, "condition", "")
        return expression_said(text, lines) if text else ""

    return {
        part: [
            Row(number, row, words(row), faults.get(f"{ONE[part]}.{number}", ()))
            for number, row in enumerate(getattr(told, part), 1)
        ]
        for part in actions.PARTS
    }
