"""Tells allauth how this house wants it: nobody signs up, refusals say one thing, secrets are sealed at rest."""

import base64
from functools import cache
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from chungtay.actions.accounts import note_success
from chungtay.actions.factors import note_coming
from chungtay.models import Account

from .devices import address_in_short, device_of, keep_device
from .words import NOT_ACCEPTED

PRODUCT = "Chung Tay"


class AccountAdapter(DefaultAccountAdapter):
    """What happens around every sign-in, whichever way somebody came."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        messages.error(request, NOT_ACCEPTED)
        return redirect("sign-in")

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **told: Any) -> HttpResponse:
        """Somebody is in: the session is listed, the browser known, and it is written down how they came."""
        assert isinstance(user, Account)
        now = timezone.now()
        answer = super().post_login(request, user, **told)
        ways = [
            str(record.get("type") or record["method"])
            for record in get_authentication_records(request, user)
        ]
        note_coming(user, how=", ".join(ways), at=now)
        keep_device(answer, note_success(user, device=device_of(request), at=now))
        return answer

    def get_client_ip(self, request: HttpRequest) -> str:
        """Only the network is kept: enough for a person to know their own office again."""
        return address_in_short(request)

    def is_ajax(self, request: HttpRequest) -> bool:
        return False  # a page is always answered as a page


class FactorAdapter(DefaultMFAAdapter):
    """Passkeys, apps and recovery codes, under our name."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": NOT_ACCEPTED,
    }

    def get_totp_issuer(self) -> str:
        return PRODUCT

    def _get_site_name(self) -> str:
        return PRODUCT

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def encrypt(self, text: str) -> str:
        return seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return seal().decrypt(encrypted_text.encode()).decode()


@cache
def seal() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(sha256(settings.FACTOR_KEY.encode()).digest()))
