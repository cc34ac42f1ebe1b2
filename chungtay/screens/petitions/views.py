"""Letters of readers: the list by state, one letter with its way, each step of it, and how to reach who wrote."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions.petitions import read_contact, take_step
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers import petitions as answers
from chungtay.answers.lists import Pages
from chungtay.models import Petition
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.readers import WAY
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import STEPS, ContactForm, StepForm
from .words import LIST_WORDS

PAGE = 50


@require_safe
def petitions(request: Request) -> HttpResponse:
    found = answers.petitions_of(request.person, request.today)
    state = request.GET.get("state", "")
    state = state if state in LIST_WORDS else "waiting"
    counts = answers.counts(found)
    page = Pages(answers.in_state(found, state), PAGE).get_page(request.GET.get("page"))
    lists = [(name, word, counts.get(name, 0)) for name, word in LIST_WORDS.items()]
    return render(request, "petitions/petitions.html", {"page": page, "state": state, "lists": lists})


@require_safe
def petition(request: Request, id: UUID) -> HttpResponse:
    return shown(request, found(request, id))


@require_POST
def steps(request: Request, id: UUID) -> HttpResponse:
    """Take, answer, pass on, refuse: `act` says which."""
    letter, by, at = found(request, id), request.person, timezone.now()
    refuse_unless_may(by, Act.RECORD, letter, at)
    if (act := request.POST.get("act", "")) not in STEPS:
        raise RuleBroken(Message("Choose what to do with the letter."))
    form = STEPS[act](request.POST)
    done = attempt(form, lambda: take_step(letter, form.step(), by=by, at=at)) if form.is_valid() else None
    if done:
        messages.success(request, _("Kept. Whoever wrote the letter sees it at their address."))
        return redirect("petition", id)
    return shown(request, letter, typed=form)


@sensitive_variables()
@require_POST
def contact(request: Request, id: UUID) -> HttpResponse:
    """Answers with what was left to reach them: no address leads to it, and each reading is noted."""
    letter, by, at = found(request, id), request.person, timezone.now()
    refuse_unless_may(by, Act.RECORD, letter, at)
    form = ContactForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["why"]
        told = attempt(form, lambda: read_contact(letter, why=why, by=by, at=at))
        if told is not None:
            return shown(request, letter, contact=told)
    return shown(request, letter, asked=form)


def shown(
    request: Request, letter: Petition, *, typed: StepForm | None = None,
    asked: ContactForm | None = None, contact: str = "",
) -> HttpResponse:  # fmt: skip
    forms = {act: typed if typed and typed.move == act else form() for act, form in STEPS.items()}
    told: dict[str, Any] = {
        "letter": letter,
        "steps": letter.steps.select_related("by"),
        "forms": {act: form for act, form in forms.items() if (letter.state, act) in WAY},
        "may_settle": answers.may_settle(request.person, letter, request.today),
        "reach": asked or ContactForm(),
        "has_contact": bool(letter.sealed_contact) and letter.forget_on > request.today,
        "contact": contact,
    }
    return render(request, "petitions/petition.html", told, status=422 if typed or asked else 200)


def found(request: Request, id: UUID) -> Petition:
    return get_object_or_404(answers.petitions_of(request.person, request.today), pk=id)
