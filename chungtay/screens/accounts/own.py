"""One's own account: how one signs in, and where one is signed in. Changing it asks again who it is."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication, begin_registration
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import factors as actions
from chungtay.rules.messages import RuleBroken
from chungtay.screens.errors import all_said, refused
from chungtay.screens.middleware import Request

from .door import NO_FACTOR, own_door
from .forms import CodeAppForm, CodeForm, NewPasswordForm, PasskeyForm, PasskeyNameForm, PasswordForm
from .listed import listed_sessions
from .sessions import make_sure, sure_who_asks, ways_of
from .views import GET_AND_POST, accepted, address_after, as_json
from .words import NOT_ACCEPTED

Type = Authenticator.Type


@own_door
@require_safe
def account(request: Request) -> HttpResponse:
    held = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    codes = next((one.wrap() for one in held if one.type == Type.RECOVERY_CODES), None)
    told = {
        "lacking": request.lacks == NO_FACTOR,
        "passkeys": [one for one in held if one.type == Type.WEBAUTHN],
        "app": next((one for one in held if one.type == Type.TOTP), None),
        "codes_left": len(codes.get_unused_codes()) if codes else None,
        "sessions": listed_sessions(request),
        "has_password": request.user.has_usable_password(),
    }
    return render(request, "accounts/account.html", told)


@own_door
@require_http_methods(GET_AND_POST)
@sensitive_post_parameters("password")
def again(request: Request) -> HttpResponse:
    """Show that it is you: by password, by code or by passkey."""
    sent, ways = request.POST if request.method == "POST" else None, ways_of(request.user)
    forms: dict[str, Any] = {
        "password": PasswordForm(request, request.user, sent if sent and "password" in sent else None),
        "code": CodeForm(request, request.user, sent if sent and "code" in sent else None),
    }
    key = AuthenticateWebAuthnForm(user=request.user, data=sent) if sent and "credential" in sent else None
    if key and (factor := accepted(key)):
        post_authentication(request, factor, reauthenticated=True)
    elif not any(way in ways and form.is_bound and form.is_valid() for way, form in forms.items()):
        if key:
            messages.error(request, NOT_ACCEPTED)
        told = {"forms": forms, "ways": ways, "next": address_after(request)}
        if "passkey" in ways:
            told["options"] = as_json(begin_authentication(request.user))
        return render(request, "accounts/again.html", told, status=200 if sent is None else 422)
    make_sure(request)
    return redirect(address_after(request))


@own_door
@require_http_methods(GET_AND_POST)
@sure_who_asks
def code_app_new(request: Request) -> HttpResponse:
    if Authenticator.objects.filter(user=request.user, type=Type.TOTP).exists():
        return redirect("account")
    if request.method == "POST":
        form = CodeAppForm(request, request.POST)
        if form.is_valid() and added(form, request):
            clear_totp_secret(request)
            return after_adding(request)
    else:
        get_totp_secret(regenerate=True)
        form = CodeAppForm(request)
    adapter = get_adapter()
    address = adapter.build_totp_url(request.user, form.secret)
    told = {
        "form": form,
        "secret": form.secret,
        "address": address,
        "picture": adapter.build_totp_svg(address),
    }
    return render(request, "accounts/code_app.html", told, status=422 if form.errors else 200)


def added(form: CodeAppForm, request: Request) -> bool:
    try:
        actions.add_code_app(
            request.user, secret=form.secret, **form.cleaned_data, by=request.person, at=timezone.now()
        )
    except RuleBroken as problem:
        form.add_error("code", all_said(problem.messages))
    return form.is_valid()


@own_door
@require_http_methods(GET_AND_POST)
@sure_who_asks
def passkey_new(request: Request) -> HttpResponse:
    form = PasskeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.add_passkey(request.user, **form.cleaned_data, by=request.person, at=timezone.now())
        return after_adding(request)
    options = as_json(begin_registration(request.user, passwordless=True))
    told = {"form": form, "options": options}
    return render(request, "accounts/passkey_new.html", told, status=422 if form.errors else 200)


def after_adding(request: Request) -> HttpResponse:
    """The first factor brings recovery codes, which are shown this once."""
    messages.success(request, _("Added. From now on it is asked for when you sign in."))
    codes = get_object_or_404(Authenticator, user=request.user, type=Type.RECOVERY_CODES).wrap()
    return redirect("account" if codes.did_view else "recovery-codes")


@own_door
@require_http_methods(GET_AND_POST)
@sure_who_asks
def passkey(request: Request, id: int) -> HttpResponse:
    """Give a key another name."""
    key = get_object_or_404(Authenticator, user=request.user, type=Type.WEBAUTHN, pk=id)
    form = PasskeyNameForm(
        request.POST if request.method == "POST" else None, initial={"name": key.wrap().name}
    )
    if request.method == "POST" and form.is_valid():
        actions.rename_passkey(key, name=form.cleaned_data["name"], by=request.person, at=timezone.now())
        return redirect("account")
    return render(
        request, "accounts/passkey.html", {"form": form, "key": key}, status=422 if form.errors else 200
    )


@own_door
@require_POST
@sure_who_asks
def factor_removal(request: Request, id: int) -> HttpResponse:
    factor = get_object_or_404(Authenticator, user=request.user, type__in=actions.MAIN, pk=id)
    try:
        actions.remove_factor(factor, by=request.person, at=timezone.now())
    except RuleBroken as problem:
        return refused(request, problem)
    messages.success(request, _("Removed."))
    return redirect("account")


@own_door
@require_http_methods(GET_AND_POST)
@sure_who_asks
def recovery_codes(request: Request) -> HttpResponse:
    """Shown once; after that only a new set can be made."""
    if request.method == "POST":
        try:
            actions.new_recovery_codes(request.user, by=request.person, at=timezone.now())
        except RuleBroken as problem:
            return refused(request, problem)
        return redirect("recovery-codes")
    codes = get_object_or_404(Authenticator, user=request.user, type=Type.RECOVERY_CODES).wrap()
    if codes.did_view:
        return render(request, "accounts/recovery_codes.html", {"left": len(codes.get_unused_codes())})
    codes.mark_as_viewed()
    shown = [
        " ".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in codes.get_unused_codes()
    ]
    return render(request, "accounts/recovery_codes.html", {"codes": shown, "file": "\r\n".join(shown)})


@own_door
@require_http_methods(GET_AND_POST)
@sensitive_post_parameters()
@sure_who_asks
def password(request: Request) -> HttpResponse:
    form = NewPasswordForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        old_key = request.session.session_key
        actions.change_password(
            request.user, form.cleaned_data["password"], by=request.person, at=timezone.now()
        )
        update_session_auth_hash(request, request.user)
        UserSession.objects.filter(session_key=old_key).update(session_key=request.session.session_key)
        messages.success(request, _("The password is changed. Everywhere else you are signed out."))
        return redirect("account")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)


@own_door
@require_POST
def session_end(request: Request, id: int) -> HttpResponse:
    actions.end_sessions(
        [get_object_or_404(other_sessions(request), pk=id)], by=request.person, at=timezone.now()
    )
    messages.success(request, _("Signed out there."))
    return redirect("account")


@own_door
@require_POST
def sessions_end(request: Request) -> HttpResponse:
    actions.end_sessions(other_sessions(request), by=request.person, at=timezone.now())
    messages.success(request, _("Signed out everywhere else."))
    return redirect("account")


def other_sessions(request: Request) -> QuerySet[UserSession]:
    """This one is left by signing out."""
    return UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
