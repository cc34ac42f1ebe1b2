"""Bodies: one's page, and how they are added, renamed, moved, ended and taken over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.actions.people import Takeover, add_body, change_body, end_body, take_over
from chungtay.answers.people import BodyShown, body_shown
from chungtay.models import Organisation
from chungtay.rules.people import Act, Kind
from chungtay.screens.accounts.sessions import sure_who_asks
from chungtay.screens.errors import all_said, attempt
from chungtay.screens.middleware import Request

from .acts import posted
from .body_forms import BodyEndingForm, BodyWritingForm, NewBodyForm, TakeoverForm
from .forms import asked_for


@require_safe
def body(request: Request, id: UUID) -> HttpResponse:
    return render(request, "people/body.html", {"shown": body_or_404(request, id)})


@require_http_methods(["GET", "HEAD", "POST"])
def beginning(request: Request) -> HttpResponse:
    room_or_404(request)
    here = {"parent": asked_for(request.GET.get("parent", ""))}
    form = NewBodyForm(request.person, request.today, posted(request), initial=here)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: add_body(form.new_body(), by=request.person, at=timezone.now()))
        if made:
            messages.success(request, _("The body is there. Now give posts in it."))
            return redirect("body", made.pk)
    return answered(request, "people/body_new.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: Request, id: UUID) -> HttpResponse:
    shown = body_or_404(request, id)
    form = BodyWritingForm(request.person, request.today, shown.body, posted(request))
    if request.method == "POST" and form.is_valid() and changed(shown.body, form, request):
        messages.success(request, _("Kept. Of a new name or place the old one stays below."))
        return redirect("body", id)
    return answered(request, "people/body_writing.html", form, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@sure_who_asks
def ending(request: Request, id: UUID) -> HttpResponse:
    shown = body_or_404(request, id)
    form = BodyEndingForm(posted(request), initial={"on": request.today})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: end_body(shown.body, **told, by=request.person, at=timezone.now())):
            messages.success(request, _("The body has ended, and its posts with it. What it did stays."))
            return redirect("body", id)
    return answered(request, "people/body_ending.html", form, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@sure_who_asks
def takeover(request: Request) -> HttpResponse:
    """First which bodies; then what it does, with a choice for each side and post; recorded by the last button."""
    room_or_404(request)
    asked = request.POST if request.method == "POST" else request.GET if "heirs" in request.GET else None
    begun = {"old": [key for key in [asked_for(request.GET.get("old", ""))] if key], "on": request.today}
    form = TakeoverForm(request.person, request.today, asked, initial=begun)
    if asked is None or not form.is_valid():
        return answered(request, "people/takeover.html", form)
    given = form.takeover()
    seen = given.seen_by(request.person, timezone.now())
    form.ask(seen)
    if request.method == "POST" and attempt(form, lambda: recorded_now(given, request)):
        messages.success(
            request, _("Recorded. What the old bodies held is read and answered for by the new one.")
        )
        return redirect("body", given.heirs[0].pk)
    faults = all_said(seen.faults)
    return answered(request, "people/takeover.html", form, seen=seen, given=given, faults=faults)


def changed(body: Organisation, form: BodyWritingForm, request: Request) -> Organisation | None:
    on, decision, now = form.cleaned_data["on"], form.cleaned_data["decision"], timezone.now()
    new = form.given()
    return attempt(
        form, lambda: change_body(body, on=on, decision=decision, by=request.person, at=now, **new)
    )


def recorded_now(given: Takeover, request: Request) -> bool:
    take_over(given, by=request.person, at=timezone.now())
    return True


def answered(
    request: Request, template: str, form: Any, shown: BodyShown | None = None, **more: Any
) -> HttpResponse:
    wrong = bool(form.errors)
    return render(request, template, {"form": form, "shown": shown} | more, status=422 if wrong else 200)


def room_or_404(request: Request) -> None:
    if not request.person.organisations_for(Act.MANAGE, request.today, Kind.PERSON):
        raise Http404


def body_or_404(request: Request, id: UUID) -> BodyShown:
    shown = body_shown(id, request.person, request.today, timezone.now())
    if shown is None:
        raise Http404
    return shown
