"""The page of an edited copy: every row with its form, what it lacks, what it changes, who must say yes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from chungtay.answers.signing import bodies_to_sit_with
from chungtay.answers.versions import (
    Choices,
    asked_of,
    choices_for,
    faults_of,
    has_moved_on,
    things_named,
)
from chungtay.models import Version
from chungtay.rules.versions import UNDER, Body, Draft, Row, RowKind, difference
from chungtay.screens.errors import all_said
from chungtay.screens.middleware import Request

from .forms import ReasonForm, RowForm
from .shown import Group, groups_of, shown_rows, with_faults
from .words import STATE_WORDS, Things, row_word

MANY = 40  # with more rows than this a page carries only the form that was asked for


def draft_page(request: Request, version: Version, wrong: RowForm | None = None) -> HttpResponse:
    """`wrong`: the form that was refused; it keeps what was typed, and stands open."""
    draft = Draft.read(version.body)
    changes = {one.key: one for one in difference(version.base_text, draft.body)}
    out = Body(tuple(rows[0] for rows in draft.aside))
    things = things_named([draft.body, out])
    rows = shown_rows(draft.body, things, changes)
    faults = with_faults(rows, faults_of(version, request.today))
    groups = groups_of(rows)
    give_forms(request, version, draft.body, groups, wrong)
    told = {
        "version": version, "agreement": version.agreement, "plan": version.plan,
        "thing": version.plan or version.agreement, "state": STATE_WORDS[version.state], "top": rows[0].row,
        "groups": groups, "aside": [(row, row_word(row, things)) for row in out.rows], "wrong": wrong,
        "faults": all_said(faults), "faulty": [one for one in rows if one.faults], "changed": len(changes),
        "has_moved_on": has_moved_on(version, request.today), "asked": asked_of(version, request.today),
        "reason_form": ReasonForm.of(version),
    }  # fmt: skip
    return render(request, "versions/draft.html", told, status=422 if wrong else 200)


def give_forms(
    request: Request, version: Version, body: Body, groups: list[Group], wrong: RowForm | None
) -> None:
    """Each row its form, or in a long text only the one that was asked for; and the one that adds a row."""
    choices = choices_of(request, version)
    asked, kind, under = (request.GET.get(name, "") for name in ("row", "add", "under"))
    few = len(body.rows) <= MANY
    for group in groups:
        for shown in group.rows:
            if few or shown.row.key == asked:
                shown.form = RowForm(shown.row.kind, choices, row=shown.row, above=above(shown.row, body))
            if wrong and wrong.row and wrong.row.key == shown.row.key:
                shown.form = wrong
            shown.is_open = shown.form is not None and (shown.row.key == asked or shown.form is wrong)
            if shown.adds:
                shown.adding = adding(shown.adds, shown.row.key, kind, under, choices, wrong)
        if group.add:
            group.adding = adding(group.kind, body.rows[0].key, kind, under, choices, wrong)


def adding(
    new: RowKind, key: str, kind: str, under: str, choices: Choices, wrong: RowForm | None
) -> RowForm | None:
    """The form for a new row at this place, if it was asked for or refused."""
    if wrong and wrong.row is None and (wrong.kind, wrong.under) == (new, key):
        return wrong
    return RowForm(new, choices, under=key) if (kind, under) == (new, key) else None


def choices_of(request: Request, version: Version) -> Choices:
    sides = bodies_to_sit_with(request.person, request.today) if version.plan is None else ()
    return choices_for(version.agreement, request.today, sides=sides)


def above(row: Row, body: Body) -> list[tuple[str, str]]:
    """Where a signed content may stand: in any of the phases."""
    if row.kind is not RowKind.COMMITMENT:
        return []
    things: Things = {}
    return [(one.key, row_word(one, things)) for one in body.rows if one.kind in UNDER[row.kind]]


def form_for(
    request: Request,
    version: Version,
    data: Any,
    *,
    key: str = "",
    kind: RowKind | None = None,
    under: str = "",
) -> RowForm | None:
    """The form that was sent, for a row that is there or for a new one; None where there is no such place."""
    body = version.text
    choices = choices_of(request, version)
    if key:
        row = body.by_key.get(key)
        return RowForm(row.kind, choices, data, row=row, above=above(row, body)) if row else None
    place = body.by_key.get(under)
    fits = kind and place and place.kind in UNDER[kind]
    return RowForm(kind, choices, data, under=under) if kind and fits else None
