"""Freezes a review, takes what the sides sign, its number, and what is made of it afterwards."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.actions import reviews as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.reviews.scope import registers_for
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act
from chungtay.screens.accounts.sessions import sure_who_asks
from chungtay.screens.errors import attempt, refused, said_by_field
from chungtay.screens.middleware import Request

from .forms import NumberForm, SignOffForm
from .views import found, page


@require_POST
@sure_who_asks
def freezing(request: Request, id: UUID) -> HttpResponse:
    shown = found(request, id)
    try:
        actions.freeze_review(shown, by=request.person, at=timezone.now())
    except RuleBroken as problem:
        return refused(request, problem)
    messages.success(request, _("Frozen. From now on no word and no number of this review can change."))
    return redirect("review", shown.pk)


@require_POST
@sure_who_asks
def sign_offs(request: Request, id: UUID) -> HttpResponse:
    """A side agrees to exactly what was frozen."""
    shown, form = found(request, id), SignOffForm(request.POST)
    if not form.is_valid():
        return page(request, shown, sign_form=form)
    told, by, at = dict(form.cleaned_data), request.person, timezone.now()
    seat = get_object_or_404(shown.agreement.seats, number=told.pop("seat"))
    try:
        actions.sign_off(shown, seat, **told, by=by, at=at)
    except RuleBroken as problem:
        if not all(message.where for message in problem.messages):
            return refused(request, problem)  # there is nothing in the form that could be mended
        keep_errors(form, problem)
        return page(request, shown, sign_form=form)
    messages.success(request, _("Signed off. It holds for exactly these figures and words."))
    return redirect("review", id)


def keep_errors(form: SignOffForm, problem: RuleBroken) -> None:
    for where, words in said_by_field(problem).items():
        form.add_error(where if where in form.fields else None, words)


@require_POST
def numbering(request: Request, id: UUID) -> HttpResponse:
    """From a register of the office, which then keeps the paper; or as it was given on paper."""
    shown = found(request, id)
    refuse_unless_may(request.person, Act.REVIEW, shown, timezone.now())
    books = registers_for(shown, request.person, request.today)
    form, by, at = NumberForm(books, request.POST), request.person, timezone.now()
    if not form.is_valid():
        return page(request, shown, number_form=form)
    if attempt(form, lambda: form.give(shown, by=by, at=at)) is None:
        return page(request, shown, number_form=form)
    return redirect("review", id)


@require_POST
def proposal(request: Request, id: UUID) -> HttpResponse:
    """Begins the paper that proposes a new resolution."""
    shown = found(request, id)
    try:
        made = actions.propose_resolution(shown, by=request.person, at=timezone.now())
    except RuleBroken as problem:
        return refused(request, problem)
    return redirect("paper-writing", made.pk)


@require_POST
def article(request: Request, id: UUID) -> HttpResponse:
    shown = found(request, id)
    try:
        made = actions.article_from_review(shown, by=request.person, at=timezone.now())
    except RuleBroken as problem:
        return refused(request, problem)
    return redirect("article-writing", made.pk)
