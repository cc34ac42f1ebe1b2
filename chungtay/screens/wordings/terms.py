"""The list of terms: searched, proposed, taken from a file, approved and retired."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions import wordings as actions
from chungtay.answers.wordings import terms_found
from chungtay.models import Organisation, Term
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.rules.wordings import TermState
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import FileForm, TermForm
from .words import TERM_STATES

A_PAGE = 50
STATES = [
    ("", pgettext_lazy("term", "All terms")),
    *((key, word) for key, (_mark, word) in TERM_STATES.items()),
]


@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: Request) -> HttpResponse:
    """Everybody who signed in reads the list. A POST proposes a term."""
    if request.method != "POST":
        return listed(request)
    office, form = own_office(request), TermForm(request.POST)
    if form.is_valid():
        term = Term(holder=office, **form.cleaned_data)
        if attempt(form, lambda: actions.propose_term(term, by=request.person, at=timezone.now())):
            messages.success(
                request, _("Proposed. It is offered to translators once somebody else approves it.")
            )
            return redirect("terms")
    return listed(request, term_form=form)


@require_POST
def load(request: Request) -> HttpResponse:
    """All rows of a file, or none of them."""
    office, form = own_office(request), FileForm(request.POST, request.FILES)
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        by, at = request.person, timezone.now()
        made = attempt(form, lambda: actions.load_terms(content, holder=office, by=by, at=at))
        if made:
            said = ngettext("%(n)s term is proposed.", "%(n)s terms are proposed.", len(made))
            messages.success(request, said % {"n": len(made)})
            return redirect("terms")
    return listed(request, file_form=form)


@require_POST
def approval(request: Request, id: UUID) -> HttpResponse:
    actions.approve_term(get_object_or_404(Term, pk=id), by=request.person, at=timezone.now())
    messages.success(request, _("Approved. Translators are offered it wherever the word stands."))
    return redirect("terms")


@require_POST
def retirement(request: Request, id: UUID) -> HttpResponse:
    actions.retire_term(get_object_or_404(Term, pk=id), by=request.person, at=timezone.now())
    messages.success(request, _("Retired. It is offered no more."))
    return redirect("terms")


def listed(request: Request, **wrong: forms.Form) -> HttpResponse:
    """The list as it was searched; a form that must be mended keeps what was typed."""
    words, state = request.GET.get("words", "").strip()[:100], request.GET.get("state", "")
    state = state if state in set(TermState) else ""
    page = Paginator(terms_found(words, state), A_PAGE).get_page(request.GET.get("page"))
    person, today = request.person, request.today
    told: dict[str, Any] = {
        "words": words, "state": state, "page": page, "states": STATES,
        "may_propose": bool(person.organisations_for(Act.TRANSLATE, today, Kind.TERM)),
        "keeps": person.organisations_below(Act.APPROVE, today, Kind.TERM),
        "term_form": TermForm(), "file_form": FileForm(),
    }  # fmt: skip
    return render(request, "wordings/terms.html", told | wrong, status=422 if wrong else 200)


def own_office(request: Request) -> Organisation:
    """The person's own office that keeps terms; one without is told so."""
    own = request.person.organisations_for(Act.TRANSLATE, request.today, Kind.TERM)
    office = Organisation.objects.filter(pk__in=own).first()
    if office is None:
        raise RuleBroken(Message("Your post does not allow this."))
    return office
