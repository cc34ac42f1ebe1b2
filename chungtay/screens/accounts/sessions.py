"""How long a session lasts, and how long a sign-in counts as fresh. The lengths are in `settings.py`.

Every way of coming in, by password, passkey, another office's server or the demo's one click, ends in Django's own
signal; so the clocks of a session are started there and nowhere else.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.screens.context import address_to_return_to

from .demo import came_by_one_click

BEGAN, SEEN, SURE = "began_at", "seen_at", "sure_at"
NOTED_EVERY = timedelta(minutes=1)  # a write at each request would be one too many
CLOCKS_DIFFER = timedelta(minutes=1)


class SessionTimesMiddleware:
    """Ends a session that is too old or has rested too long; notes now and then that it is alive."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now()
            if is_over(request.session, now):
                logout(request)
            elif not is_within(request.session.get(SEEN), NOTED_EVERY, now):
                request.session[SEEN] = now.timestamp()
        return self.get_response(request)


@receiver(user_logged_in)
def start_clocks(request: HttpRequest, **told: Any) -> None:
    now = timezone.now().timestamp()
    request.session.update({BEGAN: now, SEEN: now, SURE: now})
    request.session.set_expiry(None)  # longer than the few minutes of somebody who is still at the door


def is_over(session: SessionBase | dict[str, Any], now: datetime) -> bool:
    """Also when it began in days to come: the clock was set back, and how old it is cannot be known."""
    begun = is_within(session.get(BEGAN), settings.SESSION_WHOLE, now)
    return not (begun and is_within(session.get(SEEN), settings.SESSION_REST, now))


def is_within(moment: float | None, length: timedelta, now: datetime) -> bool:
    if moment is None:
        return False
    passed = timedelta(seconds=now.timestamp() - moment)
    return -CLOCKS_DIFFER <= passed <= length


def make_sure(request: HttpRequest) -> None:
    request.session[SURE] = timezone.now().timestamp()


def is_sure(request: HttpRequest) -> bool:
    """Whether it was surely this person a short while ago. Whoever tries the demo has nothing to show."""
    fresh = is_within(request.session.get(SURE), settings.SURE_FOR, timezone.now())
    return fresh or came_by_one_click(request)


def sure_who_asks(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For grave acts: ask again who it is, then lead back to the page with the button."""

    @wraps(view)
    def asked(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        if is_sure(request):
            return view(request, *given, **named)
        if request.method == "POST":
            messages.warning(
                request, _("Nothing was done yet. Show that it is you, then press the button again.")
            )
        return redirect(
            f"{reverse('account_reauthenticate')}?{urlencode({'next': address_to_return_to(request)})}"
        )

    return asked


def ways_of(account: Any) -> set[str]:
    """By which the account can show again that it is its owner: password, passkey, code."""
    types = set(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    ways = {"passkey"} if Authenticator.Type.WEBAUTHN in types else set()
    ways |= {"code"} if types - {Authenticator.Type.WEBAUTHN} else set()
    return ways | ({"password"} if account.has_usable_password() else set())
