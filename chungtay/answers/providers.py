"""Asks other offices' sign-ins. The only door through which this house asks another server anything.

Only addresses of the installation's own file are asked, and those that the server behind them names. Nothing that a
visitor writes becomes part of one; redirects are not followed; whatever answers late, at length or strangely proves
nothing.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from chungtay.models import Account, Binding
from chungtay.rules.providers import (
    WELL_KNOWN,
    Endpoints,
    NotAccepted,
    Provider,
    believed,
    endpoints_in,
    subject_in,
)

PATIENCE = 5  # seconds
KNOWN_FOR, SILENT_FOR = 600, 30  # seconds
LONGEST = 2**18  # bytes of an answer


class NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *asked: Any) -> None:
        return None


class Silent(NotAccepted):
    """The provider's server cannot be reached, or says nothing that can be read."""


def provider_named(id: str) -> Provider | None:
    return next((provider for provider in settings.PROVIDERS if provider.id == id), None)


def offered_in(language: str | None) -> list[tuple[str, str]]:
    """The offices whose sign-in is taken: the id of each, and its name in that language."""
    return [(provider.id, provider.names[language or "vi"]) for provider in settings.PROVIDERS]


def endpoints_of(provider: Provider) -> Endpoints:
    """Remembered for a while, a failure too: visitors who press a button make nobody wait for a silent server."""
    key = f"provider:{provider.server}"
    known: Endpoints | NotAccepted | None = cache.get(key)
    if known is None:
        try:
            known = endpoints_in(provider, answered(provider.server + WELL_KNOWN))
        except NotAccepted as problem:
            known = problem
        cache.set(key, known, KNOWN_FOR if isinstance(known, Endpoints) else SILENT_FOR)
    if isinstance(known, NotAccepted):
        raise known
    return known


def claims_for(
    provider: Provider, *, code: str, verifier: str, nonce: str, back: str, now: datetime
) -> dict[str, Any]:
    """Change the code that the browser brought for the signed answer, and read it."""
    endpoints = endpoints_of(provider)
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    names = f"{quote(provider.client, safe='')}:{quote(provider.secret, safe='')}"
    told = answered(endpoints.token, form, {"Authorization": f"Basic {b64encode(names.encode()).decode()}"})
    keys = answered(endpoints.keys).get("keys")
    token = told.get("id_token")
    if not isinstance(token, str) or not isinstance(keys, list):
        raise NotAccepted("it brings no signed answer")
    usable = [key for key in keys if isinstance(key, dict)]
    return believed(provider, token, usable, nonce=nonce, now=now)


def account_bound(provider: Provider, claims: dict[str, Any]) -> Account | None:
    """The account to which this very subject of this very provider was bound, while it may be entered."""
    mark = mark_of(provider, subject_in(provider, claims))
    held = (
        Binding.objects.filter(mark=mark, account__is_active=True).select_related("account__person").first()
    )
    return held.account if held else None


def mark_of(provider: Provider, subject: str) -> str:
    """A keyed hash: who is who over there does not stand in our database."""
    return salted_hmac("provider", f"{provider.server}\n{subject}", algorithm="sha256").hexdigest()


def answered(
    address: str, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What a server says in JSON, asked directly."""
    sent = urlencode(form).encode() if form else None
    request = Request(address, sent, {"Accept": "application/json", **(headers or {})})
    try:
        with build_opener(NoRedirects, ProxyHandler({})).open(request, timeout=PATIENCE) as answer:
            said = json.loads(answer.read(LONGEST))
    except (URLError, HTTPException, OSError, ValueError) as problem:
        raise Silent(type(problem).__name__) from None
    if not isinstance(said, dict):
        raise Silent("no object")
    return said
