"""The calendar of a year, the days that are observed, and what is written about them."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import occasions as actions
from chungtay.answers.occasions import (
    OccasionPage,
    calendar_of,
    occasions_of,
    own_bodies,
    received_by,
    years_around,
)
from chungtay.answers.wordings import mark_unchecked
from chungtay.models import Occasion
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.occasions import EARLIEST, LATEST
from chungtay.screens.errors import attempt, carried_out
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

from .forms import DaysForm, EndingForm, LeavingForm, OccasionForm, ReturningForm, holder_of

RECEIVED = 20  # letters of partners that the page shows


@require_safe
def occasions(request: Request) -> HttpResponse:
    """What a year holds for each partner, with the letter of each day."""
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isdecimal() and EARLIEST < int(typed[:5]) < LATEST else request.today.year
    partners = calendar_of(request.person, request.today, year)
    observed = list(occasions_of(request.person, request.today))
    received = list(received_by(request.person, request.today)[:RECEIVED])
    greeted = [line.expected.occasion for one in partners for line in one.lines]
    named = [*observed, *greeted, *(letter.occasion for letter in received)]
    told = {
        "year": year,
        "around": years_around(year),
        "partners": partners,
        "occasions": observed,
        "received": received,
        "unchecked": mark_unchecked(named, page_language()),
        "may_add": own_bodies(request.person, request.today).exists(),
        "today": request.today,
    }
    return render(request, "occasions/occasions.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    form = OccasionForm(request.person, request.today, request.POST or None)
    if not form.bodies:
        raise RuleBroken(Message("Your post does not allow this."))
    if request.method == "POST" and form.is_valid():
        by, at = request.person, timezone.now()
        made = attempt(form, lambda: actions.add_occasion(form.unsaved(), by=by, at=at))
        if made:
            messages.success(request, _("Kept. Its letters fall due by themselves."))
            return redirect("occasion", made.pk)
    return render(request, "occasions/writing.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def occasion(request: Request, id: UUID) -> HttpResponse:
    return occasion_page(request, found(request, id))


def occasion_page(request: Request, page: OccasionPage, wrong: Form | None = None) -> HttpResponse:
    """With the forms of whoever may write here; `wrong` is the one that must be mended."""
    told = {
        "page": page,
        "occasion": page.occasion,
        "unchecked": mark_unchecked([page.occasion], page_language()),
        "days_form": (wrong if isinstance(wrong, DaysForm) else DaysForm(page)) if page.may_note else None,
        "ending_form": (wrong if isinstance(wrong, EndingForm) else EndingForm(page))
        if page.may_change
        else None,
        "leaving_form": (wrong if isinstance(wrong, LeavingForm) else LeavingForm(page))
        if len(page.own_bodies) > len(page.may_return)
        else None,
        "returning_form": ReturningForm(page) if page.may_return else None,
    }
    return render(request, "occasions/occasion.html", told, status=422 if wrong else 200)


@require_POST
def days(request: Request, id: UUID) -> HttpResponse:
    """The days of a year, once they are announced."""
    page, by, at = found(request, id), request.person, timezone.now()
    if not page.may_note:
        refuse(page)
    form = DaysForm(page, request.POST)
    told = form.cleaned_data if form.is_valid() else None
    if told and attempt(form, lambda: actions.note_days(page.occasion, **told, by=by, at=at)) is not None:
        messages.success(request, _("The days are noted. Letters for them fall due by themselves."))
        return redirect("occasion", id)
    return occasion_page(request, page, wrong=form)


@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found(request, id), request.person, timezone.now()
    if not page.may_change:
        refuse(page)
    form = OccasionForm(by, request.today, request.POST or None, occasion=page.occasion)
    if request.method == "POST" and form.is_valid():
        kept = attempt(form, lambda: actions.change_occasion(page.occasion, form.told(), by=by, at=at))
        if kept:
            messages.success(request, _("Kept."))
            return redirect("occasion", id)
    told = {"form": form, "occasion": page.occasion}
    return render(request, "occasions/writing.html", told, status=422 if form.errors else 200)


@require_POST
def ending(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found(request, id), request.person, timezone.now()
    if not page.may_change:
        refuse(page)
    form = EndingForm(page, request.POST)
    on = form.cleaned_data["on"] if form.is_valid() else None
    if on and attempt(form, lambda: actions.end_occasion(page.occasion, on=on, by=by, at=at)):
        messages.success(request, _("From that day on no letter falls due for it."))
        return redirect("occasion", id)
    return occasion_page(request, page, wrong=form)


@require_POST
def leaving(request: Request, id: UUID) -> HttpResponse:
    """The office does not keep this day; what came with the product stays for the others."""
    page = found(request, id)
    if not page.own_bodies:
        refuse(page)
    form, by, at = LeavingForm(page, request.POST), request.person, timezone.now()
    if carried_out(
        form, lambda: actions.leave_occasion(page.occasion, holder_of(form), **form.told, by=by, at=at)
    ):
        messages.success(request, _("From that day on no letter falls due for it."))
        return redirect("occasion", id)
    return occasion_page(request, page, wrong=form)


@require_POST
def returning(request: Request, id: UUID) -> HttpResponse:
    page = found(request, id)
    if not page.own_bodies:
        refuse(page)
    form, by, at = ReturningForm(page, request.POST), request.person, timezone.now()
    if carried_out(form, lambda: actions.return_to_occasion(page.occasion, holder_of(form), by=by, at=at)):
        messages.success(request, _("Your office keeps it again. Its letters fall due by themselves."))
        return redirect("occasion", id)
    return occasion_page(request, page, wrong=form)


def refuse(page: OccasionPage) -> None:
    if page.is_own and page.occasion.ended_on is not None:
        raise RuleBroken(Message("This day is not kept since %(day)s.", {"day": page.occasion.ended_on}))
    raise RuleBroken(Message("Your post does not allow this."))


def found(request: Request, id: UUID) -> OccasionPage:
    """Another office's own day does not exist."""
    seen = Occasion.objects.visible_to(request.person, request.today).select_related("holder", "agreement")
    return OccasionPage(get_object_or_404(seen, pk=id), request.person, request.today)
