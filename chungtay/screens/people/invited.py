"""The page that an invitation opens: once, and only to whom it was given."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chungtay.actions.people import accept_as, accept_with_new_account, accept_with_new_password, opened_by
from chungtay.actions.people.invitations import account_of, may_renew
from chungtay.models import Account, Invitation
from chungtay.rules.accounts import sign_in_name
from chungtay.rules.messages import RuleBroken
from chungtay.rules.passwords import LEAST
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import VisitorRequest


class PasswordForm(forms.Form):
    """For a person who has an account and forgot what opens it."""

    password = forms.CharField(
        label=gettext_lazy("New password"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, account: Account, typed: Any = None) -> None:
        super().__init__(typed)
        self.account = account
        hint = _("At least %(least)s characters. A sentence of four or five words is easy to keep.")
        self.fields["password"].help_text = hint % {"least": LEAST}

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password


class AccountForm(PasswordForm):
    """For a person who has none."""

    name = forms.CharField(
        label=gettext_lazy("Sign-in name"), max_length=150,
        help_text=gettext_lazy("Three to forty small letters a–z, digits, dots and hyphens."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    field_order = ["name", "password"]

    def clean_name(self) -> str:
        self.account.name = attempt(self, lambda: sign_in_name(self.cleaned_data["name"])) or ""
        return self.account.name


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: VisitorRequest, secret: str) -> HttpResponse:
    """A link that was used, is late, was taken back or made up: one calm page for them all."""
    try:
        found = opened_by(secret, visitor=request.person, at=timezone.now())
        return taken_up(request, secret) if request.person else shown(request, secret, found)
    except RuleBroken:
        return render(request, "people/invitation_closed.html", status=404)


def taken_up(request: VisitorRequest, secret: str) -> HttpResponse:
    """By somebody who has signed in: shown first, taken up by the button."""
    assert request.person
    now = timezone.now()
    if request.method == "POST":
        accept_as(secret, visitor=request.person, at=now)
        messages.success(request, _("The post is yours. Its work waits here."))
        return redirect("work")
    found = opened_by(secret, visitor=request.person, at=now)
    return render(request, "people/invited.html", {"post": found.post})


def shown(request: VisitorRequest, secret: str, found: Invitation) -> HttpResponse:
    """To somebody who has not: a form for whoever has no account, or forgot the password."""
    account = account_of(found.post.person)
    form = form_for(found, account, request)
    if form and form.is_bound and form.is_valid():
        told, now = form.cleaned_data, timezone.now()
        if attempt(form, lambda: accepted(secret, account, told, now)):
            messages.success(request, _("Done. Sign in with your name and the password that you chose."))
            return redirect("sign-in")
    page = {"post": found.post, "form": form, "account": account}
    return render(request, "people/invited.html", page, status=422 if form and form.errors else 200)


def form_for(found: Invitation, account: Account | None, request: VisitorRequest) -> PasswordForm | None:
    typed = request.POST if request.method == "POST" else None
    if account is None:
        return AccountForm(Account(person=found.post.person), typed)
    return PasswordForm(account, typed) if may_renew(found, request.today) else None


def accepted(secret: str, account: Account | None, told: dict[str, str], now: datetime) -> Account:
    if account:
        return accept_with_new_password(secret, password=told["password"], at=now)
    return accept_with_new_account(secret, name=told["name"], password=told["password"], at=now)
