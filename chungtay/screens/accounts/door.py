"""Stands behind the door: who holds no post today, or lacks the second step that a post asks for, goes no further.

It answers for pages and for the API alike, before any view is asked.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from chungtay.actions.factors import has_factor, needs_factor
from chungtay.models import Person

from .demo import came_by_one_click
from .sessions import is_sure

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC_API = "/api/public/"
NO_POST, NO_FACTOR = "no post", "no factor"
BROUGHT = "brought"  # a second step that another office's sign-in has asked for


def own_door(view: View) -> View:
    """One's own passwords, keys and sessions: open to everybody who has signed in, whatever they lack."""
    view.is_own_door = True  # type: ignore[attr-defined]
    return view


class DoorMiddleware:
    """After Django has said who must sign in: says what is still lacking."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.is_sure = SimpleLazyObject(lambda: is_sure(request))  # type: ignore[attr-defined]
        request.lacks = ""  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, given: tuple, named: dict) -> HttpResponse | None:
        in_api = bool(request.resolver_match and request.resolver_match.namespace == "api")
        # What anybody may have is not withheld from one of ours whose post has ended.
        is_open = request.path.startswith(PUBLIC_API) if in_api else not getattr(view, "login_required", True)
        if not request.person or is_open:
            return None
        request.lacks = what_lacks(request, request.person)
        if not request.lacks or getattr(view, "is_own_door", False):
            return None
        if in_api:
            return JsonResponse({"messages": [{"text": in_words(request.lacks), "where": ""}]}, status=403)
        if request.lacks == NO_FACTOR:
            return redirect("account")
        return render(request, "accounts/no_post.html", status=403)


def what_lacks(request: Any, person: Person) -> str:
    """Posts are read at each request, so one that ended last night is over this morning."""
    if not person.posts_on(request.today):
        return NO_POST
    if came_by_one_click(request) or brought_second_step(request) or not needs_factor(person, request.today):
        return ""
    return "" if has_factor(request.user) else NO_FACTOR


def brought_second_step(request: HttpRequest) -> bool:
    return any(record.get("type") == BROUGHT for record in get_authentication_records(request, request.user))


def in_words(lacks: str) -> str:
    if lacks == NO_POST:
        return _("You hold no post today.")
    return _("Your post asks for a second step. Add a passkey or a code app on the pages first.")
