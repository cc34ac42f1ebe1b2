"""Who asks the API: a person who signed in on the pages; what changes something carries the CSRF token too."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie

from chungtay.models import Agreement, Organisation, Person
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from .errors import NotSure


class Asking(HttpRequest):
    """A request of somebody who signed in, as the middleware completes it."""

    person: Person
    today: date
    is_sure: bool


class SignedIn(APIKeyCookie):
    """Asks who is there before it asks for the token, so that a stranger reads "sign in" and not "token"."""

    param_name = settings.SESSION_COOKIE_NAME

    def _get_key(self, request: HttpRequest) -> str | None:
        return super()._get_key(request) if request.user.is_authenticated else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return key and getattr(request, "person", None)


def refuse_unless_sure(request: Asking) -> None:
    """Grave acts are done within a quarter of an hour after showing who one is, here as on the pages."""
    if not request.is_sure:
        raise NotSure


def own_office(request: Asking, act: Act, *, programme: str = "") -> Organisation:
    """The person's own office that does such things; one without is told so."""
    own = request.person.organisations_for(act, request.today, programme=programme)
    office = Organisation.objects.filter(pk__in=own).first()
    if office is None:
        raise RuleBroken(Message("Your post does not allow this."))
    return office


def programmes_of(request: Asking, slugs: list[str]) -> list[Agreement]:
    visible = Agreement.objects.visible_to(request.person, request.today)
    found = list(visible.filter(slug__in=slugs))
    if len(found) != len(set(slugs)):
        raise RuleBroken(Message("This programme is not shared with you.", where="programme"))
    return found
