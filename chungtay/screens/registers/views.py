"""The register of clubs: the list, one club, opening and closing."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.actions.recorded import refuse_unless_may
from chungtay.actions.registers import close_club, open_club, serve_programmes
from chungtay.answers.activities import may_record
from chungtay.models import Agreement, Club
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.screens.errors import attempt, said
from chungtay.screens.middleware import Request

from .forms import ClosingForm, ClubForm, ServingForm


@require_safe
def clubs(request: Request) -> HttpResponse:
    visible = Club.objects.visible_to(request.person, request.today).select_related("place", "holder")
    told = {
        "standing": visible.open_on(request.today),
        "closed": visible.filter(closed_on__lte=request.today),
        "may_record": may_record(request.person, Kind.CLUB, request.today),
    }
    return render(request, "registers/clubs.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: Request) -> HttpResponse:
    if not may_record(request.person, Kind.CLUB, request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    form = ClubForm(request.person, request.today, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_club(form.club(), by=request.person, at=timezone.now())
            messages.success(request, _("In the register. One more club stands from its day on."))
            return redirect("club", made.pk)
        except RuleBroken as problem:
            put(problem, form)
    return render(request, "registers/opening.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def club(request: Request, id: UUID) -> HttpResponse:
    """A POST closes the club."""
    visible = Club.objects.visible_to(request.person, request.today).select_related("place", "holder")
    known = Agreement.objects.visible_to(request.person, request.today)
    served = [Prefetch(f"{path}served__agreements", known) for path in ("", "servings__")]
    shown = get_object_or_404(visible.prefetch_related(*served, "source__entries"), pk=id)
    if request.method == "POST":
        refuse_unless_may(request.person, Act.RECORD, shown, timezone.now())
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            close_club(shown, on=form.cleaned_data["closed_on"], by=request.person, at=timezone.now())
            messages.success(request, _("Closed. It keeps its page and its history."))
            return redirect("club", id)
        except RuleBroken as problem:
            put(problem, form)
            shown.refresh_from_db(fields=["closed_on"])
    may_close = shown.closed_on is None and request.person.may(
        Act.RECORD, shown.facts(request.today), request.today
    )
    told = {"club": shown, "form": form, "may_close": may_close}
    return render(request, "registers/club.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def programmes(request: Request, id: UUID) -> HttpResponse:
    """A POST changes which programmes the club serves, from a day on."""
    person, at = request.person, timezone.now()
    shown = get_object_or_404(Club.objects.visible_to(person, request.today), pk=id)
    refuse_unless_may(person, Act.RECORD, shown, at)
    form = ServingForm(shown, person, request.today, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        why = {"on": told["on"], "reason": told["reason"]}
        if attempt(form, lambda: serve_programmes(shown, told["programmes"], **why, by=person, at=at)):
            messages.success(request, _("Kept. It stands in these programmes from that day on, as one club."))
            return redirect("club", id)
    page = {"club": shown, "form": form}
    return render(request, "registers/serving.html", page, status=422 if form.errors else 200)


def put(problem: RuleBroken, form: forms.Form) -> None:
    for message in problem.messages:
        form.add_error(message.where if message.where in form.fields else None, said(message))
