"""Coming in and going out: name and password, a second step where there is one, or a passkey alone."""

import json
from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions.factors import note_leaving
from chungtay.models import Account

from .forms import NOT_OF_A_BROWSER, CodeForm, SignInForm
from .sessions import ways_of
from .words import NOT_ACCEPTED

AT_THE_DOOR = 10 * 60  # seconds that a session is kept in which nobody has signed in yet
GET_AND_POST = ["GET", "HEAD", "POST"]


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(GET_AND_POST)
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(address_after(request))
    posted = request.method == "POST"
    form = SignInForm(request, request.POST if posted else None)
    if posted and form.is_valid():
        request.session.set_expiry(AT_THE_DOOR)
        return perform_password_login(
            request, {}, Login(user=form.account, redirect_url=address_after(request))
        )
    told = {"form": form, "next": address_after(request)}
    return render(request, "accounts/sign_in.html", told, status=422 if posted else 200)


@login_not_required
@never_cache
@require_http_methods(GET_AND_POST)
def passkey(request: HttpRequest) -> HttpResponse:
    """GET: what the browser needs to ask for a key. POST: what the key has signed."""
    if request.user.is_authenticated:
        return redirect(address_after(request))
    if request.method != "POST":
        request.session.set_expiry(AT_THE_DOOR)
        return HttpResponse(as_json(begin_authentication()), content_type="application/json")
    form = LoginWebAuthnForm(data=request.POST)
    factor = accepted(form)
    if factor is None:
        messages.error(request, NOT_ACCEPTED)
        return redirect("sign-in")
    login = Login(user=factor.user, redirect_url=address_after(request))
    return perform_passwordless_login(request, factor, login)


@login_not_required
@never_cache
@require_http_methods(GET_AND_POST)
def second_step(request: HttpRequest) -> HttpResponse:
    """After the password: a code, a recovery code or a passkey. Nobody is signed in until then."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    account = stage.login.user if stage else None
    if stage is None or not isinstance(account, Account) or not account.is_active:
        return redirect("sign-in")
    by_key = "credential" in request.POST
    form = CodeForm(request, account, request.POST if request.method == "POST" and not by_key else None)
    if by_key:
        key = AuthenticateWebAuthnForm(user=account, data=request.POST)
        if accepted(key):
            key.save()
            return stage.exit()
        messages.error(request, NOT_ACCEPTED)
    elif request.method == "POST" and form.is_valid():
        form.save()
        return stage.exit()
    told: dict[str, Any] = {"form": form, "ways": ways_of(account)}
    if "passkey" in told["ways"]:
        told["options"] = as_json(begin_authentication(account))
    return render(request, "accounts/second_step.html", told, status=422 if request.method == "POST" else 200)


def as_json(options: dict[str, Any]) -> str:
    """What a browser is told when it shall ask for a key."""
    return json.dumps(options, default=dict)


def accepted(form: Any) -> Any:
    """The passkey that signed, or none; what no browser would send is refused like a wrong signature."""
    try:
        return form.cleaned_data["credential"] if form.is_valid() else None
    except NOT_OF_A_BROWSER:
        return None


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, Account):
        note_leaving(request.user, session_key=request.session.session_key, at=timezone.now())
    logout(request)
    return redirect("home")


def address_after(request: HttpRequest) -> str:
    """The page of this house that was asked for; nobody is led anywhere else."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    if asked and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return resolve_url(settings.LOGIN_REDIRECT_URL)
