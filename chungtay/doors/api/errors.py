"""Says what went wrong as `{"messages": [{"text", "where"}]}`, in the caller's language."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from chungtay.answers.sentences import said
from chungtay.rules.messages import Message, RuleBroken

from .named import SHOWN

# What the reader of JSON calls each fault, and how we say it.
WRONG = {
    "missing": gettext_noop("This is missing."),
    "string_type": gettext_noop("Write a text."),
    "string_too_short": gettext_noop("This is empty."),
    "string_too_long": gettext_noop("Write at most %(max_length)s letters."),
    "too_long": gettext_noop("Send at most %(max_length)s of these."),
    "int_type": gettext_noop("Write a whole number."),
    "int_parsing": gettext_noop("Write a whole number."),
    "int_from_float": gettext_noop("Write a whole number."),
    "decimal_type": gettext_noop("Write a number, like 1100.5."),
    "decimal_parsing": gettext_noop("Write a number, like 1100.5."),
    "decimal_max_digits": gettext_noop("This number is too large to be kept."),
    "decimal_max_places": gettext_noop("Write at most %(decimal_places)s decimals."),
    "greater_than_equal": gettext_noop("The least is %(ge)s."),
    "less_than_equal": gettext_noop("The most is %(le)s."),
    "date_type": gettext_noop("Write the day as 2025-12-31."),
    "date_parsing": gettext_noop("Write the day as 2025-12-31."),
    "date_from_datetime_parsing": gettext_noop("Write the day as 2025-12-31."),
    "uuid_parsing": gettext_noop("This is no id."),
    "enum": gettext_noop("Choose one of %(expected)s."),
    "literal_error": gettext_noop("Choose one of %(expected)s."),
    "extra_forbidden": gettext_noop("Nothing here is called %(name)s."),
    "json_invalid": gettext_noop("This is no JSON."),
}


class Said(Schema):
    text: str
    where: str  # the field that it speaks of; empty when it speaks of the whole


class NotSure(Exception):
    """A grave act is asked for by a session whose owner has not shown for a while who they are."""


class TakenBack(Exception):
    """What stood here was public once, and is not any more."""


class Problem(Schema):
    messages: list[Said]


def answer_problems(api: NinjaAPI) -> None:
    """Every refusal has the same shape."""

    def told(request: HttpRequest, status: int, messages: Iterable[Said]) -> HttpResponse:
        return api.create_response(request, {"messages": [one.dict() for one in messages]}, status=status)

    @api.exception_handler(RuleBroken)
    def broken(request: HttpRequest, problem: RuleBroken) -> HttpResponse:
        return told(request, 422, map(in_words, problem.messages))

    @api.exception_handler(ValidationError)
    def unreadable(request: HttpRequest, problem: ValidationError) -> HttpResponse:
        return told(request, 422, map(typed_wrong, problem.errors))

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, problem: AuthenticationError) -> HttpResponse:
        return told(request, 401, [in_words(Message("Sign in first."))])

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, problem: Http404) -> HttpResponse:
        text = Message("There is no such thing, or it is not shared with you.")
        return told(request, 404, [in_words(text)])

    @api.exception_handler(TakenBack)
    def gone(request: HttpRequest, problem: TakenBack) -> HttpResponse:
        return told(request, 410, [in_words(Message("This was taken back"))])

    @api.exception_handler(Throttled)
    def hurried(request: HttpRequest, problem: Throttled) -> HttpResponse:
        return told(request, 429, [in_words(Message("Too many requests from your network. Wait a minute."))])

    @api.exception_handler(NotSure)
    def unsure(request: HttpRequest, problem: NotSure) -> HttpResponse:
        text = Message("This act asks for a fresh sign-in. Show on the pages that it is you, then ask again.")
        return told(request, 403, [in_words(text)])

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, problem: HttpError) -> HttpResponse:
        text = Message("Send the CSRF token of your session.")
        words = in_words(text) if problem.status_code == 403 else Said(text=str(problem), where="")
        return told(request, problem.status_code, [words])


def typed_wrong(error: dict[str, Any]) -> Said:
    """In the caller's language where a sentence of ours fits; else Pydantic's own words, for a programmer."""
    path = [str(part)[:SHOWN] for part in error.get("loc", ())]
    # The first part says body or query, the second how our code calls the whole of it.
    where = ".".join(path[2:] if path[1:2] in (["given"], ["asked"]) else path[1:])
    text = WRONG.get(error.get("type", ""))
    values = {"name": path[-1] if path else "", **error.get("ctx", {})}
    told = said(Message(text, values)) if text else error.get("msg", "")
    return Said(text=told, where=where)


def in_words(message: Message) -> Said:
    return Said(text=said(message), where=message.where)
