"""What the page of a paper shows of registers and of other papers, with the forms of whoever may write there."""

from collections.abc import Callable
from typing import Any

from django import forms

from chungtay.answers.registry import books_for, standing_of
from chungtay.models import Document
from chungtay.rules.people import Act
from chungtay.screens.middleware import Request

from .forms import NamesForm, NumberForm, RelationForm, ScanForm


def written_beside(request: Request, paper: Document, wrong: forms.Form | None = None) -> dict[str, Any]:
    """`wrong`: the form that must be mended."""
    person, today = request.person, request.today
    records = person.may(Act.RECORD, paper.facts(today), today)
    books = books_for(paper, person, today)
    made: dict[str, Callable[[], forms.Form | None]] = {
        "number_form": lambda: NumberForm(paper, books, today) if books else None,
        "scan_form": lambda: ScanForm() if records and paper.number and not paper.closed_at else None,
        "names_form": lambda: NamesForm(paper) if records and not paper.closed_at else None,
        "relation_form": lambda: RelationForm(paper, person, today) if records else None,
    }
    shown: dict[str, Any] = {name: form() for name, form in made.items()}
    for name, kind in zip(made, (NumberForm, ScanForm, NamesForm, RelationForm), strict=True):
        if isinstance(wrong, kind):
            shown[name] = wrong
    return shown | {
        "standing": standing_of(paper, person, today),
        "signers": paper.signers.select_related("organisation"),
        "recipients": paper.recipients.all(),
        "records": records,
    }
