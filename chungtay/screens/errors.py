"""Tells people what went wrong: messages of the rules in their language, and calm pages for the rest."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from chungtay.answers.sentences import said
from chungtay.rules.messages import Message, RuleBroken

Done = TypeVar("Done")

# What happened, and what the person can do about it.
WORDS = {
    400: (
        _("This request cannot be read"),
        _("Go back and try again. If it happens again, tell your administrator."),
    ),
    403: (
        _("Nothing was saved"),
        _("The page was open for too long, or its cookies were refused. Go back, reload and send again."),
    ),
    404: (
        _("There is no such page"),
        _("It may have moved, or it is not shared with you. Check the address or begin anew."),
    ),
    500: (
        _("Something broke on our side"),
        _("It was written down for the administrator. What was saved before is safe. Try again later."),
    ),
}


def said_by_field(problem: RuleBroken) -> dict[str, list[str]]:
    """Messages under the field or row that each speaks of; "" holds those about the whole."""
    found: dict[str, list[str]] = {}
    for message in problem.messages:
        found.setdefault(message.where, []).append(said(message))
    return found


def attempt(form: forms.Form, act: Callable[[], Done]) -> Done | None:
    """What the act gives; None where the rules refuse it, and the form then says why, field by field."""
    try:
        return act()
    except RuleBroken as problem:
        for where, words in said_by_field(problem).items():
            form.add_error(where if where in form.fields else None, words)
        return None


def carried_out(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form is filled in well and the rules allow the act; else the form says why not."""
    return form.is_valid() and attempt(form, act) is not None


def refused(request: HttpRequest, problem: RuleBroken, status: int = 422) -> HttpResponse:
    """A page with every message, for an act that has no form to show them in."""
    return render(request, "refused.html", {"messages_said": all_said(problem.messages)}, status=status)


def all_said(messages: Iterable[Message]) -> list[str]:
    return [said(message) for message in messages]


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return calm(request, 400)


def not_allowed(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Also answers a form without its token, hence `reason`."""
    return calm(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return calm(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Asks neither database nor session: either may be what broke."""
    what, then = WORDS[500]
    return HttpResponse(render_to_string("error.html", {"what": what, "then": then}), status=500)


def calm(request: HttpRequest, status: int) -> HttpResponse:
    what, then = WORDS[status]
    return render(request, "error.html", {"what": what, "then": then}, status=status)
