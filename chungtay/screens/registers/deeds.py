"""What one does to a thing of a register, each on a page of its own: change, strengthen, merge, split, serve, close."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from chungtay.actions import registers as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.registers import with_members
from chungtay.models import Registered
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import ChangeForm, ClosingForm, MergerForm, OpeningForm, ServingForm, StrengtheningForm

both = require_http_methods(["GET", "HEAD", "POST"])
Doing = Callable[[Registered, Any, dict[str, Any]], Any]


def done(
    request: Request, id: UUID, make: Callable[..., forms.Form], do: Doing, words: dict[str, Any]
) -> HttpResponse:
    """Show the form of a deed; a POST does it and leads back to the thing."""
    person, today, at = request.person, request.today, timezone.now()
    shown = get_object_or_404(with_members(Registered.objects.visible_to(person, today)), pk=id)
    refuse_unless_may(person, Act.RECORD, shown, at)
    form: Any = make(shown, request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: (do(shown, form, {"by": person, "at": at}), True)):
            messages.success(request, words["done"])
            return redirect("registered", id)
        shown.refresh_from_db(fields=["closed_on"])
    page = {"registered": shown, "form": form, "words": words}
    return render(request, "registers/deed.html", page, status=422 if form.errors else 200)


@both
def change(request: Request, id: UUID) -> HttpResponse:
    def do(shown: Registered, form: ChangeForm, told: dict[str, Any]) -> None:
        given = {name: form.cleaned_data[name] for name in ("on", "name", "reason")}
        actions.change_registered(shown, **given, members=form.counts(), **told)

    words = {
        "title": _("Change its name or members"),
        "lead": _("What was said for earlier days stays in its history."),
        "button": _("Save from that day on"),
        "done": _("Kept, from that day on."),
    }
    return done(request, id, lambda shown, _request, data: ChangeForm(shown, data), do, words)


@both
def strengthening(request: Request, id: UUID) -> HttpResponse:
    def do(shown: Registered, form: StrengtheningForm, told: dict[str, Any]) -> None:
        actions.strengthen(shown, on=form.cleaned_data["on"], how=form.cleaned_data["reason"], **told)

    words = {
        "title": _("It was strengthened"),
        "lead": _(
            "A new board, training, new rules. In reports it counts as strengthened, once in a period."
        ),
        "button": pgettext_lazy("strengthened", "Record"),
        "done": _("Recorded. It counts among those that were strengthened."),
    }
    return done(request, id, lambda _shown, _request, data: StrengtheningForm(data), do, words)


@both
def merger(request: Request, id: UUID) -> HttpResponse:
    def do(shown: Registered, form: MergerForm, told: dict[str, Any]) -> None:
        given = {name: form.cleaned_data[name] for name in ("on", "reason")}
        actions.merge_registered(shown, list(form.cleaned_data["others"]), **given, **told)

    words = {
        "title": _("Merge others into it"),
        "lead": _(
            "This one goes on; the others close that day and keep their pages. Nothing is newly founded."
        ),
        "button": _("Merge"),
        "done": _("Merged. Say how many members it has now."),
    }
    return done(
        request, id, lambda shown, asked, data: MergerForm(shown, asked.person, asked.today, data), do, words
    )


@both
def split(request: Request, id: UUID) -> HttpResponse:
    def do(shown: Registered, form: OpeningForm, told: dict[str, Any]) -> None:
        reason = form.cleaned_data["reason"]
        actions.split_registered(shown, form.registered(), members=form.counts(), reason=reason, **told)

    words = {
        "title": _("A part becomes one of its own"),
        "lead": _("This one goes on; the part is opened as a new one, with the same programmes."),
        "button": _("Open the part"),
        "done": _("Opened. Say how many members stay here."),
    }
    return done(
        request, id,
        lambda shown, asked, data: OpeningForm(shown.kind, asked.person, asked.today, data, parent=shown),
        do, words,
    )  # fmt: skip


@both
def programmes(request: Request, id: UUID) -> HttpResponse:
    """From a day on it serves these programmes, as one thing in every total across them."""

    def do(shown: Registered, form: ServingForm, told: dict[str, Any]) -> None:
        given = {name: form.cleaned_data[name] for name in ("on", "reason")}
        actions.serve_programmes(shown, form.cleaned_data["programmes"], **given, **told)

    words = {
        "title": _("Programmes that it serves"),
        "lead": _(
            "It stands in each programme that it serves, and once in every total across them. "
            "Figures of the days before stay as they are."
        ),
        "button": _("Save from that day on"),
        "done": _("Kept. It stands in these programmes from that day on, and once in all."),
    }
    return done(
        request, id, lambda shown, asked, data: ServingForm(shown, asked.person, asked.today, data), do, words
    )


@both
def closing(request: Request, id: UUID) -> HttpResponse:
    def do(shown: Registered, form: ClosingForm, told: dict[str, Any]) -> None:
        given = form.cleaned_data
        actions.close_registered(shown, on=given["closed_on"], reason=given["reason"], **told)

    words = {
        "title": _("Close it"),
        "lead": _("From that day on one less stands. It keeps its page and its history."),
        "button": _("Close it"),
        "done": _("Closed. It keeps its page and its history."),
    }
    return done(request, id, lambda _shown, _request, data: ClosingForm(data), do, words)
