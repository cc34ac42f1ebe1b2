"""Says who asks and which day it is, once a request, so that nothing below fetches either from the air."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from chungtay.models import Account, Person
from chungtay.rules.messages import RuleBroken

from .errors import refused, unreadable


class Request(HttpRequest):
    """What a closed page is given: somebody has signed in."""

    user: Account
    person: Person
    today: date
    is_sure: bool  # whether they showed who they are a short while ago
    lacks: str  # a post, or the second step that a post asks for; `accounts/door.py` says it


class VisitorRequest(HttpRequest):
    """What an open page is given: perhaps nobody has signed in."""

    person: Person | None
    today: date


class PersonMiddleware:
    """Sets `request.person` and `request.today`; answers a broken rule that no view answered itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: VisitorRequest) -> HttpResponse:
        request.person = person_of(request)
        request.today = timezone.localdate()
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *called: object) -> HttpResponse | None:
        """No keyboard types a zero byte, and no database keeps it. The API says so in its own words."""
        inside = request.resolver_match.namespace if request.resolver_match else ""
        return unreadable(request) if inside != "api" and holds_zero_byte(request) else None

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        return refused(request, problem) if isinstance(problem, RuleBroken) else None


def holds_zero_byte(request: HttpRequest) -> bool:
    typed = [*request.GET.lists(), *request.POST.lists()]
    return any("\0" in value for _, values in typed for value in values)


def person_of(request: HttpRequest) -> Person | None:
    return request.user.person if isinstance(request.user, Account) else None
