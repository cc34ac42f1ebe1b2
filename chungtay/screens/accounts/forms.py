"""What is typed at the door and about one's own account."""

import unicodedata
from typing import Any

from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chungtay.actions.factors import right_code
from chungtay.models import Account
from chungtay.rules.passwords import normalised

from .tries import Try
from .words import NOT_ACCEPTED, REFUSED

LONGEST_NAME = 500
# What reading a key raises when it was written by hand.
NOT_OF_A_BROWSER = (AttributeError, KeyError, TypeError, ValueError)


def secret_field(label: Any, autocomplete: str, *, hint: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, help_text=hint)


class SignInForm(forms.Form):
    """Says one thing for a wrong name, a wrong password and a closed account: nobody learns which it was.

    No name is too long to be looked for, so that a long one takes the same way and the same time as any other; only
    its beginning is read, which is longer than any name that is kept.
    """

    username = forms.CharField(
        label=_("Sign-in name"),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = secret_field(_("Password"), "current-password")

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        self.request = request
        self.account: Account | None = None

    def clean(self) -> None:
        typed, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if typed and password:
            name = unicodedata.normalize("NFKC", typed[:LONGEST_NAME])
            tried = Try(self.request, name)
            tried.refuse_if_early()
            self.account = authenticate(self.request, username=name, password=password)
            if self.account is None:
                tried.failed()
                raise ValidationError(REFUSED, code="refused")


class PasswordForm(forms.Form):
    """The password once more."""

    password = secret_field(_("Password"), "current-password")

    def __init__(self, request: HttpRequest, account: Account, data: Any = None) -> None:
        super().__init__(data)
        self.request, self.account = request, account

    def clean_password(self) -> None:
        tried = Try(self.request, self.account.name)
        tried.refuse_if_early()
        if not self.account.check_password(self.cleaned_data["password"]):
            tried.failed()
            raise ValidationError(_("This is not your password."), code="refused")


class CodeForm(forms.Form):
    """Six digits of an app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six digits from your code app, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, request: HttpRequest, account: Account, data: Any = None) -> None:
        super().__init__(data)
        self.request, self.account = request, account

    def clean_code(self) -> Authenticator:
        tried = Try(self.request, self.account.name)
        tried.refuse_if_early()
        factor = right_code(self.account, self.cleaned_data["code"], at=timezone.now())
        if factor is None:
            tried.failed()
            raise ValidationError(NOT_ACCEPTED, code="refused")
        return factor

    def save(self, *, again: bool = False) -> None:
        post_authentication(self.request, self.cleaned_data["code"], reauthenticated=again)


class CodeAppForm(forms.Form):
    """Shows that the app has taken the secret up."""

    code = forms.CharField(
        label=_("The six digits that the app shows now"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        self.secret: str = request.session.get(SECRET_SESSION_KEY, "")


class PasskeyForm(forms.Form):
    """A key that the browser has made, and a name by which its owner knows it."""

    name = forms.CharField(label=_("Name of the key"), max_length=60, help_text=_("For example: my phone"))
    credential = forms.JSONField(widget=forms.HiddenInput, required=False)

    def clean_credential(self) -> dict[str, Any]:
        credential = self.cleaned_data["credential"]
        if not credential:
            raise ValidationError(_("The browser made no key. Try again, or choose a code app."))
        try:
            webauthn.parse_registration_response(credential)
            made = webauthn.complete_registration(credential)
        except NOT_OF_A_BROWSER as problem:
            raise ValidationError(NOT_ACCEPTED) from problem
        if not made.is_user_verified():
            raise ValidationError(NOT_ACCEPTED)
        return credential


class PasskeyNameForm(forms.Form):
    name = forms.CharField(label=_("Name of the key"), max_length=60)


class NewPasswordForm(forms.Form):
    """Twice the same; the old one was asked for when the person showed who they are."""

    password = secret_field(
        _("New password"),
        "new-password",
        hint=_(
            "At least 15 characters of any kind. Four or five words that have nothing in common are good."
        ),
    )
    again = secret_field(_("The new password once more"), "new-password")

    def __init__(self, account: Account, data: Any = None) -> None:
        super().__init__(data)
        self.account = account

    def clean_password(self) -> str:
        password = normalised(self.cleaned_data["password"])
        validate_password(password, self.account)
        return password

    def clean_again(self) -> str:
        again = normalised(self.cleaned_data["again"])
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("The two are not the same."))
        return again
