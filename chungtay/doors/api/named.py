"""Refuses what an operation does not name: parameters of the address, fields of a form, files, a body unasked for.

Whoever misspells a filter would else be answered with the whole list; whoever tries `?holder__name=` or sends a state
of their own along would learn nothing of its being dropped. The fields of a JSON body are refused by their shapes,
which are all `Given`.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from ninja.operation import Operation
from pydantic import ConfigDict

from chungtay.rules.messages import Message, RuleBroken

TOKEN = "csrfmiddlewaretoken"  # of a form; Django reads it before us
FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
SHOWN = 100  # letters of a name that is said back


class Given(Schema):
    """A body, or a part of one, that is sent to us: with these fields and no other."""

    model_config = ConfigDict(extra="forbid")


def only_what_is_named(view: Callable[..., Any]) -> Callable[..., Any]:
    """Wraps every operation; who asks, and whether what is named can be read, was looked at before."""
    operation: Operation = view._ninja_operation  # type: ignore[attr-defined]

    @wraps(view)
    def asked(request: HttpRequest, *given: Any, **named: Any) -> Any:
        problems = [
            Message("Nothing here is called %(name)s.", {"name": name[:SHOWN]}, name[:SHOWN])
            for name in dict.fromkeys(strange(request, operation))
        ]
        if problems:
            raise RuleBroken(problems)
        return view(request, *given, **named)

    return asked


def strange(request: HttpRequest, operation: Operation) -> Iterator[str]:
    named = {model.__ninja_param_source__: set(names_of(model)) for model in operation.models}
    yield from unless(named.get("query", ()), request.GET)
    if "body" in named:
        return
    yield from unless({TOKEN, *named.get("form", ())}, request.POST)
    yield from unless(named.get("file", ()), request.FILES)
    if request.content_type not in FORMS and request.body:
        yield from fields_of(request.body)


def unless(named: Iterable[str], sent: Iterable[str]) -> Iterator[str]:
    return (name for name in sent if name not in named)


def names_of(model: Any) -> Iterable[str]:
    """As a caller writes them."""
    return getattr(model, "__ninja_flatten_map__", None) or model.model_fields


def fields_of(body: bytes) -> Iterator[str]:
    """Of a body where none is read; an empty object is as good as none."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        sent = "body"
    yield from sent if isinstance(sent, dict) else ["body"]
