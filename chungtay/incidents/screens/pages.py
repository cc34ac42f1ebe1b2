"""Dresses the annex's pages: their own strict policy, the words that scripts say, refusals as JSON."""

import json
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.utils.functional import Promise
from django.utils.translation import gettext

from chungtay.answers.sentences import said
from chungtay.models import Account, Person
from chungtay.rules.messages import RuleBroken

# A page on which something is sealed or opened sends no form, loads nothing of others, and makes no script of words.
# A picture that was opened is shown from memory, hence blob:.
SEALED = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
View = Callable[..., HttpResponse]
MOST_BYTES = 24 * 2**20  # of what a script sends: a photo, sealed and written in letters


class Request(HttpRequest):
    """What a page of the annex is given: somebody has signed in."""

    user: Account
    person: Person
    today: date


def sealed_page(view: View) -> View:
    """Also tells where a link leads nothing of the page that it stood on."""

    @wraps(view)
    def dressed(request: Request, *args: Any, **named: Any) -> HttpResponse:
        answer = view(request, *args, **named)
        answer.headers["Content-Security-Policy"] = SEALED
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return dressed


def asked_by_script(view: View) -> View:
    """A view that scripts ask: JSON in (`request.told`) and out, a broken rule as sentences in the page's language."""

    @wraps(view)
    def answered(request: Any, *args: Any, **named: Any) -> HttpResponse:
        request.told = {}
        if request.method == "POST":
            try:
                request.told = json.loads(request.body)
            # Brackets in brackets, thousands deep; or a form, whose body was read already.
            except (ValueError, RecursionError, RawPostDataException):
                return JsonResponse({"said": [gettext("This request cannot be read.")]}, status=400)
            if not isinstance(request.told, dict):
                return JsonResponse({"said": [gettext("This request cannot be read.")]}, status=400)
        try:
            return view(request, *args, **named)
        except RuleBroken as broken:
            return JsonResponse({"said": [said(message) for message in broken.messages]}, status=422)

    return answered


def spoken(words: dict[str, str | Promise]) -> dict[str, str]:
    """What a script says, in the language of the page: for `json_script`."""
    return {name: str(word) for name, word in words.items()}
